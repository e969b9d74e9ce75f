//! Which servers share a port of a gateway's pod, and which have to go (GW-14).

use super::{GatewayChain, Role, Server, ServerId};
use crate::mesh::PortProtocol;
use crate::resource::{Ref, ServerHost};
use std::collections::BTreeMap;

/// A port of a gateway's pod.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GatewayPort {
    /// The servers that share it, in the order of their Gateways' age.
    pub servers: Vec<ServerId>,
    /// The servers that would have been here as well, and why they are not.
    pub dropped: Vec<(ServerId, Dropped)>,
    /// The filter chains that servers and their routes make.
    pub chains: Vec<GatewayChain>,
    /// Whether there are chains for services as well, under the SNI of Istio mTLS (GW-20).
    pub passes_mesh_on: bool,
    /// Rules that got no chain because earlier ones have their SNI (GW-16).
    pub late: Vec<Ref>,
}

/// Why a server does not listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dropped {
    /// An earlier TLS server of the port has one of its hosts.
    SharesHost(ServerId),
    /// An earlier server of the port speaks something that it cannot be merged with.
    OtherProtocol(ServerId),
    /// It is bound to an address of its own.
    BoundElsewhere,
}

/// Takes the servers of one pod port, oldest Gateway first.
#[derive(Default)]
pub(super) struct Merge<'a> {
    port: GatewayPort,
    /// The hosts of TLS servers, and who has them.
    hosts: BTreeMap<&'a ServerHost, ServerId>,
    /// The first server, and what it speaks unless it is TLS.
    first: Option<(ServerId, Option<PortProtocol>)>,
    /// Whether anything has joined a first server of TLS.
    joined: bool,
    /// The first server that reads HTTP as it comes.
    http: Option<ServerId>,
    /// The servers that end TLS and read HTTP, by Gateway, port and port name.
    https: BTreeMap<(&'a str, u16, &'a str), ServerId>,
}

impl<'a> Merge<'a> {
    /// Takes one more server.
    pub(super) fn take(&mut self, id: ServerId, server: &'a Server) {
        match self.conflict(id, server) {
            Some(dropped) => self.port.dropped.push((id, dropped)),
            None => self.port.servers.push(id),
        }
    }

    /// The port with all servers that it took.
    pub(super) fn finish(self) -> GatewayPort {
        self.port
    }

    fn conflict(&mut self, id: ServerId, server: &'a Server) -> Option<Dropped> {
        if server.bind.is_some() {
            return Some(Dropped::BoundElsewhere);
        }
        if server.tls.is_some() {
            if let Some(&other) = server.hosts.iter().find_map(|host| self.hosts.get(host)) {
                return Some(Dropped::SharesHost(other));
            }
            self.hosts.extend(server.hosts.iter().map(|host| (host, id)));
        }
        let role = server.role();
        let conflict = match self.first {
            None => {
                let tls = server.tls.is_some() && role != Role::Http;
                self.first = Some((id, (!tls).then_some(server.protocol)));
                None
            }
            Some((first, Some(protocol))) => {
                let merges = protocol.is_http() && role == Role::Http;
                (!merges).then_some(Dropped::OtherProtocol(first))
            }
            Some((first, None)) => self.joins(server, role, first),
        };
        if conflict.is_none() {
            self.remember(id, server, role);
        }
        conflict
    }

    /// A port whose first server is TLS takes more TLS, and one server without TLS if it comes right behind the first.
    fn joins(&mut self, server: &Server, role: Role, first: ServerId) -> Option<Dropped> {
        let same_routes = match role {
            Role::Http => self.http,
            Role::Https => {
                self.https.get(&(server.gateway.as_str(), server.number, server.port_name.as_str())).copied()
            }
            Role::Tcp | Role::Tls | Role::Passthrough | Role::AutoPassthrough => None,
        };
        if let Some(other) = same_routes {
            return Some(Dropped::OtherProtocol(other));
        }
        let late = std::mem::replace(&mut self.joined, true);
        (server.tls.is_none() && late).then_some(Dropped::OtherProtocol(first))
    }

    fn remember(&mut self, id: ServerId, server: &'a Server, role: Role) {
        match role {
            Role::Http => {
                self.http.get_or_insert(id);
            }
            Role::Https => {
                self.https.entry((&server.gateway, server.number, &server.port_name)).or_insert(id);
            }
            Role::Tcp | Role::Tls | Role::Passthrough | Role::AutoPassthrough => {}
        }
    }
}
