//! Gateway of the Gateway API.

use super::reference::{ObjectRef, SecretWire};
use crate::resource::LabelSelector;
use crate::resource::decode::{Flaw, Vital};
use crate::resource::label_selector::LabelSelectorWire;
use crate::resource::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The spec of a Gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiGateway {
    /// `gatewayClassName`.
    pub class: String,
    /// `listeners` in their order.
    pub listeners: Vec<ApiListener>,
    /// Who runs it.
    pub deployment: Deployment,
}

impl ApiGateway {
    /// Whether it has a class of which Istio makes a gateway or a waypoint.
    pub fn is_for_istio(&self) -> bool {
        matches!(self.class.as_str(), "istio" | "istio-waypoint")
    }
}

/// Who runs a Gateway: what `addresses` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Deployment {
    /// Istio makes pods and a Service for it.
    #[default]
    Managed,
    /// The pods of these Services, which are there already.
    Services(Vec<String>),
}

/// An entry of `listeners`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiListener {
    /// `name`.
    pub name: String,
    /// `hostname`; `None` means every host.
    pub hostname: Option<String>,
    /// `port` (GW-13).
    pub port: u16,
    /// `protocol`.
    pub protocol: ListenerProtocol,
    /// `tls`.
    pub tls: Option<ListenerTls>,
    /// `allowedRoutes.namespaces` (GW-21).
    pub namespaces: AllowedNamespaces,
    /// `allowedRoutes.kinds`; empty means all that suit the protocol.
    pub kinds: Vec<String>,
}

/// `protocol` of a listener.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListenerProtocol {
    /// Plain HTTP.
    #[default]
    Http,
    /// HTTP in TLS.
    Https,
    /// TLS.
    Tls,
    /// Bytes.
    Tcp,
    /// The tunnel of ambient.
    Hbone,
    /// Anything else, as written.
    Other(String),
}

impl ListenerProtocol {
    fn parse(text: &str) -> Self {
        match text {
            "HTTP" => Self::Http,
            "HTTPS" => Self::Https,
            "TLS" => Self::Tls,
            "TCP" => Self::Tcp,
            "HBONE" => Self::Hbone,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// `tls` of a listener.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListenerTls {
    /// `mode`.
    pub mode: ListenerTlsMode,
    /// `certificateRefs` in their order.
    pub certificates: Vec<ObjectRef>,
    /// `options`, such as `gateway.istio.io/tls-terminate-mode`.
    pub options: BTreeMap<String, String>,
}

/// `tls.mode` of a listener.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum ListenerTlsMode {
    /// TLS ends at the gateway.
    #[default]
    Terminate,
    /// TLS goes on untouched.
    Passthrough,
}

/// The namespaces whose routes a listener takes (GW-21).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AllowedNamespaces {
    /// The Gateway's own.
    #[default]
    Same,
    /// Every namespace.
    All,
    /// None at all.
    Nowhere,
    /// Those with these labels.
    Selected(LabelSelector),
}

/// The spec as it is written.
#[apply(wire)]
pub(in crate::resource) struct ApiGatewayWire {
    gateway_class_name: Vital<String>,
    listeners: Vital<Vec<ListenerWire>>,
    addresses: Vec<AddressWire>,
}

#[apply(wire)]
struct ListenerWire {
    name: String,
    hostname: String,
    port: u16,
    protocol: String,
    tls: Option<TlsWire>,
    allowed_routes: AllowedRoutesWire,
}

#[apply(wire)]
struct TlsWire {
    mode: Option<ListenerTlsMode>,
    certificate_refs: Vec<SecretWire>,
    options: BTreeMap<String, String>,
}

#[apply(wire)]
struct AllowedRoutesWire {
    namespaces: NamespacesWire,
    kinds: Vec<KindWire>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct KindWire {
    kind: String,
}

#[apply(wire)]
struct NamespacesWire {
    from: Option<FromWire>,
    selector: LabelSelectorWire,
}

#[derive(Deserialize, Clone, Copy)]
enum FromWire {
    Same,
    All,
    Selector,
    None,
}

#[apply(wire)]
struct AddressWire {
    r#type: String,
    value: String,
}

impl Wire for ApiGatewayWire {
    type Value = ApiGateway;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: super::GATEWAY_API,
        versions: &["v1", "v1beta1"],
        kinds: &["Gateway"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<ApiGatewayWire> for ApiGateway {
    type Error = Flaw;

    fn try_from(wire: ApiGatewayWire) -> Result<Self, Flaw> {
        Ok(Self {
            class: wire.gateway_class_name.0,
            listeners: wire.listeners.0.into_iter().map(ApiListener::from).collect(),
            deployment: Deployment::from(wire.addresses),
        })
    }
}

impl From<ListenerWire> for ApiListener {
    fn from(wire: ListenerWire) -> Self {
        Self {
            name: wire.name,
            hostname: text(wire.hostname),
            port: wire.port,
            protocol: ListenerProtocol::parse(&wire.protocol),
            tls: wire.tls.map(ListenerTls::from),
            namespaces: AllowedNamespaces::from(wire.allowed_routes.namespaces),
            kinds: wire.allowed_routes.kinds.into_iter().map(|allowed| allowed.kind).collect(),
        }
    }
}

impl From<Vec<AddressWire>> for Deployment {
    /// A single IP address is one that Istio is to use.
    fn from(addresses: Vec<AddressWire>) -> Self {
        let is_name = |address: &AddressWire| address.r#type == "Hostname";
        match addresses.as_slice() {
            [] => Self::Managed,
            [only] if !is_name(only) => Self::Managed,
            _ => Self::Services(addresses.into_iter().filter(is_name).map(|address| address.value).collect()),
        }
    }
}

impl From<TlsWire> for ListenerTls {
    fn from(wire: TlsWire) -> Self {
        Self {
            mode: wire.mode.unwrap_or_default(),
            certificates: wire.certificate_refs.into_iter().map(ObjectRef::from).collect(),
            options: wire.options,
        }
    }
}

impl From<NamespacesWire> for AllowedNamespaces {
    fn from(wire: NamespacesWire) -> Self {
        match wire.from {
            None | Some(FromWire::Same) => Self::Same,
            Some(FromWire::All) => Self::All,
            Some(FromWire::None) => Self::Nowhere,
            Some(FromWire::Selector) => Self::Selected(LabelSelector::from(wire.selector)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use test_case::test_case;

    fn listener(text: &str) -> ApiListener {
        let text = format!("gatewayClassName: istio, listeners: [{{name: a, port: 443, {text}}}]");
        spec::<ApiGateway>("gateway.networking.k8s.io/v1", "Gateway", &text).listeners[0].clone()
    }

    #[test_case("protocol: HTTPS", &ListenerProtocol::Https)]
    #[test_case("protocol: HBONE", &ListenerProtocol::Hbone)]
    #[test_case("protocol: UDP", &ListenerProtocol::Other("UDP".to_owned()))]
    fn protocols(text: &str, expected: &ListenerProtocol) {
        assert_eq!(&listener(text).protocol, expected);
    }

    #[test_case("hostname: a.com", &AllowedNamespaces::Same; "the default is Same")]
    #[test_case("allowedRoutes: {namespaces: {from: All}}", &AllowedNamespaces::All)]
    #[test_case("allowedRoutes: {namespaces: {from: None}}", &AllowedNamespaces::Nowhere)]
    fn namespaces(text: &str, expected: &AllowedNamespaces) {
        assert_eq!(&listener(text).namespaces, expected, "GW-21");
    }

    #[test]
    fn selected_namespaces() {
        let text = "allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}";
        let AllowedNamespaces::Selected(selector) = listener(text).namespaces else { panic!("{text}") };
        assert!(selector.matches(&[("team".to_owned(), "a".to_owned())].into()));
        assert!(!selector.matches(&BTreeMap::new()));
    }

    #[test]
    fn tls() {
        let tls =
            listener("tls: {certificateRefs: [{name: c, namespace: other}], options: {a: b}}").tls.unwrap();
        assert_eq!(tls.mode, ListenerTlsMode::Terminate);
        assert_eq!(
            (tls.certificates[0].kind.as_str(), tls.certificates[0].namespace.as_deref()),
            ("Secret", Some("other"))
        );
    }
}
