//! Calls that arrive at gateways: their servers and routes tell for which hosts, and rules what is asked of them.

use super::call;
use crate::mesh::gateways::{Role, Server, pod_port};
use crate::mesh::room::Room;
use crate::mesh::{Call, HttpRoute, Mesh, Payload, ProxyKind, RouteTable, Workload, gateway_name, host};
use crate::order;
use crate::resource::{HttpMatch, Ref, TextMatch, claim_names};
use std::collections::{BTreeMap, BTreeSet};

/// The calls for each host of each server of each gateway, in document order of the gateways.
pub(super) fn arriving(mesh: &Mesh, room: &Room) -> Vec<Call> {
    let gateways = mesh.workloads.iter().filter(|pod| pod.proxy == ProxyKind::Gateway && pod.runs());
    gateways.flat_map(|pod| at_gateway(mesh, pod, room)).collect()
}

fn at_gateway(mesh: &Mesh, pod: &Workload, room: &Room) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut known = BTreeSet::new();
    for (_, port) in mesh.gateways.ports(pod.id) {
        for server in port.servers.iter().filter_map(|&id| mesh.gateways.server(id)) {
            // What other clusters ask for, their proxies know.
            if server.role() == Role::AutoPassthrough {
                continue;
            }
            // A port that no Service leads to can be dialled by nobody outside; where none is in the text, one that
            // leads to all of them probably is in the cluster.
            let mut services = mesh.services_of(pod.id).peekable();
            if services.peek().is_some() && pod_port(pod, services, server.number).is_none() {
                continue;
            }
            let bound = mesh.virtual_services.bound_to(&server.gateway).map(|table| table.hosts.len());
            let compared = bound.fold(1, usize::saturating_add).saturating_mul(server.hosts.len().max(1));
            if !room.admits(compared, || server.at.clone()) {
                return calls;
            }
            let tables = mesh.virtual_services.of_gateway(&server.gateway, pod.namespace());
            // Whoever writes a Gateway for the pods that Istio brings may have its routes elsewhere as well, and one
            // without any route certainly has.
            let elsewhere = (tables.is_empty() && server.waits_for_routes()) || pod.is_assumed();
            let told =
                hosts(server, &tables).into_iter().filter(|(_, routes)| !(routes.is_empty() && elsewhere));
            for (host, routes) in told {
                for call in to_host(pod, server, &host, &routes) {
                    let told = (call.host.clone(), call.port, call.path.clone(), call.method.clone());
                    if known.insert((told, call.headers.clone())) {
                        calls.push(call);
                    }
                }
            }
        }
    }
    calls
}

/// The hosts of a server, where routes have them the more specific ones, and the routes for each.
fn hosts<'m>(server: &Server, tables: &[&'m RouteTable]) -> BTreeMap<String, Vec<&'m RouteTable>> {
    let mut hosts: BTreeMap<String, Vec<&RouteTable>> = BTreeMap::new();
    for table in tables {
        let own: Vec<_> = server.hosts_for(&table.resource.meta.namespace).collect();
        let shared = |routed: &String| {
            own.iter().filter_map(|own| host::common(own, routed)).map(str::to_owned).collect::<Vec<_>>()
        };
        for host in table.hosts.iter().flat_map(shared) {
            hosts.entry(host).or_default().push(table);
        }
    }
    for host in &server.hosts {
        hosts.entry(host.host.clone()).or_default();
    }
    // A pattern that routes make more specific is told by them.
    let specific = hosts.values().any(|tables| !tables.is_empty());
    hosts.retain(|host, tables| !(specific && tables.is_empty() && host.starts_with('*')));
    hosts
}

/// How many rules for one host are told. Each call is compared with all of them.
const RULES: usize = 50;

/// The calls to one host: one for each rule that takes requests for it, or to the server where it has none.
fn to_host(pod: &Workload, server: &Server, host: &str, tables: &[&RouteTable]) -> Vec<Call> {
    // Of the names that a pattern takes, any.
    let host = host.replace('*', "any");
    let dialled = || (host.clone(), server.number);
    let payload = payload(server);
    let reads_requests = matches!(server.role(), Role::Http | Role::Https);
    let routes: Vec<_> =
        tables.iter().flat_map(|table| &table.http).filter(|_| reads_requests).take(RULES).collect();
    if routes.is_empty() {
        return vec![call(pod.id, dialled(), (payload, "/"), server.at.clone())];
    }
    let told = routes.into_iter().flat_map(|route| {
        let at = |path| route.source.at(path);
        if route.rule.matches.is_empty() {
            return vec![(Sample::default(), at(route.path()))];
        }
        let matches = route.rule.matches.iter().enumerate().filter(|(_, taken)| is_for(taken, server, route));
        let sampled = matches.filter_map(|(position, taken)| {
            Some((Sample::of(taken, &host)?, at(route.path().key("match").index(position))))
        });
        sampled.collect()
    });
    let call = |(sample, at): (Sample, Ref)| Call {
        path: sample.path,
        method: sample.method,
        headers: sample.headers,
        ..call(pod.id, dialled(), (payload, "/"), at)
    };
    told.map(call).collect()
}

/// Whether a match can take a request that arrives at this server.
fn is_for(taken: &HttpMatch, server: &Server, route: &HttpRoute) -> bool {
    let gateways = &taken.client.gateways;
    let named = |written: &String| gateway_name(written, &route.source.meta.namespace) == server.gateway;
    taken.client.port.is_none_or(|port| port == server.number)
        && (gateways.is_empty() || gateways.iter().any(named))
}

/// A request that a match takes.
struct Sample {
    path: String,
    method: String,
    headers: BTreeMap<String, String>,
}

impl Default for Sample {
    fn default() -> Self {
        Self { path: "/".to_owned(), method: "GET".to_owned(), headers: BTreeMap::new() }
    }
}

impl Sample {
    /// One for this host, if it can be written down without solving a regular expression.
    fn of(taken: &HttpMatch, host: &str) -> Option<Self> {
        let any = Self::default();
        let text = |wanted: &Option<TextMatch>, any: String| match wanted {
            None | Some(TextMatch::Present) => Some(any),
            Some(TextMatch::Exact(text) | TextMatch::Prefix(text)) => Some(text.clone()),
            Some(TextMatch::Regex(_)) => None,
        };
        let pairs = |wanted: &BTreeMap<String, TextMatch>| -> Option<Vec<(String, String)>> {
            let pair = |(name, wanted): (&String, &TextMatch)| {
                // No header carries claims.
                let name = Some(name).filter(|name| claim_names(name).is_none())?;
                Some((name.clone(), text(&Some(wanted.clone()), String::new())?))
            };
            wanted.iter().map(pair).collect()
        };
        let authority = match &taken.authority {
            Some(TextMatch::Exact(wanted)) => wanted == host,
            Some(TextMatch::Prefix(wanted)) => host.starts_with(wanted),
            Some(TextMatch::Regex(_)) => false,
            None | Some(TextMatch::Present) => true,
        };
        let mut path = text(&taken.uri, any.path).filter(|path| authority && path.starts_with('/'))?;
        for (position, (name, value)) in pairs(&taken.query)?.into_iter().enumerate() {
            path.push(if position == 0 { '?' } else { '&' });
            path.push_str(&name);
            path.push('=');
            path.push_str(&value);
        }
        Some(Self {
            path,
            method: text(&taken.method, any.method)?,
            headers: order::map(pairs(&taken.headers)?),
        })
    }
}

/// What a client speaks to a server.
fn payload(server: &Server) -> Payload {
    match server.role() {
        Role::Http => Payload::Http,
        Role::Tcp => Payload::Tcp,
        Role::Https | Role::Tls if server.is_for_the_mesh() => Payload::Mtls,
        Role::AutoPassthrough => Payload::Mtls,
        Role::Https | Role::Tls | Role::Passthrough => Payload::Tls,
    }
}

impl Mesh {
    /// What a client speaks to this service port of a gateway, unless it says otherwise.
    pub(in crate::mesh) fn payload_at_gateway(&self, pod: &Workload, number: u16) -> Option<Payload> {
        let port = pod_port(pod, self.services_of(pod.id), number).unwrap_or(number);
        let first = self.gateways.port(pod.id, port)?.servers.first();
        first.and_then(|&id| self.gateways.server(id)).map(payload)
    }
}
