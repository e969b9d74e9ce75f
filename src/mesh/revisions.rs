//! The revisions of Istio that are installed, as far as the text tells (INJ-4).

use crate::order;
use crate::resource::{ConfigMap, Installation, Inventory, PodTemplate};
use std::collections::BTreeSet;

/// The installed revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revisions(BTreeSet<String>);

impl Default for Revisions {
    /// An installation without any sign of others has the revision `default`.
    fn default() -> Self {
        Self(order::set(["default".to_owned()]))
    }
}

impl Revisions {
    /// `default`, and those that left a trace: the mesh config `istio-<revision>`, what installs one, or a control plane
    /// labelled with its revision.
    pub(super) fn of(inventory: &Inventory) -> Self {
        let mut all = Self::default();
        for config in inventory.all::<ConfigMap>() {
            if let (Some(revision), Some(_)) = (config.meta.name.strip_prefix("istio-"), &config.value.mesh) {
                all.0.insert(revision.to_owned());
            }
        }
        let written = inventory.all::<Installation>();
        all.0.extend(written.filter_map(|installation| installation.value.revision.clone()));
        for pod in inventory.all::<PodTemplate>() {
            let label = |key| pod.value.labels.get(key);
            if let (Some("istiod"), Some(revision)) =
                (label("app").map(String::as_str), label("istio.io/rev"))
            {
                all.0.insert(revision.clone());
            }
        }
        all
    }

    /// Whether a webhook answers for this revision.
    pub fn installed(&self, revision: &str) -> bool {
        self.0.contains(revision)
    }
}
