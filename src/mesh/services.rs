//! The services of a scenario: Kubernetes Services and the hosts of ServiceEntries.

use super::room::Room;
use super::service::EXPORT_TO;
use super::{
    Labelled, Service, ServiceId, ServicePort, ServiceSource, Settings, Visibility, Workload, WorkloadId,
    host, managed, protocol, selects,
};
use crate::order;
use crate::resource::{
    ApiGateway, ClusterIp, Inventory, IpRange, Loaded, PortSpec, ServiceEntry, ServiceEntryPort, ServiceSpec,
    TargetPort,
};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// All of them, oldest first; `managed` are the Gateways whose Services only Istio makes. Document order gives addresses and decides nothing else.
pub(super) fn services(
    inventory: &Inventory,
    managed: &[Loaded<ApiGateway>],
    workloads: &[Workload],
    settings: &Settings,
    room: &Room,
) -> Vec<Service> {
    let mut addresses = 0;
    let mut services: Vec<_> =
        inventory.all().map(|resource| kubernetes(&resource, settings, &mut addresses)).collect();
    for (gateway, n) in managed.iter().zip(1..) {
        let service = kubernetes(&managed::service(gateway), settings, &mut 0);
        let vip = managed::vip(n);
        services.push(Service { vip: Some(vip), addresses: vec![IpRange::one(vip)], ..service });
    }
    services.extend(inventory.all().flat_map(|resource| hosts(&resource, settings)));
    order::sort_by(&mut services, |a, b| age(a).cmp(&age(b)));
    for (position, service) in services.iter_mut().enumerate() {
        service.id = ServiceId(position);
    }
    let pods = BySelector::new(workloads);
    for service in &mut services {
        service.workloads = pods.behind(service, room);
    }
    services
}

/// Age, then name, then namespace; the name of a ServiceEntry is its host. A Kubernetes Service goes before a
/// ServiceEntry that claims its name.
fn age(service: &Service) -> impl Ord + '_ {
    let meta = &service.resource.meta;
    let entry = service.resource.value.entry().is_some();
    let name = if entry { service.host.as_str() } else { meta.name.as_str() };
    (
        meta.created.is_none(),
        meta.created.as_deref(),
        name,
        meta.namespace.as_str(),
        entry,
        meta.name.as_str(),
    )
}

fn kubernetes(resource: &Loaded<ServiceSpec>, settings: &Settings, addresses: &mut u16) -> Service {
    let spec = &resource.value;
    let meta = &resource.meta;
    let vip = match spec.cluster_ip {
        _ if spec.is_alias() => None,
        ClusterIp::None => None,
        assigned => {
            *addresses += 1;
            Some(if let ClusterIp::Given(address) = assigned { address } else { self::vip(*addresses) })
        }
    };
    let annotation = meta.annotations.get(EXPORT_TO).map(String::as_str).unwrap_or_default();
    let export_to: Vec<_> =
        annotation.split(',').map(str::trim).filter(|to| !to.is_empty()).map(str::to_owned).collect();
    Service {
        // Given above, when the order is known.
        id: ServiceId(0),
        host: host::service_host(&meta.name, &meta.namespace),
        vip,
        addresses: vip.map(IpRange::one).into_iter().collect(),
        ports: spec.ports.iter().filter(|port| port.port > 0).map(service_port).collect(),
        // Found above, oldest first.
        workloads: Vec::new(),
        visibility: Visibility::of(&export_to, &settings.default_service_export_to, &meta.namespace),
        resource: resource.with(Rc::new(ServiceSource::Kubernetes(spec.clone()))),
    }
}

/// The address of the n-th service that has one, from 1: 10.96.0.n.
fn vip(n: u16) -> IpAddr {
    let [high, low] = n.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(10, 96, high, low))
}

/// One service for each host of a ServiceEntry.
fn hosts(resource: &Loaded<ServiceEntry>, settings: &Settings) -> Vec<Service> {
    let entry = &resource.value;
    let namespace = resource.meta.namespace.as_str();
    let service = |host: &String| Service {
        id: ServiceId(0),
        host: host.to_ascii_lowercase(),
        vip: entry.addresses.iter().copied().find_map(IpRange::first),
        addresses: entry.addresses.clone(),
        ports: entry.ports.iter().filter(|port| port.number > 0).map(entry_port).collect(),
        workloads: Vec::new(),
        visibility: Visibility::of(&entry.export_to, &settings.default_service_export_to, namespace),
        resource: resource.with(Rc::new(ServiceSource::Entry(entry.clone()))),
    };
    entry.hosts.iter().map(service).collect()
}

fn service_port(spec: &PortSpec) -> ServicePort {
    ServicePort {
        number: spec.port,
        name: spec.name.clone(),
        protocol: protocol::of(spec),
        target: spec.target.clone().unwrap_or(TargetPort::Number(spec.port)),
    }
}

fn entry_port(port: &ServiceEntryPort) -> ServicePort {
    ServicePort {
        number: port.number,
        name: port.name.clone(),
        protocol: protocol::of_word(&port.protocol),
        target: TargetPort::Number(port.target()),
    }
}

/// Workloads by namespace and label, so that a selector looks only at those that have the rarest of its labels.
struct BySelector<'a> {
    namespaces: BTreeMap<&'a str, Labelled<'a>>,
}

impl<'a> BySelector<'a> {
    fn new(workloads: &'a [Workload]) -> Self {
        let mut namespaces = BTreeMap::<_, Labelled>::new();
        for workload in workloads.iter().filter(|workload| workload.serves()) {
            namespaces.entry(workload.namespace()).or_default().add(workload);
        }
        Self { namespaces }
    }

    /// The workloads that a service selects. An empty selector selects none: somebody writes the endpoints by hand.
    fn behind(&self, service: &Service, room: &Room) -> Vec<WorkloadId> {
        let selector = service.resource.value.selector();
        let candidates = self.namespaces.get(service.namespace()).zip(selector);
        let candidates = candidates.and_then(|(labelled, selector)| labelled.candidates(selector));
        let candidates = candidates.unwrap_or_default();
        if !room.admits(candidates.len(), || service.resource.whole()) {
            return Vec::new();
        }
        let selected = |pod: &&&Workload| selector.is_some_and(|selector| selects(selector, &pod.labels));
        candidates.iter().filter(selected).map(|pod| pod.id).collect()
    }
}
