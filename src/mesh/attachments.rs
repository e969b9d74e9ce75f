//! How many pods policies are attached to: whoever is called is asked for all that are for it.

use super::room::Room;
use super::{Crowd, Workload};
use crate::resource::{KindName, Ref};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// So many policies for the same pods are never too many.
const USUAL: usize = 10;

/// Whom a policy may be for: a namespace, or all of them, and the first label that it asks for.
type Group = (Option<String>, Option<(String, String)>);

/// The pods that there are, and how many policies there are for them already.
pub(super) struct Attachments<'a> {
    root: &'a str,
    workloads: &'a [Workload],
    /// How many pods there are of a group, once there are unusually many policies for one.
    pods: OnceCell<BTreeMap<Group, usize>>,
    policies: RefCell<BTreeMap<Group, usize>>,
    room: Room,
}

impl<'a> Attachments<'a> {
    pub(super) fn new(kind: KindName, workloads: &'a [Workload], root: &'a str) -> Self {
        Self {
            root,
            workloads,
            pods: OnceCell::new(),
            policies: RefCell::default(),
            room: Room::new(Crowd::Policies(kind)),
        }
    }

    /// Whether one more policy of this namespace, which asks for this label first, is attached to its pods. Those of the
    /// root namespace are for all.
    pub(super) fn admit(
        &self,
        namespace: &str,
        label: Option<(&String, &String)>,
        by: impl FnOnce() -> Ref,
    ) -> bool {
        let namespace = (namespace != self.root).then(|| namespace.to_owned());
        let group = (namespace, label.map(|(key, value)| (key.clone(), value.clone())));
        let mut policies = self.policies.borrow_mut();
        let known = policies.entry(group.clone()).or_default();
        *known += 1;
        *known <= USUAL || self.room.admits(self.pods_of(&group), by)
    }

    fn pods_of(&self, group: &Group) -> usize {
        let pods = self.pods.get_or_init(|| {
            let mut pods = BTreeMap::<Group, usize>::new();
            for workload in self.workloads {
                let labels = workload.labels.iter().map(|(key, value)| Some((key.clone(), value.clone())));
                for label in labels.chain([None]) {
                    *pods.entry((None, label.clone())).or_default() += 1;
                    *pods.entry((Some(workload.namespace().to_owned()), label)).or_default() += 1;
                }
            }
            pods
        });
        pods.get(group).copied().unwrap_or_default()
    }

    /// The first policy that was not attached, if there is one.
    pub(super) fn overflow(self) -> Option<Ref> {
        self.room.overflow()
    }
}
