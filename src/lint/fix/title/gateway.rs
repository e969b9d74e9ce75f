//! Steps about gateways.

use crate::resource::{ClientTlsMode, ServerTlsMode};

/// A change of a gateway, of its routes, or of what clients send to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatewayStep {
    /// A Gateway gets a server.
    AddServer {
        /// `namespace/name` of the Gateway.
        gateway: String,
        /// The port of the Service.
        port: u16,
        /// Its protocol.
        protocol: &'static str,
        /// How it treats TLS, if at all.
        mode: Option<ServerTlsMode>,
    },
    /// A server of a Gateway answers to another name.
    AnswerTo {
        /// `namespace/name` of the Gateway.
        gateway: String,
        /// The name.
        host: String,
    },
    /// A server of a Gateway treats TLS in another way.
    SetServerTls {
        /// `namespace/name` of the Gateway.
        gateway: String,
        /// The port of the Service.
        port: u16,
        /// How.
        mode: ServerTlsMode,
    },
    /// A server of a Gateway reads another protocol.
    SetServerProtocol {
        /// `namespace/name` of the Gateway.
        gateway: String,
        /// The port of the Service.
        port: u16,
        /// The protocol.
        protocol: &'static str,
    },
    /// A VirtualService routes the bytes of a gateway's port.
    RouteBytes {
        /// `namespace/name` of the VirtualService.
        route: String,
        /// The port of the gateway.
        port: u16,
        /// `host:port` where they go.
        to: String,
    },
    /// A VirtualService is bound to a Gateway as well.
    BindRoute {
        /// `namespace/name` of the VirtualService.
        route: String,
        /// `namespace/name` of the Gateway.
        gateway: String,
    },
    /// A Gateway selects the pods that are dialled.
    SelectPods {
        /// `namespace/name` of the Gateway.
        gateway: String,
        /// `namespace/name` of their workload.
        workload: String,
    },
    /// A DestinationRule says for one port what clients send there.
    SpeakToPort {
        /// The host.
        host: String,
        /// Its port.
        port: u16,
        /// What they send.
        mode: ClientTlsMode,
        /// The name that they ask for, where it matters.
        sni: Option<String>,
    },
}

impl GatewayStep {
    pub(super) const fn slug(&self) -> &'static str {
        match self {
            Self::AddServer { .. } => "add-server",
            Self::AnswerTo { .. } => "answer-to",
            Self::SetServerTls { .. } => "server-tls",
            Self::SetServerProtocol { .. } => "server-protocol",
            Self::RouteBytes { .. } => "route-bytes",
            Self::BindRoute { .. } => "bind-route",
            Self::SelectPods { .. } => "select-pods",
            Self::SpeakToPort { mode: ClientTlsMode::IstioMutual, .. } => "port-istio-mutual",
            Self::SpeakToPort { mode: ClientTlsMode::Disable, .. } => "port-plaintext",
            Self::SpeakToPort { .. } => "port-tls",
        }
    }
}
