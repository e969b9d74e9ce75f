//! The filter chains of a gateway's port, as far as servers and routes make them (GW-15, GW-16).

use super::{Role, Server, ServerId};
use crate::mesh::{RouteTable, host};
use crate::resource::{ClientMatch, Ref, StreamDestination};
use std::collections::BTreeSet;

/// A filter chain of a gateway's port.
#[derive(Clone, Debug, PartialEq)]
pub struct GatewayChain {
    /// The server that it belongs to.
    pub server: ServerId,
    /// The SNI that it answers to; `None` where it answers to any, and to bytes without any.
    pub sni: Option<Vec<String>>,
    /// Where bytes go that nobody reads; `None` where HTTP is read, and its routes decide.
    pub stream: Option<StreamRoute>,
}

/// Where a chain sends bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamRoute {
    /// `namespace/name` of the resource that says so.
    pub route: String,
    /// The rule.
    pub at: Ref,
    /// Where to.
    pub destinations: Vec<StreamDestination>,
}

impl StreamRoute {
    fn new(
        table: &RouteTable,
        list: &'static str,
        position: usize,
        destinations: &[StreamDestination],
    ) -> Self {
        Self {
            route: table.key(),
            at: table.resource.at(table.rules(list).index(position)),
            destinations: destinations.to_vec(),
        }
    }
}

/// Makes the chains of one port.
pub(super) struct Chains<'a, R> {
    /// The routes of a server's gateway that its pod sees, in order.
    pub(super) routes: R,
    made: Vec<GatewayChain>,
    /// SNI that rules of this port have taken.
    taken: BTreeSet<&'a str>,
    /// Rules that came too late for their SNI.
    late: Vec<Ref>,
}

impl<'a, R: Fn(&Server) -> Vec<&'a RouteTable>> Chains<'a, R> {
    pub(super) fn new(routes: R) -> Self {
        Self { routes, made: Vec::new(), taken: BTreeSet::new(), late: Vec::new() }
    }

    /// The chains of these servers, and the rules that got none because others have their SNI.
    pub(super) fn of(
        mut self,
        servers: impl Iterator<Item = (ServerId, &'a Server)>,
    ) -> (Vec<GatewayChain>, Vec<Ref>) {
        let mut reads_http = false;
        for (id, server) in servers {
            match server.role() {
                // All servers for plain HTTP share a chain.
                Role::Http if reads_http => {}
                Role::Http => {
                    reads_http = true;
                    self.made.push(GatewayChain { server: id, sni: None, stream: None });
                }
                Role::Https => self.made.push(GatewayChain { server: id, sni: server.sni(), stream: None }),
                Role::Tcp => self.stream(id, server, None),
                Role::Tls => self.stream(id, server, server.sni()),
                Role::Passthrough => self.passthrough(id, server),
                Role::AutoPassthrough => {}
            }
        }
        (self.made, self.late)
    }

    /// Bytes go where the first `tcp` rule says; without one there is no chain. A TLSRoute may take its place.
    fn stream(&mut self, id: ServerId, server: &Server, sni: Option<Vec<String>>) {
        let tables = (self.routes)(server);
        let rule = tables.into_iter().filter(|table| serves(server, table)).find_map(|table| {
            let tcp = table.tcp.iter().enumerate().find(|(_, rule)| {
                let mut matches = rule.matches.iter();
                let meant = rule.matches.is_empty() || matches.any(|entry| is_meant(server, &entry.client));
                meant && !rule.destinations.is_empty()
            });
            if let Some((position, rule)) = tcp {
                return Some(StreamRoute::new(table, "spec.tcp", position, &rule.destinations));
            }
            let terminated = table.resource.meta.kind == "TLSRoute" && server.tls.is_some();
            let (position, rule) = table.tls.iter().enumerate().next().filter(|_| terminated)?;
            Some(StreamRoute::new(table, "spec.tls", position, &rule.destinations))
        });
        if let Some(stream) = rule {
            self.made.push(GatewayChain { server: id, sni, stream: Some(stream) });
        }
    }

    /// Each match of a `tls` rule makes a chain, unless one of its SNI is taken (GW-16).
    fn passthrough(&mut self, id: ServerId, server: &Server) {
        for table in (self.routes)(server).into_iter().filter(|table| serves(server, table)) {
            for (position, rule) in
                table.tls.iter().enumerate().filter(|(_, rule)| !rule.destinations.is_empty())
            {
                let meant = rule.matches.iter().filter(|entry| is_meant(server, &entry.connection.client));
                for entry in meant {
                    let stream = StreamRoute::new(table, "spec.tls", position, &rule.destinations);
                    if entry.sni_hosts.iter().any(|sni| self.taken.contains(sni.as_str())) {
                        self.late.push(stream.at);
                        continue;
                    }
                    self.taken.extend(entry.sni_hosts.iter().map(String::as_str));
                    let any = entry.sni_hosts.iter().any(|sni| sni == "*");
                    let sni = (!any).then(|| entry.sni_hosts.clone());
                    self.made.push(GatewayChain { server: id, sni, stream: Some(stream) });
                }
            }
        }
    }
}

/// Whether any host of the route is one that the server lets it serve.
fn serves(server: &Server, table: &RouteTable) -> bool {
    let namespace = &table.resource.meta.namespace;
    let mut hosts = server.hosts_for(namespace);
    hosts.any(|host| table.hosts.iter().any(|routed| host::common(host, routed).is_some()))
}

/// Whether a match is for this server. What it says about clients does not count at a gateway.
fn is_meant(server: &Server, condition: &ClientMatch) -> bool {
    let gateways = &condition.gateways;
    condition.port.is_none_or(|port| port == server.number)
        && (gateways.is_empty() || gateways.contains(&server.gateway))
}
