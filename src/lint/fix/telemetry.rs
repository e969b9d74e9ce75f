//! Collectors of telemetry. Agents of nodes, applications without a proxy and proxies themselves all send to them, so
//! that the ways out differ from those of other servers, and each has its price.

use super::super::failures::End;
use super::case::{Case, resource};
use super::{Proposal, Safety, Title, one};
use crate::mesh::ProxyKind;
use crate::order;
use crate::verdict::Mode;
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// Pod ports of receivers: OTLP over gRPC and HTTP, Zipkin, Jaeger.
const RECEIVERS: [u16; 5] = [4317, 4318, 9411, 14250, 14268];

/// Plaintext for all of its receivers, the collector out of the mesh, or TLS of its own.
pub(super) fn collector(case: &Case) -> Vec<Proposal> {
    let (Some((server, port)), End::Endpoint(endpoint)) = (case.server(), case.failure.end) else {
        return Vec::new();
    };
    if !RECEIVERS.contains(&port) || server.proxy != ProxyKind::Sidecar || endpoint.mode != Mode::Strict {
        return Vec::new();
    }
    let mut proposals = receivers(case, port);
    proposals.extend(outside(case));
    proposals.extend(own_tls(case, port));
    proposals
}

/// Every receiver accepts plaintext too: what one port gets today another gets tomorrow.
fn receivers(case: &Case, port: u16) -> Vec<Proposal> {
    let Some((server, _)) = case.server() else { return Vec::new() };
    let containers = server.resource.value.containers.iter().flat_map(|container| &container.ports);
    let listening = containers.map(|port| port.number).filter(|number| RECEIVERS.contains(number));
    let ports: Vec<u16> = order::set(listening.chain([port])).into_iter().collect();
    let policies = &case.context.mesh.peer_authentications;
    let has_own = !policies.picking(server.namespace(), &server.labels).is_empty();
    if ports.len() < 2 || has_own || server.resource.value.labels.is_empty() {
        return Vec::new();
    }
    let mode = |mode| Fragment::mapping([("mode", Fragment::text(mode))]);
    let exceptions = ports.iter().map(|port| (port.to_string(), mode("PERMISSIVE")));
    let labels = Fragment::texts(&server.resource.value.labels);
    let spec = Fragment::mapping([
        ("selector", Fragment::mapping([("matchLabels", labels)])),
        ("mtls", mode("STRICT")),
        ("portLevelMtls", Fragment::mapping(exceptions)),
    ]);
    let (namespace, name) = (server.namespace(), server.name());
    let document = resource("security.istio.io/v1", "PeerAuthentication", namespace, name, spec);
    let title = Title::AcceptOnPorts { workload: server.key(), ports };
    one(title, Safety::NeedsCare, case.document(server.resource.file, &document))
}

/// The collector has no proxy. Clients whose rules ask for mutual TLS no longer reach it.
fn outside(case: &Case) -> Vec<Proposal> {
    let Some((server, _)) = case.server() else { return Vec::new() };
    let label = server.resource.value.route("metadata.labels").key("sidecar.istio.io/inject");
    let title = Title::TakeOut { workload: server.key() };
    one(title, Safety::NeedsCare, case.set(&server.resource, label, "false"))
}

/// The collector ends TLS itself, and the proxies of its clients speak it.
fn own_tls(case: &Case, port: u16) -> Vec<Proposal> {
    let (Some((server, _)), Some((service, number))) = (case.server(), case.service()) else {
        return Vec::new();
    };
    let is_proxied = case.client().is_some_and(|client| client.proxy == ProxyKind::Sidecar);
    let rules = &case.context.mesh.destination_rules;
    let mut rules = rules.for_host(&service.host);
    let (Some((_, rule)), None, true) = (rules.next(), rules.next(), is_proxied) else { return Vec::new() };
    let tls = Fragment::mapping([("mode", Fragment::text("SIMPLE"))]);
    let entry = Fragment::mapping([
        ("port", Fragment::mapping([("number", Fragment::Int(i64::from(number)))])),
        ("tls", tls),
    ]);
    let list = Path::of("spec.trafficPolicy.portLevelSettings");
    let spoken = case.change(rule.id, &Change::Push(list, entry));
    // Behind their own TLS, requests are bytes to the proxies.
    let declared = service.port(number).and_then(|(position, _)| {
        let field = Path::of("spec.ports").index(position).key("appProtocol");
        case.set(&service.resource, field, "tcp")
    });
    let labels = Fragment::texts(&server.resource.value.labels);
    let disable = Fragment::mapping([("mode", Fragment::text("DISABLE"))]);
    let spec = Fragment::mapping([
        ("selector", Fragment::mapping([("matchLabels", labels)])),
        ("portLevelMtls", Fragment::mapping([(port.to_string(), disable)])),
    ]);
    let name = format!("{}-{port}", server.name());
    let document = resource("security.istio.io/v1", "PeerAuthentication", server.namespace(), &name, spec);
    let accepted = case.document(server.resource.file, &document);
    let (Some(spoken), Some(declared), Some(accepted)) = (spoken, declared, accepted) else {
        return Vec::new();
    };
    let title = Title::OwnTls { workload: server.key(), port };
    vec![Proposal::new(title, Safety::NeedsCare, vec![spoken, declared, accepted])]
}
