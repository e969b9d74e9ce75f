//! Sidecars, by the pods that they are for (RT-12).

use super::{Workload, selects};
use crate::order;
use crate::resource::{Loaded, Sidecar};
use std::collections::BTreeMap;

/// All Sidecars of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecars {
    root_namespace: String,
    namespaces: BTreeMap<String, Namespace>,
}

/// Those of one namespace, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
struct Namespace {
    /// With a selector.
    selecting: Vec<Loaded<Sidecar>>,
    /// Without one.
    general: Vec<Loaded<Sidecar>>,
}

impl Sidecars {
    /// Sorts and indexes.
    pub fn new(mut all: Vec<Loaded<Sidecar>>, root_namespace: &str) -> Self {
        order::sort_by(&mut all, |a, b| a.meta.age().cmp(&b.meta.age()));
        let mut namespaces = BTreeMap::<String, Namespace>::new();
        for sidecar in all {
            let namespace = namespaces.entry(sidecar.meta.namespace.clone()).or_default();
            let selects = sidecar.value.workload_selector.as_ref().is_some_and(|labels| !labels.is_empty());
            let list = if selects { &mut namespace.selecting } else { &mut namespace.general };
            list.push(sidecar);
        }
        Self { root_namespace: root_namespace.to_owned(), namespaces }
    }

    /// The one that is for the pods of this workload: of its namespace the oldest that selects them, else the oldest
    /// without a selector, else that of the root namespace.
    pub fn of(&self, workload: &Workload) -> Option<&Loaded<Sidecar>> {
        let own = self.namespaces.get(workload.namespace());
        let selecting = own.and_then(|own| {
            own.selecting.iter().find(|sidecar| {
                let labels = sidecar.value.workload_selector.as_ref();
                labels.is_some_and(|labels| selects(labels, &workload.labels))
            })
        });
        selecting.or_else(|| {
            let root = self.namespaces.get(&self.root_namespace);
            own.and_then(|own| own.general.first()).or_else(|| root.and_then(|root| root.general.first()))
        })
    }
}
