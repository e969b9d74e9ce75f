//! Which resources are workloads, and which are only what another one made.

use crate::order;
use crate::resource::{Inventory, Loaded, PodTemplate};
use std::collections::BTreeMap;

/// A workload and, in a dump of a cluster, one of its running pods.
pub(super) struct Pods {
    /// The controller, or a pod without one.
    pub(super) resource: Loaded<PodTemplate>,
    /// The first of its pods that the text shows running.
    pub(super) running: Option<Loaded<PodTemplate>>,
}

/// The workloads in document order. ReplicaSets, Jobs and Pods that a controller in the same text made belong to it:
/// `kubectl get all -o yaml` shows every workload three times.
pub(super) fn workloads(inventory: &Inventory) -> Vec<Pods> {
    let all: Vec<_> = inventory.all::<PodTemplate>().collect();
    if all.iter().all(|pod| pod.meta.owner.is_none()) {
        return all.into_iter().map(|resource| Pods { resource, running: None }).collect();
    }
    let by_name = order::map(all.iter().enumerate().map(|(position, pod)| (Name::of(pod), position)));
    let roots: Vec<_> = all.iter().map(|pod| root(pod, &all, &by_name)).collect();

    let mut running = BTreeMap::new();
    for (pod, root) in all.iter().zip(&roots) {
        if let (Some(root), Some(_)) = (root, &pod.value.status) {
            running.entry(*root).or_insert_with(|| pod.clone());
        }
    }
    let own = all.into_iter().enumerate().zip(roots).filter(|(_, root)| root.is_none());
    own.map(|((position, resource), _)| Pods { resource, running: running.remove(&position) }).collect()
}

/// Namespace, kind and name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a>(&'a str, &'a str, &'a str);

impl<'a> Name<'a> {
    fn of(pod: &'a Loaded<PodTemplate>) -> Self {
        Self(&pod.meta.namespace, &pod.meta.kind, &pod.meta.name)
    }
}

/// The position of the controller at the top of the chain of owners, if it is in the text.
fn root(
    pod: &Loaded<PodTemplate>,
    all: &[Loaded<PodTemplate>],
    by_name: &BTreeMap<Name<'_>, usize>,
) -> Option<usize> {
    let mut top = None;
    let mut current = pod;
    // Deployment → ReplicaSet → Pod is the longest chain that there is; a limit keeps owners that own each other
    // from going round for ever.
    for _ in 0..3 {
        let Some(position) = owner(current, by_name) else { break };
        let Some(next) = all.get(position) else { break };
        top = Some(position);
        current = next;
    }
    top
}

/// The position of the resource that made this one.
fn owner(pod: &Loaded<PodTemplate>, by_name: &BTreeMap<Name<'_>, usize>) -> Option<usize> {
    let owner = pod.meta.owner.as_ref()?;
    let namespace = pod.meta.namespace.as_str();
    let named = by_name.get(&Name(namespace, &owner.kind, &owner.name));
    named
        .or_else(|| {
            // A dump of Deployments and Pods leaves out the ReplicaSet between them, which is named after both.
            let hash = pod.meta.labels.get("pod-template-hash")?;
            let deployment = owner.name.strip_suffix(hash.as_str())?.strip_suffix('-')?;
            by_name.get(&Name(namespace, "Deployment", deployment))
        })
        .copied()
}
