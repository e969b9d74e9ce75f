//! Mesh config: the fields that change an answer (D-1).

use crate::resource::Ref;

/// The mesh config in force, defaults filled in (AM-15).
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The ConfigMap that was read, if any: a reference to its key `mesh`.
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
    pub outbound: OutboundPolicy,
    /// `defaultServiceExportTo`.
    pub default_service_export_to: Vec<String>,
    /// `defaultVirtualServiceExportTo`.
    pub default_virtual_service_export_to: Vec<String>,
    /// `defaultDestinationRuleExportTo`.
    pub default_destination_rule_export_to: Vec<String>,
    /// Names of `extensionProviders` (AZ-10a).
    pub extension_providers: Vec<String>,
}

/// What happens to calls to unknown destinations (RT-11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutboundPolicy {
    /// `ALLOW_ANY`: passed on as they are.
    #[default]
    AllowAny,
    /// `REGISTRY_ONLY`: stopped.
    RegistryOnly,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            source: None,
            root_namespace: "istio-system".into(),
            auto_mtls: true,
            trust_domain: "cluster.local".into(),
            trust_domain_aliases: Vec::new(),
            outbound: OutboundPolicy::AllowAny,
            default_service_export_to: Vec::new(),
            default_virtual_service_export_to: Vec::new(),
            default_destination_rule_export_to: Vec::new(),
            extension_providers: Vec::new(),
        }
    }
}
