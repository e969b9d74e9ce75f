//! `exportTo` (DRV-4).

use super::{At, Objections, Rule};
use std::collections::HashSet;

/// Whose `exportTo` it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A DestinationRule with a workloadSelector.
    SelectedRule,
    /// Anything else.
    Other,
}

/// Rejects entries that contradict each other.
pub(super) fn check(list: &At<'_, '_>, namespace: &str, owner: Owner, out: &mut Objections) {
    let mut seen = HashSet::new();
    for entry in list.items() {
        // `.` is the namespace itself, so that both together are the same entry twice.
        let target = if entry.text() == "." { namespace } else { entry.text() };
        out.reject_if(!seen.insert(target), &entry, Rule::Duplicate { value: entry.text().to_owned() });
    }
    let (public, nobody) = (seen.contains("*"), seen.contains("~"));
    out.reject_if(public && list.len() > 1, list, Rule::PublicAndMore);
    out.reject_if(nobody && list.len() > 1, list, Rule::NobodyAndMore);
    let beyond = seen.iter().any(|target| *target != namespace);
    out.reject_if(owner == Owner::SelectedRule && beyond, list, Rule::SelectorExported);
}
