//! The revisions of Istio that are installed, as far as the text tells (INJ-4).

use super::proxy::REVISION;
use crate::resource::{ConfigMap, Installation, Inventory, PodTemplate, Ref};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// The revision that every installation is taken to have.
const DEFAULT: &str = "default";

/// The revisions that are installed.
///
/// Manifests of applications rarely come with the control plane that injects them. So a text that shows no revision
/// is taken to be for a cluster that has those that it asks for; only where some are shown, others are missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    /// Those besides the default one, and what shows them.
    shown: BTreeMap<String, Ref>,
}

impl Revisions {
    /// Those that left a trace: the mesh config `istio-<revision>`, what installs one, or a control plane labelled
    /// with its revision.
    pub(super) fn of(inventory: &Inventory) -> Self {
        let mut shown = BTreeMap::new();
        let mut show = |revision: &str, by: Ref| {
            if revision != DEFAULT {
                shown.entry(revision.to_owned()).or_insert(by);
            }
        };
        for config in inventory.all::<ConfigMap>() {
            if let (Some(revision), Some(_)) = (config.meta.name.strip_prefix("istio-"), &config.value.mesh) {
                show(revision, config.at(Path::of("metadata.name")));
            }
        }
        for installation in inventory.all::<Installation>() {
            if let Some(revision) = &installation.value.revision {
                show(revision, installation.at(installation.value.path.clone()));
            }
        }
        for pod in inventory.all::<PodTemplate>() {
            let label = |key| pod.value.labels.get(key);
            if let (Some("istiod"), Some(revision)) = (label("app").map(String::as_str), label(REVISION)) {
                show(revision, pod.at(pod.value.route("metadata.labels").key(REVISION)));
            }
        }
        Self { shown }
    }

    /// Whether the text tells that a webhook answers for this revision.
    pub fn is_certain(&self, revision: &str) -> bool {
        revision == DEFAULT || self.shown.contains_key(revision)
    }

    /// What shows that no webhook answers for this revision, but for others.
    pub fn against(&self, revision: &str) -> Option<&Ref> {
        self.shown.values().next().filter(|_| !self.is_certain(revision))
    }

    /// Those that the text shows besides the default one.
    pub fn shown(&self) -> impl Iterator<Item = &str> {
        self.shown.keys().map(String::as_str)
    }
}
