//! Resources that were considered for some calls, but always set aside.

use super::{Context, Finding, Message, Rule, Severity};
use crate::resource::{Loaded, Resource, ResourceId};
use crate::text::Location;
use crate::verdict::{Answer, Because, Connection, RouteAnswer, Step, Unmatched};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// The resources that decide nothing for any call and are set aside for reasons of this family alone, in the order of
/// the text, with the first such reason.
pub(super) fn set_aside<'a>(
    context: &Context<'a>,
    family: fn(&Because) -> bool,
) -> Vec<(&'a Loaded<Resource>, &'a Because)> {
    let mut reasons: BTreeMap<ResourceId, &'a Because> = BTreeMap::new();
    let mut used = vec![false; context.inventory.resources.len()];
    let mut is_used = |id: ResourceId| used.get_mut(id.0).into_iter().for_each(|used| *used = true);
    for verdict in context.verdicts() {
        // What is not there for the client names what was dialled all the same.
        let hidden = verdict.steps().find(|step| hides(step)).and_then(|step| step.decided_by.as_ref());
        let hidden = hidden.filter(|_| family(&Because::NotExported)).map(|by| by.resource);
        if let Some(hidden) = hidden {
            reasons.entry(hidden).or_insert(&Because::NotExported);
        }
        for step in verdict.steps() {
            let by = step.decided_by.iter().filter(|by| Some(by.resource) != hidden);
            by.for_each(|by| is_used(by.resource));
            for ignored in &step.ignored {
                if family(&ignored.because) {
                    reasons.entry(ignored.by.resource).or_insert(&ignored.because);
                } else if ignored.because != Because::SelectsOthers {
                    is_used(ignored.by.resource);
                }
            }
        }
    }
    let unused = reasons.into_iter().filter(|(id, _)| used.get(id.0) == Some(&false));
    unused.filter_map(|(id, because)| Some((context.inventory.get(id)?, because))).collect()
}

/// Whether what decided did so by not being there for the client (RT-14).
pub(super) fn hides(step: &Step) -> bool {
    let Answer::Route(RouteAnswer::Passthrough(why) | RouteAnswer::BlackHole(why)) = &step.answer else {
        return false;
    };
    matches!(why, Unmatched::NotExported { .. })
}

/// All steps of a connection.
pub(super) fn steps(connection: &Connection) -> impl Iterator<Item = &Step> {
    connection.verdict.steps()
}

/// The warning at this field of a resource, and at the resource that takes its place, if one does.
pub(super) fn warning(
    context: &Context,
    rule: &'static Rule,
    (resource, field): (&Loaded<Resource>, &'static str),
    message: Message,
    other: Option<Location>,
) -> Option<Finding> {
    let at = context.inventory.location(&resource.at(Path::of(field)))?;
    Some(Finding::new(rule, Severity::Warning, message, at).and_at(other))
}
