//! Gateway of Istio: what a gateway proxy listens to (GW-1 … GW-20).

use super::decode::{Flaw, Vital};
use super::server_tls::{ServerTls, ServerTlsWire};
use super::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

/// The spec of a Gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gateway {
    /// `selector`: labels of the gateway's pods; empty means every gateway.
    pub selector: BTreeMap<String, String>,
    /// `servers` in their order.
    pub servers: Vec<GatewayServer>,
}

/// An entry of `servers`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GatewayServer {
    /// `name`.
    pub name: Option<String>,
    /// `port.number` (GW-13).
    pub port: u16,
    /// `port.name`.
    pub port_name: String,
    /// `port.protocol` as written.
    pub protocol: String,
    /// `bind`.
    pub bind: Option<String>,
    /// `hosts` in their order.
    pub hosts: Vec<ServerHost>,
    /// `tls`; `None` where absent, which is not the same as without a mode.
    pub tls: Option<ServerTls>,
}

/// An entry of `hosts`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerHost {
    /// Where the VirtualServices may be that bind to it.
    pub from: HostNamespace,
    /// The host, with `*` in front or without.
    pub host: String,
}

/// The part of a host in front of the slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HostNamespace {
    /// Nothing, or `*`: every namespace.
    Every,
    /// `.`: the resource's own.
    Own,
    /// `~`: none.
    Nowhere,
    /// This one.
    Named(String),
}

impl HostNamespace {
    /// The namespaces that a text means.
    pub(super) fn parse(text: &str) -> Self {
        match text {
            "*" => Self::Every,
            "." => Self::Own,
            "~" => Self::Nowhere,
            name => Self::Named(name.to_owned()),
        }
    }

    /// Whether `namespace` is among them, for a resource in the namespace `own`.
    pub fn contains(&self, namespace: &str, own: &str) -> bool {
        match self {
            Self::Every => true,
            Self::Own => namespace == own,
            Self::Nowhere => false,
            Self::Named(name) => namespace == name,
        }
    }
}

impl ServerHost {
    /// The host that a text means.
    pub fn parse(text: &str) -> Self {
        match text.split_once('/') {
            Some((namespace, host)) => Self { from: HostNamespace::parse(namespace), host: host.to_owned() },
            None => Self { from: HostNamespace::Every, host: text.to_owned() },
        }
    }
}

/// The spec as it is written.
#[apply(wire)]
pub(super) struct GatewayWire {
    selector: Vital<BTreeMap<String, String>>,
    servers: Vital<Vec<ServerWire>>,
}

#[apply(wire)]
struct ServerWire {
    name: String,
    port: PortWire,
    bind: String,
    hosts: Vec<String>,
    tls: Option<ServerTlsWire>,
}

#[apply(wire)]
struct PortWire {
    number: u16,
    name: String,
    protocol: String,
}

impl Wire for GatewayWire {
    type Value = Gateway;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "networking.istio.io",
        versions: &["v1", "v1beta1", "v1alpha3"],
        kinds: &["Gateway"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<GatewayWire> for Gateway {
    type Error = Flaw;

    fn try_from(wire: GatewayWire) -> Result<Self, Flaw> {
        Ok(Self {
            selector: wire.selector.0,
            servers: wire.servers.0.into_iter().map(GatewayServer::from).collect(),
        })
    }
}

impl From<ServerWire> for GatewayServer {
    fn from(wire: ServerWire) -> Self {
        Self {
            name: text(wire.name),
            port: wire.port.number,
            port_name: wire.port.name,
            protocol: wire.port.protocol,
            bind: text(wire.bind),
            hosts: wire.hosts.iter().map(|host| ServerHost::parse(host)).collect(),
            tls: wire.tls.map(ServerTls::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::ServerTlsMode::{self, IstioMutual, Passthrough, Simple};
    use crate::resource::testing::{refused, spec};
    use test_case::test_case;

    fn server(text: &str) -> GatewayServer {
        let text = format!("servers: [{{port: {{number: 443, name: https, protocol: HTTPS}}, {text}}}]");
        spec::<Gateway>("networking.istio.io/v1", "Gateway", &text).servers[0].clone()
    }

    #[test_case("hosts: []", None; "absent")]
    #[test_case("tls: {}", Some(Passthrough); "empty is not absent")]
    #[test_case("tls: {mode: SIMPLE, credentialName: a}", Some(Simple))]
    #[test_case("tls: {mode: ISTIO_MUTUAL}", Some(IstioMutual))]
    fn modes(text: &str, expected: Option<ServerTlsMode>) {
        assert_eq!(server(text).tls.map(|tls| tls.mode), expected, "GW-1");
    }

    #[test_case("a.com", "other", true; "no namespace")]
    #[test_case("'*/a.com'", "other", true)]
    #[test_case("./a.com", "other", false)]
    #[test_case("./a.com", "own", true)]
    #[test_case("x/a.com", "x", true)]
    #[test_case("'~/a.com'", "own", false)]
    fn hosts(text: &str, namespace: &str, expected: bool) {
        let server = server(&format!("hosts: [{text}]"));
        assert_eq!(server.hosts[0].host, "a.com");
        assert_eq!(server.hosts[0].from.contains(namespace, "own"), expected);
    }

    #[test]
    fn a_server_with_an_unknown_mode_is_no_server() {
        assert!(refused("networking.istio.io/v1", "Gateway", "servers: [{tls: {mode: simple}}]"));
    }
}
