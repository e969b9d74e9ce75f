//! The listener of a port for every address: HTTP services share it, and services without an address of their own or
//! with ranges have their filter chains there (RT-2, RT-16).

use super::listener::Dialled;
use super::scope::Imports;
use super::stream::{self, Chain};
use crate::mesh::{PortProtocol, Service, ServicePort};
use crate::order;
use crate::resource::IpRange;
use crate::verdict::ChainKind;

/// What the listener is made of.
#[derive(Default)]
pub(super) struct Listener<'m> {
    /// The services whose bytes it passes on, in the order in which they were added.
    bytes: Vec<(&'m Service, usize, &'m ServicePort)>,
    /// What the first one speaks, until another kind joins: then it looks at the bytes.
    protocol: Option<PortProtocol>,
    /// Whether it reads requests.
    requests: bool,
}

/// The listener for this port, if the client's proxy has one.
pub(super) fn listener<'m>(imports: Imports<'m>) -> Option<Listener<'m>> {
    let mesh = imports.scope.mesh;
    let known = |service: &'m Service| {
        let (position, port) = imports.port_of(service)?;
        Some((service, position, port, imports.kind(port)?))
    };
    let http = imports.http_service().and_then(known);
    let mut members: Vec<_> = mesh
        .services_anywhere(imports.port)
        .filter_map(known)
        .filter(|(.., kind)| *kind != ChainKind::Http)
        .chain(http)
        .collect();
    // One HTTP service is like all: what counts is whether one was there before the others.
    order::sort_by_key(&mut members, |(service, ..)| service.id);
    let mut listener = Listener::default();
    for (service, position, port, kind) in members {
        listener.join(imports, (service, position, port), kind);
    }
    listener.protocol.is_some().then_some(listener)
}

impl<'m> Listener<'m> {
    /// Whether it reads requests.
    pub(super) fn reads_requests(&self) -> bool {
        self.requests
    }

    fn join(&mut self, imports: Imports<'m>, member: (&'m Service, usize, &'m ServicePort), kind: ChainKind) {
        let protocol = imports.protocol(member.2);
        let sniffs = self.protocol == Some(PortProtocol::Auto);
        let joins = match (self.protocol, kind) {
            (None, _) => true,
            // Whoever wants to look at the bytes finds that done.
            (Some(_), ChainKind::Http | ChainKind::Auto) if sniffs => return,
            // Server-first protocols must not be looked at.
            (Some(there), _) => {
                there == protocol || ![there, protocol].iter().any(|protocol| well_known(*protocol))
            }
        };
        if !joins {
            return;
        }
        if kind != ChainKind::Http {
            self.bytes.push(member);
        }
        self.requests |= kind != ChainKind::Tcp;
        self.protocol = match (self.protocol, kind) {
            (None, ChainKind::Tcp) => Some(protocol),
            (Some(there), ChainKind::Tcp) => Some(there),
            (_, ChainKind::Http | ChainKind::Auto) => Some(PortProtocol::Auto),
        };
    }

    /// The filter chain that passes the bytes of a call on: the one that says most narrowly what it takes, the first
    /// of several.
    pub(super) fn chain(&self, imports: Imports<'m>, dialled: &Dialled) -> Option<Chain<'m>> {
        let chains = self.bytes.iter().filter_map(|&(service, position, port)| {
            let ranges: Vec<IpRange> =
                service.addresses.iter().copied().filter(|range| range.single().is_none()).collect();
            stream::chain_anywhere(imports, dialled, (service, position, port), &ranges)
        });
        chains.reduce(|best, next| if next.rank > best.rank { next } else { best })
    }
}

/// Protocols on which Istio does not look at bytes (RT-16).
fn well_known(protocol: PortProtocol) -> bool {
    matches!(protocol, PortProtocol::Mongo | PortProtocol::Mysql)
}
