//! What clients of the mesh send to a gateway.

use super::at_gateway::AtGateway;
use super::case::Case;
use super::gateway_server::word;
use super::{GatewayStep, Proposal, Safety, one, rule_tls};
use crate::mesh::gateways::Server;
use crate::mesh::{Payload, ProxyKind, host};
use crate::resource::{ClientTlsMode, ServerTlsMode};
use crate::yaml::patch::Fragment;

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
    let safety = if mode == ClientTlsMode::Simple { Safety::NeedsCare } else { Safety::ChangesBehaviour };
    let edit = rule_tls::on_port(at.case, (service, number), &Fragment::mapping(tls));
    let title = GatewayStep::SpeakToPort { host: service.host.clone(), port: number, mode, sni };
    one(title, safety, edit)
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
