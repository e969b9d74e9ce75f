//! Korean.

mod command;
mod lint;
mod page;
mod verdict;

use super::Catalog;

/// The Korean sentences.
pub(super) struct Ko;

impl Catalog for Ko {}
