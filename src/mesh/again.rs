//! The mesh of an inventory that differs in a few resources from one whose mesh is known.

use super::build::Part;
use super::inferred::meets_proxy;
use super::{Mesh, ProxyKind, Workload, default_gateway};
use crate::order;
use crate::resource::{Inventory, PodTemplate, Resource};
use std::rc::Rc;

impl Part {
    /// What has to be made again where a resource changes: all but for those kinds that are known to reach no further.
    fn changed_by(resource: &Resource) -> &'static [Self] {
        match resource {
            // Where the default gateway is taken to be there, these are what it is made of.
            Resource::AuthorizationPolicy(policy) if default_gateway::is_named_by(policy) => Self::ALL,
            Resource::Gateway(gateway) if default_gateway::runs(gateway) => Self::ALL,
            Resource::AuthorizationPolicy(_) => &[Self::AuthorizationPolicies],
            Resource::PeerAuthentication(_) => &[Self::PeerAuthentications],
            Resource::RequestAuthentication(_) => &[Self::RequestAuthentications],
            Resource::DestinationRule(_) => &[Self::DestinationRules],
            Resource::Sidecar(_) => &[Self::Sidecars],
            Resource::VirtualService(_) | Resource::Gateway(_) => &[Self::Routes, Self::Calls],
            Resource::Traffic(_) => &[Self::Calls],
            // Pods change, and with them only what looks at what changed about them. Routes are attached by the labels of
            // namespaces.
            Resource::Namespace(_) | Resource::Workload(_) => &[Self::Pods, Self::Routes],
            _ => Self::ALL,
        }
    }
}

impl Mesh {
    /// The same as [`Mesh::build`] where this is the mesh of an inventory that differs in these resources only, which
    /// are given as they were and as they are. What none of them can change is shared.
    #[must_use]
    pub fn again<'r>(&self, inventory: &Inventory, changed: impl Iterator<Item = &'r Resource>) -> Self {
        let mut parts: Vec<Part> = changed.flat_map(Part::changed_by).copied().collect();
        let mut mesh = self.clone();
        if parts.contains(&Part::Pods) {
            Part::Pods.make(&mut mesh, inventory);
            if self.has_its_pods_in(&mesh) {
                parts.retain(|part| *part != Part::Pods);
            } else {
                parts = Part::ALL.to_vec();
            }
        }
        for part in Part::ALL.iter().filter(|part| parts.contains(part)) {
            part.make(&mut mesh, inventory);
        }
        mesh
    }

    /// Whether the pods of another mesh are these to everything that a mesh is made of: they differ at most in whether
    /// they have a proxy, and why.
    fn has_its_pods_in(&self, other: &Self) -> bool {
        let pairs = || self.workloads.iter().zip(other.workloads.iter());
        let differing = order::set(pairs().flat_map(|(old, new)| differing(old, new)));
        self.workloads.len() == other.workloads.len()
            && self.settings == other.settings
            && self.ambient_install == other.ambient_install
            && self.revisions == other.revisions
            && self.namespaces.keys().eq(other.namespaces.keys())
            && pairs().all(|(old, new)| are_alike(old, new))
            && differing.iter().all(|label| is_of_istio(label) && !self.is_selected_by(label))
    }

    /// Whether any service picks its pods by this label.
    fn is_selected_by(&self, label: &str) -> bool {
        let mut selectors = self.services.iter().filter_map(|service| service.resource.value.selector());
        selectors.any(|selector| selector.contains_key(label))
    }
}

/// Whether these pods are one to everybody who does not look at their labels.
fn are_alike(old: &Workload, new: &Workload) -> bool {
    if old.is_kept_as(new) {
        return true;
    }
    let Workload { id, resource, proxy, proxy_why: _, labels: _, service_account, ip, is_dumped, machine } =
        old;
    let is_gateway = |proxy: ProxyKind| proxy == ProxyKind::Gateway;
    (*id, *ip, *is_dumped, machine, service_account)
        == (new.id, new.ip, new.is_dumped, &new.machine, &new.service_account)
        && is_gateway(*proxy) == is_gateway(new.proxy)
        && meets_proxy(old) == meets_proxy(new)
        && (Rc::ptr_eq(&resource.value, &new.resource.value) || run_the_same(old, new))
}

/// Whether these pods were told to be something else in labels and annotations at most.
fn run_the_same(old: &Workload, new: &Workload) -> bool {
    let (template, told) = (&old.resource.value, &new.resource.value);
    let (labels, annotations) = (told.labels.clone(), told.annotations.clone());
    (old.namespace(), old.name(), &old.resource.meta.kind)
        == (new.namespace(), new.name(), &new.resource.meta.kind)
        // Whoever checks it from outside is made of it.
        && !meets_proxy(old)
        && PodTemplate { labels, annotations, ..PodTemplate::clone(template) } == **told
}

/// The labels that one of these pods has and the other has not, or with another value.
fn differing<'w>(old: &'w Workload, new: &'w Workload) -> impl Iterator<Item = &'w str> {
    let pairs = [(old, new), (new, old)].into_iter().filter(|(one, other)| !one.is_kept_as(other));
    pairs.flat_map(|(one, other)| {
        let own = one.labels.iter().filter(|(key, value)| other.labels.get(*key) != Some(value));
        own.map(|(key, _)| key.as_str())
    })
}

/// Whether this is a label that only Istio gives a meaning.
fn is_of_istio(label: &str) -> bool {
    label.split_once('/').is_some_and(|(domain, _)| domain == "istio.io" || domain.ends_with(".istio.io"))
}
