//! Where an evaluation looked, as far as the kinds of resources go that are edited most: an evaluation that never looked
//! where something changes goes the way it went.

use super::{Mesh, Workload, WorkloadId, host, selects};
use crate::resource::{Loaded, Namespace, Resource};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What was looked at. It may seem to be more than it was, but never less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Namespaces whose PeerAuthentications, AuthorizationPolicies and RequestAuthentications were asked for.
    policies: u128,
    /// Hosts whose DestinationRules were asked for, and first labels that no host of a rule began with.
    rules: u128,
    /// Namespaces whose labels were asked for.
    namespaces: u128,
    /// Workloads.
    workloads: u128,
}

/// Places where an evaluation must have looked, at least at one of them, to go another way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// To tell anything else.
    places: Vec<Footprint>,
    /// To end elsewhere, or otherwise. A policy that selects other pods is told, but decides nothing.
    deciding: Vec<Footprint>,
}

impl Footprint {
    /// With this workload.
    #[must_use]
    pub fn with(self, workload: WorkloadId) -> Self {
        Self { workloads: self.workloads | number(workload), ..self }
    }

    /// Whether it comes by any of the places, so that another way may be told.
    pub fn meets(self, reach: &Reach) -> bool {
        reach.places.iter().any(|place| self.comes_by(place))
    }

    /// Whether it comes by any of those places that may make it end elsewhere, or otherwise.
    pub fn meets_what_decides(self, reach: &Reach) -> bool {
        reach.deciding.iter().any(|place| self.comes_by(place))
    }

    fn comes_by(self, place: &Self) -> bool {
        place.policies & !self.policies == 0
            && place.rules & !self.rules == 0
            && place.namespaces & !self.namespaces == 0
            && place.workloads & !self.workloads == 0
    }
}

impl Reach {
    /// Adds where a change of this resource is found by whoever looks for it. `None` for kinds that may change anything.
    /// What a namespace or a workload makes of other workloads is not in here.
    fn add(&mut self, resource: &Loaded<Resource>, mesh: &Mesh) -> Option<()> {
        let nothing = Footprint::default();
        match &*resource.value {
            Resource::PeerAuthentication(_)
            | Resource::AuthorizationPolicy(_)
            | Resource::RequestAuthentication(_) => {
                let place = Footprint { policies: name(&resource.meta.namespace), ..nothing };
                self.places.push(place);
                match selector(&resource.value) {
                    Some(labels) => {
                        let home = &resource.meta.namespace;
                        let in_scope = |pod: &&Workload| {
                            pod.namespace() == home || *home == mesh.settings.root_namespace
                        };
                        let pods = mesh.workloads.iter().filter(in_scope);
                        let selected = pods.filter(|pod| selects(labels, &pod.labels));
                        self.deciding.extend(selected.map(|pod| place.with(pod.id)));
                    }
                    None => self.deciding.push(place),
                }
            }
            // A pattern is for hosts of many names.
            Resource::DestinationRule(rule) if rule.host.starts_with('*') => return None,
            Resource::DestinationRule(rule) => {
                let host = host::expand(&rule.host, &resource.meta.namespace);
                for rules in [name(&host), name(first_label(&host))] {
                    self.everywhere(Footprint { rules, ..nothing });
                }
            }
            Resource::Namespace(_) => {
                self.everywhere(Footprint { namespaces: name(&resource.meta.name), ..nothing });
            }
            Resource::Workload(_) => {}
            _ => return None,
        }
        Some(())
    }

    /// Adds a place that may decide.
    fn everywhere(&mut self, place: Footprint) {
        self.places.push(place);
        self.deciding.push(place);
    }
}

/// The labels of the only pods for which a policy decides anything. Nothing for one that is for more, or for what is known
/// by other things than labels.
fn selector(policy: &Resource) -> Option<&BTreeMap<String, String>> {
    let labels = match policy {
        Resource::PeerAuthentication(policy) => Some(&policy.selector),
        Resource::AuthorizationPolicy(policy) => policy.target.labels(),
        Resource::RequestAuthentication(policy) => policy.target.labels(),
        _ => None,
    };
    labels.filter(|labels| !labels.is_empty())
}

impl Mesh {
    /// Where an evaluation must have looked that goes another way in a mesh made again of this one, for which these
    /// resources changed: as they were, and as they are. Pods that a policy selects as they are now are among those that
    /// it selected before, or are themselves what changed. `None` where that cannot be told, and any of them may; else the
    /// same calls are made in both.
    pub fn reach<'r>(
        &self,
        again: &Self,
        mut changed: impl Iterator<Item = &'r Loaded<Resource>>,
    ) -> Option<Reach> {
        let mut found = Reach::default();
        changed.try_for_each(|resource| found.add(resource, self))?;
        if Rc::ptr_eq(&self.workloads, &again.workloads) {
            return Some(found);
        }
        let other = |(old, new): &(&Workload, &Workload)| !old.is_kept_as(new) && old != new;
        let changed = self.workloads.iter().zip(again.workloads.iter()).filter(other);
        for (old, _) in changed {
            found.everywhere(Footprint::default().with(old.id));
        }
        self.differs_in_proxies(again).then_some(found)
    }

    /// Whether the other mesh has the same workloads, by name and number, and nothing but them, the labels of namespaces
    /// and policies differ.
    fn differs_in_proxies(&self, other: &Self) -> bool {
        let Self {
            settings,
            ambient_install,
            revisions,
            namespaces,
            workloads,
            outside,
            waypoints,
            services,
            endpoints,
            peer_authentications: _,
            authorization_policies: _,
            request_authentications: _,
            destination_rules: _,
            virtual_services,
            sidecars,
            gateways,
            calls,
            lost_calls,
            index,
            looked: _,
        } = self;
        workloads.len() == other.workloads.len()
            && namespaces.keys().eq(other.namespaces.keys())
            && *settings == other.settings
            && *ambient_install == other.ambient_install
            && same(revisions, &other.revisions)
            && *outside == other.outside
            && same(waypoints, &other.waypoints)
            && same(index, &other.index)
            && same(services, &other.services)
            && same(endpoints, &other.endpoints)
            && same(virtual_services, &other.virtual_services)
            && same(sidecars, &other.sidecars)
            && same(gateways, &other.gateways)
            && same(calls, &other.calls)
            && *lost_calls == other.lost_calls
    }

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
        }
    }
}

/// Whether two parts say the same; those that meshes share are not compared.
fn same<T: PartialEq>(one: &Rc<T>, other: &Rc<T>) -> bool {
    Rc::ptr_eq(one, other) || one == other
}

/// What a mesh was asked for by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Looked {
    namespaces: Asked,
    pub(super) workloads: Asked,
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

    /// Remembers that this workload was asked for.
    pub(super) fn note_workload(&self, id: WorkloadId) {
        self.0.set(self.0.get() | number(id));
    }
}

impl PartialEq for Asked {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The first label of a host.
fn first_label(host: &str) -> &str {
    host.split('.').next().unwrap_or(host)
}

/// A workload as a part of a set.
fn number(WorkloadId(id): WorkloadId) -> u128 {
    // Numbers that follow each other are to have nothing in common.
    marks(u32::try_from(id).unwrap_or(u32::MAX).wrapping_add(1).wrapping_mul(0x9e37_79b9))
}

/// A name as a part of a set (FNV-1a).
fn name(name: &str) -> u128 {
    marks(name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
}

/// Some of the bits of a set (a Bloom filter): the same for the same hash. A set of a few others hardly ever has all of
/// them.
fn marks(hash: u32) -> u128 {
    [0, 8, 16, 24].iter().fold(0, |marks, part| marks | 1 << ((hash >> part) % u128::BITS))
}
