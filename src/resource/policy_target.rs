//! What a policy of `security.istio.io` applies to (AZ-2, AZ-4).

use super::wire::Selector;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

/// What a policy applies to. Exactly one of these can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyTarget {
    /// Neither a selector nor a reference: every workload in scope.
    #[default]
    Everything,
    /// `selector.matchLabels`; without labels every workload in scope, but none in ambient (AMB-20).
    Selector(BTreeMap<String, String>),
    /// `targetRefs`: gateways, waypoints and Services behind waypoints only.
    References(Vec<TargetRef>),
}

/// A reference to what a policy is attached to.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TargetRef {
    /// `group`; empty for Service.
    pub group: String,
    /// `kind`.
    pub kind: String,
    /// `name`.
    pub name: String,
    /// `namespace`; empty means the policy's own, and no other is allowed.
    pub namespace: String,
}

impl PolicyTarget {
    /// Whether a workload with these labels is selected; never where the policy is attached to references.
    pub fn selects(&self, labels: &BTreeMap<String, String>) -> bool {
        match self {
            Self::Everything => true,
            Self::Selector(wanted) => wanted.iter().all(|(key, value)| labels.get(key) == Some(value)),
            Self::References(_) => false,
        }
    }

    /// The labels that it selects by, if it does.
    pub const fn labels(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            Self::Selector(labels) => Some(labels),
            Self::Everything | Self::References(_) => None,
        }
    }

    /// The target as it is written in a policy.
    pub(super) fn read(selector: Option<Selector>, single: Option<TargetRef>, list: Vec<TargetRef>) -> Self {
        // Istio looks at `targetRefs` first, and at the older `targetRef` only where there are none.
        let references = if list.is_empty() { single.into_iter().collect() } else { list };
        match selector {
            _ if !references.is_empty() => Self::References(references),
            Some(selector) => Self::Selector(selector.match_labels),
            None => Self::Everything,
        }
    }
}
