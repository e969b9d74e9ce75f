//! `http` rules as they are written.

use super::Destination;
use super::http::{
    ClientMatch, DelegateName, HeaderOperations, HttpAction, HttpDestination, HttpFault, HttpMatch, HttpRule,
    Mirror, Redirect, RedirectPort, RedirectTo, Retries, Rewrite,
};
use super::policy_wire::{FaultWire, HeadersWire, MirrorWire, Percent, RetriesWire, RewriteWire, percent};
use super::wire::{DestinationWire, number};
use crate::order;
use crate::resource::TextMatch;
use crate::resource::duration;
use crate::resource::text_match::TextMatchWire;
use crate::resource::wire::text;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// An entry of `http`.
#[apply(wire)]
pub(super) struct HttpWire {
    name: String,
    r#match: Vec<MatchWire>,
    route: Vec<RouteWire>,
    redirect: Option<RedirectWire>,
    direct_response: Option<DirectResponseWire>,
    delegate: Option<DelegateWire>,
    rewrite: Option<RewriteWire>,
    headers: HeadersWire,
    fault: FaultWire,
    mirror: Option<DestinationWire>,
    mirrors: Vec<MirrorWire>,
    mirror_percentage: Option<Percent>,
    timeout: String,
    retries: Option<RetriesWire>,
}

#[apply(wire)]
struct MatchWire {
    name: String,
    uri: Option<TextMatchWire>,
    ignore_uri_case: bool,
    scheme: Option<TextMatchWire>,
    method: Option<TextMatchWire>,
    authority: Option<TextMatchWire>,
    headers: BTreeMap<String, TextMatchWire>,
    without_headers: BTreeMap<String, TextMatchWire>,
    query_params: BTreeMap<String, TextMatchWire>,
    port: u16,
    source_labels: BTreeMap<String, String>,
    source_namespace: String,
    gateways: Vec<String>,
}

#[apply(wire)]
struct RouteWire {
    destination: DestinationWire,
    weight: u32,
    headers: HeadersWire,
}

#[apply(wire)]
struct RedirectWire {
    uri: String,
    prefix_rewrite: String,
    authority: String,
    scheme: String,
    port: Option<u16>,
    derive_port: Option<DerivePort>,
    redirect_code: u16,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum DerivePort {
    FromProtocolDefault,
    FromRequestPort,
}

#[apply(wire)]
struct DirectResponseWire {
    status: u16,
}

#[apply(wire)]
struct DelegateWire {
    name: String,
    namespace: String,
}

impl From<HttpWire> for HttpRule {
    fn from(wire: HttpWire) -> Self {
        let copies = percent(wire.mirror_percentage);
        let single =
            wire.mirror.map(|mirror| Mirror { destination: Destination::from(mirror), percent: copies });
        Self {
            name: text(wire.name),
            matches: wire.r#match.into_iter().map(HttpMatch::from).collect(),
            action: action(wire.delegate, wire.redirect, wire.direct_response, wire.route),
            rewrite: wire.rewrite.map(Rewrite::from),
            headers: HeaderOperations::from(wire.headers),
            fault: HttpFault::from(wire.fault),
            mirrors: single.into_iter().chain(wire.mirrors.into_iter().map(Mirror::from)).collect(),
            timeout: duration::parse(&wire.timeout),
            retries: wire.retries.map(Retries::from),
        }
    }
}

/// Only one action can be written; where there are several, Istio looks in this order.
fn action(
    delegate: Option<DelegateWire>,
    redirect: Option<RedirectWire>,
    response: Option<DirectResponseWire>,
    route: Vec<RouteWire>,
) -> HttpAction {
    match (delegate, redirect, response) {
        (Some(delegate), ..) => {
            HttpAction::Delegate(DelegateName { name: delegate.name, namespace: text(delegate.namespace) })
        }
        (None, Some(redirect), _) => HttpAction::Redirect(Redirect::from(redirect)),
        (None, None, Some(response)) => HttpAction::DirectResponse(response.status),
        (None, None, None) => HttpAction::Route(route.into_iter().map(HttpDestination::from).collect()),
    }
}

impl From<MatchWire> for HttpMatch {
    fn from(wire: MatchWire) -> Self {
        let headers = |map: BTreeMap<String, TextMatchWire>| {
            order::map(map.into_iter().map(|(name, wire)| (name, TextMatch::from(wire).of_header())))
        };
        Self {
            name: text(wire.name),
            uri: wire.uri.map(TextMatch::from),
            ignore_uri_case: wire.ignore_uri_case,
            scheme: wire.scheme.map(TextMatch::from),
            method: wire.method.map(TextMatch::from),
            authority: wire.authority.map(TextMatch::from),
            headers: headers(wire.headers),
            without_headers: headers(wire.without_headers),
            query: order::map(
                wire.query_params.into_iter().map(|(name, wire)| (name, TextMatch::from(wire))),
            ),
            client: ClientMatch {
                port: number(wire.port),
                labels: wire.source_labels,
                namespace: text(wire.source_namespace),
                gateways: wire.gateways,
            },
        }
    }
}

impl From<RouteWire> for HttpDestination {
    fn from(wire: RouteWire) -> Self {
        Self {
            destination: Destination::from(wire.destination),
            weight: wire.weight,
            headers: HeaderOperations::from(wire.headers),
        }
    }
}

impl From<RedirectWire> for Redirect {
    fn from(wire: RedirectWire) -> Self {
        let derived = wire.derive_port.map(|derive| match derive {
            DerivePort::FromProtocolDefault => RedirectPort::Default,
            DerivePort::FromRequestPort => RedirectPort::OfRequest,
        });
        Self {
            to: text(wire.uri)
                .map(RedirectTo::Uri)
                .or_else(|| text(wire.prefix_rewrite).map(RedirectTo::Prefix)),
            authority: text(wire.authority),
            scheme: text(wire.scheme),
            port: wire.port.map(RedirectPort::Number).or(derived),
            code: number(wire.redirect_code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::VirtualService;
    use crate::resource::testing::spec;
    use test_case::test_case;

    fn rule(text: &str) -> HttpRule {
        let text = format!("http: [{{{text}}}]");
        spec::<VirtualService>("networking.istio.io/v1", "VirtualService", &text).http[0].clone()
    }

    #[test_case("uri: {exact: /a}", Some(&TextMatch::Exact("/a".to_owned())))]
    #[test_case("uri: {prefix: /a}", Some(&TextMatch::Prefix("/a".to_owned())))]
    #[test_case("uri: {regex: a}", Some(&TextMatch::Regex("a".to_owned())))]
    #[test_case("uri: {}", Some(&TextMatch::Present); "empty is not absent")]
    #[test_case("", None; "absent")]
    fn uris(text: &str, expected: Option<&TextMatch>) {
        assert_eq!(rule(&format!("match: [{{{text}}}]")).matches[0].uri.as_ref(), expected, "VS-11a");
    }

    #[test_case("headers: {x: {}}", &TextMatch::Present)]
    #[test_case("headers: {x: {regex: '*'}}", &TextMatch::Present; "an old way to say present")]
    #[test_case("headers: {x: {regex: 'a*'}}", &TextMatch::Regex("a*".to_owned()))]
    fn headers(text: &str, expected: &TextMatch) {
        assert_eq!(&rule(&format!("match: [{{{text}}}]")).matches[0].headers["x"], expected, "VS-11a");
    }

    #[test]
    fn a_star_in_a_query_is_an_expression() {
        let query = &rule("match: [{queryParams: {x: {regex: '*'}}}]").matches[0].query;
        assert_eq!(query["x"], TextMatch::Regex("*".to_owned()));
    }

    #[test]
    fn what_the_client_decides() {
        let client = &rule(
            "match: [{port: 80, sourceLabels: {app: a}, sourceNamespace: other, gateways: [g], ignoreUriCase: true}]",
        )
        .matches[0]
            .client;
        assert_eq!((client.port, client.namespace.as_deref()), (Some(80), Some("other")), "VS-11");
        assert_eq!((client.labels["app"].as_str(), client.gateways.len()), ("a", 1));
    }

    #[test_case("route: [{destination: {host: a}}]", "route")]
    #[test_case("redirect: {uri: /a}", "redirect")]
    #[test_case("directResponse: {status: 404}", "response")]
    #[test_case("delegate: {name: a}", "delegate")]
    #[test_case("", "nothing"; "a rule without an action routes nowhere")]
    fn actions(text: &str, expected: &str) {
        let found = match rule(text).action {
            HttpAction::Route(destinations) if destinations.is_empty() => "nothing",
            HttpAction::Route(_) => "route",
            HttpAction::Redirect(_) => "redirect",
            HttpAction::DirectResponse(_) => "response",
            HttpAction::Delegate(_) => "delegate",
        };
        assert_eq!(found, expected, "VS-12, VS-13");
    }

    #[test]
    fn redirects() {
        let HttpAction::Redirect(redirect) = rule(
            "redirect: {prefixRewrite: /b, authority: c, derivePort: FROM_REQUEST_PORT, redirectCode: 308}",
        )
        .action
        else {
            panic!("no redirect");
        };
        assert_eq!((redirect.to, redirect.code), (Some(RedirectTo::Prefix("/b".to_owned())), Some(308)));
        assert_eq!(redirect.port, Some(RedirectPort::OfRequest));
    }

    #[test]
    fn weights_and_header_edits() {
        let HttpAction::Route(destinations) =
            rule("route: [{destination: {host: a}, weight: 90, headers: {request: {set: {x: b}, remove: [z]}}}, {}]")
                .action
        else {
            panic!("no route");
        };
        let [first, second] = destinations.as_slice() else { panic!("{destinations:?}") };
        assert_eq!(
            (first.weight, first.headers.request.set["x"].as_str(), second.weight),
            (90, "b", 0),
            "VS-9"
        );
        assert_eq!(first.headers.request.remove, ["z"]);
    }
}
