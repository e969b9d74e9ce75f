//! English.

mod admission;
mod answer;
mod authorization;
mod because;
mod broken;
mod command;
mod dialog;
mod fault;
mod files;
mod findings;
mod fix;
mod injection;
mod lint;
mod no_effect;
mod page;
mod policies;
mod readiness;
mod results;
mod rules;
mod scenario;
mod symptom;
mod verdict;

use super::{Catalog, Handbook};

/// The English sentences.
pub(super) struct En;

impl Catalog for En {}

impl Handbook for En {}

/// `1 line`, `2 lines`.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
