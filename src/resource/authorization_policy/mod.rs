//! AuthorizationPolicy: who may call (AZ-1 … AZ-31).

mod condition;
mod wire;

pub use condition::{Attribute, Condition, ConditionTest};
pub(super) use wire::AuthorizationPolicyWire;

use super::{IpRange, PathPattern, Pattern, PolicyTarget, Values};
use serde::Deserialize;

/// The spec of an AuthorizationPolicy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationPolicy {
    /// `selector` or `targetRefs`.
    pub target: PolicyTarget,
    /// `action`.
    pub action: AuthorizationAction,
    /// `provider.name`, for CUSTOM.
    pub provider: Option<String>,
    /// `rules` in their order: ANY of them must match. Without rules ALLOW allows nothing (AZ-11).
    pub rules: Vec<AuthorizationRule>,
}

/// `action`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum AuthorizationAction {
    /// Lets through what matches, and nothing else.
    #[default]
    Allow,
    /// Refuses what matches.
    Deny,
    /// Marks what matches in the log.
    Audit,
    /// Asks an external authorizer about what matches.
    Custom,
}

/// A rule: ANY of `from` AND ANY of `to` AND ALL of `when`, where an empty list is no condition (AZ-12).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationRule {
    /// `from[].source`.
    pub from: Vec<Source>,
    /// `to[].operation`.
    pub to: Vec<Operation>,
    /// `when`.
    pub when: Vec<Condition>,
}

/// Who calls: ALL of the fields that are set (AZ-13).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// `principals`, without `spiffe://` (AZ-16).
    pub principals: Values<Pattern>,
    /// `requestPrincipals`: `issuer/subject` of the token.
    pub request_principals: Values<Pattern>,
    /// `namespaces` (AZ-17).
    pub namespaces: Values<Pattern>,
    /// `serviceAccounts` (AZ-18).
    pub service_accounts: Values<ServiceAccountName>,
    /// `trustDomains` (AZ-19).
    pub trust_domains: Values<Pattern>,
    /// `ipBlocks`: the direct peer (AZ-20).
    pub ip_blocks: Values<IpRange>,
    /// `remoteIpBlocks`: the original client (AZ-20a).
    pub remote_ip_blocks: Values<IpRange>,
}

/// What is called: ALL of the fields that are set (AZ-13).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// `hosts`, compared with the authority as sent, whatever its case (AZ-22).
    pub hosts: Values<Pattern>,
    /// `ports`: pod ports (AZ-21). 0 stands for a text that is no port, which matches nothing.
    pub ports: Values<u16>,
    /// `methods`.
    pub methods: Values<Pattern>,
    /// `paths`.
    pub paths: Values<PathPattern>,
}

/// `serviceAccount` or `namespace/serviceAccount`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceAccountName {
    /// The namespace; `None` means the policy's own.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
}

impl ServiceAccountName {
    /// The name that a text means.
    pub fn parse(text: &str) -> Self {
        match text.split_once('/') {
            Some((namespace, name)) => Self { namespace: Some(namespace.to_owned()), name: name.to_owned() },
            None => Self { namespace: None, name: text.to_owned() },
        }
    }
}

impl AuthorizationRule {
    /// Whether a TCP proxy cannot look at one of its fields (AZ-28).
    pub fn needs_http(&self) -> bool {
        self.from.iter().any(Source::needs_http)
            || self.to.iter().any(Operation::needs_http)
            || self.when.iter().any(|condition| condition.attribute.needs_http())
    }
}

impl Source {
    /// Whether a TCP proxy cannot look at one of its fields (AZ-28).
    pub fn needs_http(&self) -> bool {
        !self.request_principals.is_unset()
    }
}

impl Operation {
    /// Whether a TCP proxy cannot look at one of its fields (AZ-28).
    pub fn needs_http(&self) -> bool {
        !(self.hosts.is_unset() && self.methods.is_unset() && self.paths.is_unset())
    }
}
