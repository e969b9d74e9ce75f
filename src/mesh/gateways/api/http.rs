//! HTTPRoutes and GRPCRoutes as rules for hosts of gateways and Services (GW-21, GW-23).

use super::backend::{Backends, Invalid, Referrer};
use super::order::specificity;
use super::parent::{Child, Parent, Parents};
use crate::mesh::{HttpRoute as Rule, RouteTable, Visibility};
use crate::order;
use crate::resource::{
    ApiHttpMatch, ApiHttpRule, ApiPathRewrite, ApiRedirect, GrpcRoute, HttpAction, HttpDestination,
    HttpFilter, HttpMatch, HttpRoute, HttpRule, Inventory, Loaded, MESH, Metadata, PathMatch, Redirect,
    RedirectTo, Rewrite, TextMatch, UriRewrite, VirtualService, WeightedBackend,
};
use crate::yaml::Path;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The answer where no backend has a weight.
const NO_BACKEND: u16 = 500;

/// A route, whichever of the two kinds it is.
struct Route {
    kind: &'static str,
    resource: Loaded<VirtualService>,
    value: HttpRoute,
}

/// What gets merged: the rules of one gateway, or of one namespace and port in the mesh, for one host.
type Tables = BTreeMap<(String, Option<u16>, String), Merged>;

struct Merged {
    first: Loaded<VirtualService>,
    gateway: String,
    visibility: Visibility,
    rules: Vec<(Option<ApiHttpMatch>, Rule)>,
}

/// The rules of all routes, by host.
pub(super) fn tables(
    inventory: &Inventory,
    parents: &Parents,
    backends: &mut Backends,
) -> Vec<(String, RouteTable)> {
    let http = inventory.all::<HttpRoute>().map(|route| Route {
        kind: "HTTPRoute",
        resource: route.with(Rc::default()),
        value: (*route.value).clone(),
    });
    let grpc = inventory.all::<GrpcRoute>().map(|route| Route {
        kind: "GRPCRoute",
        resource: route.with(Rc::default()),
        value: route.value.0.clone(),
    });
    let mut routes: Vec<_> = http.chain(grpc).collect();
    order::sort_by(&mut routes, |a, b| age(&a.resource.meta).cmp(&age(&b.resource.meta)));
    let mut tables = Tables::new();
    for route in &routes {
        add(&mut tables, route, parents, backends);
    }
    let named = tables.into_iter().map(|((key, port, host), merged)| {
        let port = port.map(|port| format!("~{port}")).unwrap_or_default();
        (format!("{}{port}~{host}", key.replace('/', "~")), merged.table(&host))
    });
    named.collect()
}

/// Here the namespace counts before the name.
fn age(meta: &Metadata) -> impl Ord + '_ {
    (meta.created.is_none(), meta.created.as_deref(), meta.namespace.as_str(), meta.name.as_str())
}

fn add(tables: &mut Tables, route: &Route, parents: &Parents, backends: &mut Backends) {
    let namespace = route.resource.meta.namespace.as_str();
    let HttpRoute { parents: references, hostnames, .. } = &route.value;
    let at = route.resource.whole();
    let child = Child { kind: route.kind, namespace, parents: references, hostnames, at: &at };
    let matches = |rule: &ApiHttpRule| rule.matches.len().max(1) + rule.backends.len();
    let size: usize = route.value.rules.iter().map(matches).sum();
    let room = parents.room;
    // The same for all listeners.
    let at_gateways = OnceCell::new();
    for parent in parents.of(child) {
        let (key, gateway, port, visibility) = match &parent {
            Parent::Listener(listener, _) => {
                (listener.name.clone(), listener.name.clone(), None, Visibility::Everyone)
            }
            // A route beside the Service is for every client, another one for those of its own namespace (GW-23).
            Parent::Service { namespace: home, port, .. } => {
                let own = || Visibility::Namespaces(order::set([namespace.to_owned()]));
                let visibility = if home == namespace { Visibility::Everyone } else { own() };
                (namespace.to_owned(), MESH.to_owned(), *port, visibility)
            }
        };
        if !room.admits(size, || at.clone()) {
            break;
        }
        let own;
        let rules = match &parent {
            Parent::Listener(..) => at_gateways.get_or_init(|| rules(route, true, None, backends)),
            Parent::Service { .. } => {
                own = rules(route, false, port, backends);
                &own
            }
        };
        // A rule that nobody can read makes the whole route invalid.
        let Ok(rules) = rules else { continue };
        for host in parent.hosts(child, room) {
            if !room.admits(rules.len(), || at.clone()) {
                break;
            }
            let merged = tables.entry((key.clone(), port, host)).or_insert_with(|| Merged {
                first: route.resource.clone(),
                gateway: gateway.clone(),
                visibility: visibility.clone(),
                rules: Vec::new(),
            });
            merged.rules.extend(rules.iter().cloned());
        }
    }
}

impl Merged {
    fn table(mut self, host: &str) -> RouteTable {
        order::sort_by_key(&mut self.rules, |(condition, _)| specificity(condition.as_ref()));
        RouteTable {
            position: 0,
            resource: self.first,
            hosts: vec![host.to_ascii_lowercase()],
            gateways: vec![self.gateway],
            http: self.rules.into_iter().map(|(_, rule)| rule).collect(),
            tls: Vec::new(),
            tcp: Vec::new(),
            visibility: self.visibility,
        }
    }
}

/// The rules of a route, one for each match, with the match.
fn rules(
    route: &Route,
    asks: bool,
    port: Option<u16>,
    backends: &mut Backends,
) -> Result<Vec<(Option<ApiHttpMatch>, Rule)>, Invalid> {
    let mut all = Vec::new();
    for (position, rule) in route.value.rules.iter().enumerate() {
        let referrer = Referrer {
            kind: route.kind,
            namespace: &route.resource.meta.namespace,
            rule: route.resource.at(Path::of("spec.rules").index(position)),
            asks,
        };
        let action = action(rule, &referrer, backends)?;
        let root = ApiHttpMatch { path: PathMatch::Prefix("/".to_owned()), ..ApiHttpMatch::default() };
        let conditions = match rule.matches.as_slice() {
            [] if route.kind == "HTTPRoute" => vec![Some(root)],
            [] => vec![None],
            written => written.iter().cloned().map(Some).collect(),
        };
        for condition in conditions {
            for (condition_in_force, rewrite) in variants(condition.as_ref(), &rule.filters) {
                let mut matches: Vec<HttpMatch> = condition_in_force.into_iter().collect();
                if matches.is_empty() && port.is_some() {
                    matches.push(HttpMatch::default());
                }
                for entry in &mut matches {
                    entry.client.port = port;
                }
                let made = HttpRule { matches, action: action.clone(), rewrite, ..headers(&rule.filters) };
                let rule =
                    Rule { rule: Rc::new(made), source: route.resource.clone(), position, delegating: None };
                all.push((condition.clone(), rule));
            }
        }
    }
    Ok(all)
}

fn action(rule: &ApiHttpRule, referrer: &Referrer, backends: &mut Backends) -> Result<HttpAction, Invalid> {
    if rule.filters.iter().any(|filter| matches!(filter, HttpFilter::Other(kind) if kind != "CORS")) {
        return Err(Invalid);
    }
    let redirect = rule.filters.iter().find_map(|filter| match filter {
        HttpFilter::Redirect(redirect) => Some(redirect),
        _ => None,
    });
    let weight: u32 = rule.backends.iter().map(|WeightedBackend { weight, .. }| *weight).sum();
    let destinations = backends.destinations(referrer, &rule.backends)?;
    let destination =
        |(destination, weight)| HttpDestination { destination, weight, ..HttpDestination::default() };
    Ok(match redirect {
        Some(redirect) => HttpAction::Redirect(self::redirect(redirect)),
        None if weight == 0 => HttpAction::DirectResponse(NO_BACKEND),
        None => HttpAction::Route(destinations.into_iter().map(destination).collect()),
    })
}

fn redirect(written: &ApiRedirect) -> Redirect {
    Redirect {
        to: written.path.as_ref().map(|path| match path {
            ApiPathRewrite::Full(path) => RedirectTo::Uri(path.clone()),
            ApiPathRewrite::Prefix(path) => RedirectTo::Prefix(path.clone()),
        }),
        authority: written.hostname.clone(),
        scheme: written.scheme.clone(),
        port: written.port.map(crate::resource::RedirectPort::Number),
        code: written.status,
    }
}

fn headers(filters: &[HttpFilter]) -> HttpRule {
    let mut rule = HttpRule::default();
    for filter in filters {
        match filter {
            HttpFilter::RequestHeaders(edits) => rule.headers.request = edits.clone(),
            HttpFilter::ResponseHeaders(edits) => rule.headers.response = edits.clone(),
            HttpFilter::Redirect(_)
            | HttpFilter::Rewrite { .. }
            | HttpFilter::Mirror(_)
            | HttpFilter::Other(_) => {}
        }
    }
    rule
}

/// A match as a VirtualService would write it, with the rewrite that goes with it. A prefix ends at a slash here, so
/// it takes two: the path itself, and what is below it.
fn variants(
    condition: Option<&ApiHttpMatch>,
    filters: &[HttpFilter],
) -> Vec<(Option<HttpMatch>, Option<Rewrite>)> {
    let Some(condition) = condition else { return vec![(None, rewrite(filters, false))] };
    let named = |list: &[crate::resource::NamedMatch], lower: bool| {
        let entries = list.iter().map(|entry| {
            let name = if lower { entry.name.to_ascii_lowercase() } else { entry.name.clone() };
            let value = entry.value.clone();
            (name, if entry.regex { TextMatch::Regex(value) } else { TextMatch::Exact(value) })
        });
        order::map(entries)
    };
    let with = |uri| {
        Some(HttpMatch {
            uri,
            method: condition.method.clone().map(TextMatch::Exact),
            headers: named(&condition.headers, true),
            query: named(&condition.query, false),
            ..HttpMatch::default()
        })
    };
    match &condition.path {
        PathMatch::Any => vec![(with(None), rewrite(filters, false))],
        PathMatch::Exact(path) => vec![(with(Some(TextMatch::Exact(path.clone()))), rewrite(filters, false))],
        PathMatch::Regex(path) => vec![(with(Some(TextMatch::Regex(path.clone()))), rewrite(filters, false))],
        PathMatch::Prefix(path) => {
            let bare = path.trim_end_matches('/');
            let below = (with(Some(TextMatch::Prefix(format!("{bare}/")))), rewrite(filters, true));
            let itself = (with(Some(TextMatch::Exact(bare.to_owned()))), rewrite(filters, false));
            if bare.is_empty() { vec![below] } else { vec![itself, below] }
        }
    }
}

/// `below`: of what is below a prefix, the slash behind the prefix is matched as well and must come back.
fn rewrite(filters: &[HttpFilter], below: bool) -> Option<Rewrite> {
    filters.iter().find_map(|filter| {
        let HttpFilter::Rewrite { hostname, path } = filter else { return None };
        let uri = path.as_ref().map(|path| match path {
            ApiPathRewrite::Full(path) => {
                UriRewrite::Regex { expression: "/.*".to_owned(), replacement: path.clone() }
            }
            ApiPathRewrite::Prefix(path) => {
                let bare = path.trim_end_matches('/');
                let slash = if below || bare.is_empty() { "/" } else { "" };
                UriRewrite::Replace(format!("{bare}{slash}"))
            }
        });
        Some(Rewrite { uri, authority: hostname.clone() })
    })
}
