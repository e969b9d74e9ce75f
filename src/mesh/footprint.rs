//! Where an evaluation looked, as far as the kinds of resources go that are edited most: an evaluation that never looked
//! where something changes goes the way it went.

use super::{Mesh, ServiceId, WorkloadId};
use crate::resource::{Loaded, Namespace};
use std::cell::Cell;

/// What was looked at. It may seem to be more than it was, but never less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Namespaces whose PeerAuthentications, AuthorizationPolicies and RequestAuthentications were asked for.
    pub(super) policies: u128,
    /// Hosts whose DestinationRules were asked for, and first labels that no host of a rule began with.
    pub(super) rules: u128,
    /// Namespaces whose labels were asked for.
    pub(super) namespaces: u128,
    /// Workloads.
    pub(super) workloads: u128,
    /// Services.
    pub(super) services: u128,
}

impl Footprint {
    /// With this workload.
    #[must_use]
    pub fn with(self, workload: WorkloadId) -> Self {
        Self { workloads: self.workloads | number(workload.0), ..self }
    }

    /// This service alone.
    pub(super) fn of_service(ServiceId(service): ServiceId) -> Self {
        Self { services: number(service), ..Self::default() }
    }

    /// Whether it comes by this place.
    pub(super) fn comes_by(self, place: &Self) -> bool {
        // Those first that hardly any two evaluations have in common: every call is asked.
        place.workloads & !self.workloads == 0
            && place.services & !self.services == 0
            && place.rules & !self.rules == 0
            && place.policies & !self.policies == 0
            && place.namespaces & !self.namespaces == 0
    }
}

impl Mesh {
    /// The namespace of this name, if the text declares it. Evaluation asks for it here, where it is remembered.
    pub fn namespace(&self, name: &str) -> Option<&Loaded<Namespace>> {
        self.looked.namespaces.note(name);
        self.namespaces.get(name)
    }

    /// Remembers that policies were asked for by labels that no workload has: any of them may have been selected.
    pub(crate) fn asked_by_other_labels(&self) {
        self.looked.workloads.note_all();
    }

    /// Remembers that an evaluation went through a list of this length.
    pub(crate) fn went_through(&self, length: usize) {
        self.looked.effort.add(length);
    }

    /// How many workloads, services, route tables and so on were looked at since this was asked last: what evaluations
    /// cost, on every machine the same.
    pub(crate) fn effort(&self) -> usize {
        self.looked.effort.0.take() + self.virtual_services.effort.0.take()
    }

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
            namespaces: self.looked.namespaces.0.take(),
            workloads: self.looked.workloads.0.take(),
            services: self.looked.services.0.take(),
        }
    }
}

/// What a mesh was asked for by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Looked {
    namespaces: Asked,
    pub(super) workloads: Asked,
    pub(super) services: Asked,
    /// How many workloads, services and the like were looked at.
    pub(super) effort: Effort,
}

/// How much was looked at. No part of what a table says.
#[derive(Clone, Debug, Default)]
pub(super) struct Effort(Cell<usize>);

impl Effort {
    /// Remembers that so much more was looked at.
    pub(super) fn add(&self, more: usize) {
        self.0.set(self.0.get().saturating_add(more));
    }
}

impl PartialEq for Effort {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The names that a table was asked for. No part of what the table says: two that say the same are equal.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Cell<u128>);

impl Asked {
    /// Remembers that the table was asked for this.
    pub(super) fn note(&self, name: &str) {
        self.0.set(self.0.get() | self::name(name));
    }

    /// Remembers that anything may have been asked for.
    fn note_all(&self) {
        self.0.set(u128::MAX);
    }

    /// Remembers that the workload or service of this number was asked for.
    pub(super) fn note_number(&self, id: usize) {
        self.0.set(self.0.get() | number(id));
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

/// A workload or a service as a part of a set.
fn number(id: usize) -> u128 {
    // Numbers that follow each other are to have nothing in common.
    marks(u32::try_from(id).unwrap_or(u32::MAX).wrapping_add(1).wrapping_mul(0x9e37_79b9))
}

/// A name as a part of a set (FNV-1a).
pub(super) fn name(name: &str) -> u128 {
    marks(name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// Some of the bits of a set (a Bloom filter): the same for the same hash. A set of a few others hardly ever has all of
/// them.
fn marks(hash: u32) -> u128 {
    [0, 8, 16, 24].iter().fold(0, |marks, part| marks | 1 << ((hash >> part) % u128::BITS))
}
