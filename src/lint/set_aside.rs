//! Resources that were considered for some calls, but always set aside.

use super::{Context, Finding, Message, Rule, Severity};
use crate::resource::{Loaded, Resource, ResourceId};
use crate::text::Location;
use crate::verdict::{Answer, Because, Connection, RouteAnswer, Step, Unmatched};
use crate::yaml::Path;

/// Reasons for which a rule reports a resource, where there are no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Another one takes its place.
    Shadowed,
    /// Its host is the name of nothing.
    HostOfNothing,
    /// Nobody looks for it there.
    Unconsulted,
    /// It is not exported to those who would need it.
    Hidden,
}

impl Family {
    /// The family of a reason, if it belongs to one.
    fn of(because: &Because) -> Option<Self> {
        match because {
            Because::Younger { .. }
            | Because::Older { .. }
            | Because::MergedAway { .. }
            | Because::OtherRoutes { .. }
            | Because::LaterNamespace { .. }
            | Because::SharesHost { .. }
            | Because::PortTaken { .. } => Some(Self::Shadowed),
            Because::DottedHost(_) | Because::OwnNamespaceHost(_) => Some(Self::HostOfNothing),
            Because::ThirdNamespace => Some(Self::Unconsulted),
            Because::NotExported | Because::PrivateByDefault => Some(Self::Hidden),
            _ => None,
        }
    }
}

/// What became of each resource that calls came across.
#[derive(Clone, Debug)]
pub(super) struct SetAside(Vec<Fate>);

#[derive(Clone, Debug, Default)]
struct Fate {
    /// Whether it decides something, or was set aside for a reason of no family.
    counts: bool,
    /// Whether it names what was dialled, though that is not there for the client.
    is_dialled: bool,
    /// The first reason of each family.
    reasons: [Option<Because>; 4],
}

impl Fate {
    fn note(&mut self, because: &Because) {
        match Family::of(because) {
            // Whether it applies to others says nothing about it.
            None => self.counts |= *because != Because::SelectsOthers,
            Some(family) => {
                if let Some(first) = self.reasons.get_mut(family as usize) {
                    first.get_or_insert_with(|| because.clone());
                }
            }
        }
    }

    /// The first reason of a family, where there are none of another.
    fn only(&self, family: Family) -> Option<&Because> {
        let dialled = self.is_dialled && family != Family::Hidden;
        let families = self.reasons.iter().flatten().count();
        let reason = self.reasons.get(family as usize)?.as_ref();
        reason.filter(|_| !self.counts && !dialled && families == 1)
    }
}

impl SetAside {
    /// What the verdicts tell of all resources.
    pub(super) fn of(context: &Context) -> Self {
        let mut fates = vec![Fate::default(); context.inventory.resources.len()];
        let mut note =
            |id: ResourceId, note: &dyn Fn(&mut Fate)| fates.get_mut(id.0).into_iter().for_each(note);
        for verdict in context.verdicts() {
            // What is not there for the client names what was dialled all the same.
            let hidden = verdict.steps().find(|step| hides(step)).and_then(|step| step.decided_by.as_ref());
            let hidden = hidden.map(|by| by.resource);
            if let Some(hidden) = hidden {
                note(hidden, &|fate| {
                    fate.is_dialled = true;
                    fate.note(&Because::NotExported);
                });
            }
            for step in verdict.steps() {
                let by = step.decided_by.iter().filter(|by| Some(by.resource) != hidden);
                by.for_each(|by| note(by.resource, &|fate| fate.counts = true));
                for ignored in &step.ignored {
                    note(ignored.by.resource, &|fate| fate.note(&ignored.because));
                }
            }
        }
        Self(fates)
    }
}

/// The resources that decide nothing for any call and are set aside for reasons of this family alone, in the order of
/// the text, with the first such reason.
pub(super) fn set_aside<'c>(
    context: &'c Context,
    family: Family,
) -> Vec<(&'c Loaded<Resource>, &'c Because)> {
    let resources = context.inventory.resources.iter().zip(&context.set_aside().0);
    resources.filter_map(|(resource, fate)| Some((resource, fate.only(family)?))).collect()
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
