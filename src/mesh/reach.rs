//! How far a change reaches: where an evaluation must have looked to notice it.

use super::footprint::{Footprint, first_label, name};
use super::{Call, Mesh, Workload, host, selects};
use crate::resource::{Loaded, Resource};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Places where an evaluation must have looked, at least at one of them, to go another way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// To tell anything else.
    places: Vec<Footprint>,
    /// To end elsewhere, or otherwise. A policy that selects other pods is told, but decides nothing.
    deciding: Vec<Footprint>,
    /// The calls of the text that are others now, though they are told by the same: as they were, and as they are.
    calls: Vec<(Call, Call)>,
}

impl Footprint {
    /// Whether it comes by any of the places, so that another way may be told.
    pub fn meets(self, reach: &Reach) -> bool {
        reach.places.iter().any(|place| self.comes_by(place))
    }

    /// Whether it comes by any of those places that may make it end elsewhere, or otherwise.
    pub fn meets_what_decides(self, reach: &Reach) -> bool {
        reach.deciding.iter().any(|place| self.comes_by(place))
    }
}

impl Reach {
    /// The call that is made now instead of this one, if it is another.
    pub fn call_now(&self, before: &Call) -> Option<&Call> {
        self.calls.iter().find_map(|(old, new)| (old == before).then_some(new))
    }

    /// Adds where a change of this resource is found by whoever looks for it. `None` for kinds that may change anything.
    /// What a namespace, a workload or a service makes of workloads and services is not in here, nor are calls.
    /// `stays` says whether it was there before, and selects the same pods: then all others are told the same about it.
    fn add(&mut self, resource: &Loaded<Resource>, mesh: &Mesh, stays: bool) -> Option<()> {
        let nothing = Footprint::default();
        match &*resource.value {
            Resource::PeerAuthentication(_)
            | Resource::AuthorizationPolicy(_)
            | Resource::RequestAuthentication(_) => {
                let place = Footprint { policies: name(&resource.meta.namespace), ..nothing };
                let Some(labels) = selector(&resource.value) else {
                    self.everywhere(place);
                    return Some(());
                };
                let home = &resource.meta.namespace;
                let in_scope =
                    |pod: &&Workload| pod.namespace() == home || *home == mesh.settings.root_namespace;
                let pods = mesh.workloads.iter().filter(in_scope);
                for pod in pods.filter(|pod| selects(labels, &pod.labels)) {
                    self.everywhere(place.with(pod.id));
                }
                if !stays {
                    self.places.push(place);
                }
            }
            // A pattern is for hosts of many names.
            Resource::DestinationRule(rule) if rule.host.starts_with('*') => return None,
            Resource::DestinationRule(rule) => {
                let host = host::expand(&rule.host, &resource.meta.namespace);
                let places =
                    [name(&host), name(first_label(&host))].map(|rules| Footprint { rules, ..nothing });
                // Mostly it was for this host before.
                if !self.places.ends_with(&places) {
                    for place in places {
                        self.everywhere(place);
                    }
                }
            }
            Resource::Namespace(_) => {
                self.everywhere(Footprint { namespaces: name(&resource.meta.name), ..nothing });
            }
            Resource::Workload(_) | Resource::Service(_) | Resource::Traffic(_) => {}
            _ => return None,
        }
        Some(())
    }

    /// Adds a place that may decide.
    fn everywhere(&mut self, place: Footprint) {
        self.places.push(place);
        self.deciding.push(place);
    }

    /// Adds the workloads and services that differ, and leaves out what is the same place as another.
    fn with_differences(mut self, one: &Mesh, other: &Mesh) -> Self {
        if !Rc::ptr_eq(&one.workloads, &other.workloads) {
            let pairs = one.workloads.iter().zip(other.workloads.iter());
            for (old, _) in pairs.filter(|(old, new)| !old.is_kept_as(new) && old != new) {
                self.everywhere(Footprint::default().with(old.id));
            }
        }
        if !Rc::ptr_eq(&one.services, &other.services) {
            let pairs = one.services.iter().zip(other.services.iter());
            for (old, _) in pairs.filter(|(old, new)| old != new) {
                self.everywhere(Footprint::of_service(old.id));
            }
        }
        if !Rc::ptr_eq(&one.calls, &other.calls) {
            let pairs = one.calls.iter().zip(other.calls.iter());
            self.calls =
                pairs.filter(|(old, new)| old != new).map(|(old, new)| (old.clone(), new.clone())).collect();
        }
        // What a resource was and what it is are mostly found in one place.
        self.places.dedup();
        self.deciding.dedup();
        self
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
    /// it selected before, or are themselves what changed. `None` where that cannot be told, and any of them may; else
    /// both have the same calls, but for those that [`Reach::call_now`] knows.
    pub fn reach<'r>(
        &self,
        again: &Self,
        changed: impl Iterator<Item = &'r Loaded<Resource>>,
    ) -> Option<Reach> {
        let mut found = Reach::default();
        let changed: Vec<_> = changed.collect();
        for resource in &changed {
            let versions = || changed.iter().filter(|other| other.id == resource.id);
            let selects_the_same = |other: &&Loaded<_>| selector(&other.value) == selector(&resource.value);
            let stays = versions().count() > 1 && versions().copied().all(|it| selects_the_same(&it));
            found.add(resource, self, stays)?;
        }
        self.differs_where_asked(again).then(|| found.with_differences(self, again))
    }

    /// Whether the other mesh has the same workloads and services, by name and number, and nothing but them, the labels
    /// of namespaces and policies differ.
    fn differs_where_asked(&self, other: &Self) -> bool {
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
            crowded,
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
            && services.len() == other.services.len()
            && same(endpoints, &other.endpoints)
            && same(virtual_services, &other.virtual_services)
            && same(sidecars, &other.sidecars)
            && same(gateways, &other.gateways)
            && (Rc::ptr_eq(calls, &other.calls) || are_told_alike(calls, &other.calls))
            && *lost_calls == other.lost_calls
            && *crowded == other.crowded
    }
}

/// Whether the same clients make these calls, one for one, because of the same fields.
fn are_told_alike(calls: &[Call], others: &[Call]) -> bool {
    let is_alike = |(one, other): (&Call, &Call)| (one.from, &one.origin) == (other.from, &other.origin);
    calls.len() == others.len() && calls.iter().zip(others).all(is_alike)
}

/// Whether two parts say the same; those that meshes share are not compared.
fn same<T: PartialEq>(one: &Rc<T>, other: &Rc<T>) -> bool {
    Rc::ptr_eq(one, other) || one == other
}
