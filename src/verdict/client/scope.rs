//! What the client's proxy knows of the mesh: what is exported to it, and what its Sidecar imports (RT-12 … RT-14).

use crate::mesh::host::fits;
use crate::mesh::{
    Mesh, PortProtocol, ProxyKind, RouteTable, Service, ServicePort, Workload, protocol_of_word,
};
use crate::order;
use crate::resource::{EgressHost, EgressListener, HostNamespace, Loaded, MESH, OutboundMode, Ref, Sidecar};
use crate::verdict::{Because, ChainKind, Ignored};
use crate::yaml::Path;

/// What one proxy knows.
#[derive(Clone, Copy)]
pub(super) struct Scope<'m> {
    pub(super) mesh: &'m Mesh,
    pub(super) client: &'m Workload,
    /// Its Sidecar, if it has one.
    pub(super) sidecar: Option<&'m Loaded<Sidecar>>,
    /// At a waypoint, the namespace of the service that was called: VirtualServices of others than this and the
    /// waypoint's own do not count (WP-7).
    pub(super) called: Option<&'m str>,
}

/// What it knows on one port: a Sidecar may say so port by port.
#[derive(Clone, Copy)]
pub(super) struct Imports<'m> {
    pub(super) scope: Scope<'m>,
    /// The port.
    pub(super) port: u16,
    /// The entry of the Sidecar that owns the port; `None` where there is no Sidecar that says anything.
    entry: Option<(usize, &'m EgressListener)>,
}

impl<'m> Scope<'m> {
    /// What the proxy of this pod knows. Gateways have no Sidecar.
    pub(super) fn of(mesh: &'m Mesh, client: &'m Workload) -> Self {
        let sidecar = (client.proxy == ProxyKind::Sidecar).then(|| mesh.sidecars.of(client)).flatten();
        Self { mesh, client, sidecar, called: None }
    }

    /// What a waypoint knows when it is called for a service of this namespace.
    pub(super) fn of_waypoint(mesh: &'m Mesh, pod: &'m Workload, called: &'m str) -> Self {
        Self { called: Some(called), ..Self::of(mesh, pod) }
    }

    fn is_foreign(self, table: &RouteTable) -> bool {
        let namespace = table.resource.meta.namespace.as_str();
        self.called.is_some_and(|called| namespace != called && namespace != self.client.namespace())
    }

    /// What it knows on a port: what the entry for it imports, else the entry without a port. `None` where its Sidecar
    /// has neither, and it knows nothing there.
    pub(super) fn on(self, port: u16) -> Option<Imports<'m>> {
        let entries = self.entries();
        let owns = |entry: &EgressListener| entry.port.as_ref().is_none_or(|own| own.number == port);
        // The entry without a port is the last one.
        let entry = entries.iter().enumerate().find(|(_, entry)| owns(entry));
        (entries.is_empty() || entry.is_some()).then_some(Imports { scope: self, port, entry })
    }

    fn entries(self) -> &'m [EgressListener] {
        self.sidecar.map_or(&[], |sidecar| &sidecar.value.egress)
    }

    /// What happens to calls that it does not know, and what says so (RT-11).
    pub(super) fn outbound(self) -> (OutboundMode, Option<Ref>) {
        match self.sidecar.and_then(|sidecar| Some((sidecar, sidecar.value.outbound?))) {
            Some((sidecar, mode)) => (mode, Some(sidecar.at(Path::of("spec.outboundTrafficPolicy.mode")))),
            None => (self.mesh.settings.outbound, self.mesh.settings.source.clone()),
        }
    }

    /// Whether the service is exported to the namespace of the proxy (RT-14).
    pub(super) fn is_exported(self, service: &Service) -> bool {
        service.visibility.includes(self.client.namespace())
    }

    fn imports(self, entry: &EgressListener, service: &Service) -> bool {
        self.is_exported(service)
            && self.named(entry, service.namespace(), |host| within(&service.host, host))
    }

    /// Whether an entry names a namespace and host, and does not take them out again.
    fn named(self, entry: &EgressListener, namespace: &str, fits: impl Fn(&str) -> bool) -> bool {
        self.mesh.went_through(entry.hosts.len());
        let names = |host: &&EgressHost| {
            host.from.contains(namespace, self.client.namespace()) && (host.host == "*" || fits(&host.host))
        };
        let (excluded, included): (Vec<_>, Vec<_>) =
            entry.hosts.iter().filter(names).partition(|host| host.excluded);
        excluded.is_empty() && !included.is_empty()
    }
}

impl<'m> Imports<'m> {
    /// Whether the proxy knows the service on this port.
    pub(super) fn knows(&self, service: &Service) -> bool {
        match self.entry {
            None => self.scope.is_exported(service),
            Some((_, entry)) => self.scope.imports(entry, service),
        }
    }

    /// The port of the service, with its position, if the proxy knows it.
    pub(super) fn port_of(&self, service: &'m Service) -> Option<(usize, &'m ServicePort)> {
        service.port(self.port).filter(|_| self.knows(service))
    }

    /// The oldest service that the proxy knows on this port and reads requests for. Where a Sidecar names namespaces
    /// only those are looked through.
    pub(super) fn http_service(&self) -> Option<&'m Service> {
        let mesh = self.scope.mesh;
        let http = |service: &&'m Service| {
            let port = self.port_of(service).filter(|_| !service.resource.value.is_alias());
            port.is_some_and(|(_, port)| self.kind(port) == Some(ChainKind::Http))
        };
        let Some((_, entry)) = self.entry else { return mesh.services_on(self.port).find(http) };
        mesh.went_through(entry.hosts.len());
        let oldest = entry.hosts.iter().filter(|host| !host.excluded).filter_map(|host| {
            if host.host != "*" && !host.host.starts_with('*') {
                return mesh.services_with_host(&host.host).filter(http).min_by_key(|service| service.id);
            }
            match &host.from {
                HostNamespace::Nowhere => None,
                HostNamespace::Own => mesh.services_in(self.scope.client.namespace(), self.port).find(http),
                HostNamespace::Named(namespace) => mesh.services_in(namespace, self.port).find(http),
                HostNamespace::Every if host.host == "*" => mesh.services_on(self.port).find(http),
                HostNamespace::Every => {
                    mesh.services_ending(&host.host).filter(http).min_by_key(|service| service.id)
                }
            }
        });
        oldest.min_by_key(|service| service.id)
    }

    /// How the proxy listens for a port: as the port is declared, or as the Sidecar's entry for it says.
    pub(super) fn kind(&self, port: &ServicePort) -> Option<ChainKind> {
        ChainKind::of(self.protocol(port))
    }

    /// What the proxy takes the bytes of a port to be.
    pub(super) fn protocol(&self, port: &ServicePort) -> PortProtocol {
        let own = self.entry.and_then(|(_, entry)| entry.port.as_ref());
        own.map_or(port.protocol, |own| protocol_of_word(&own.protocol))
    }

    /// The VirtualServices that would count for a service if their host was its name in full. As it stands it is the name
    /// of nothing (VS-1).
    pub(super) fn cut_off(&self, host: &str, says: fn(&RouteTable) -> bool) -> Vec<Ignored> {
        let mesh = self.scope.mesh;
        let mut ignored = Vec::new();
        for dotted in
            [".svc.cluster.local", ".cluster.local"].into_iter().filter_map(|end| host.strip_suffix(end))
        {
            let named = mesh.virtual_services.naming(dotted);
            if named.is_empty() || mesh.service_with_host(dotted).is_some() {
                continue;
            }
            let meant = |table: &&RouteTable| says(table) && !table.hosts.iter().any(|own| fits(own, host));
            let because = || Because::DottedHost(dotted.to_owned());
            let tables = self.choose(named, &mut Vec::new()).into_iter().filter(meant);
            ignored.extend(tables.map(|table| Ignored { by: table.resource.whole(), because: because() }));
        }
        ignored
    }

    /// Those of these VirtualServices that are for sidecars and imported here, in the order in which they count (VS-3);
    /// the others with the reason.
    pub(super) fn choose(
        &self,
        tables: Vec<&'m RouteTable>,
        ignored: &mut Vec<Ignored>,
    ) -> Vec<&'m RouteTable> {
        let mut chosen = Vec::new();
        for table in tables {
            let by = table.resource.whole();
            match table.order_from(self.scope.client.namespace()) {
                None if table.resource.value.export_to.is_empty() => {
                    let refs = self.scope.mesh.settings.source.iter().cloned().chain([by]);
                    ignored.extend(refs.map(|by| Ignored { by, because: Because::PrivateByDefault }));
                }
                None => ignored.push(Ignored { by, because: Because::NotExported }),
                Some(_) if !table.binds(MESH) => ignored.push(Ignored { by, because: Because::ForGateways }),
                Some(_) if self.scope.is_foreign(table) => {
                    ignored.push(Ignored { by, because: Because::ForeignToWaypoint });
                }
                Some(_) if !self.takes(table) => ignored.push(Ignored { by, because: Because::NotImported }),
                Some(order) => chosen.push((order, table)),
            }
        }
        order::sort_by_key(&mut chosen, |(order, _)| *order);
        chosen.into_iter().map(|(_, table)| table).collect()
    }

    /// Whether the Sidecar imports a VirtualService: a host of it, or one that may mean the same.
    fn takes(&self, table: &RouteTable) -> bool {
        let namespace = table.resource.meta.namespace.as_str();
        self.entry.is_none_or(|(_, entry)| {
            table.hosts.iter().any(|host| {
                self.scope.named(entry, namespace, |wanted| within(host, wanted) || within(wanted, host))
            })
        })
    }

    /// Whether a route that is followed on this port may lead to a port of a service: imported by any entry, or as a
    /// destination of the route (RT-13).
    pub(super) fn has_cluster(&self, service: &Service, port: u16) -> bool {
        let scope = self.scope;
        let reaches = |entry: &EgressListener| entry.port.as_ref().is_none_or(|own| own.number == port);
        let imported = scope.entries().iter().any(|entry| reaches(entry) && scope.imports(entry, service));
        let home = service.namespace() == scope.client.namespace();
        let destination = self.entry.is_none_or(|(_, entry)| reaches(entry));
        imported || (destination && (home || scope.is_exported(service)))
    }

    /// What keeps the proxy from knowing a service on this port.
    pub(super) fn hides(&self, service: &Service) -> Vec<Ignored> {
        let settings = &self.scope.mesh.settings;
        if self.scope.is_exported(service) {
            return Vec::new();
        }
        let by_default = settings.source.iter().filter(|_| !settings.default_service_export_to.is_empty());
        let by_default = by_default.map(|by| Ignored { by: by.clone(), because: Because::PrivateByDefault });
        let own = Ignored { by: service.resource.whole(), because: Because::NotExported };
        by_default.chain([own]).collect()
    }

    /// The Sidecar, told as what lets the proxy see what it sees.
    pub(super) fn sidecar(&self) -> Option<Ignored> {
        let sidecar = self.scope.sidecar?;
        let by = match self.entry {
            Some((position, _)) => sidecar.at(Path::of("spec.egress").index(position)),
            None => sidecar.whole(),
        };
        Some(Ignored { by, because: Because::Imports })
    }
}

/// Whether a host, or everything that a pattern means, is among what another one means.
fn within(host: &str, pattern: &str) -> bool {
    match pattern.strip_prefix('*') {
        None => host == pattern,
        Some(end) => host.strip_prefix('*').unwrap_or(host).ends_with(end),
    }
}
