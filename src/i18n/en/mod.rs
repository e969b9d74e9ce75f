//! English.

mod command;
mod injection;
mod lint;
mod page;
mod scenario;
mod verdict;

use super::Catalog;

/// The English sentences.
pub(super) struct En;

impl Catalog for En {}
