//! Korean.

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

/// The Korean sentences.
pub(super) struct Ko;

impl Catalog for Ko {}

impl Handbook for Ko {}
