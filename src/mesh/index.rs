//! Where names, addresses and numbers lead.

use super::{Service, ServiceId, Workload, WorkloadId};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Where names, addresses and numbers lead. Where two things share one, the first has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// Workloads by namespace and name.
    pub workloads: BTreeMap<(String, String), WorkloadId>,
    /// Workloads by the address of their pod.
    pub pods: BTreeMap<IpAddr, WorkloadId>,
    /// Services by their fully qualified name.
    pub hosts: BTreeMap<String, ServiceId>,
    /// Services by the address that clients dial.
    pub vips: BTreeMap<IpAddr, ServiceId>,
    /// Services by the number of each of their ports, oldest first: who shares a listener (RT-2).
    pub ports: BTreeMap<u16, Vec<ServiceId>>,
    /// Services by the workloads that their selector picks, oldest first: who gives a pod port its protocol (IN-3).
    pub fronting: BTreeMap<WorkloadId, Vec<ServiceId>>,
}

impl Index {
    /// Indexes workloads in document order and services oldest first.
    pub fn new(workloads: &[Workload], services: &[Service]) -> Self {
        let mut index = Self::default();
        for workload in workloads {
            let name = (workload.namespace().to_owned(), workload.name().to_owned());
            index.workloads.entry(name).or_insert(workload.id);
            index.pods.entry(workload.ip).or_insert(workload.id);
        }
        for service in services {
            index.hosts.entry(service.host.clone()).or_insert(service.id);
            if let Some(vip) = service.vip {
                index.vips.entry(vip).or_insert(service.id);
            }
            for port in &service.ports {
                push_once(index.ports.entry(port.number).or_default(), service.id);
            }
            for &workload in &service.workloads {
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
