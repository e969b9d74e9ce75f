//! TLSRoutes and TCPRoutes as rules for hosts of gateways and Services (GW-22, GW-23).

use super::backend::{Backends, Invalid, Referrer};
use super::parent::{Child, Parent, Parents};
use crate::mesh::{RouteTable, Visibility, host};
use crate::order;
use crate::resource::{
    ClientMatch, Destination, Inventory, Loaded, MESH, ParentRef, SniMatch, StreamDestination, StreamMatch,
    StreamRule, TcpRoute, TcpRule, TlsRoute, TlsRule, VirtualService,
};
use crate::yaml::Path;
use std::rc::Rc;

/// A route, whichever of the two kinds it is.
struct Route<'a> {
    kind: &'static str,
    resource: Loaded<VirtualService>,
    parents: &'a [ParentRef],
    hostnames: &'a [String],
    rules: &'a [StreamRule],
}

/// The rules of all routes, by host.
pub(super) fn tables(
    inventory: &Inventory,
    parents: &Parents,
    backends: &mut Backends,
) -> Vec<(String, RouteTable)> {
    let mut tables = Vec::new();
    for route in inventory.all::<TcpRoute>() {
        let (parents_of, rules) = (route.value.parents.as_slice(), route.value.rules.as_slice());
        let resource = route.with(Rc::default());
        let route = Route { kind: "TCPRoute", resource, parents: parents_of, hostnames: &[], rules };
        tables.extend(route.tables(parents, backends));
    }
    for route in inventory.all::<TlsRoute>() {
        let TlsRoute { parents: parents_of, hostnames, rules } = &*route.value;
        let resource = route.with(Rc::default());
        let route = Route { kind: "TLSRoute", resource, parents: parents_of, hostnames, rules };
        tables.extend(route.tables(parents, backends));
    }
    tables
}

impl Route<'_> {
    fn tables(&self, parents: &Parents, backends: &mut Backends) -> Vec<(String, RouteTable)> {
        let namespace = self.resource.meta.namespace.as_str();
        let at = self.resource.whole();
        let child =
            Child { kind: self.kind, namespace, parents: self.parents, hostnames: self.hostnames, at: &at };
        let backends_of_all: usize = self.rules.iter().map(|rule| rule.backends.len().max(1)).sum();
        let size = backends_of_all + self.rules.len().saturating_mul(self.hostnames.len());
        let mut tables = Vec::new();
        for parent in parents.of(child) {
            if !parents.room.admits(size, || at.clone()) {
                break;
            }
            let (gateway, port, visibility) = match &parent {
                Parent::Listener(listener, _) => (listener.name.clone(), None, Visibility::Everyone),
                Parent::Service { namespace: home, port, .. } => {
                    let own = || Visibility::Namespaces(order::set([namespace.to_owned()]));
                    let visibility = if home == namespace { Visibility::Everyone } else { own() };
                    (MESH.to_owned(), *port, visibility)
                }
            };
            let Ok(destinations) = self.destinations(gateway != MESH, backends) else { continue };
            let everything = ["*".to_owned()];
            let hostnames = if self.hostnames.is_empty() { &everything } else { self.hostnames };
            let (hosts, sni) = match &parent {
                // Without hostnames a route inside the mesh is for the name of its Service.
                Parent::Service { host, .. } if self.hostnames.is_empty() => {
                    (vec![host.clone()], vec![host.clone()])
                }
                Parent::Service { host, .. } => (vec![host.clone()], self.hostnames.to_vec()),
                Parent::Listener(listener, _) => {
                    let own = listener.value().and_then(|value| value.hostname.as_deref()).unwrap_or("*");
                    let shared = hostnames.iter().filter_map(|hostname| host::common(own, hostname));
                    let shared: Vec<_> = shared.map(str::to_owned).collect();
                    (shared.clone(), shared)
                }
            };
            let name = format!("{}~{}~{}", self.resource.meta.name, self.protocol(), tables.len());
            tables.push((name, self.table(&hosts, &gateway, port, &sni, &destinations, visibility)));
        }
        tables
    }

    /// The kind as Istio writes it into names.
    fn protocol(&self) -> &'static str {
        if self.kind == "TLSRoute" { "tls" } else { "tcp" }
    }

    fn destinations(
        &self,
        asks: bool,
        backends: &mut Backends,
    ) -> Result<Vec<Vec<StreamDestination>>, Invalid> {
        let rules = self.rules.iter().enumerate().map(|(position, rule)| {
            let referrer = Referrer {
                kind: self.kind,
                namespace: &self.resource.meta.namespace,
                rule: self.resource.at(Path::of("spec.rules").index(position)),
                asks,
            };
            let found = backends.destinations(&referrer, &rule.backends)?;
            let found =
                found.into_iter().map(|(destination, weight)| StreamDestination { destination, weight });
            let found: Vec<_> = found.collect();
            // Without any backend connections end nowhere.
            let nowhere = || vec![StreamDestination { destination: Destination::default(), weight: 0 }];
            Ok(if found.is_empty() { nowhere() } else { found })
        });
        rules.collect()
    }

    fn table(
        &self,
        hosts: &[String],
        gateway: &str,
        port: Option<u16>,
        sni: &[String],
        destinations: &[Vec<StreamDestination>],
        visibility: Visibility,
    ) -> RouteTable {
        let client = ClientMatch { port, ..ClientMatch::default() };
        let connection = StreamMatch { client, ..StreamMatch::default() };
        let is_tls = self.kind == "TLSRoute";
        let rules = || destinations.iter().cloned();
        let tls = rules().map(|destinations| TlsRule {
            matches: vec![SniMatch { sni_hosts: sni.to_vec(), connection: connection.clone() }],
            destinations,
        });
        let tcp = rules().map(|destinations| TcpRule {
            matches: port.map(|_| connection.clone()).into_iter().collect(),
            destinations,
        });
        RouteTable {
            position: 0,
            resource: self.resource.clone(),
            hosts: hosts.iter().map(|host| host.to_ascii_lowercase()).collect(),
            gateways: vec![gateway.to_owned()],
            http: Vec::new(),
            tls: if is_tls { tls.collect() } else { Vec::new() },
            tcp: if is_tls { Vec::new() } else { tcp.collect() },
            visibility,
        }
    }
}
