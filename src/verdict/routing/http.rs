//! Which `http` rule takes a request, and what it does with it.

use super::Proxy;
use super::text::{fits, fits_ignoring_case};
use crate::mesh::{HttpRoute, RouteTable};
use crate::resource::{HttpAction, HttpDestination, HttpMatch, HttpRule, TextMatch, claim_names};
use crate::verdict::request::Request;

/// A rule that may take requests of a proxy, under one of its matches.
#[derive(Clone, Copy)]
pub(in crate::verdict) struct Candidate<'m> {
    /// The rule.
    pub(in crate::verdict) route: &'m HttpRoute,
    /// The match; `None` where the rule has none and takes everything.
    pub(in crate::verdict) condition: Option<&'m HttpMatch>,
}

/// The rules of a table that are left for this proxy, in their order, one entry for each match (VS-11). What stands
/// behind a rule without a match is never asked. Where nothing is left, the table does not count at all (VS-4).
pub(in crate::verdict) fn candidates<'m>(table: &'m RouteTable, proxy: &Proxy) -> Vec<Candidate<'m>> {
    let mut left = Vec::new();
    for route in &table.http {
        let matches = &route.rule.matches;
        if matches.is_empty() {
            left.push(Candidate { route, condition: None });
            break;
        }
        let meant = matches.iter().filter(|condition| proxy.is_meant(&condition.client));
        left.extend(meant.map(|condition| Candidate { route, condition: Some(condition) }));
    }
    left
}

/// The first that takes the request (VS-14).
pub(in crate::verdict) fn taking<'m>(
    candidates: &[Candidate<'m>],
    request: &Request,
) -> Option<Candidate<'m>> {
    candidates.iter().copied().find(|candidate| candidate.takes(request))
}

/// How many requests of the rule the proxy ends with a fault (VS-13a).
pub(in crate::verdict) fn aborts(rule: &HttpRule) -> Share {
    match rule.fault.abort.as_ref().and_then(|abort| abort.percent) {
        Some(percent) if percent >= 100.0 => Share::All,
        Some(percent) if percent > 0.0 => Share::Some,
        Some(_) | None => Share::None,
    }
}

/// A part of the requests of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verdict) enum Share {
    /// Every one.
    All,
    /// Some; the others go on.
    Some,
    /// None.
    None,
}

/// The destinations that get any traffic, with their positions: the only one, or those with a weight (VS-9).
pub(in crate::verdict) fn destinations(rule: &HttpRule) -> Vec<(usize, &HttpDestination)> {
    match &rule.action {
        HttpAction::Route(destinations) => {
            let all = destinations.iter().enumerate();
            all.filter(|(_, entry)| destinations.len() == 1 || entry.weight > 0).collect()
        }
        HttpAction::Redirect(_) | HttpAction::DirectResponse(_) | HttpAction::Delegate(_) => Vec::new(),
    }
}

impl Candidate<'_> {
    /// Whether it takes the request: ALL of what its match says about requests.
    pub(in crate::verdict) fn takes(&self, request: &Request) -> bool {
        self.condition.is_none_or(|condition| takes(condition, request))
    }

    /// Whether it takes every request. Where a gateway puts several VirtualServices together, these come last (VS-4).
    pub(in crate::verdict) fn is_catch_all(&self) -> bool {
        self.condition.is_none_or(|condition| {
            let HttpMatch {
                name: _,
                uri,
                ignore_uri_case: _,
                scheme,
                method,
                authority,
                headers,
                without_headers,
                query,
                client: _,
            } = condition;
            let root = |uri: &TextMatch| matches!(uri, TextMatch::Prefix(prefix) if prefix == "/");
            uri.as_ref().is_none_or(root)
                && [scheme, method, authority].iter().all(|field| field.is_none())
                && [headers, without_headers, query].iter().all(|map| map.is_empty())
        })
    }
}

fn takes(condition: &HttpMatch, request: &Request) -> bool {
    let uri = |uri: &TextMatch| {
        if condition.ignore_uri_case {
            fits_ignoring_case(uri, request.bare_path())
        } else {
            fits(uri, Some(request.bare_path()))
        }
    };
    let is = |wanted: &Option<TextMatch>, text: &str| {
        wanted.as_ref().is_none_or(|wanted| fits(wanted, Some(text)))
    };
    condition.uri.as_ref().is_none_or(uri)
        && is(&condition.scheme, request.scheme)
        && is(&condition.method, &request.method)
        && is(&condition.authority, &request.authority)
        && condition.headers.iter().all(|(name, wanted)| match claim_names(name) {
            Some(names) => has_claim(request, &names, wanted),
            None => fits(wanted, header(request, name)),
        })
        && !condition.without_headers.iter().any(|(name, unwanted)| match (unwanted, claim_names(name)) {
            (_, Some(names)) => has_claim(request, &names, unwanted),
            (TextMatch::Present, None) => header(request, name).is_some(),
            // A header that is not there is an empty text here.
            (_, None) => fits(unwanted, Some(header(request, name).unwrap_or_default())),
        })
        && condition.query.iter().all(|(name, wanted)| fits(wanted, request.parameter(name)))
}

/// Whether the accepted token has a claim whose text, or one of whose texts, fits.
fn has_claim(request: &Request, names: &[String], wanted: &TextMatch) -> bool {
    let found = names.split_first().and_then(|(first, rest)| request.claims.get(first)?.nested(rest));
    found.is_some_and(|claim| claim.texts().any(|text| fits(wanted, Some(text))))
}

fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    match name.to_ascii_lowercase().as_str() {
        ":authority" | "host" => Some(&request.authority),
        ":method" => Some(&request.method),
        ":path" => Some(&request.path),
        ":scheme" => Some(request.scheme),
        name => request.headers.get(name).map(String::as_str),
    }
}
