//! Findings about whole kinds: one for each kind, at all its documents.

use super::{Context, Finding, Message, Rule, Severity};
use crate::resource::{Loaded, Resource};
use crate::text::Location;
use crate::yaml::Path;
use std::collections::BTreeMap;

/// One note for each kind whose resources are `selected`, at the names of its documents.
pub(super) fn findings(
    context: &Context,
    rule: &'static Rule,
    selected: &dyn Fn(&Loaded<Resource>) -> bool,
    message: fn(String, usize) -> Message,
) -> Vec<Finding> {
    let mut kinds: BTreeMap<&str, Vec<Location>> = BTreeMap::new();
    for resource in context.inventory.resources.iter().filter(|resource| selected(resource)) {
        let at = Location { file: resource.file, span: resource.root.locate(&Path::of("metadata.name")) };
        kinds.entry(&resource.meta.kind).or_default().push(at);
    }
    let finding = |(kind, places): (&str, Vec<Location>)| {
        let (first, rest) = places.split_first()?;
        let message = message(kind.to_owned(), places.len());
        Some(Finding::new(rule, Severity::Note, message, *first).and_at(rest.iter().copied()))
    };
    kinds.into_iter().filter_map(finding).collect()
}
