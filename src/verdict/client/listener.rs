//! Which outbound listener of the client's proxy takes a call, and which service it is for (RT-2 … RT-8, RT-15).

use super::destination::{Name, look_up, stands_for};
use crate::mesh::{Call, Mesh, Payload, Service, ServicePort, Workload};
use crate::verdict::{ChainKind, Codec, Unmatched};
use std::net::IpAddr;

/// What a listener makes of a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Listened<'m> {
    /// It is for this port of this service.
    For(Intended<'m>),
    /// It is for nothing that the mesh knows.
    Unknown(Unmatched),
}

/// A call as the listener understands it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Intended<'m> {
    /// The service.
    pub(super) service: &'m Service,
    /// Position of the port in its spec.
    pub(super) position: usize,
    /// The port.
    pub(super) port: &'m ServicePort,
    /// What reads the bytes.
    pub(super) codec: Codec,
    /// Whether the proxy waits for the client to speak first, and the client for the server (IN-15).
    pub(super) waits: bool,
}

/// What the client's proxy makes of a call that was dialled to `address`.
pub(super) fn listen<'m>(mesh: &'m Mesh, client: &Workload, call: &Call, address: IpAddr) -> Listened<'m> {
    if let Some(intended) = by_address(mesh, call, address) {
        return Listened::For(intended);
    }
    if !has_http_listener(mesh, call.port) {
        return Listened::Unknown(Unmatched::NoListener);
    }
    match call.payload {
        Payload::Http => by_host(mesh, client, call, address),
        Payload::Tcp | Payload::Tls | Payload::ServerFirst | Payload::Mtls => {
            Listened::Unknown(Unmatched::NotHttp)
        }
    }
}

/// Ports that are not declared as HTTP have a listener of their own on the service's address, or on every pod's
/// address where the service is headless (RT-2). Of two headless services on one pod port, the undeclared one takes
/// HTTP and the older one the rest.
fn by_address<'m>(mesh: &'m Mesh, call: &Call, address: IpAddr) -> Option<Intended<'m>> {
    let headless = mesh.workload_at(address).into_iter().flat_map(|pod| mesh.services_of(pod.id));
    let headless = headless.filter(|service| service.resource.value.is_headless());
    let listening = mesh.service_at(address).into_iter().chain(headless).filter_map(|service| {
        let (position, port) = service.port(call.port)?;
        let intended = |codec, waits| Some(Intended { service, position, port, codec, waits });
        match (ChainKind::of(port.protocol)?, call.payload) {
            (ChainKind::Http, _) => None,
            (ChainKind::Auto, Payload::Http) => intended(Codec::Http, false),
            (ChainKind::Auto, Payload::ServerFirst) => intended(Codec::Tcp, true),
            (ChainKind::Auto | ChainKind::Tcp, _) => intended(Codec::Tcp, false),
        }
    });
    let listening: Vec<_> = listening.collect();
    let http = listening.iter().find(|intended| intended.codec == Codec::Http);
    http.or(listening.first()).copied()
}

fn has_http_listener(mesh: &Mesh, number: u16) -> bool {
    mesh.services_on(number).any(|service| http_port(service, number).is_some())
}

/// A port declared as HTTP; an alias has no listener (RT-15).
fn http_port(service: &Service, number: u16) -> Option<(usize, &ServicePort)> {
    let port = service.port(number).filter(|_| !service.resource.value.is_alias())?;
    (ChainKind::of(port.1.protocol) == Some(ChainKind::Http)).then_some(port)
}

/// All HTTP services of a port share a listener; the Host header decides, whatever was dialled (RT-3, RT-4).
fn by_host<'m>(mesh: &'m Mesh, client: &Workload, call: &Call, address: IpAddr) -> Listened<'m> {
    let host = match call.headers.get("host") {
        Some(header) => without_port(header).to_owned(),
        None if call.host.starts_with("pod:") => address.to_string(),
        None => call.host.clone(),
    };
    let service = match look_up(mesh, client.namespace(), &host) {
        Name::Service(service) if service.resource.value.is_alias() => match stands_for(mesh, service) {
            Name::Service(concrete) | Name::Member(concrete, _) => Some(concrete),
            Name::Pod(_) | Name::Outside | Name::Nowhere => None,
        },
        Name::Service(service) | Name::Member(service, _) => Some(service),
        Name::Pod(_) | Name::Outside | Name::Nowhere => None,
    };
    match service.and_then(|service| Some((service, http_port(service, call.port)?))) {
        Some((service, (position, port))) => {
            Listened::For(Intended { service, position, port, codec: Codec::Http, waits: false })
        }
        None => Listened::Unknown(Unmatched::UnknownHost(host)),
    }
}

/// The port of a Host header is ignored (RT-4).
fn without_port(header: &str) -> &str {
    match header.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => host,
        Some(_) | None => header,
    }
}
