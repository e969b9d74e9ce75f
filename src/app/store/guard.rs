//! A text that crashes or hangs the evaluation must not do so again on the next visit.

use super::{PREFIX, read, remove, write};
use crate::app::browser;

/// Present in storage while an evaluation runs. If it never ends, the mark stays, and the next visit finds it.
///
/// A crash does not unwind in the browser, so this is not dropped then, and that is the point.
#[derive(Debug)]
pub(crate) struct Guard {
    key: String,
}

impl Guard {
    /// Marks the text of the slot as being evaluated.
    pub(crate) fn new(slot: &str) -> Self {
        let key = mark_key(slot);
        write(browser::local_storage().as_ref(), &key, &"".into());
        Self { key }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        remove(browser::local_storage().as_ref(), &self.key);
    }
}

/// Whether an evaluation of the slot was begun and never finished.
pub(super) fn is_unfinished(slot: &str) -> bool {
    read(browser::local_storage().as_ref(), &mark_key(slot)).is_some()
}

fn mark_key(slot: &str) -> String {
    format!("{PREFIX}.evaluating.{slot}")
}
