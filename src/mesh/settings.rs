//! Mesh config: the fields that change an answer (D-1).

use crate::resource::{
    ConfigMap, ExtensionProvider, Installation, Inventory, MeshConfig, OutboundMode, PathNormalization, Ref,
};
use crate::yaml::Path;
use std::time::Duration;

/// The mesh config in force, defaults filled in (AM-15).
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What was read, if anything: a reference to the key `mesh` of the ConfigMap, or into what installs Istio.
    pub source: Option<Ref>,
    /// `rootNamespace`.
    pub root_namespace: String,
    /// `enableAutoMtls`.
    pub auto_mtls: bool,
    /// `trustDomain`.
    pub trust_domain: String,
    /// `trustDomainAliases`.
    pub trust_domain_aliases: Vec<String>,
    /// `outboundTrafficPolicy.mode`.
    pub outbound: OutboundMode,
    /// `defaultServiceExportTo`.
    pub default_service_export_to: Vec<String>,
    /// `defaultVirtualServiceExportTo`.
    pub default_virtual_service_export_to: Vec<String>,
    /// `defaultDestinationRuleExportTo`.
    pub default_destination_rule_export_to: Vec<String>,
    /// `extensionProviders` (AZ-10a).
    pub extension_providers: Vec<ExtensionProvider>,
    /// `pathNormalization.normalization` (AZ-38).
    pub path_normalization: PathNormalization,
    /// `protocolDetectionTimeout`: how long proxies wait for the client's first bytes; zero is for ever (IN-13).
    pub detection_timeout: Duration,
}

/// The root namespace where the mesh config names none.
const ROOT_NAMESPACE: &str = "istio-system";

impl Settings {
    /// Whether the mesh config moves the root namespace from its usual place.
    pub fn moves_root(&self) -> bool {
        self.root_namespace != ROOT_NAMESPACE
    }

    /// The usual root namespace.
    pub const fn usual_root() -> &'static str {
        ROOT_NAMESPACE
    }

    /// The mesh config of the text: the ConfigMap `istio` where Istio is installed, which is its usual namespace or
    /// the root namespace that the config names; else the one of a revision; else what installs Istio would write.
    pub(super) fn of(inventory: &Inventory) -> Self {
        let configs = || {
            inventory.all::<ConfigMap>().filter_map(|map| {
                let settings = Self::from(map.value.mesh.clone()?);
                let installed = [ROOT_NAMESPACE, &settings.root_namespace];
                installed.contains(&map.meta.namespace.as_str()).then_some((map, settings))
            })
        };
        let named = configs().find(|(map, _)| map.meta.name == "istio");
        match named.or_else(|| configs().next()) {
            Some((map, settings)) => Self { source: Some(map.at(Path::of("data.mesh"))), ..settings },
            None => Self::installed(inventory).unwrap_or_default(),
        }
    }

    /// The mesh config of an IstioOperator or of Helm values; the first in the text.
    fn installed(inventory: &Inventory) -> Option<Self> {
        let installation = inventory.all::<Installation>().next()?;
        let source = Some(installation.at(installation.value.path.clone()));
        Some(Self { source, ..Self::from(installation.value.mesh.clone()) })
    }
}

impl From<MeshConfig> for Settings {
    fn from(config: MeshConfig) -> Self {
        let default = Self::default();
        Self {
            source: None,
            root_namespace: config.root_namespace.unwrap_or(default.root_namespace),
            auto_mtls: config.auto_mtls.unwrap_or(default.auto_mtls),
            trust_domain: config.trust_domain.unwrap_or(default.trust_domain),
            trust_domain_aliases: config.trust_domain_aliases,
            outbound: config.outbound.unwrap_or(default.outbound),
            default_service_export_to: config.default_service_export_to,
            default_virtual_service_export_to: config.default_virtual_service_export_to,
            default_destination_rule_export_to: config.default_destination_rule_export_to,
            extension_providers: config.extension_providers,
            path_normalization: config.path_normalization.unwrap_or_default(),
            detection_timeout: config.detection_timeout.unwrap_or_default(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            source: None,
            root_namespace: ROOT_NAMESPACE.into(),
            auto_mtls: true,
            trust_domain: "cluster.local".into(),
            trust_domain_aliases: Vec::new(),
            outbound: OutboundMode::AllowAny,
            default_service_export_to: Vec::new(),
            default_virtual_service_export_to: Vec::new(),
            default_destination_rule_export_to: Vec::new(),
            extension_providers: Vec::new(),
            path_normalization: PathNormalization::default(),
            detection_timeout: Duration::ZERO,
        }
    }
}
