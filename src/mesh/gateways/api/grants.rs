//! ReferenceGrants: what routes and gateways may refer to in other namespaces (GW-21).

use crate::resource::{GATEWAY_API, Granted, Grantee, Inventory, Loaded, Ref, ReferenceGrant};
use std::collections::BTreeMap;

/// All grants, and what routes asked of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grants {
    /// By the namespace that may be referred to, oldest first.
    by_namespace: BTreeMap<String, Vec<Loaded<ReferenceGrant>>>,
    /// By the rule of a route: its backends in other namespaces.
    asked: BTreeMap<Ref, Vec<BackendGrant>>,
}

/// A backend in another namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackendGrant {
    /// Position in `backendRefs`.
    pub position: usize,
    /// `namespace/name`.
    pub backend: String,
    /// The grant that allows it; `None` where none does.
    pub by: Option<Ref>,
}

/// Something that is referred to.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) kind: &'a str,
    pub(super) namespace: &'a str,
    pub(super) name: &'a str,
}

impl Grants {
    pub(super) fn new(inventory: &Inventory) -> Self {
        let mut grants = Self::default();
        for grant in inventory.oldest_first::<ReferenceGrant>() {
            grants.by_namespace.entry(grant.meta.namespace.clone()).or_default().push(grant);
        }
        grants
    }

    /// The grant that lets resources of this kind and namespace refer to the target, which is in another namespace.
    pub(super) fn allowing(&self, kind: &str, namespace: &str, target: Target) -> Option<Ref> {
        let from =
            |from: &Grantee| from.group == GATEWAY_API && from.kind == kind && from.namespace == namespace;
        let to = |to: &Granted| {
            to.group.is_empty() && to.kind == target.kind && (to.name.is_empty() || to.name == target.name)
        };
        let grants = self.by_namespace.get(target.namespace)?;
        let grant =
            grants.iter().find(|grant| grant.value.from.iter().any(from) && grant.value.to.iter().any(to))?;
        Some(grant.whole())
    }

    /// Notes what a rule asked for.
    pub(super) fn note(&mut self, rule: &Ref, grant: BackendGrant) {
        let asked = self.asked.entry(rule.clone()).or_default();
        if !asked.contains(&grant) {
            asked.push(grant);
        }
    }

    /// The backends of a rule that are in other namespaces.
    pub fn of_rule(&self, rule: &Ref) -> &[BackendGrant] {
        self.asked.get(rule).map_or(&[], Vec::as_slice)
    }
}
