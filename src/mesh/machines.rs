//! Machines: WorkloadEntries, as workloads of the mesh without a pod (WE-1).

use super::{InjectionFact, InjectionReason, ProxyKind, TLS_MODE, Workload, WorkloadId};
use crate::resource::{Loaded, PodTemplate, Ref, WorkloadEntry};
use crate::yaml::Path;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// The workload that a WorkloadEntry is. It has a proxy if its label says so, or else if it names a service account.
pub(super) fn machine(entry: &Loaded<WorkloadEntry>, id: WorkloadId) -> Workload {
    let spec = &entry.value;
    // Labels of the metadata win over those of the spec.
    let mut labels = spec.labels.clone();
    labels.extend(entry.meta.labels.clone());
    let label = labels.get(TLS_MODE).cloned();
    let (fact, by, proxied): (_, Option<Ref>, _) = match (label, &spec.service_account) {
        (Some(mode), _) => {
            let list =
                if entry.meta.labels.contains_key(TLS_MODE) { "metadata.labels" } else { "spec.labels" };
            let proxied = mode == "istio";
            (InjectionFact::MachineTlsMode(mode), Some(entry.at(Path::of(list).key(TLS_MODE))), proxied)
        }
        (None, Some(_)) => {
            labels.insert(TLS_MODE.to_owned(), "istio".to_owned());
            (InjectionFact::MachineAccount, Some(entry.at(Path::of("spec.serviceAccount"))), true)
        }
        (None, None) => (InjectionFact::MachineSilent, Some(entry.at(Path::of("spec"))), false),
    };
    // One that has no number for an address cannot be dialled by it.
    let address = spec.address.ip().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    Workload {
        id,
        resource: entry.with(Rc::new(PodTemplate { path: Path::root(), ..PodTemplate::default() })),
        proxy: if proxied { ProxyKind::Sidecar } else { ProxyKind::None },
        proxy_why: [InjectionReason { fact, by }].into(),
        labels: labels.into(),
        service_account: spec.service_account.clone().unwrap_or_else(|| "default".to_owned()),
        ip: address,
        is_dumped: false,
        machine: Some(entry.value.clone()),
    }
}
