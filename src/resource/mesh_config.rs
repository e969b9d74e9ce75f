//! Mesh config: the YAML text under the key `mesh` of the ConfigMap `istio` (D-1).

use super::decode::{decode, suggest};
use super::duration;
use crate::yaml::{self, Shape};
use crate::yaml::{Fields, wire};
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::sync::OnceLock;
use std::time::Duration;

/// The fields of the mesh config that change an answer; `None` and empty where they are not written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeshConfig {
    /// `rootNamespace`.
    pub root_namespace: Option<String>,
    /// `enableAutoMtls`.
    pub auto_mtls: Option<bool>,
    /// `trustDomain`.
    pub trust_domain: Option<String>,
    /// `trustDomainAliases`.
    pub trust_domain_aliases: Vec<String>,
    /// `outboundTrafficPolicy.mode`.
    pub outbound: Option<OutboundMode>,
    /// `defaultServiceExportTo`.
    pub default_service_export_to: Vec<String>,
    /// `defaultVirtualServiceExportTo`.
    pub default_virtual_service_export_to: Vec<String>,
    /// `defaultDestinationRuleExportTo`.
    pub default_destination_rule_export_to: Vec<String>,
    /// `extensionProviders`.
    pub extension_providers: Vec<ExtensionProvider>,
    /// `pathNormalization.normalization`.
    pub path_normalization: Option<PathNormalization>,
    /// `protocolDetectionTimeout`.
    pub detection_timeout: Option<Duration>,
}

/// An entry of `extensionProviders`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionProvider {
    /// `name`.
    pub name: String,
    /// What it can do.
    pub kind: ProviderKind,
}

/// What an extension provider can do (AZ-10a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProviderKind {
    /// `envoyExtAuthzHttp`: decides about requests.
    HttpAuthorizer,
    /// `envoyExtAuthzGrpc`: decides about requests and connections.
    GrpcAuthorizer,
    /// Anything else: metrics, logs, traces.
    Other,
}

/// `pathNormalization.normalization` (AZ-38): what a proxy does with a path before anybody compares it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PathNormalization {
    /// The same as BASE.
    #[default]
    Default,
    /// Nothing.
    None,
    /// Resolves dot segments, and takes a backslash for a slash.
    Base,
    /// The same, and makes several slashes one.
    MergeSlashes,
    /// The same, after `%2F` and `%5C` were decoded.
    DecodeAndMergeSlashes,
}

/// `outboundTrafficPolicy.mode` (RT-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are Istio's own")]
pub enum OutboundMode {
    AllowAny,
    RegistryOnly,
    AllowAnyDynamicDns,
}

impl MeshConfig {
    /// This, and what `other` says where this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        let list = |own: Vec<_>, other| if own.is_empty() { other } else { own };
        Self {
            root_namespace: self.root_namespace.or(other.root_namespace),
            auto_mtls: self.auto_mtls.or(other.auto_mtls),
            trust_domain: self.trust_domain.or(other.trust_domain),
            trust_domain_aliases: list(self.trust_domain_aliases, other.trust_domain_aliases),
            outbound: self.outbound.or(other.outbound),
            default_service_export_to: list(self.default_service_export_to, other.default_service_export_to),
            default_virtual_service_export_to: list(
                self.default_virtual_service_export_to,
                other.default_virtual_service_export_to,
            ),
            default_destination_rule_export_to: list(
                self.default_destination_rule_export_to,
                other.default_destination_rule_export_to,
            ),
            extension_providers: if self.extension_providers.is_empty() {
                other.extension_providers
            } else {
                self.extension_providers
            },
            path_normalization: self.path_normalization.or(other.path_normalization),
            detection_timeout: self.detection_timeout.or(other.detection_timeout),
        }
    }

    /// The field that was meant by a name that is nearly one of these: Istio passes over a field that it does not know,
    /// of which there are many more than these. Fields go by their names with underscores as well.
    pub fn meant(written: &str) -> Option<&'static str> {
        let names = || MeshConfigWire::NAMES.iter().copied();
        let is_known = names().any(|name| name == written || with_underscores(name) == written);
        suggest::kind(written, names()).filter(|_| !is_known)
    }

    /// Reads the text. `None` where any part of it is wrong: Istio then keeps what it had, which here are the
    /// defaults.
    pub(super) fn parse(text: &str) -> Option<Self> {
        static SHAPE: OnceLock<Shape> = OnceLock::new();
        let parsed = yaml::parse(text);
        if !parsed.errors.is_empty() {
            return None;
        }
        let Some(document) = parsed.documents.first() else { return Some(Self::default()) };
        let shape = SHAPE.get_or_init(Shape::of::<MeshConfigWire>);
        let (config, flaws) =
            decode(&document.root, shape, false, |wire: MeshConfigWire| Ok(Self::from(wire)));
        config.filter(|_| flaws.is_empty())
    }
}

/// `enable_auto_mtls` for `enableAutoMtls`.
fn with_underscores(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            words.push('_');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

/// The text as it is written.
#[apply(wire)]
pub(super) struct MeshConfigWire {
    root_namespace: Option<String>,
    enable_auto_mtls: Option<bool>,
    trust_domain: Option<String>,
    trust_domain_aliases: Vec<String>,
    outbound_traffic_policy: OutboundWire,
    default_service_export_to: Vec<String>,
    default_virtual_service_export_to: Vec<String>,
    default_destination_rule_export_to: Vec<String>,
    extension_providers: Vec<ProviderWire>,
    path_normalization: PathNormalizationWire,
    protocol_detection_timeout: String,
}

#[apply(wire)]
struct OutboundWire {
    mode: Option<OutboundMode>,
}

#[apply(wire)]
struct ProviderWire {
    name: String,
    envoy_ext_authz_http: Option<AuthorizerWire>,
    envoy_ext_authz_grpc: Option<AuthorizerWire>,
}

#[derive(Deserialize)]
struct AuthorizerWire {}

#[apply(wire)]
struct PathNormalizationWire {
    normalization: Option<PathNormalization>,
}

impl From<ProviderWire> for ExtensionProvider {
    fn from(wire: ProviderWire) -> Self {
        let kind = match (wire.envoy_ext_authz_http, wire.envoy_ext_authz_grpc) {
            (Some(AuthorizerWire {}), _) => ProviderKind::HttpAuthorizer,
            (None, Some(AuthorizerWire {})) => ProviderKind::GrpcAuthorizer,
            (None, None) => ProviderKind::Other,
        };
        Self { name: wire.name, kind }
    }
}

impl From<MeshConfigWire> for MeshConfig {
    fn from(wire: MeshConfigWire) -> Self {
        Self {
            root_namespace: wire.root_namespace,
            auto_mtls: wire.enable_auto_mtls,
            trust_domain: wire.trust_domain,
            trust_domain_aliases: wire.trust_domain_aliases,
            outbound: wire.outbound_traffic_policy.mode,
            default_service_export_to: wire.default_service_export_to,
            default_virtual_service_export_to: wire.default_virtual_service_export_to,
            default_destination_rule_export_to: wire.default_destination_rule_export_to,
            extension_providers: wire.extension_providers.into_iter().map(ExtensionProvider::from).collect(),
            path_normalization: wire.path_normalization.normalization,
            detection_timeout: duration::parse(&wire.protocol_detection_timeout),
        }
    }
}
