//! Which VirtualService says where requests for a service go, or makes a virtual host of its own (VS-1 … VS-5).

use super::scope::Imports;
use super::virtual_host::has_virtual_host;
use crate::mesh::host::fits;
use crate::mesh::{RouteTable, Service};
use crate::resource::MESH;
use crate::verdict::routing::Proxy;
use crate::verdict::routing::http::{Candidate, candidates};
use crate::verdict::{Because, Ignored};

/// A VirtualService, and those of its rules that are left for the client; never none.
pub(super) type Routes<'m> = (&'m RouteTable, Vec<Candidate<'m>>);

/// The VirtualServices that a client's proxy knows, with a memory of those that did not count.
pub(super) struct Tables<'m> {
    imports: Imports<'m>,
    mesh_gateway: [String; 1],
    /// Those that did not count.
    pub(super) ignored: Vec<Ignored>,
}

impl<'m> Tables<'m> {
    /// Those that are imported on a port.
    pub(super) fn new(imports: Imports<'m>) -> Self {
        Self { imports, mesh_gateway: [MESH.to_owned()], ignored: Vec::new() }
    }

    /// The one that replaces the default route of a service: of those with exactly its host the first that has a rule
    /// left; only where there is none with its host, the one with the longest pattern (VS-4, VS-5).
    pub(super) fn for_service(&mut self, host: &str) -> Option<Routes<'m>> {
        let virtual_services = &self.imports.scope.mesh.virtual_services;
        let exact = self.imports.choose(virtual_services.naming(host), &mut self.ignored);
        if exact.is_empty() { self.by_pattern(host) } else { self.first(exact) }
    }

    fn first(&mut self, exact: Vec<&'m RouteTable>) -> Option<Routes<'m>> {
        let mut first: Option<Routes<'m>> = None;
        for table in exact {
            let left = self.candidates(table);
            match &first {
                None if left.is_empty() => self.ignore(table, Because::NoRuleLeft),
                None => first = Some((table, left)),
                Some((chosen, _)) => self.set_aside(table, chosen),
            }
        }
        first
    }

    fn by_pattern(&mut self, host: &str) -> Option<Routes<'m>> {
        let virtual_services = &self.imports.scope.mesh.virtual_services;
        let wider = self.imports.choose(virtual_services.matching(host), &mut self.ignored);
        let length = |table: &RouteTable| longest(table, host, |_| true).unwrap_or_default();
        let chosen = wider.iter().copied().reduce(|a, b| if length(b) > length(a) { b } else { a })?;
        for table in wider.into_iter().filter(|table| table.resource.id != chosen.resource.id) {
            self.ignore(table, Because::LessSpecificHost { than: chosen.key() });
        }
        let left = self.candidates(chosen);
        if left.is_empty() {
            self.ignore(chosen, Because::NoRuleLeft);
            return None;
        }
        Some((chosen, left))
    }

    /// The first for which this name is a host of its own, since it is no service's on the port (VS-1).
    pub(super) fn own(&mut self, host: &str) -> Option<Routes<'m>> {
        let named = self.imports.scope.mesh.virtual_services.naming(host);
        if named.is_empty() || self.is_service(host) {
            return None;
        }
        let named = self.imports.choose(named, &mut self.ignored);
        let serving = named.into_iter().filter(|table| self.serves_port(table));
        let mut left = serving.map(|table| (table, self.candidates(table)));
        left.find(|(_, left)| !left.is_empty())
    }

    /// The one with the longest pattern of its own that this name fits, and how long that is.
    pub(super) fn own_pattern(&mut self, host: &str) -> Option<(usize, Routes<'m>)> {
        let virtual_services = &self.imports.scope.mesh.virtual_services;
        let fitting = self.imports.choose(virtual_services.matching(host), &mut self.ignored);
        let mut best: Option<(usize, Routes<'m>)> = None;
        for table in fitting {
            let own = longest(table, host, |pattern| !self.is_service(pattern));
            let longer = own.filter(|own| best.as_ref().is_none_or(|(length, _)| own > length));
            let left = self.candidates(table);
            if let Some(own) = longer.filter(|_| !left.is_empty() && self.serves_port(table)) {
                best = Some((own, (table, left)));
            }
        }
        best
    }

    /// Remembers those that name the service by less than its name in full.
    pub(super) fn near_misses(&mut self, host: &str) {
        self.ignored.extend(self.imports.cut_off(host, |table| !table.http.is_empty()));
    }

    /// Whether a host of its own gets a virtual host on the port: on port 80, or where the VirtualService is for a
    /// service as well that speaks HTTP there (VS-1).
    fn serves_port(&self, table: &RouteTable) -> bool {
        self.imports.port == 80
            || table.hosts.iter().any(|host| self.services(host).any(|service| self.reads_requests(service)))
    }

    fn reads_requests(&self, service: &'m Service) -> bool {
        self.imports.port_of(service).is_some_and(|(_, port)| has_virtual_host(port))
    }

    fn is_service(&self, host: &str) -> bool {
        self.services(host).next().is_some()
    }

    /// The services on the port that a host or pattern of a VirtualService means.
    fn services<'s>(&'s self, host: &'s str) -> impl Iterator<Item = &'m Service> + use<'s, 'm> {
        let Imports { scope, .. } = self.imports;
        let imports = self.imports;
        let pattern = host.starts_with('*');
        let exact = (!pattern).then(|| scope.mesh.services_with_host(host));
        let ending = pattern.then(|| scope.mesh.services_ending(host));
        let all = exact.into_iter().flatten().chain(ending.into_iter().flatten());
        all.filter(move |service| imports.port_of(service).is_some())
    }

    fn candidates(&self, table: &'m RouteTable) -> Vec<Candidate<'m>> {
        let Imports { scope, port, .. } = self.imports;
        candidates(table, &Proxy { workload: scope.client, gateways: &self.mesh_gateway, port })
    }

    /// Whether the client has one before the other (VS-3).
    pub(super) fn goes_before(&self, one: &RouteTable, other: &RouteTable) -> bool {
        let namespace = self.imports.scope.client.namespace();
        one.order_from(namespace) < other.order_from(namespace)
    }

    /// Remembers that the other one came first.
    pub(super) fn set_aside(&mut self, table: &RouteTable, chosen: &RouteTable) {
        self.ignore(table, Because::OtherRoutes { of: chosen.key() });
    }

    fn ignore(&mut self, table: &RouteTable, because: Because) {
        self.ignored.push(Ignored { by: table.resource.whole(), because });
    }
}

/// The length of the longest pattern among the hosts of a table that this name fits.
fn longest(table: &RouteTable, host: &str, counts: impl Fn(&str) -> bool) -> Option<usize> {
    let patterns = table.hosts.iter().filter(|pattern| pattern.starts_with('*') && fits(pattern, host));
    patterns.filter(|pattern| counts(pattern)).map(String::len).max()
}
