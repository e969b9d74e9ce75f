//! What stands in the wrong place: labels and annotations beside the object that they are for (INJ-3, INJ-16), policies
//! and rules in a namespace where nobody looks (PA-9, DR-8).

use super::super::{AnnotationFlaw, Context, InjectionPlace};
use super::{FieldStep, Proposal, Safety, one, several};
use crate::mesh::{Workload, host, selects};
use crate::order;
use crate::resource::{DestinationRule, Kind, PeerAuthentication, ResourceId};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path, Segment};

/// An annotation goes to the pod template, or among the labels, or the other way round.
pub(super) fn annotation(
    context: &Context,
    (id, path): (ResourceId, Path),
    flaw: &AnnotationFlaw,
) -> Vec<Proposal> {
    let to = match flaw {
        AnnotationFlaw::Unknown(_) => None,
        AnnotationFlaw::Template => template(context, id, "metadata.annotations"),
        AnnotationFlaw::Label => beside(&path, "labels"),
        AnnotationFlaw::Annotation => beside(&path, "annotations"),
    };
    to.map(|to| moved(context, id, &path, to)).unwrap_or_default()
}

/// What decides about proxies goes among the labels that count.
pub(super) fn injection(
    context: &Context,
    (id, path): (ResourceId, Path),
    place: InjectionPlace,
) -> Vec<Proposal> {
    let is_annotation = path.segments().iter().any(|segment| *segment == Segment::Key("annotations".into()));
    let to = match place {
        InjectionPlace::Template => template(context, id, "metadata.labels"),
        // A label on the wrong object says something about others, too.
        InjectionPlace::PodLabel | InjectionPlace::NamespaceLabel if is_annotation => beside(&path, "labels"),
        InjectionPlace::PodLabel | InjectionPlace::NamespaceLabel => None,
    };
    to.map(|to| moved(context, id, &path, to)).unwrap_or_default()
}

/// A policy goes to the one namespace where its selector picks pods.
pub(super) fn to_pods(context: &Context, id: ResourceId) -> Vec<Proposal> {
    let Some(policy) = context.inventory.get(id).and_then(|it| PeerAuthentication::of(&it.value)) else {
        return Vec::new();
    };
    let picked = context.mesh.workloads.iter().filter(|pod| selects(&policy.selector, &pod.labels));
    let namespaces = order::set(picked.map(Workload::namespace));
    match namespaces.first() {
        Some(only) if namespaces.len() == 1 => to_namespace(context, id, only),
        _ => Vec::new(),
    }
}

/// A rule goes to the namespace of its service.
pub(super) fn to_service(context: &Context, id: ResourceId) -> Vec<Proposal> {
    let Some(resource) = context.inventory.get(id) else { return Vec::new() };
    let Some(rule) = DestinationRule::of(&resource.value) else { return Vec::new() };
    let service = context.mesh.service_with_host(&host::expand(&rule.host, &resource.meta.namespace));
    service.map(|service| to_namespace(context, id, service.namespace())).unwrap_or_default()
}

fn to_namespace(context: &Context, id: ResourceId, namespace: &str) -> Vec<Proposal> {
    let Some(resource) = context.inventory.get(id) else { return Vec::new() };
    let change = Change::Set(Path::of("metadata.namespace"), Fragment::text(namespace));
    let title = FieldStep::MoveResource {
        kind: resource.meta.kind.clone(),
        resource: resource.meta.key(),
        namespace: namespace.to_owned(),
    };
    one(title, Safety::ChangesBehaviour, context.change(id, &change))
}

/// A list of the pod template that a controller makes its pods of.
fn template(context: &Context, id: ResourceId, list: &'static str) -> Option<Path> {
    let mut workloads = context.mesh.workloads.iter();
    let workload = workloads.find(|workload| workload.resource.id == id)?;
    Some(workload.resource.value.route(list))
}

/// The other list of the same metadata.
fn beside(path: &Path, list: &'static str) -> Option<Path> {
    Some(path.parent()?.parent()?.key(list))
}

/// A key with its value to another list.
fn moved(context: &Context, id: ResourceId, from: &Path, list: Path) -> Vec<Proposal> {
    let Some(resource) = context.inventory.get(id) else { return Vec::new() };
    let (Some(Segment::Key(key)), Some(value)) =
        (from.segments().last(), resource.root.at(from).and_then(Node::as_str))
    else {
        return Vec::new();
    };
    let title = FieldStep::MoveKey {
        kind: resource.meta.kind.clone(),
        resource: resource.meta.key(),
        key: key.to_string(),
        to: list.to_string(),
    };
    let change = Change::Set(list.key(key.clone()), Fragment::text(value));
    let edits = [context.change(id, &Change::Remove(from.clone())), context.change(id, &change)];
    several(title, Safety::ChangesBehaviour, edits.into_iter().collect())
}
