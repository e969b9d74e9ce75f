//! Where an evaluation looked, as far as the kinds of policies go that are edited most: an evaluation that never looked
//! where something changes goes the way it went.

use super::{Mesh, host};
use crate::resource::{Loaded, Resource};
use std::cell::Cell;

/// What was looked at. It may seem to be more than it was, but never less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Namespaces whose PeerAuthentications, AuthorizationPolicies and RequestAuthentications were asked for.
    policies: u128,
    /// Namespaces whose DestinationRules were asked for, and first labels of hosts that any rule may be for.
    rules: u128,
}

impl Footprint {
    /// Where an evaluation must have looked that goes another way when this resource changes; `None` where that is
    /// not known, and any of them may.
    pub fn of_change(resource: &Loaded<Resource>) -> Option<Self> {
        let namespace = bit(&resource.meta.namespace);
        match &*resource.value {
            Resource::PeerAuthentication(_)
            | Resource::AuthorizationPolicy(_)
            | Resource::RequestAuthentication(_) => Some(Self { policies: namespace, rules: 0 }),
            Resource::DestinationRule(rule) => {
                let host = host::expand(&rule.host, &resource.meta.namespace);
                Some(Self { policies: 0, rules: namespace | bit(first_label(&host)) })
            }
            _ => None,
        }
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { policies: self.policies | other.policies, rules: self.rules | other.rules }
    }

    /// Whether they may have something in common.
    pub const fn meets(self, other: Self) -> bool {
        self.policies & other.policies != 0 || self.rules & other.rules != 0
    }
}

impl Mesh {
    /// Where anybody looked since this was asked last.
    pub(crate) fn footprint(&self) -> Footprint {
        let policies = [
            &self.peer_authentications.asked,
            &self.authorization_policies.asked,
            &self.request_authentications.asked,
        ];
        Footprint {
            policies: policies.into_iter().fold(0, |all, asked| all | asked.0.take()),
            rules: self.destination_rules.asked.0.take(),
        }
    }
}

/// The names that a table was asked for. No part of what the table says: two that say the same are equal.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Cell<u128>);

impl Asked {
    /// Remembers that the table was asked for this.
    pub(super) fn note(&self, name: &str) {
        self.0.set(self.0.get() | bit(name));
    }
}

impl PartialEq for Asked {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The first label of a host.
pub(super) fn first_label(host: &str) -> &str {
    host.split('.').next().unwrap_or(host)
}

/// A name as one of the bits of a set: the same for the same name, and mostly another one for another (FNV-1a).
fn bit(name: &str) -> u128 {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    1 << ((hash ^ hash >> 16) % u128::BITS)
}
