//! English.

mod command;
mod lint;
mod page;
mod verdict;

use super::Catalog;

/// The English sentences.
pub(super) struct En;

impl Catalog for En {}
