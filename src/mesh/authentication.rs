//! PeerAuthentications, indexed so that asking for the ones of a pod does not walk over all of them.

use super::attachments::Attachments;
use super::footprint::Asked;
use crate::order;
use crate::resource::{Loaded, PeerAuthentication};
use std::collections::BTreeMap;

/// All PeerAuthentications of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeerAuthentications {
    oldest_first: Vec<Loaded<PeerAuthentication>>,
    namespaces: BTreeMap<String, Namespace>,
    pub(super) asked: Asked,
}

/// Positions in `oldest_first`, ascending and therefore oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
struct Namespace {
    /// Without a selector (PA-4).
    general: Vec<usize>,
    /// With a selector.
    selecting: Vec<usize>,
    /// The same by the first label of their selector: a pod that lacks it is not selected.
    by_label: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
}

impl PeerAuthentications {
    /// Sorts by age (PA-11) and indexes.
    pub(super) fn new(mut policies: Vec<Loaded<PeerAuthentication>>, attachments: &Attachments) -> Self {
        order::sort_by(&mut policies, |a, b| a.meta.age().cmp(&b.meta.age()));
        let mut namespaces = BTreeMap::<String, Namespace>::new();
        for (position, policy) in policies.iter().enumerate() {
            let label = policy.value.selector.first_key_value();
            if !attachments.admit(&policy.meta.namespace, label, || policy.whole()) {
                continue;
            }
            let namespace = namespaces.entry(policy.meta.namespace.clone()).or_default();
            match policy.value.selector.first_key_value() {
                None => namespace.general.push(position),
                Some((key, value)) => {
                    namespace.selecting.push(position);
                    let values = namespace.by_label.entry(key.clone()).or_default();
                    values.entry(value.clone()).or_default().push(position);
                }
            }
        }
        Self { oldest_first: policies, namespaces, asked: Asked::default() }
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Loaded<PeerAuthentication>> {
        self.oldest_first.iter()
    }

    /// Those of a namespace without a selector, oldest first; only the first one counts (PA-12).
    pub fn general(&self, namespace: &str) -> impl Iterator<Item = &Loaded<PeerAuthentication>> {
        let positions = self.namespace(namespace).map_or(&[][..], |found| &found.general);
        self.at(positions)
    }

    /// Those of a namespace with a selector, oldest first, whether or not they select anything.
    pub fn selecting(&self, namespace: &str) -> impl Iterator<Item = &Loaded<PeerAuthentication>> {
        let positions = self.namespace(namespace).map_or(&[][..], |found| &found.selecting);
        self.at(positions)
    }

    /// Those of a namespace whose selector picks a pod with these labels (PA-5), oldest first.
    pub fn picking(
        &self,
        namespace: &str,
        labels: &BTreeMap<String, String>,
    ) -> Vec<&Loaded<PeerAuthentication>> {
        let Some(found) = self.namespace(namespace) else { return Vec::new() };
        let mut positions: Vec<usize> = labels
            .iter()
            .filter_map(|(key, value)| found.by_label.get(key)?.get(value))
            .flatten()
            .copied()
            .collect();
        order::sort(&mut positions);
        self.at(&positions).filter(|policy| super::selects(&policy.value.selector, labels)).collect()
    }

    /// Every question about a namespace comes through here, and is remembered.
    fn namespace(&self, name: &str) -> Option<&Namespace> {
        self.asked.note(name);
        self.namespaces.get(name)
    }

    fn at<'a>(&'a self, positions: &[usize]) -> impl Iterator<Item = &'a Loaded<PeerAuthentication>> {
        positions.iter().filter_map(|&position| self.oldest_first.get(position))
    }
}
