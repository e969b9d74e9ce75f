//! What a fix does and what it may cost, as codes and arguments.

mod field;
mod gateway;
mod route;

pub use field::FieldStep;
pub use gateway::GatewayStep;
pub use route::RouteStep;

use crate::resource::ClientTlsMode;

/// What a fix may cost. Ordered: the safest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Safety {
    /// It corrects what was meant.
    Safe,
    /// It changes what the mesh does beyond the connection that it mends.
    ChangesBehaviour,
    /// It gives up protection, or needs more than the text: a restart, an application that plays along.
    NeedsCare,
}

impl Safety {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::ChangesBehaviour => "changes-behaviour",
            Self::NeedsCare => "needs-care",
        }
    }
}

/// What one step of a fix does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// `tls` goes out of a DestinationRule, so that auto mTLS decides.
    RemoveTls {
        /// `namespace/name` of the rule.
        rule: String,
    },
    /// A DestinationRule gets another `tls.mode`.
    SetTls {
        /// `namespace/name` of the rule.
        rule: String,
        /// The mode.
        mode: ClientTlsMode,
    },
    /// A new DestinationRule.
    AddRule {
        /// Host of the service.
        host: String,
        /// Where the rule is put, which decides who asks it (DR-5).
        namespace: String,
        /// Its mode.
        mode: ClientTlsMode,
    },
    /// One port of a workload accepts plaintext too.
    AcceptOnPort {
        /// `namespace/name` of the workload.
        workload: String,
        /// The pod port.
        port: u16,
    },
    /// A PeerAuthentication accepts plaintext too.
    AcceptByPolicy {
        /// `namespace/name` of the policy.
        policy: String,
    },
    /// A namespace accepts plaintext too.
    AcceptInNamespace {
        /// The namespace.
        namespace: String,
    },
    /// One port of a workload accepts only plaintext.
    PlaintextOnPort {
        /// `namespace/name` of the workload.
        workload: String,
        /// The pod port.
        port: u16,
    },
    /// One port of a workload accepts only plaintext, and its proxy no longer waits for the client to speak.
    PlaintextAtOnce {
        /// `namespace/name` of the workload.
        workload: String,
        /// The pod port.
        port: u16,
    },
    /// A PeerAuthentication that turned mutual TLS away accepts it too.
    TakeMutualTls {
        /// `namespace/name` of the policy.
        policy: String,
    },
    /// All new pods of a namespace get a proxy.
    InjectNamespace {
        /// The namespace.
        namespace: String,
    },
    /// The pods of a workload get a proxy.
    InjectWorkload {
        /// `namespace/name` of the workload.
        workload: String,
    },
    /// `portLevelMtls` names the pod port instead of the Service port.
    UsePodPort {
        /// `namespace/name` of the policy.
        policy: String,
        /// The port as written.
        written: u16,
        /// The pod port.
        meant: u16,
    },
    /// A label is written as the pods have it.
    CorrectLabel {
        /// `namespace/name` of the policy.
        policy: String,
        /// `key=value` as written.
        written: String,
        /// `key=value` as the pods have it.
        meant: String,
    },
    /// The bytes of a workload go through its proxy.
    Capture {
        /// `namespace/name` of the workload.
        workload: String,
        /// The annotation that kept them away.
        annotation: String,
    },
    /// A workload says no more that it takes no mutual TLS.
    RemoveTlsMode {
        /// `namespace/name` of the workload.
        workload: String,
    },
    /// A Service port says what it speaks.
    DeclareProtocol {
        /// `namespace/name` of the service.
        service: String,
        /// The Service port.
        port: u16,
        /// `appProtocol`.
        protocol: &'static str,
    },
    /// The mesh uses mutual TLS wherever it can.
    TurnAutoMtlsOn,
    /// The mesh learns about a host outside of it.
    Register {
        /// The host.
        host: String,
    },
    /// A policy lets the address of a client in.
    LetAddressIn {
        /// `namespace/name` of the policy.
        policy: String,
        /// The address.
        address: String,
    },
    /// A policy lets a client in.
    LetIn {
        /// `namespace/name` of the policy.
        policy: String,
        /// The identity of the client.
        client: String,
    },
    /// A policy names what there is.
    CorrectPolicy {
        /// `namespace/name` of the policy.
        policy: String,
        /// As written.
        written: String,
        /// As it is.
        meant: String,
    },
    /// The ingress of a Sidecar says what a port speaks.
    DeclareIngress {
        /// `namespace/name` of the Sidecar.
        sidecar: String,
        /// The pod port.
        port: u16,
        /// The protocol.
        protocol: &'static str,
    },
    /// A proxy of the application writes the Host header of the service that it dials.
    WriteUpstreamHost {
        /// `namespace/name` of its configuration.
        config: String,
        /// The host that it dials.
        host: String,
    },
    /// An ingress controller dials the Service under its own name.
    DialUpstream {
        /// `namespace/name` of the Ingress.
        ingress: String,
        /// Host of the service.
        host: String,
    },
    /// Several ports of a collector accept plaintext too.
    AcceptOnPorts {
        /// `namespace/name` of the workload.
        workload: String,
        /// The pod ports.
        ports: Vec<u16>,
    },
    /// A workload leaves the mesh.
    TakeOut {
        /// `namespace/name` of the workload.
        workload: String,
    },
    /// A collector ends TLS itself on a port.
    OwnTls {
        /// `namespace/name` of the workload.
        workload: String,
        /// The pod port.
        port: u16,
    },
    /// Something about fields that say something else than is meant.
    Field(FieldStep),
    /// Something about where routes lead.
    Route(RouteStep),
    /// Something about gateways.
    Gateway(GatewayStep),
}

impl From<FieldStep> for Title {
    fn from(step: FieldStep) -> Self {
        Self::Field(step)
    }
}

impl From<RouteStep> for Title {
    fn from(step: RouteStep) -> Self {
        Self::Route(step)
    }
}

impl From<GatewayStep> for Title {
    fn from(step: GatewayStep) -> Self {
        Self::Gateway(step)
    }
}

impl Title {
    /// A name for it in identifiers of fixes.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::RemoveTls { .. } => "remove-tls",
            Self::SetTls { mode: ClientTlsMode::IstioMutual, .. } => "istio-mutual",
            Self::SetTls { .. } => "plaintext",
            Self::AddRule { mode: ClientTlsMode::IstioMutual, .. } => "add-istio-mutual",
            Self::AddRule { .. } => "add-plaintext",
            Self::AcceptOnPort { .. } => "permissive-port",
            Self::AcceptByPolicy { .. } => "permissive-policy",
            Self::AcceptInNamespace { .. } => "permissive-namespace",
            Self::PlaintextOnPort { .. } | Self::PlaintextAtOnce { .. } => "plaintext-port",
            Self::TakeMutualTls { .. } => "accept-mtls",
            Self::InjectNamespace { .. } => "inject-namespace",
            Self::InjectWorkload { .. } => "inject-workload",
            Self::UsePodPort { .. } => "pod-port",
            Self::CorrectLabel { .. } => "correct-label",
            Self::Capture { .. } => "capture",
            Self::RemoveTlsMode { .. } => "remove-tls-mode",
            Self::DeclareProtocol { .. } => "declare-protocol",
            Self::TurnAutoMtlsOn => "auto-mtls",
            Self::Register { .. } => "register",
            Self::LetIn { .. } => "let-in",
            Self::LetAddressIn { .. } => "let-address-in",
            Self::CorrectPolicy { .. } => "correct-policy",
            Self::DeclareIngress { .. } => "declare-ingress",
            Self::WriteUpstreamHost { .. } => "upstream-host",
            Self::DialUpstream { .. } => "dial-service",
            Self::AcceptOnPorts { .. } => "permissive-ports",
            Self::TakeOut { .. } => "take-out",
            Self::OwnTls { .. } => "own-tls",
            Self::Field(step) => step.slug(),
            Self::Route(step) => step.slug(),
            Self::Gateway(step) => step.slug(),
        }
    }
}
