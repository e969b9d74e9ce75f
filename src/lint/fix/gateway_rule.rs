//! What clients of the mesh send to a gateway.

use super::at_gateway::AtGateway;
use super::case::{Case, resource};
use super::gateway_server::word;
use super::{GatewayStep, Proposal, Safety, one};
use crate::mesh::gateways::Server;
use crate::mesh::{Payload, ProxyKind, host};
use crate::resource::{ClientTlsMode, DestinationRule, Kind, ServerTlsMode};
use crate::verdict::Question;
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// The client's proxy speaks what a server of the port takes, under a name that it answers to (GW-19).
pub(super) fn rules(case: &Case) -> Vec<Proposal> {
    let Some(at) = AtGateway::of(case) else { return Vec::new() };
    // What the application itself has put into TLS stays in there.
    let has_own_tls = matches!(case.failure.connection.call.payload, Payload::Tls | Payload::Mtls);
    let is_proxied =
        case.client().is_some_and(|client| client.proxy != ProxyKind::None && client.id != at.pod.id);
    if has_own_tls || !is_proxied {
        return Vec::new();
    }
    at.servers().flat_map(|server| for_server(&at, server)).collect()
}

fn for_server(at: &AtGateway, server: &Server) -> Vec<Proposal> {
    let (mode, word) = match server.tls.as_ref().map(|tls| tls.mode) {
        Some(ServerTlsMode::IstioMutual) => (ClientTlsMode::IstioMutual, word(ServerTlsMode::IstioMutual)),
        Some(ServerTlsMode::Simple | ServerTlsMode::OptionalMutual | ServerTlsMode::Passthrough) => {
            (ClientTlsMode::Simple, word(ServerTlsMode::Simple))
        }
        Some(ServerTlsMode::Mutual | ServerTlsMode::AutoPassthrough) | None => return Vec::new(),
    };
    let Some((service, number)) = at.case.service() else { return Vec::new() };
    let mut tls = vec![("mode", Fragment::text(word))];
    let sni = name(at, server);
    tls.extend(sni.as_deref().map(|sni| ("sni", Fragment::text(sni))));
    let tls = Fragment::mapping(tls);
    let port = Fragment::mapping([("number", Fragment::Int(i64::from(number)))]);
    let entry = Fragment::mapping([("port", port), ("tls", tls.clone())]);
    let safety = if mode == ClientTlsMode::Simple { Safety::NeedsCare } else { Safety::ChangesBehaviour };
    let list = Path::of("spec.trafficPolicy.portLevelSettings");
    let ruling = at.case.decider(Question::DestinationRule);
    let ruling = ruling.and_then(|by| at.case.context.inventory.get(by.resource));
    let ruling = ruling.filter(|rule| DestinationRule::of(&rule.value).is_some());
    let Some(rule) = ruling else {
        let settings = Fragment::mapping([("portLevelSettings", Fragment::Sequence(vec![entry]))]);
        let spec =
            Fragment::mapping([("host", Fragment::text(service.host.as_str())), ("trafficPolicy", settings)]);
        let (namespace, name) = (service.namespace(), service.resource.meta.name.as_str());
        let document = resource("networking.istio.io/v1", "DestinationRule", namespace, name, spec);
        let title = GatewayStep::SpeakToPort { host: service.host.clone(), port: number, mode, sni };
        return one(title, safety, at.case.document(service.resource.file, &document));
    };
    let known = rule.root.at(&list).map(crate::yaml::Node::items).unwrap_or_default();
    let number_of =
        |entry: &crate::yaml::Node| entry.at(&Path::of("port.number")).map(|node| node.value.clone());
    let known =
        known.iter().position(|entry| number_of(entry) == Some(crate::yaml::Value::Int(i64::from(number))));
    let change = match known {
        Some(position) => Change::Set(list.index(position).key("tls"), tls),
        None => Change::Push(list, entry),
    };
    let title = GatewayStep::SpeakToPort { host: service.host.clone(), port: number, mode, sni };
    one(title, safety, at.case.change(rule.id, &change))
}

/// A name that the server answers to; nothing where it answers to any.
fn name(at: &AtGateway, server: &Server) -> Option<String> {
    let call = &at.case.failure.connection.call;
    let hosts = server.sni()?;
    let dialled = hosts.iter().any(|own| host::fits(own, &call.host)).then(|| call.host.clone());
    let named = || hosts.iter().find(|own| !own.starts_with('*')).cloned();
    let within = || hosts.iter().find_map(|own| Some(format!("www{}", own.strip_prefix('*')?)));
    dialled.or_else(named).or_else(within)
}
