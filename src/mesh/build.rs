//! From an inventory to a mesh.

use super::gateways::{GatewayApi, Surroundings, ingress_tables};
use super::{
    AttachedPolicies, DestinationRules, Gateways, Index, Mesh, PeerAuthentications, Revisions, Settings,
    Sidecars, VirtualServices, Workload, WorkloadId, calls, inferred, machines, managed, pods, proxy,
    services, waypoint,
};
use crate::order;
use crate::resource::{Inventory, Loaded, Namespace, PodTemplate, Ref, Traffic, WorkloadEntry};
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

impl Mesh {
    /// Reads the mesh out of the resources. The order of the documents gives pods and services their addresses and
    /// decides nothing else.
    pub fn build(inventory: &Inventory) -> Self {
        let settings = Settings::of(inventory);
        let namespaces = order::map(
            inventory.all::<Namespace>().map(|namespace| (namespace.meta.name.clone(), namespace)),
        );
        let ambient_install = ambient_install(&namespaces);
        let managed = managed::gateways(inventory);
        let revisions = Revisions::of(inventory);
        let mut workloads = workloads(inventory, &namespaces, &revisions, ambient_install.is_some());
        for (gateway, n) in managed.iter().zip(1..) {
            workloads.push(managed::pods(gateway, WorkloadId(workloads.len()), n));
        }
        let services = services::services(inventory, &managed, &workloads, &settings);
        let index = Index::new(&workloads, &services);
        let mut api = GatewayApi::read(inventory, &namespaces, &services);
        let mut tables = std::mem::take(&mut api.tables);
        tables.extend(ingress_tables(inventory, &services));
        let virtual_services = VirtualServices::new(inventory.all().collect(), tables, &settings);
        let gateways = Gateways::new(
            Surroundings { inventory, workloads: &workloads, services: &services, index: &index },
            api,
            &virtual_services,
        );
        let mut mesh = Self {
            peer_authentications: PeerAuthentications::new(inventory.all().collect()),
            authorization_policies: AttachedPolicies::new(inventory.all().collect()),
            request_authentications: AttachedPolicies::new(inventory.all().collect()),
            destination_rules: DestinationRules::new(inventory.all().collect(), &settings),
            virtual_services,
            gateways,
            sidecars: Sidecars::new(inventory.all().collect(), &settings.root_namespace),
            endpoints: inventory.all().collect(),
            waypoints: waypoint::waypoints(inventory.all()),
            index,
            settings,
            ambient_install,
            revisions,
            namespaces,
            workloads,
            services,
            ..Self::default()
        };
        calls::declare(&mut mesh, inventory);
        if inventory.all::<Traffic>().next().is_none() {
            inferred::infer(&mut mesh, inventory);
        }
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
    revisions: &Revisions,
    ambient_install: bool,
) -> Vec<Workload> {
    let pods = pods::workloads(inventory);
    let workload = |(position, pods::Pods { resource, running }): (usize, pods::Pods)| {
        // Where a pod of it was dumped from a cluster, that shows what the pods really are.
        let pod = running.as_ref().unwrap_or(&resource);
        let decision = proxy::decide(pod, namespaces.get(&pod.meta.namespace), revisions);
        Workload {
            id: WorkloadId(position),
            labels: proxy::running_labels(pod, &decision, ambient_install),
            service_account: pod.value.service_account.clone().unwrap_or_else(|| "default".to_owned()),
            ip: pod_ip(pod, position),
            machine: None,
            proxy: decision.proxy,
            proxy_why: decision.why,
            resource,
        }
    };
    let mut workloads: Vec<_> = pods.into_iter().enumerate().map(workload).collect();
    for entry in inventory.all::<WorkloadEntry>() {
        workloads.push(machines::machine(&entry, WorkloadId(workloads.len())));
    }
    workloads
}

/// The address that the pod has in the dump, else 10.0.(n/200).(n%200+1) for the n-th workload.
fn pod_ip(pod: &Loaded<PodTemplate>, n: usize) -> IpAddr {
    let dumped = pod.value.status.as_ref().and_then(|status| status.pod_ip.parse().ok());
    let [low, high] = [n % 200 + 1, n / 200 % 256].map(|byte| u8::try_from(byte).unwrap_or(u8::MAX));
    dumped.unwrap_or(IpAddr::V4(Ipv4Addr::new(10, 0, high, low)))
}
