//! Where names, addresses and numbers lead.

use super::room::Room;
use super::{Service, ServiceId, Workload, WorkloadId};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Where names, addresses and numbers lead. Where two workloads share one, the first has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Workloads by namespace and name.
    pub workloads: BTreeMap<(String, String), WorkloadId>,
    /// Workloads by the address of their pod.
    pub pods: BTreeMap<IpAddr, WorkloadId>,
    /// Services by their fully qualified name or pattern: the Kubernetes Service first, which nobody can take its name
    /// from, then ServiceEntries, oldest first.
    pub hosts: BTreeMap<String, Vec<ServiceId>>,
    /// The same by the name written backwards, so that all names with one end stand together.
    pub ends: BTreeMap<String, Vec<ServiceId>>,
    /// Services by each address of their own, oldest first.
    pub vips: BTreeMap<IpAddr, Vec<ServiceId>>,
    /// Services by the number of each port on which they take more than HTTP, and have no single address to take it
    /// at: they take it at every address, or in a range (RT-2). Oldest first.
    pub anywhere: BTreeMap<u16, Vec<ServiceId>>,
    /// Services by the number of each of their ports, oldest first: who shares a listener (RT-2).
    pub ports: BTreeMap<u16, Vec<ServiceId>>,
    /// The same by namespace as well: who shares a listener that a Sidecar limits to namespaces (RT-13).
    pub homes: BTreeMap<(u16, String), Vec<ServiceId>>,
    /// Services by the workloads that their selector picks, oldest first: who gives a pod port its protocol (IN-3).
    pub fronting: BTreeMap<WorkloadId, Vec<ServiceId>>,
}

impl Index {
    /// Indexes workloads in document order and services oldest first.
    pub(super) fn new(workloads: &[Workload], services: &[Service], room: &Room) -> Self {
        let mut index = Self::default();
        for workload in workloads {
            let name = (workload.namespace().to_owned(), workload.name().to_owned());
            index.workloads.entry(name).or_insert(workload.id);
            if !workload.ip.is_unspecified() {
                index.pods.entry(workload.ip).or_insert(workload.id);
            }
        }
        for service in services {
            let named = index.hosts.entry(service.host.clone()).or_default();
            let first = if service.resource.value.spec().is_some() { 0 } else { named.len() };
            named.insert(first, service.id);
            push_once(index.ends.entry(service.host.chars().rev().collect()).or_default(), service.id);
            for address in service.addresses.iter().filter_map(|range| range.single()) {
                push_once(index.vips.entry(address).or_default(), service.id);
            }
            for port in &service.ports {
                if service.is_anywhere() && !port.protocol.is_http() {
                    push_once(index.anywhere.entry(port.number).or_default(), service.id);
                }
                push_once(index.ports.entry(port.number).or_default(), service.id);
                let home = (port.number, service.namespace().to_owned());
                push_once(index.homes.entry(home).or_default(), service.id);
            }
            // A proxy takes the endpoints that a ServiceEntry lists for its own where they have its address.
            let listed = service.resource.value.entry().map_or(&[][..], |entry| &entry.endpoints);
            let listed = if room.admits(listed.len(), || service.resource.whole()) { listed } else { &[] };
            let listed = listed.iter();
            let listed = listed.filter_map(|endpoint| index.pods.get(&endpoint.address.ip()?).copied());
            for workload in service.workloads.iter().copied().chain(listed.collect::<Vec<_>>()) {
                push_once(index.fronting.entry(workload).or_default(), service.id);
            }
        }
        index
    }
}

fn push_once(services: &mut Vec<ServiceId>, service: ServiceId) {
    if services.last() != Some(&service) {
        services.push(service);
    }
}
