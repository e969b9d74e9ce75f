//! Does a pod get a proxy, and why (section 5 of the semantics)?

use crate::resource::Ref;

/// The proxy of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProxyKind {
    /// A sidecar in the pod.
    Sidecar,
    /// A gateway proxy: the pod is an ingress or egress gateway.
    Gateway,
    /// Captured by the node's ztunnel.
    Ambient,
    /// A waypoint of the ambient mesh.
    Waypoint,
    /// No proxy.
    None,
}

impl ProxyKind {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sidecar => "sidecar",
            Self::Gateway => "gateway",
            Self::Ambient => "ambient",
            Self::Waypoint => "waypoint",
            Self::None => "none",
        }
    }
}

/// One fact that was considered, with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InjectionReason {
    /// The label, annotation, container or default.
    pub fact: InjectionFact,
    /// Where it stands; `None` for a default, which nobody wrote.
    pub by: Option<Ref>,
}

/// What was looked at when the proxy of a pod was decided. Values are as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InjectionFact {
    /// `hostNetwork: true` (INJ-5).
    HostNetwork,
    /// The namespace is one that is never injected (INJ-6).
    SystemNamespace(String),
    /// Namespace label `istio-injection` with this value (INJ-2).
    NamespaceLabel(String),
    /// Namespace label `istio.io/rev` with this value.
    NamespaceRevision(String),
    /// Pod label `istio.io/rev` with this value.
    PodRevision(String),
    /// Pod label `sidecar.istio.io/inject` with this value (INJ-7).
    PodLabel(String),
    /// Pod annotation `sidecar.istio.io/inject` with this value; alone it never reaches the webhook (INJ-3).
    PodAnnotation(String),
    /// A container named `istio-proxy` is in the manifest already (INJ-10).
    StaticProxy,
    /// The gateway template was asked for (INJ-13).
    GatewayTemplate,
    /// A template for proxyless gRPC was asked for: no proxy, no label (INJ-13).
    Proxyless(String),
    /// The text shows other revisions than the one that was asked: nobody injects (INJ-4).
    RevisionNotInstalled(String),
    /// The pod was dumped from a cluster and runs without a proxy, whatever the labels say (INJ-14).
    RunsWithout,
    /// Namespace label `istio.io/dataplane-mode: ambient` (AMB-1).
    AmbientNamespace,
    /// Pod label `istio.io/dataplane-mode` with this value (AMB-1).
    PodDataplaneMode(String),
    /// A machine has the label `security.istio.io/tlsMode` with this value (WE-1).
    MachineTlsMode(String),
    /// A machine names a service account (WE-1).
    MachineAccount,
    /// A machine says nothing about a proxy (WE-1).
    MachineSilent,
    /// A Gateway has this class, of which Istio makes waypoints or gateways.
    GatewayClass(String),
    /// A Gateway is for the ingress gateway of the default profile, which came with Istio (D-1a).
    DefaultProfile,
    /// Neither the namespace nor the pod asks for a proxy.
    NothingAsks,
}
