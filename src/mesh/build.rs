//! From an inventory to a mesh.

use super::{
    DestinationRules, Index, Mesh, PeerAuthentications, Revisions, Service, ServiceId, ServicePort, Settings,
    Workload, WorkloadId, calls, host, pods, protocol, proxy, selects,
};
use crate::resource::{
    ClusterIp, Inventory, Loaded, Namespace, PodTemplate, PortSpec, Ref, ServiceSpec, TargetPort,
};
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

impl Mesh {
    /// Reads the mesh out of the resources. The order of the documents gives pods and services their addresses and
    /// decides nothing else.
    pub fn build(inventory: &Inventory) -> Self {
        let settings = Settings::of(inventory);
        let namespaces: BTreeMap<_, _> =
            inventory.all::<Namespace>().map(|namespace| (namespace.meta.name.clone(), namespace)).collect();
        let ambient_install = ambient_install(&namespaces);
        let workloads = workloads(inventory, &namespaces, ambient_install.is_some());
        let services = services(inventory, &workloads);
        let mut mesh = Self {
            peer_authentications: PeerAuthentications::new(inventory.all().collect()),
            destination_rules: DestinationRules::new(inventory.all().collect(), &settings),
            endpoints: inventory.all().collect(),
            index: Index::new(&workloads, &services),
            settings,
            ambient_install,
            namespaces,
            workloads,
            services,
            ..Self::default()
        };
        calls::declare(&mut mesh, inventory);
        mesh
    }
}

/// What says that the installation has ambient: any Namespace that asks for it (AMB-3).
fn ambient_install(namespaces: &BTreeMap<String, Loaded<Namespace>>) -> Option<Ref> {
    let asks = |namespace: &&Loaded<Namespace>| {
        namespace.meta.labels.get(proxy::DATAPLANE).is_some_and(|mode| mode == "ambient")
    };
    let namespace = namespaces.values().find(asks)?;
    Some(namespace.at(Path::of("metadata.labels").key(proxy::DATAPLANE)))
}

fn workloads(
    inventory: &Inventory,
    namespaces: &BTreeMap<String, Loaded<Namespace>>,
    ambient_install: bool,
) -> Vec<Workload> {
    let revisions = Revisions::of(inventory);
    let pods = pods::workloads(inventory);
    let workload = |(position, pods::Pods { resource, running }): (usize, pods::Pods)| {
        // Where a pod of it was dumped from a cluster, that shows what the pods really are.
        let pod = running.as_ref().unwrap_or(&resource);
        let decision = proxy::decide(pod, namespaces.get(&pod.meta.namespace), &revisions);
        Workload {
            id: WorkloadId(position),
            labels: proxy::running_labels(pod, &decision, ambient_install),
            service_account: pod.value.service_account.clone().unwrap_or_else(|| "default".to_owned()),
            ip: pod_ip(pod, position),
            proxy: decision.proxy,
            proxy_why: decision.why,
            resource,
        }
    };
    pods.into_iter().enumerate().map(workload).collect()
}

/// The address that the pod has in the dump, else 10.0.(n/200).(n%200+1) for the n-th workload.
fn pod_ip(pod: &Loaded<PodTemplate>, n: usize) -> IpAddr {
    let dumped = pod.value.status.as_ref().and_then(|status| status.pod_ip.parse().ok());
    let [low, high] = [n % 200 + 1, n / 200 % 256].map(|byte| u8::try_from(byte).unwrap_or(u8::MAX));
    dumped.unwrap_or(IpAddr::V4(Ipv4Addr::new(10, 0, high, low)))
}

fn services(inventory: &Inventory, workloads: &[Workload]) -> Vec<Service> {
    let pods = BySelector::new(workloads);
    let mut addresses = 0;
    let service = |resource: Loaded<ServiceSpec>| {
        let spec = &resource.value;
        let vip = match spec.cluster_ip {
            _ if spec.is_alias() => None,
            ClusterIp::None => None,
            assigned => {
                addresses += 1;
                Some(if let ClusterIp::Given(address) = assigned { address } else { vip(addresses) })
            }
        };
        Service {
            // Given below, when the order is known.
            id: ServiceId(0),
            host: host::service_host(&resource.meta.name, &resource.meta.namespace),
            vip,
            ports: spec.ports.iter().filter(|port| port.port > 0).map(service_port).collect(),
            workloads: pods.selected(&resource.meta.namespace, &spec.selector),
            resource,
        }
    };
    let mut services: Vec<_> = inventory.all().map(service).collect();
    services.sort_by(|a, b| a.resource.meta.age().cmp(&b.resource.meta.age()));
    for (position, service) in services.iter_mut().enumerate() {
        service.id = ServiceId(position);
    }
    services
}

/// The address of the n-th service that has one, from 1: 10.96.0.n.
fn vip(n: u16) -> IpAddr {
    let [high, low] = n.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(10, 96, high, low))
}

fn service_port(spec: &PortSpec) -> ServicePort {
    ServicePort {
        number: spec.port,
        name: spec.name.clone(),
        protocol: protocol::of(spec),
        target: spec.target.clone().unwrap_or(TargetPort::Number(spec.port)),
    }
}

/// Workloads by namespace and label, so that a selector looks only at those that have its first label.
struct BySelector<'a> {
    workloads: &'a [Workload],
    by_label: BTreeMap<(&'a str, &'a str, &'a str), Vec<WorkloadId>>,
}

impl<'a> BySelector<'a> {
    fn new(workloads: &'a [Workload]) -> Self {
        let mut by_label = BTreeMap::<_, Vec<_>>::new();
        for workload in workloads.iter().filter(|workload| workload.serves()) {
            for (key, value) in &workload.labels {
                let label = (workload.namespace(), key.as_str(), value.as_str());
                by_label.entry(label).or_default().push(workload.id);
            }
        }
        Self { workloads, by_label }
    }

    /// The workloads that a Service selects. An empty selector selects none: somebody writes the endpoints by hand.
    fn selected(&self, namespace: &str, selector: &BTreeMap<String, String>) -> Vec<WorkloadId> {
        let Some((key, value)) = selector.first_key_value() else { return Vec::new() };
        let candidates = self.by_label.get(&(namespace, key.as_str(), value.as_str())).into_iter().flatten();
        let selected = |id: &&WorkloadId| {
            self.workloads.get(id.0).is_some_and(|workload| selects(selector, &workload.labels))
        };
        candidates.filter(selected).copied().collect()
    }
}
