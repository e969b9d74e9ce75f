//! Which virtual host of an HTTP listener takes a request, by its Host header (RT-3 … RT-6, VS-1 … VS-5).

use super::destination::stands_for;
use super::replaced::{Routes, Tables};
use super::scope::Imports;
use crate::mesh::host::{self, fits};
use crate::mesh::{Service, ServicePort};
use crate::verdict::{ChainKind, Ignored};
use std::net::IpAddr;

/// A virtual host: the routes of a VirtualService, or the default route to a service.
pub(super) struct VirtualHost<'m> {
    /// The service and port that it is for; `None` for a VirtualService with a host of its own.
    pub(super) service: Option<(&'m Service, &'m ServicePort)>,
    /// The VirtualService whose routes count, with the rules that are left for this client.
    pub(super) routes: Option<Routes<'m>>,
    /// What was set aside.
    pub(super) ignored: Vec<Ignored>,
}

/// Service, port and routes of a virtual host.
type Found<'m> = (Option<(&'m Service, &'m ServicePort)>, Option<Routes<'m>>);

/// The virtual host of a service whose listener has no other one: the Host header does not matter (RT-2).
pub(super) fn only<'m>(imports: Imports<'m>, service: &'m Service, port: &'m ServicePort) -> VirtualHost<'m> {
    let mut tables = Tables::new(imports);
    let routes = tables.for_service(&service.host);
    tables.near_misses(&service.host);
    VirtualHost { service: Some((service, port)), routes, ignored: tables.ignored }
}

/// The virtual host for a Host header, port left out. Names in full go before patterns, and the hosts of
/// VirtualServices before services (RT-5). Where there is none: what was set aside.
pub(super) fn by_host<'m>(imports: Imports<'m>, host: &str) -> Result<VirtualHost<'m>, Vec<Ignored>> {
    let mut search = Search { imports, tables: Tables::new(imports) };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let found = search.exactly(&host).or_else(|| search.by_pattern(&host));
    let ignored = search.tables.ignored;
    match found {
        Some((service, routes)) => Ok(VirtualHost { service, routes, ignored }),
        None => Err(ignored),
    }
}

struct Search<'m> {
    imports: Imports<'m>,
    tables: Tables<'m>,
}

impl<'m> Search<'m> {
    fn exactly(&mut self, host: &str) -> Option<Found<'m>> {
        let own = self.tables.own(host);
        let Some((dialled, service, port)) = self.service(host) else {
            return own.map(|own| (None, Some(own)));
        };
        let mut routes = self.tables.for_service(&dialled.host);
        if routes.is_none() && dialled.id != service.id {
            // Only without a VirtualService of its own an alias has that of what it stands for (RT-15).
            routes = self.tables.for_service(&service.host);
        }
        // Virtual hosts of VirtualServices are in their order, all before those of services without one.
        match (own, routes) {
            (Some(own), Some(routes)) if self.tables.goes_before(routes.0, own.0) => {
                self.tables.set_aside(own.0, routes.0);
                Some((Some((service, port)), Some(routes)))
            }
            (Some(own), routes) => {
                if let Some((table, _)) = routes {
                    self.tables.set_aside(table, own.0);
                }
                Some((None, Some(own)))
            }
            (None, routes) => {
                self.tables.near_misses(&dialled.host);
                Some((Some((service, port)), routes))
            }
        }
    }

    /// The longest pattern wins, whoever it belongs to.
    fn by_pattern(&mut self, host: &str) -> Option<Found<'m>> {
        let own = self.tables.own_pattern(host);
        let service = self.entry(host).into_iter().chain(self.member(host)).max_by_key(|found| found.0);
        match (own, service) {
            (Some((length, routes)), other) if other.is_none_or(|(other, ..)| length >= other) => {
                Some((None, Some(routes)))
            }
            (_, Some((_, service, port))) => {
                let routes = self.tables.for_service(&service.host);
                Some((Some((service, port)), routes))
            }
            (_, None) => None,
        }
    }

    /// A ServiceEntry whose host is a pattern that the name fits, with the length of the pattern.
    fn entry(&self, host: &str) -> Option<(usize, &'m Service, &'m ServicePort)> {
        let mesh = self.imports.scope.mesh;
        let ids = host::matching(&mesh.index.hosts, host).flatten();
        let entries = ids.filter_map(|&id| mesh.service(id)).filter(|service| fits(&service.host, host));
        let mut patterns = entries.filter(|service| service.host.starts_with('*'));
        patterns.find_map(|service| Some((service.host.len(), service, self.port(service)?)))
    }

    /// A headless service: its pods have names of their own in front of its own.
    fn member(&self, host: &str) -> Option<(usize, &'m Service, &'m ServicePort)> {
        let mut parents = host.match_indices('.').filter_map(|(dot, _)| host.get(dot + 1..));
        parents.find_map(|parent| {
            let (_, service, port) = self.service(parent)?;
            service.resource.value.is_headless().then_some((parent.len() + "*.".len(), service, port))
        })
    }

    /// What this name or address means on the port, as dialled and as it is: an alias stands for another service.
    fn service(&self, host: &str) -> Option<(&'m Service, &'m Service, &'m ServicePort)> {
        let mesh = self.imports.scope.mesh;
        let known = |dialled: &'m Service| {
            let service = if dialled.resource.value.is_alias() {
                stands_for(mesh, dialled).service()?
            } else {
                dialled
            };
            Some((dialled, service, self.port(service)?))
        };
        if let Ok(address) = host.parse::<IpAddr>() {
            return mesh.services_at(address).find_map(known);
        }
        let in_full = mesh.services_with_host(host).find_map(known);
        in_full.or_else(|| {
            let short = mesh.kubernetes_dialled(self.imports.scope.client.namespace(), host);
            short.and_then(known)
        })
    }

    /// The port, if it has a virtual host: where requests are read or looked for.
    fn port(&self, service: &'m Service) -> Option<&'m ServicePort> {
        self.imports.port_of(service).map(|(_, port)| port).filter(|port| has_virtual_host(port))
    }
}

/// Whether requests are read or looked for on the port.
pub(super) fn has_virtual_host(port: &ServicePort) -> bool {
    matches!(ChainKind::of(port.protocol), Some(ChainKind::Http | ChainKind::Auto))
}
