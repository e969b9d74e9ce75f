//! The same change at several places. Where a finding has several causes of one kind, such as three namespaces without
//! sidecars, each change mends its part, and all of them together mend the whole.

use super::{FileEdit, Proposal};
use crate::text::Sources;

/// How many changes of a kind are proposed one by one. Whoever wants more of them wants them all.
const ONE_BY_ONE: usize = 3;

/// The proposals, and behind the first of each kind the one that makes all changes of that kind at once.
pub(super) fn with_all_at_once(proposals: &[Proposal], sources: &Sources) -> Vec<Proposal> {
    let mut all = Vec::new();
    let mut kinds = Vec::new();
    for (position, proposal) in proposals.iter().enumerate() {
        let kind = kind(proposal);
        let before = kinds.iter().filter(|known| **known == kind).count();
        if kind.is_none() || before < ONE_BY_ONE {
            all.push(proposal.clone());
        }
        kinds.push(kind);
        let Some(kind) = kind.filter(|_| before == 0) else { continue };
        let others = proposals.iter().skip(position + 1).filter(|other| self::kind(other) == Some(kind));
        let whole =
            others.fold(proposal.clone(), |whole, next| joined(&whole, next, sources).unwrap_or(whole));
        if whole.steps.len() > 1 {
            all.push(whole);
        }
    }
    all
}

/// What a proposal does; `None` if that is more than one thing.
fn kind(proposal: &Proposal) -> Option<&'static str> {
    match proposal.steps.as_slice() {
        [step] => Some(step.slug()),
        _ => None,
    }
}

/// Both, where they are about different parts of the text.
fn joined(whole: &Proposal, next: &Proposal, sources: &Sources) -> Option<Proposal> {
    let meets = |edit: &FileEdit| whole.edits.iter().any(|other| meet(edit, other, sources));
    if next.edits.iter().any(meets) {
        return None;
    }
    Some(Proposal {
        steps: [whole.steps.as_slice(), next.steps.as_slice()].concat(),
        safety: whole.safety.max(next.safety),
        edits: [whole.edits.as_slice(), next.edits.as_slice()].concat(),
    })
}

/// Whether one edit would have to know of the other. Documents at the end of a file follow one another; anywhere else,
/// two insertions at one place would write the same key twice.
fn meet(one: &FileEdit, other: &FileEdit, sources: &Sources) -> bool {
    let (first, second) = (one.edit.span, other.edit.span);
    let end = sources.get(one.file).map(|source| source.text.len());
    let is_appended = first.start == second.start && end == Some(first.start);
    let is_apart = first.end < second.start || second.end < first.start || is_appended;
    one.file == other.file && !is_apart
}
