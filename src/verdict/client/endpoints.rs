//! The endpoints behind a service port (0.2, RT-17).

use crate::mesh::{Mesh, Service, ServicePort, TargetPort, Workload, selects};
use crate::resource::{EndpointGroup, Ref, Resolution, ServiceEntry, WorkloadEntry};
use crate::verdict::RouteAnswer;
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Where bytes can end up: a pod of the scenario or something outside of it, and the port there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Target<'m> {
    /// The pod or machine; `None` outside.
    pub(super) server: Option<&'m Workload>,
    /// Whether Istio knows who it is: not where somebody wrote its address by hand (WE-3).
    pub(super) known: bool,
    /// The port.
    pub(super) port: u16,
    /// What a ServiceEntry says about the address, if it says anything.
    pub(super) entry: Option<Entry<'m>>,
}

/// An endpoint that is written in a ServiceEntry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry<'m> {
    service: &'m Service,
    position: usize,
    value: &'m WorkloadEntry,
}

impl Entry<'_> {
    /// Where it stands.
    pub(super) fn at(self) -> Ref {
        self.service.resource.at(Path::of("spec.endpoints").index(self.position))
    }

    /// What clients are told about its TLS: its label, else whether it names a service account (WE-1).
    fn tls_mode(&self) -> &str {
        let account = if self.value.service_account.is_some() { "istio" } else { "disabled" };
        self.value.labels.get("security.istio.io/tlsMode").map_or(account, String::as_str)
    }
}

impl<'m> Target<'m> {
    /// A pod, or an address outside of the scenario that nobody says anything about.
    pub(super) fn at(server: Option<&'m Workload>, port: u16) -> Self {
        Self { server, known: true, port, entry: None }
    }

    /// The pod or machine, if Istio knows that it is the one.
    pub(super) fn recognized(&self) -> Option<&'m Workload> {
        self.server.filter(|_| self.known)
    }

    /// Whether clients are told that it takes Istio mTLS (AM-5).
    pub(super) fn takes_mtls(&self) -> bool {
        self.tls_mode() == "istio"
    }

    fn tls_mode(&self) -> &str {
        match (&self.entry, self.recognized()) {
            (Some(entry), _) => entry.tls_mode(),
            (None, Some(server)) => server.tls_mode(),
            (None, None) => "disabled",
        }
    }

    /// Namespace and labels by which policies find it.
    pub(super) fn labels(&self, mesh: &Mesh) -> Option<(&'m str, &'m BTreeMap<String, String>)> {
        match (self.entry, self.recognized()) {
            (Some(entry), _) => {
                mesh.asked_by_other_labels();
                Some((entry.service.namespace(), &entry.value.labels))
            }
            (None, Some(server)) => Some((server.namespace(), &server.labels)),
            (None, None) => None,
        }
    }

    /// Whether clients are told that it takes no mTLS at all, which is not the same as not being told that it does:
    /// the label may have any value.
    pub(super) fn takes_none(&self) -> bool {
        self.tls_mode() == "disabled"
    }
}

/// The endpoints of a service port, in document order; of a subset, those that carry its labels.
pub(super) fn behind<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    port: &ServicePort,
    subset: Option<&BTreeMap<String, String>>,
) -> Vec<Target<'m>> {
    if let Some(entry) = service.resource.value.entry().filter(|entry| entry.workload_selector.is_none()) {
        return written(mesh, service, entry, port, subset);
    }
    if service.resource.value.selector().is_none() {
        return by_hand(mesh, service, port).collect();
    }
    let servers = service.workloads.iter().filter_map(|&id| mesh.workload(id));
    let chosen = servers.filter(|server| subset.is_none_or(|labels| selects(labels, &server.labels)));
    chosen
        .filter(|server| server.resource.value.replicas != Some(0))
        .filter_map(|server| Some(Target::at(Some(server), port.target_on(server)?)))
        .collect()
}

/// What is missing where a service has no endpoint on a port, and where that stands.
pub(super) fn missing(
    mesh: &Mesh,
    service: &Service,
    number: u16,
    subset: Option<&str>,
) -> (RouteAnswer, Ref) {
    let host = service.host.clone();
    let runs = || service.workloads.iter().filter_map(|&pod| mesh.workload(pod)).any(Workload::runs);
    if let (None, Some((position, ServicePort { target: TargetPort::Named(name), .. }))) =
        (subset, service.port(number))
        && runs()
    {
        let at = service.resource.at(Path::of("spec.ports").index(position).key("targetPort"));
        return (RouteAnswer::NoPort { host, name: name.clone() }, at);
    }
    let answer = RouteAnswer::NoEndpoint { host, subset: subset.map(str::to_owned) };
    (answer, service.resource.at(Path::of(service.resource.value.selector_field())))
}

/// The port by which proxies find the endpoints of a port: the first of its name. Kubernetes refuses two ports of one
/// name, but other readers of a manifest do not.
pub(super) fn named<'m>(service: &'m Service, port: &'m ServicePort) -> &'m ServicePort {
    service.ports.iter().find(|other| other.name == port.name).unwrap_or(port)
}

/// The endpoints that a ServiceEntry lists. Where it lists none, DNS has one for its host.
fn written<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    entry: &'m ServiceEntry,
    port: &ServicePort,
    subset: Option<&BTreeMap<String, String>>,
) -> Vec<Target<'m>> {
    let target = match port.target {
        TargetPort::Number(number) => number,
        TargetPort::Named(_) => port.number,
    };
    if entry.endpoints.is_empty() {
        return match entry.resolution {
            Resolution::None | Resolution::Static => Vec::new(),
            // Nobody knows labels of what DNS gives.
            Resolution::Dns | Resolution::DnsRoundRobin | Resolution::DynamicDns if subset.is_some() => {
                Vec::new()
            }
            Resolution::Dns | Resolution::DnsRoundRobin | Resolution::DynamicDns => {
                vec![Target::at(None, target)]
            }
        };
    }
    let chosen = entry.endpoints.iter().enumerate();
    let chosen = chosen.filter(|(_, value)| subset.is_none_or(|labels| selects(labels, &value.labels)));
    let targets = chosen.map(|(position, value)| Target {
        server: value.address.ip().and_then(|address| mesh.workload_at(address)),
        known: false,
        port: value.ports.get(&port.name).copied().unwrap_or(target),
        entry: Some(Entry { service, position, value }),
    });
    targets.collect()
}

/// Endpoints that somebody wrote for a Service without a selector.
fn by_hand<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    port: &ServicePort,
) -> impl Iterator<Item = Target<'m>> + use<'m> {
    let name = port.name.clone();
    groups(mesh, service).flat_map(move |group| {
        let number = group.ports.iter().find(|port| port.name == name).map(|port| port.number);
        addresses(group).filter_map(move |address| Some(target(mesh, service, address, number?)))
    })
}

/// The addresses that somebody wrote for a headless Service without a selector, each with this port.
pub(super) fn addresses_by_hand<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    port: u16,
) -> impl Iterator<Item = (IpAddr, Target<'m>)> {
    let all = groups(mesh, service).flat_map(addresses);
    all.map(move |address| (address, target(mesh, service, address, port)))
}

fn groups<'m>(mesh: &'m Mesh, service: &'m Service) -> impl Iterator<Item = &'m EndpointGroup> {
    let meta = &service.resource.meta;
    let written = mesh.endpoints.iter().filter(move |endpoints| {
        endpoints.value.service == meta.name && endpoints.meta.namespace == meta.namespace
    });
    written.flat_map(|endpoints| &endpoints.value.groups)
}

fn addresses(group: &EndpointGroup) -> impl Iterator<Item = IpAddr> {
    let ready = group.addresses.iter().filter(|address| address.ready);
    ready.filter_map(|address| address.address.parse().ok())
}

/// Istio takes an address for a pod only if the pod is in the Service's own namespace (WE-3).
fn target<'m>(mesh: &'m Mesh, service: &Service, address: IpAddr, port: u16) -> Target<'m> {
    let server = mesh.workload_at(address);
    let own = |found: &Workload| found.namespace() == service.namespace() && found.machine.is_none();
    Target { known: server.is_some_and(own), ..Target::at(server, port) }
}
