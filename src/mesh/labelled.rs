//! Pods by their labels, so that a selector does not look at all of them.

use super::Workload;
use std::collections::BTreeMap;

/// Pods by each of their labels.
#[derive(Debug, Default)]
pub struct Labelled<'a> {
    having: BTreeMap<(&'a str, &'a str), Vec<&'a Workload>>,
}

impl<'a> Labelled<'a> {
    /// These pods.
    pub fn of(pods: &[&'a Workload]) -> Self {
        let mut labelled = Self::default();
        for pod in pods {
            labelled.add(pod);
        }
        labelled
    }

    /// Adds a pod, behind those that are there.
    pub fn add(&mut self, pod: &'a Workload) {
        for (key, value) in &*pod.labels {
            self.having.entry((key.as_str(), value.as_str())).or_default().push(pod);
        }
    }

    /// The pods that have that label of the selector which the fewest have: all that it selects are among them. `None`
    /// for a selector without labels.
    pub fn candidates<'s>(&'s self, selector: &'s BTreeMap<String, String>) -> Option<&'s [&'a Workload]> {
        let having = selector.iter().map(|(key, value)| {
            self.having.get(&(key.as_str(), value.as_str())).map_or(&[][..], Vec::as_slice)
        });
        having.min_by_key(|having| having.len())
    }
}
