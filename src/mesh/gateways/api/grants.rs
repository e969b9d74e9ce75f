//! ReferenceGrants: what routes and gateways may refer to in other namespaces (GW-21).

use crate::mesh::room::Room;
use crate::resource::{GATEWAY_API, Granted, Grantee, Inventory, Ref, ReferenceGrant};
use std::collections::BTreeMap;

/// All grants, and what routes asked of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grants {
    /// By the namespace that may be referred to, and the kind and namespace of who may.
    grantees: BTreeMap<(String, String, String), Granting>,
    /// By the rule of a route: its backends in other namespaces.
    asked: BTreeMap<Ref, Vec<BackendGrant>>,
}

/// The oldest grant, with its place among all, by what it allows: kind and name, the empty one for all of them.
type Granting = BTreeMap<(String, String), (usize, Ref)>;

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
    pub(super) fn new(inventory: &Inventory, room: &Room) -> Self {
        let mut grants = Self::default();
        for (place, grant) in inventory.oldest_first::<ReferenceGrant>().iter().enumerate() {
            let ReferenceGrant { from, to } = &*grant.value;
            if !room.admits(from.len().saturating_mul(to.len()), || grant.whole()) {
                break;
            }
            for Grantee { kind, namespace, .. } in from.iter().filter(|from| from.group == GATEWAY_API) {
                let grantee = (grant.meta.namespace.clone(), kind.clone(), namespace.clone());
                let granting = grants.grantees.entry(grantee).or_default();
                for Granted { kind, name, .. } in to.iter().filter(|to| to.group.is_empty()) {
                    let target = (kind.clone(), name.clone());
                    granting.entry(target).or_insert_with(|| (place, grant.whole()));
                }
            }
        }
        grants
    }

    /// The grant that lets resources of this kind and namespace refer to the target, which is in another namespace: the
    /// oldest.
    pub(super) fn allowing(&self, kind: &str, namespace: &str, target: Target) -> Option<Ref> {
        let grantee = (target.namespace.to_owned(), kind.to_owned(), namespace.to_owned());
        let granting = self.grantees.get(&grantee)?;
        let named = ["", target.name].map(|name| granting.get(&(target.kind.to_owned(), name.to_owned())));
        let (_, oldest) = named.into_iter().flatten().min_by_key(|(place, _)| *place)?;
        Some(oldest.clone())
    }

    /// Notes what a rule asked for.
    pub(super) fn note(&mut self, rule: &Ref, grant: BackendGrant) {
        let asked = self.asked.entry(rule.clone()).or_default();
        // A rule asks for its backends in their order, and for all of them again at its next parent.
        if asked.last().is_none_or(|last| last.position < grant.position) {
            asked.push(grant);
        }
    }

    /// The backends of a rule that are in other namespaces.
    pub fn of_rule(&self, rule: &Ref) -> &[BackendGrant] {
        self.asked.get(rule).map_or(&[], Vec::as_slice)
    }
}
