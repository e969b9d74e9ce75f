//! Korean.

mod command;
mod injection;
mod lint;
mod page;
mod scenario;
mod verdict;

use super::Catalog;

/// The Korean sentences.
pub(super) struct Ko;

impl Catalog for Ko {}
