//! Labels of selectors.

use super::super::rules::selector_without_pods::nearest;
use super::super::{Context, Finding, Message};
use super::case::Case;
use super::{FieldStep, FileEdit, Proposal, Safety, Title, one};
use crate::mesh::Workload;
use crate::resource::ResourceId;
use crate::verdict::{Answer, Question, RouteAnswer};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path};

/// The label that pods just miss, written as they have it.
pub(super) fn meant(context: &Context, finding: &Finding) -> Option<Proposal> {
    let Message::SelectorWithoutPods { policy, nearest: Some(nearest), .. } = &*finding.message else {
        return None;
    };
    let (written, meant) = (nearest.written.split_once('=')?, nearest.meant.split_once('=')?);
    let label = finding.labels.first()?.location;
    let covers = |span: crate::text::Span| span.start <= label.span.start && label.span.end <= span.end;
    let mut resources = context.inventory.resources.iter();
    let resource = resources.find(|resource| resource.file == label.file && covers(resource.span))?;
    let path = [Path::of("spec.selector.matchLabels"), Path::of("spec.selector")]
        .into_iter()
        .map(|labels| labels.key(written.0.to_owned()))
        .find(|path| resource.root.at(path).and_then(Node::as_str) == Some(written.1))?;
    let edit = corrected(context, resource.id, path, (written, meant))?;
    let (written, meant) = (nearest.written.clone(), nearest.meant.clone());
    let title = Title::CorrectLabel { policy: policy.clone(), written, meant };
    Some(Proposal::new(title, Safety::ChangesBehaviour, vec![edit]))
}

/// The selector of a Service that picks no pod, with the label that pods of its namespace have.
pub(super) fn of_service(case: &Case) -> Vec<Proposal> {
    let Some(Answer::Route(RouteAnswer::NoEndpoint { host, subset: None })) = case.answer(Question::Route)
    else {
        return Vec::new();
    };
    let service = case.context.mesh.service_with_host(host);
    service
        .and_then(|service| {
            let resource = &service.resource;
            let pods = case.context.mesh.workloads.iter();
            let pods: Vec<&Workload> = pods.filter(|pod| pod.namespace() == service.namespace()).collect();
            let nearest = nearest(resource.value.selector()?, &pods)?;
            let (written, meant) = (nearest.written.split_once('=')?, nearest.meant.split_once('=')?);
            let path = Path::of(resource.value.selector_field()).key(written.0.to_owned());
            let edit = corrected(case.context, resource.id, path, (written, meant));
            let (kind, key) = (resource.meta.kind.clone(), resource.meta.key());
            let title = FieldStep::Correct {
                kind,
                resource: key,
                written: nearest.written.clone(),
                meant: nearest.meant,
            };
            one(title, Safety::ChangesBehaviour, edit).pop()
        })
        .into_iter()
        .collect()
}

/// A label of a selector, written as pods have it.
fn corrected(
    context: &Context,
    id: ResourceId,
    path: Path,
    (written, meant): ((&str, &str), (&str, &str)),
) -> Option<FileEdit> {
    let change = if written.0 == meant.0 {
        Change::Set(path, Fragment::text(meant.1))
    } else {
        Change::Rename(path, meant.0.to_owned())
    };
    context.change(id, &change)
}
