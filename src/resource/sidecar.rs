//! Sidecar: what the proxies of a namespace see and serve (RT-12, RT-13, PA-23, IN-12).

use super::OutboundMode;
use super::decode::{Flaw, Vital};
use super::gateway::HostNamespace;
use super::server_tls::{ServerTls, ServerTlsWire};
use super::service_entry::LabelSelector;
use super::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The spec of a Sidecar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// `workloadSelector.labels`; `None` where the selector is absent (RT-12).
    pub workload_selector: Option<BTreeMap<String, String>>,
    /// `ingress` in its order; empty means the ports of the Services (PA-25).
    pub ingress: Vec<IngressListener>,
    /// `egress` in its order; empty means everything (RT-13).
    pub egress: Vec<EgressListener>,
    /// `outboundTrafficPolicy.mode`; `None` means that of the mesh (RT-11). A policy without a mode is not the same as none.
    pub outbound: Option<OutboundMode>,
}

/// An entry of `ingress`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngressListener {
    /// `port`.
    pub port: ListenerPort,
    /// `bind`.
    pub bind: Option<String>,
    /// `captureMode`.
    pub capture: CaptureMode,
    /// `defaultEndpoint`; `None` means the port itself.
    pub endpoint: Option<LocalEndpoint>,
    /// `tls` (IN-12).
    pub tls: Option<ServerTls>,
}

/// An entry of `egress`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EgressListener {
    /// `port`; `None` for the listener that takes all other ports (RT-13).
    pub port: Option<ListenerPort>,
    /// `bind`.
    pub bind: Option<String>,
    /// `captureMode`.
    pub capture: CaptureMode,
    /// `hosts` in their order.
    pub hosts: Vec<EgressHost>,
}

/// `port` of a listener.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerPort {
    /// `number`; 0 for a socket.
    pub number: u16,
    /// `protocol` as written; empty means that it is sniffed.
    pub protocol: String,
    /// `name`.
    pub name: String,
}

/// `captureMode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum CaptureMode {
    /// As the pod says.
    #[default]
    Default,
    /// By iptables.
    Iptables,
    /// Not at all: the app dials the listener.
    None,
}

/// `defaultEndpoint`: where the app listens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LocalEndpoint {
    /// This port of the loopback address.
    Loopback(u16),
    /// This port of the pod's address.
    Pod(u16),
    /// The path of a Unix domain socket.
    Socket(String),
}

impl LocalEndpoint {
    /// The endpoint that a text means; `None` where it is empty or means none.
    fn parse(text: &str) -> Option<Self> {
        if let Some(path) = text.strip_prefix("unix://") {
            return Some(Self::Socket(path.to_owned()));
        }
        let (host, port) = text.rsplit_once(':')?;
        let port = port.parse().ok()?;
        match host {
            "0.0.0.0" | "[::]" => Some(Self::Pod(port)),
            _ => Some(Self::Loopback(port)),
        }
    }
}

/// An entry of `hosts` (RT-13).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EgressHost {
    /// The namespaces of the services.
    pub from: HostNamespace,
    /// Their host, with `*` in front or without.
    pub host: String,
    /// Whether they are taken out: `~namespace/host`.
    pub excluded: bool,
}

impl EgressHost {
    /// The entry that a text means; without a slash it means nothing.
    pub fn parse(text: &str) -> Self {
        let (namespace, host) = text.split_once('/').unwrap_or(("~", text));
        let excluded = namespace.strip_prefix('~').filter(|rest| !rest.is_empty());
        Self {
            from: HostNamespace::parse(excluded.unwrap_or(namespace)),
            host: host.to_owned(),
            excluded: excluded.is_some(),
        }
    }
}

/// The spec as it is written.
#[apply(wire)]
pub(super) struct SidecarWire {
    workload_selector: Option<Vital<LabelSelector>>,
    ingress: Vital<Vec<IngressWire>>,
    egress: Vital<Vec<EgressWire>>,
    outbound_traffic_policy: Option<Vital<OutboundWire>>,
}

#[apply(wire)]
struct IngressWire {
    port: ListenerPort,
    bind: String,
    capture_mode: Option<CaptureMode>,
    default_endpoint: String,
    tls: Option<ServerTlsWire>,
}

#[apply(wire)]
struct EgressWire {
    port: Option<ListenerPort>,
    bind: String,
    capture_mode: Option<CaptureMode>,
    hosts: Vec<String>,
}

#[apply(wire)]
struct OutboundWire {
    mode: Option<OutboundWord>,
}

/// The modes that a Sidecar may have; ALLOW_ANY_DYNAMIC_DNS is for the mesh as a whole.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum OutboundWord {
    RegistryOnly,
    AllowAny,
}

impl From<OutboundWire> for OutboundMode {
    fn from(wire: OutboundWire) -> Self {
        match wire.mode {
            None | Some(OutboundWord::RegistryOnly) => Self::RegistryOnly,
            Some(OutboundWord::AllowAny) => Self::AllowAny,
        }
    }
}

impl Wire for SidecarWire {
    type Value = Sidecar;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "networking.istio.io",
        versions: &["v1", "v1beta1", "v1alpha3"],
        kinds: &["Sidecar"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<SidecarWire> for Sidecar {
    type Error = Flaw;

    fn try_from(wire: SidecarWire) -> Result<Self, Flaw> {
        Ok(Self {
            workload_selector: wire.workload_selector.map(|Vital(selector)| selector.labels),
            ingress: wire.ingress.0.into_iter().map(IngressListener::from).collect(),
            egress: wire.egress.0.into_iter().map(EgressListener::from).collect(),
            outbound: wire.outbound_traffic_policy.map(|Vital(policy)| OutboundMode::from(policy)),
        })
    }
}

impl From<IngressWire> for IngressListener {
    fn from(wire: IngressWire) -> Self {
        Self {
            port: wire.port,
            bind: text(wire.bind),
            capture: wire.capture_mode.unwrap_or_default(),
            endpoint: LocalEndpoint::parse(&wire.default_endpoint),
            tls: wire.tls.map(ServerTls::from),
        }
    }
}

impl From<EgressWire> for EgressListener {
    fn from(wire: EgressWire) -> Self {
        Self {
            port: wire.port,
            bind: text(wire.bind),
            capture: wire.capture_mode.unwrap_or_default(),
            hosts: wire.hosts.iter().map(|host| EgressHost::parse(host)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::{refused, spec};
    use HostNamespace::{Every, Named, Nowhere, Own};
    use test_case::test_case;

    fn read(text: &str) -> Sidecar {
        (*spec::<Sidecar>("networking.istio.io/v1", "Sidecar", text)).clone()
    }

    #[test_case("", None; "that of the mesh")]
    #[test_case("outboundTrafficPolicy: {}", Some(OutboundMode::RegistryOnly); "empty is not absent")]
    #[test_case("outboundTrafficPolicy: {mode: ALLOW_ANY}", Some(OutboundMode::AllowAny))]
    #[test_case("outboundTrafficPolicy: {mode: REGISTRY_ONLY}", Some(OutboundMode::RegistryOnly))]
    fn outbound(text: &str, expected: Option<OutboundMode>) {
        assert_eq!(read(text).outbound, expected, "RT-11");
    }

    #[test_case("./*", Own, "*", false)]
    #[test_case("*/*", Every, "*", false)]
    #[test_case("~/*", Nowhere, "*", false; "none")]
    #[test_case("a/b.c", Named("a".to_owned()), "b.c", false)]
    #[test_case("~a/b.c", Named("a".to_owned()), "b.c", true; "all but")]
    #[test_case("b.c", Nowhere, "b.c", false; "no namespace")]
    fn egress_hosts(text: &str, from: HostNamespace, host: &str, excluded: bool) {
        let expected = EgressHost { from, host: host.to_owned(), excluded };
        assert_eq!(EgressHost::parse(text), expected, "RT-13");
    }

    #[test_case("", None)]
    #[test_case("127.0.0.1:80", Some(&LocalEndpoint::Loopback(80)))]
    #[test_case(":80", Some(&LocalEndpoint::Loopback(80)); "no host")]
    #[test_case("0.0.0.0:80", Some(&LocalEndpoint::Pod(80)))]
    #[test_case("[::]:80", Some(&LocalEndpoint::Pod(80)); "of the other family")]
    #[test_case("unix:///a", Some(&LocalEndpoint::Socket("/a".to_owned())))]
    #[test_case("127.0.0.1:http", None; "no number")]
    fn endpoints(text: &str, expected: Option<&LocalEndpoint>) {
        assert_eq!(LocalEndpoint::parse(text).as_ref(), expected);
    }

    #[test]
    fn listeners() {
        let sidecar = read(
            "workloadSelector: {labels: {app: a}}, ingress: [{port: {number: 80, protocol: HTTP, name: h}, tls: {}}], \
             egress: [{port: {number: 81}, hosts: ['./*']}, {hosts: ['*/*'], captureMode: NONE}]",
        );
        assert!(sidecar.workload_selector.is_some() && sidecar.ingress[0].tls.is_some());
        let [first, second] = sidecar.egress.as_slice() else { panic!("{sidecar:?}") };
        assert_eq!((first.port.as_ref().map(|port| port.number), &second.port), (Some(81), &None));
        assert_eq!(second.capture, CaptureMode::None);
    }

    #[test]
    fn an_unknown_mode_is_no_mode() {
        assert!(refused("networking.istio.io/v1", "Sidecar", "outboundTrafficPolicy: {mode: registry_only}"));
    }
}
