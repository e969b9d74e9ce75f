//! English.

mod broken;
mod command;
mod fault;
mod injection;
mod lint;
mod page;
mod rules;
mod scenario;
mod verdict;

use super::Catalog;

/// The English sentences.
pub(super) struct En;

impl Catalog for En {}
