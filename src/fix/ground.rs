//! What all attempts for one scenario start from.

use super::told::Told;
use crate::lint::Context;
use crate::resource::{Inventory, Known, Layout, load_again};
use crate::text::Sources;
use std::cell::{OnceCell, RefCell};

/// What is known about the scenario before any edit, and shared by everybody who looks for fixes of it.
#[derive(Debug, Default)]
pub(super) struct Ground {
    layout: OnceCell<Layout>,
    told: OnceCell<Told>,
    /// The documents of the last text that was read whole: nearly all of them are those of the next.
    known: RefCell<Known>,
}

impl Ground {
    /// Where the documents stand.
    pub(super) fn layout(&self, before: &Context) -> &Layout {
        self.layout.get_or_init(|| Layout::of(before.sources, before.inventory))
    }

    /// Who tells the calls.
    pub(super) fn told(&self, before: &Context) -> &Told {
        self.told.get_or_init(|| Told::new(before.mesh, before.inventory))
    }

    /// All of a text, with everything in its place.
    pub(super) fn read(&self, sources: &Sources) -> Inventory {
        load_again(sources, &mut self.known.borrow_mut())
    }
}
