//! How much rules look at before they stop looking: each of thousands could be compared with thousands of others.

use std::cell::Cell;

/// What is left of it; `None` once something was too much.
#[derive(Clone, Debug)]
pub(super) struct Patience(Cell<Option<usize>>);

impl Patience {
    /// So much may be looked at.
    pub(super) fn new(limit: usize) -> Self {
        Self(Cell::new(Some(limit)))
    }

    /// For telling which of the names or labels of one text are meant by those that a rule finds wrong.
    pub(super) fn for_suggestions() -> Self {
        Self::new(100_000)
    }

    /// Whether so much more may be looked at. From the first that is too much, nothing is.
    pub(super) fn lasts_for(&self, amount: usize) -> bool {
        self.0.set(self.0.get().and_then(|left| left.checked_sub(amount)));
        self.0.get().is_some()
    }
}
