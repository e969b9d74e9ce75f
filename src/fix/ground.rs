//! What all attempts for one scenario start from.

use super::flip::Flip;
use super::told::Told;
use super::world::World;
use crate::lint::fix::FileEdit;
use crate::lint::{self, Code, Context, Finding};
use crate::resource::{Inventory, Known, Layout, load_again};
use crate::text::Sources;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// What is known about the scenario before any edit, and shared by everybody who looks for fixes of it.
#[derive(Debug, Default)]
pub struct Ground {
    layout: OnceCell<Layout>,
    told: OnceCell<Told>,
    said: OnceCell<BTreeMap<Code, usize>>,
    /// Edits that made some connections work, with what they flip: what has several findings is tried for each.
    tried: RefCell<Vec<Tried>>,
    /// The documents of the last text that was read whole: nearly all of them are those of the next.
    known: RefCell<Known>,
}

/// What edits do.
#[derive(Debug)]
struct Tried {
    edits: Vec<FileEdit>,
    /// The connections that go another way with them, and work.
    working: Vec<usize>,
    flips: Vec<Flip>,
}

impl Ground {
    /// What these edits flip, if they were tried before and make one of these connections work that fail without.
    pub(super) fn flips_of(&self, edits: &[FileEdit], failing: &[usize]) -> Option<Vec<Flip>> {
        let tried = self.tried.borrow();
        let known = tried.iter().find(|known| known.edits == edits)?;
        let mends = failing.iter().any(|index| known.working.contains(index));
        mends.then(|| known.flips.clone())
    }

    /// Keeps in mind what became of the scenario with these edits.
    pub(super) fn remember(&self, edits: &[FileEdit], after: &World, flips: &[Flip]) {
        let tried = Tried { edits: edits.to_vec(), working: after.working(), flips: flips.to_vec() };
        self.tried.borrow_mut().push(tried);
    }

    /// Where the documents stand.
    pub(super) fn layout(&self, before: &Context) -> &Layout {
        self.layout.get_or_init(|| Layout::of(before.sources, before.inventory))
    }

    /// Who tells the calls.
    pub(super) fn told(&self, before: &Context) -> &Told {
        self.told.get_or_init(|| Told::new(before.mesh, before.inventory))
    }

    /// How often each rule speaks up about something else than calls.
    pub(super) fn said(&self, before: &Context) -> &BTreeMap<Code, usize> {
        self.said.get_or_init(|| counted(&lint::beside_calls(before)))
    }

    /// All of a text, with everything in its place.
    pub(super) fn read(&self, sources: &Sources) -> Inventory {
        load_again(sources, &mut self.known.borrow_mut())
    }
}

/// How often each rule speaks up about something else than calls: what becomes of those, flips tell.
pub(super) fn counted(findings: &[Finding]) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.connections.is_empty()) {
        *counts.entry(finding.rule.code).or_default() += 1;
    }
    counts
}
