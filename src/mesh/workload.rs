//! Workloads: pods as their controllers make them.

use super::{InjectionFact, InjectionReason, ProxyKind};
use crate::resource::{Loaded, Metadata, PodTemplate, WorkloadEntry};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// Index of a workload in `Mesh::workloads`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkloadId(pub usize);

/// The label that tells which tunnels a pod's own proxy takes, separated by commas (INJ-15).
pub const TUNNEL: &str = "networking.istio.io/tunnel";

/// The label that tells clients whether a workload takes Istio mTLS (AM-5).
pub const TLS_MODE: &str = "security.istio.io/tlsMode";

/// How calls name a client, and the contract a server, that is not in the text.
pub const EXTERNAL: &str = "external";

/// Who ends the ambient tunnel at a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TunnelEnd {
    /// The ztunnel of its node, for a pod of the ambient mesh.
    Ztunnel,
    /// The pod's own proxy.
    Proxy,
}

/// One workload; all its pods are alike, so one pod stands for them (D-2). Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Workload {
    /// Index in the mesh.
    pub id: WorkloadId,
    /// The controller (or the Pod) and the template its pods are made of.
    pub resource: Loaded<PodTemplate>,
    /// Which proxy its pods have.
    pub proxy: ProxyKind,
    /// Why: the reasons in the order in which they were considered, the deciding one last (INJ-1 … INJ-14).
    pub proxy_why: Rc<[InjectionReason]>,
    /// Labels of the running pod: those of the template and the injected ones (INJ-15).
    pub labels: Rc<BTreeMap<String, String>>,
    /// `spec.serviceAccountName`, `default` where absent.
    pub service_account: String,
    /// The address that the pod gets in a scenario: 10.0.(n/200).(n%200+1) for the n-th workload in document order.
    pub ip: IpAddr,
    /// Whether a dump of the pod tells that address, and the address is not that of its node: then texts may mean it.
    pub is_dumped: bool,
    /// What is written about it where it is a machine, not a pod (WE-1).
    pub machine: Option<Rc<WorkloadEntry>>,
}

impl Workload {
    /// The client outside of the text, without a name, a namespace or a proxy. What speaks of it stands for where it is
    /// written.
    pub(super) fn outside<T>(id: WorkloadId, told: &Loaded<T>) -> Self {
        let meta = Metadata { name: EXTERNAL.to_owned(), ..Metadata::default() };
        Self {
            id,
            resource: Loaded { meta: Rc::new(meta), ..told.with(Rc::default()) },
            proxy: ProxyKind::None,
            proxy_why: Rc::default(),
            labels: Rc::default(),
            service_account: String::new(),
            ip: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            is_dumped: false,
            machine: None,
        }
    }

    /// Whether the other one is a copy of this: each that is made has labels of its own.
    pub(super) fn is_kept_as(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.labels, &other.labels)
    }

    /// The namespace.
    pub fn namespace(&self) -> &str {
        &self.resource.meta.namespace
    }

    /// The name without the namespace.
    pub fn name(&self) -> &str {
        &self.resource.meta.name
    }

    /// Whether it has pods at all (INJ-18).
    pub fn runs(&self) -> bool {
        self.resource.value.replicas != Some(0)
    }

    /// Whether its pods answer calls. Jobs only make them (INJ-18).
    pub fn serves(&self) -> bool {
        self.runs() && !matches!(self.resource.meta.kind.as_str(), "Job" | "CronJob")
    }

    /// Whether it is taken to be there because the default profile of Istio has it, and nobody knows what is beside it.
    pub fn is_assumed(&self) -> bool {
        self.proxy_why.iter().any(|reason| reason.fact == InjectionFact::DefaultProfile)
    }

    /// `namespace/name`, the form in which people and the contract name it; [`EXTERNAL`] for the client outside.
    pub fn key(&self) -> String {
        self.resource.meta.key()
    }

    /// What clients are told about its TLS: the label `security.istio.io/tlsMode`, `disabled` where absent (AM-5).
    pub fn tls_mode(&self) -> &str {
        self.labels.get(TLS_MODE).map_or("disabled", String::as_str)
    }

    /// Who ends the ambient tunnel here; `None` where nobody does, and what is sent must be something else (§11.3).
    pub fn tunnel_end(&self) -> Option<TunnelEnd> {
        match self.proxy {
            ProxyKind::Ambient => Some(TunnelEnd::Ztunnel),
            ProxyKind::Waypoint => Some(TunnelEnd::Proxy),
            ProxyKind::Sidecar | ProxyKind::Gateway => {
                let taken = self.labels.get(TUNNEL)?;
                taken.split(',').any(|tunnel| tunnel == "http").then_some(TunnelEnd::Proxy)
            }
            ProxyKind::None => None,
        }
    }

    /// The SPIFFE identity without `spiffe://` (AZ-16).
    pub fn identity(&self, trust_domain: &str) -> String {
        [trust_domain, "/ns/", self.namespace(), "/sa/", &self.service_account].concat()
    }
}
