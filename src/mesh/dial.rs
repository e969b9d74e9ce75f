//! What a client means by a host name or an address.

use super::host::service_host;
use super::{Mesh, Service, Workload};
use std::net::IpAddr;

/// How calls write the address of a workload's pod: `pod:namespace/workload`.
const POD: &str = "pod:";

impl Mesh {
    /// The service that a client of this namespace means by a host. A name is looked up as the cluster's DNS does, in
    /// each search domain in turn; an address is that of a service.
    pub fn service_dialled(&self, namespace: &str, host: &str) -> Option<&Service> {
        if let Ok(address) = host.parse() {
            return self.service_at(address);
        }
        let host = host.to_ascii_lowercase();
        if let Some(absolute) = host.strip_suffix('.') {
            return self.service_with_host(absolute);
        }
        self.kubernetes_dialled(namespace, &host).or_else(|| self.service_with_host(&host))
    }

    /// The service that a short name means to a client of this namespace, in each search domain in turn.
    pub fn kubernetes_dialled(&self, namespace: &str, host: &str) -> Option<&Service> {
        // Asked for every call, so all names are written into one text.
        let mut name = service_host(host, namespace);
        self.service_with_host(&name).or_else(|| {
            ["svc.cluster.local", "cluster.local"].into_iter().find_map(|domain| {
                name.truncate(host.len() + 1);
                name.push_str(domain);
                self.service_with_host(&name)
            })
        })
    }

    /// The workload whose pod is dialled by its address.
    pub fn pod_dialled(&self, host: &str) -> Option<&Workload> {
        match host.strip_prefix(POD) {
            Some(key) => {
                let (namespace, name) = key.split_once('/')?;
                self.workload_named(namespace, name)
            }
            None => self.workload_at(host.parse::<IpAddr>().ok()?),
        }
    }
}

/// How a call writes the address of the pod of this workload.
pub(super) fn pod(namespace: &str, name: &str) -> String {
    format!("{POD}{namespace}/{name}")
}
