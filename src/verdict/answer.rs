//! The vocabulary of explanations: codes and arguments, never prose. `i18n` turns them into sentences.

use super::admission::{AuthorizationAnswer, TokenAnswer};
use super::{Arrival, ChainKind, GatewayAnswer, Mode, RouteAnswer, Sent, Taken};
use crate::mesh::{InjectionFact, Payload, PortProtocol, ProxyKind, TunnelEnd};
use std::net::IpAddr;

/// What a step asks. The code of the question is part of the contract (`question` in JSON).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// Does the client have a proxy, and does the call enter it?
    ClientProxy,
    /// Which service do the dialled host and port mean?
    Destination,
    /// Which server of the gateway takes it?
    GatewayServer,
    /// Where does the client's proxy send it: to which cluster?
    Route,
    /// Which waypoint stands in front of the destination?
    Waypoint,
    /// Which DestinationRule applies, and what does it say about TLS?
    DestinationRule,
    /// What is sent, and who decided that?
    Sent,
    /// Does the server have a proxy, and does it see the connection?
    ServerProxy,
    /// What does the server enforce on this port?
    PeerAuthentication,
    /// Does the connection come through the ambient tunnel, and what becomes of it at the tunnel's end?
    Tunnel,
    /// Which filter chain takes the connection?
    FilterChain,
    /// Is the token of the request valid?
    RequestAuthentication,
    /// Do the policies of the server let the connection or request in?
    Authorization,
}

/// The answer of a step. Each variant belongs to one [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// About the client's proxy.
    ClientProxy(ProxyAnswer),
    /// What the dialled name and port mean.
    Destination(DestinationAnswer),
    /// Which server of a gateway takes it.
    GatewayServer(GatewayAnswer),
    /// Where the client's proxy sends it.
    Route(RouteAnswer),
    /// What the DestinationRule says.
    DestinationRule(RuleAnswer),
    /// What is sent, and why that.
    Sent(Sent, SentBecause),
    /// About the server's proxy.
    ServerProxy(ProxyAnswer),
    /// What the server enforces, and the level of the policy that says so.
    PeerAuthentication(Mode, Level),
    /// What ztunnel enforces where the policies of sidecars would mean something else, and why.
    Oddity(Mode, Oddity),
    /// The waypoint, or why there is none.
    Waypoint(WaypointAnswer),
    /// What becomes of the connection at the end of the tunnel, or without one.
    Tunnel(TunnelAnswer),
    /// What the server's proxy makes of what arrives on a port.
    FilterChain {
        /// The pod port.
        port: u16,
        /// What arrives.
        arrival: Arrival,
        /// What the port is declared to speak.
        kind: ChainKind,
        /// What comes of it.
        taken: Taken,
    },
    /// What the token check makes of the request.
    RequestAuthentication(TokenAnswer),
    /// What the policies of the server say.
    Authorization(AuthorizationAnswer),
    /// The question did not come up any more.
    NotReached(Question),
}

/// Whether a pod has a proxy, and whether the bytes meet it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProxyAnswer {
    /// It has one, and the bytes go through it.
    Present {
        /// What kind.
        proxy: ProxyKind,
        /// What put it there.
        fact: InjectionFact,
        /// The namespace of the pod.
        namespace: String,
    },
    /// It has none.
    Absent {
        /// What kept it out.
        fact: InjectionFact,
        /// The namespace of the pod.
        namespace: String,
    },
    /// It has one, but these bytes go past it.
    Bypassed(Bypass),
    /// The server is outside of the scenario.
    Outside,
}

/// Why bytes go past a proxy (IN-19 … IN-24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bypass {
    /// `excludeInboundPorts` or `excludeOutboundPorts` names the port.
    ExcludedPort(u16),
    /// `includeInboundPorts` or `includeOutboundIPRanges` is there and does not name it.
    NotIncludedPort(u16),
    /// `excludeOutboundIPRanges` holds the dialled address.
    ExcludedAddress(IpAddr),
    /// `includeOutboundIPRanges` does not hold the dialled address.
    NotIncludedAddress(IpAddr),
    /// A port of the proxy itself, which is never captured (IN-19).
    ReservedPort(u16),
    /// `interceptionMode: NONE`.
    NoInterception,
    /// `ambient.istio.io/bypass-inbound-capture: "true"`: the ztunnel sees nothing but tunnels (AMB-1).
    NoInboundCapture,
    /// The app runs as the proxy's own user, 1337.
    ProxyUser,
    /// The pod calls its own address.
    OwnAddress,
}

/// What the dialled host and port mean before any proxy looks at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DestinationAnswer {
    /// A port of a service with an address of its own.
    Service {
        /// `namespace/name`.
        service: String,
        /// The port as dialled.
        port: u16,
        /// What Istio takes the bytes to be.
        protocol: PortProtocol,
    },
    /// A headless service: the name leads to the pods themselves, and the port is the pod's.
    Headless {
        /// `namespace/name`.
        service: String,
        /// The port as dialled.
        port: u16,
    },
    /// Another name for this host (RT-15).
    Alias {
        /// `namespace/name` of the alias.
        service: String,
        /// What it stands for.
        host: String,
    },
    /// A service without this port (RT-18).
    UndeclaredPort {
        /// `namespace/name`.
        service: String,
        /// The port as dialled.
        port: u16,
    },
    /// The address of a pod.
    Pod {
        /// `namespace/name` of its workload.
        workload: String,
    },
    /// Somewhere outside of the scenario.
    Outside {
        /// The host as dialled.
        host: String,
    },
    /// No such name.
    Nowhere {
        /// The host as dialled.
        host: String,
    },
}

/// What the DestinationRule in force says about TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleAnswer {
    /// There is none.
    NoRule,
    /// It says nothing about TLS.
    NoTls {
        /// `namespace/name`.
        rule: String,
    },
    /// Its entry for the port replaces the rest and has no TLS (DR-20).
    PortWithoutTls {
        /// `namespace/name`.
        rule: String,
        /// The service port.
        port: u16,
    },
    /// It turns TLS off.
    Disable {
        /// `namespace/name`.
        rule: String,
        /// Whether `mode` is written; without it DISABLE is what is meant (DR-23).
        written: bool,
    },
    /// Istio mutual TLS, whatever the server is.
    IstioMutual {
        /// `namespace/name`.
        rule: String,
    },
    /// One-way TLS.
    Simple {
        /// `namespace/name`.
        rule: String,
    },
    /// TLS with own certificates.
    Mutual {
        /// `namespace/name`.
        rule: String,
    },
    /// TLS whose certificate comes from a Secret, which a sidecar cannot read: it sends plaintext (DR-27).
    SecretUnreadable {
        /// `namespace/name`.
        rule: String,
        /// `credentialName`.
        secret: String,
    },
    /// TLS with own certificates, but without any: plaintext (DR-28).
    NoCertificate {
        /// `namespace/name`.
        rule: String,
    },
}

impl RuleAnswer {
    /// What the client's proxy sends because of it around `payload`; `None` where auto mTLS decides.
    pub(super) const fn sends(&self, payload: Payload) -> Option<Sent> {
        match self {
            Self::NoRule | Self::NoTls { .. } | Self::PortWithoutTls { .. } => None,
            Self::Disable { .. } | Self::SecretUnreadable { .. } | Self::NoCertificate { .. } => {
                Some(Sent::untouched(payload))
            }
            Self::IstioMutual { .. } => Some(Sent::IstioMtls),
            Self::Simple { .. } => Some(Sent::Tls),
            Self::Mutual { .. } => Some(Sent::MutualTls),
        }
    }

    /// Whether auto mTLS decides.
    pub(super) const fn is_automatic(&self) -> bool {
        self.sends(Payload::Tcp).is_none()
    }
}

/// Why this is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentBecause {
    /// The client has no proxy.
    NoClientProxy,
    /// The client's bytes go past its proxy.
    PastClientProxy,
    /// No route of the mesh takes them.
    NotRouted,
    /// The DestinationRule says so.
    Rule,
    /// Auto mTLS: the server takes Istio mTLS.
    ServerTakesMtls,
    /// Auto mTLS: the server's pods have no proxy, or say that they take no mTLS (AM-5).
    ServerTakesNoMtls,
    /// Auto mTLS: the server enforces DISABLE on the port (AM-3).
    ServerDisables,
    /// Auto mTLS: the namespace or the mesh of the server says DISABLE, and workload policies are not looked at (AM-4).
    NamespaceDisables,
    /// Auto mTLS to the dialled address: all pods of the service take it (AM-7).
    AllTakeMtls,
    /// Auto mTLS to the dialled address: at least one pod of the service takes none, so none gets any (AM-7).
    SomeTakeNoMtls {
        /// `namespace/name` of the first such workload.
        workload: String,
    },
    /// Auto mTLS to the dialled address: the service has no endpoint that could tell (AM-7).
    NoEndpointKnown,
    /// The ServiceEntry says that it is outside of the mesh: no auto mTLS (AM-2).
    OutsideMesh,
    /// `enableAutoMtls: false` and no DestinationRule.
    AutoMtlsOff,
    /// The rule's TLS is overridden for the port, but the endpoints still carry its mark (DR-24).
    RuleMarksEndpoints {
        /// `namespace/name`.
        rule: String,
    },
    /// The server takes the ambient tunnel; no DestinationRule prevents it (AMB-10).
    Tunnel(TunnelEnd),
    /// The client's ztunnel finds nobody at the server who takes the tunnel.
    NoTunnel,
    /// The client's proxy waits for the first bytes to tell the protocol, the client for the server's (IN-15).
    ProxyListens,
}

/// How the conversion of PeerAuthentications for ztunnel differs from what the same policies mean to a sidecar (AMB-9).
/// They look like bugs of Istio; nobody should rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Oddity {
    /// The policy leaves its mode open under STRICT, and excepts ports only by DISABLE: only PERMISSIVE is looked for,
    /// so the exception does not count.
    DisabledPortStaysStrict,
    /// STRICT for the port of a workload that is not STRICT is left out, because the mesh is STRICT.
    StrictPortLeftOut,
    /// The excepted port takes STRICT off the workload, but the policy that should say so for the other ports is
    /// dropped: all ports are open.
    ExceptionOpensAll,
    /// A policy with `selector: {}` is not found where policies of the whole mesh or namespace are looked for.
    EmptySelector,
}

/// What became of a label that names a waypoint (WP-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaypointAnswer {
    /// The call goes through it.
    Through {
        /// `namespace/name`.
        waypoint: String,
    },
    /// The label says `none`.
    Declined,
    /// There is no such waypoint; nothing else takes its place.
    Missing {
        /// `namespace/name`.
        waypoint: String,
    },
    /// The waypoint takes nothing of this namespace.
    NotAllowed {
        /// `namespace/name`.
        waypoint: String,
    },
    /// The waypoint is not for such traffic: services or workloads.
    OtherTraffic {
        /// `namespace/name`.
        waypoint: String,
    },
}

/// What ztunnel, or the tunnel's end in a proxy, makes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TunnelAnswer {
    /// The tunnel ends here; PeerAuthentication does not matter to it (AMB-6, AMB-11).
    Ends(TunnelEnd),
    /// No tunnel, and the ztunnel passes the bytes on to the app.
    PassedOn {
        /// The pod port.
        port: u16,
        /// What arrives.
        arrival: Arrival,
    },
    /// No tunnel, and the ztunnel closes the connection (AMB-5).
    Closed {
        /// The pod port.
        port: u16,
        /// What arrives.
        arrival: Arrival,
    },
}

/// The level of the PeerAuthentication that decided a mode (PA-15, PA-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// No policy: PERMISSIVE (PA-19).
    Default,
    /// The whole mesh.
    Mesh,
    /// The server's namespace.
    Namespace,
    /// The server's workload.
    Workload,
    /// This port of the server's workload.
    Port(u16),
}
