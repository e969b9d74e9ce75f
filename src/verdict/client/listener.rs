//! Which outbound listener and filter chain of the client's proxy takes a call (RT-2 … RT-8, RT-15, RT-16).

use super::scope::Imports;
use super::stream::Chain;
use super::virtual_host::{self, VirtualHost};
use super::{anywhere, stream};
use crate::mesh::{Payload, Service, ServicePort};
use crate::verdict::{ChainKind, Ignored, Unmatched};
use std::net::IpAddr;

/// What a listener makes of a call.
pub(super) enum Listened<'m> {
    /// It reads requests, and this virtual host takes this one.
    Http(VirtualHost<'m>),
    /// It passes bytes on, as this service is routed.
    Bytes(Chain<'m>),
    /// It waits for the client to speak first, and the client for the server (IN-15). It would pass bytes on then.
    Waits(Chain<'m>),
    /// It is for nothing that the proxy knows.
    Unknown(Unmatched, Vec<Ignored>),
}

/// What the client's proxy makes of a call that was dialled to `address`.
pub(super) fn listen<'m>(imports: Imports<'m>, dialled: &Dialled) -> Listened<'m> {
    let &Dialled { address, payload, .. } = dialled;
    if let Some((service, position, port, kind)) = at_address(&imports, payload, address) {
        return match (kind, payload) {
            (ChainKind::Auto, Payload::Http) => Listened::Http(virtual_host::only(imports, service, port)),
            (ChainKind::Auto, Payload::ServerFirst) => {
                stream::chain(imports, dialled, (service, position, port))
                    .map_or_else(unmatched, Listened::Waits)
            }
            _ => stream::chain(imports, dialled, (service, position, port))
                .map_or_else(unmatched, Listened::Bytes),
        };
    }
    let listener = anywhere::listener(imports);
    let Some(listener) = listener else { return Listened::Unknown(Unmatched::NoListener, Vec::new()) };
    // A range of addresses tells more than what the bytes are.
    match (listener.chain(imports, dialled), payload) {
        (Some(chain), _) if chain.is_for_range() => Listened::Bytes(chain),
        (_, Payload::Http) if listener.reads_requests() => {
            match virtual_host::by_host(imports, &dialled.host) {
                Ok(found) => Listened::Http(found),
                Err(ignored) => Listened::Unknown(Unmatched::UnknownHost(dialled.host.clone()), ignored),
            }
        }
        (Some(chain), _) => Listened::Bytes(chain),
        (None, _) => {
            let unmatched =
                if listener.reads_requests() { Unmatched::NotHttp } else { Unmatched::NoListener };
            Listened::Unknown(unmatched, Vec::new())
        }
    }
}

/// Where and how a call was dialled.
pub(super) struct Dialled {
    /// The address.
    pub(super) address: IpAddr,
    /// What the app speaks.
    pub(super) payload: Payload,
    /// The Host header, port left out.
    pub(super) host: String,
    /// The SNI of the app's own TLS; empty where it sends none.
    pub(super) sni: String,
}

fn unmatched<'m>((unmatched, ignored): (Unmatched, Vec<Ignored>)) -> Listened<'m> {
    Listened::Unknown(unmatched, ignored)
}

/// Ports that are not declared as HTTP have a listener of their own on the service's address, or on every pod's
/// address where the service is headless (RT-2). Of two headless services on one pod port, the undeclared one takes
/// HTTP and the older one the rest.
fn at_address<'m>(
    imports: &Imports<'m>,
    payload: Payload,
    address: IpAddr,
) -> Option<(&'m Service, usize, &'m ServicePort, ChainKind)> {
    let mesh = imports.scope.mesh;
    let headless = mesh.workload_at(address).into_iter().flat_map(|pod| mesh.services_of(pod.id));
    let headless = headless.filter(|service| service.resource.value.goes_as_dialled());
    let listening = mesh.services_at(address).chain(headless).filter_map(|service| {
        let (position, port) = imports.port_of(service)?;
        let kind = imports.kind(port).filter(|kind| *kind != ChainKind::Http)?;
        Some((service, position, port, kind))
    });
    let listening: Vec<_> = listening.collect();
    let auto = listening.iter().find(|(.., kind)| payload == Payload::Http && *kind == ChainKind::Auto);
    auto.or(listening.first()).copied()
}

/// The port of a Host header is ignored (RT-4).
pub(super) fn without_port(header: &str) -> &str {
    let host = match header.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => host,
        Some(_) | None => header,
    };
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}
