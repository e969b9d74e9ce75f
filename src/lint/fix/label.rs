//! Labels of selectors.

use super::super::{Context, Finding, Message};
use super::{Proposal, Safety, Title};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path};

/// The label that pods just miss, written as they have it.
pub(super) fn meant(context: &Context, finding: &Finding) -> Option<Proposal> {
    let Message::SelectorWithoutPods { policy, nearest: Some(nearest), .. } = &finding.message else {
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
    let change = if written.0 == meant.0 {
        Change::Set(path, Fragment::text(meant.1))
    } else {
        Change::Rename(path, meant.0.to_owned())
    };
    let edit = context.change(resource.id, &change)?;
    let (written, meant) = (nearest.written.clone(), nearest.meant.clone());
    let title = Title::CorrectLabel { policy: policy.clone(), written, meant };
    Some(Proposal::new(title, Safety::ChangesBehaviour, vec![edit]))
}
