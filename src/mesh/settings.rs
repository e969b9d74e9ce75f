//! Mesh config: the fields that change an answer (D-1).

use crate::resource::Ref;

/// The mesh config in force, defaults filled in (AM-15).
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The ConfigMap that was read, if any.
    pub source: Option<Ref>,
    /// `rootNamespace`.
    pub root_namespace: String,
    /// `enableAutoMtls`.
    pub auto_mtls: bool,
    /// `trustDomain`.
    pub trust_domain: String,
    /// `defaultDestinationRuleExportTo`.
    pub default_destination_rule_export_to: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            source: None,
            root_namespace: "istio-system".into(),
            auto_mtls: true,
            trust_domain: "cluster.local".into(),
            default_destination_rule_export_to: Vec::new(),
        }
    }
}
