//! Policies that say what they are attached to, indexed so that asking for those of a pod does not walk over all of
//! them.

use super::attachments::Attachments;
use super::footprint::Asked;
use crate::order;
use crate::resource::{AuthorizationPolicy, Loaded, PolicyTarget, RequestAuthentication};
use std::collections::BTreeMap;

/// A kind of policy that is attached to workloads or to references (AZ-2, AZ-4).
pub trait Targeted {
    /// What the policy is attached to.
    fn target(&self) -> &PolicyTarget;
}

impl Targeted for AuthorizationPolicy {
    fn target(&self) -> &PolicyTarget {
        &self.target
    }
}

impl Targeted for RequestAuthentication {
    fn target(&self) -> &PolicyTarget {
        &self.target
    }
}

/// All policies of such a kind. They have no precedence among each other (AZ-5); their order is that of their names,
/// in which the proxy tries them.
#[derive(Clone, Debug, PartialEq)]
pub struct AttachedPolicies<T> {
    by_name: Vec<Loaded<T>>,
    namespaces: BTreeMap<String, Namespace>,
    pub(super) asked: Asked,
}

/// Positions in `by_name`, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
struct Namespace {
    /// Without a condition on labels.
    general: Vec<usize>,
    /// With a selector.
    selecting: Vec<usize>,
    /// The same by key and value of the first label of their selector: a pod that lacks it is not selected.
    by_label: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
    /// With references.
    referring: Vec<usize>,
}

impl<T> Default for AttachedPolicies<T> {
    fn default() -> Self {
        Self { by_name: Vec::new(), namespaces: BTreeMap::new(), asked: Asked::default() }
    }
}

impl<T: Targeted> AttachedPolicies<T> {
    /// Sorts and indexes.
    pub(super) fn new(mut policies: Vec<Loaded<T>>, attachments: &Attachments) -> Self {
        order::sort_by(&mut policies, |a, b| {
            (&a.meta.namespace, &a.meta.name, a.id).cmp(&(&b.meta.namespace, &b.meta.name, b.id))
        });
        let mut namespaces = BTreeMap::<String, Namespace>::new();
        for (position, policy) in policies.iter().enumerate() {
            let label = match policy.value.target() {
                PolicyTarget::Everything => Some(None),
                PolicyTarget::Selector(labels) => Some(labels.first_key_value()),
                // Only what it names asks for it.
                PolicyTarget::References(_) => None,
            };
            let by = || policy.whole();
            if label.is_some_and(|label| !attachments.admit(&policy.meta.namespace, label, by)) {
                continue;
            }
            namespaces
                .entry(policy.meta.namespace.clone())
                .or_default()
                .insert(position, policy.value.target());
        }
        Self { by_name: policies, namespaces, asked: Asked::default() }
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Loaded<T>> {
        self.by_name.iter()
    }

    /// Those of a namespace that apply to a pod with these labels, by name.
    pub fn picking(&self, namespace: &str, labels: &BTreeMap<String, String>) -> Vec<&Loaded<T>> {
        let Some(found) = self.namespace(namespace) else { return Vec::new() };
        let positions = found.candidates(labels);
        self.at(&positions).filter(|policy| policy.value.target().selects(labels)).collect()
    }

    /// Those of a namespace with a selector, by name, whether or not they select anything.
    pub fn selecting(&self, namespace: &str) -> impl Iterator<Item = &Loaded<T>> {
        self.at(self.namespace(namespace).map_or(&[], |found| &found.selecting))
    }

    /// Those of a namespace that refer to gateways, waypoints or services, by name.
    pub fn referring(&self, namespace: &str) -> impl Iterator<Item = &Loaded<T>> {
        self.at(self.namespace(namespace).map_or(&[], |found| &found.referring))
    }

    /// Every question about a namespace comes through here, and is remembered.
    fn namespace(&self, name: &str) -> Option<&Namespace> {
        self.asked.note(name);
        self.namespaces.get(name)
    }

    fn at<'a>(&'a self, positions: &[usize]) -> impl Iterator<Item = &'a Loaded<T>> {
        positions.iter().filter_map(|&position| self.by_name.get(position))
    }
}

impl Namespace {
    fn insert(&mut self, position: usize, target: &PolicyTarget) {
        match target {
            PolicyTarget::Everything => self.general.push(position),
            PolicyTarget::References(_) => self.referring.push(position),
            PolicyTarget::Selector(labels) => match labels.first_key_value() {
                None => self.general.push(position),
                Some((key, value)) => {
                    self.selecting.push(position);
                    let values = self.by_label.entry(key.clone()).or_default();
                    values.entry(value.clone()).or_default().push(position);
                }
            },
        }
    }

    /// Those that may apply to a pod with these labels, ascending.
    fn candidates(&self, labels: &BTreeMap<String, String>) -> Vec<usize> {
        let labelled = labels.iter().filter_map(|(key, value)| self.by_label.get(key)?.get(value)).flatten();
        let mut positions: Vec<usize> = self.general.iter().chain(labelled).copied().collect();
        order::sort(&mut positions);
        positions
    }
}
