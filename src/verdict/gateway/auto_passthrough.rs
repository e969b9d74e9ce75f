//! `AUTO_PASSTHROUGH`: the gateway has a chain for each port and subset of the services that its hosts cover, under
//! the SNI that proxies of the mesh give to their mTLS (GW-20, AM-11).

use super::chain::Onward;
use super::hello::{Certificate, Hello};
use crate::mesh::gateways::{GatewayPort, Role, ServerId};
use crate::mesh::{Mesh, PortProtocol, Service, Workload};
use crate::verdict::client;

/// What the SNI of a connection means to servers of this mode.
pub(super) enum Named<'m> {
    /// Nothing.
    Elsewhere,
    /// It names a service of this server.
    Here(ServerId, Onward<'m>),
    /// It does, but the client announces no protocol of the mesh.
    NotMesh,
}

/// The SNI of Istio mTLS to a cluster (AM-11).
pub(in crate::verdict) fn sni(port: u16, subset: Option<&str>, host: &str) -> String {
    format!("outbound_.{port}_.{}_.{host}", subset.unwrap_or_default())
}

/// What the SNI of a connection means.
pub(super) fn chain<'m>(mesh: &'m Mesh, pod: &Workload, port: &'m GatewayPort, hello: &Hello) -> Named<'m> {
    let handshake = hello.tls.as_ref();
    let Some((sni, handshake)) = handshake.and_then(|tls| Some((tls.sni.as_deref()?, tls))) else {
        return Named::Elsewhere;
    };
    let Some((number, subset, service)) = destination(mesh, sni) else { return Named::Elsewhere };
    let servers = port.servers.iter().filter_map(|&id| Some((id, mesh.gateways.server(id)?)));
    let mut covering = servers.filter(|(_, server)| {
        server.role() == Role::AutoPassthrough && server.covers(service, pod.namespace())
    });
    let found = covering.next();
    if subset.as_deref().is_some_and(|subset| !client::has_subset(mesh, pod, service, subset)) {
        return Named::Elsewhere;
    }
    match found {
        None => Named::Elsewhere,
        Some(_) if handshake.certificate != Certificate::Mesh => Named::NotMesh,
        Some((id, _)) => Named::Here(id, Onward::Named(service, number, subset)),
    }
}

/// The service port and subset that an SNI names.
fn destination<'m>(mesh: &'m Mesh, sni: &str) -> Option<(u16, Option<String>, &'m Service)> {
    let rest = sni.strip_prefix("outbound_.")?;
    let (number, rest) = rest.split_once("_.")?;
    let (subset, host) = rest.split_once("_.")?;
    let number = number.parse().ok()?;
    let service = mesh.service_with_host(host)?;
    let declared =
        service.ports.iter().any(|port| port.number == number && port.protocol != PortProtocol::Udp);
    let subset = Some(subset).filter(|name| !name.is_empty()).map(str::to_owned);
    declared.then_some((number, subset, service))
}
