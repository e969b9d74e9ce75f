//! What rules look at.

use crate::mesh::Mesh;
use crate::resource::{Inventory, Ref};
use crate::text::{Location, Sources};
use crate::verdict::{Connection, Verdict};
use std::collections::HashSet;
use std::rc::Rc;

/// Everything that is known before the findings.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The resources in them, and what could not be read.
    pub inventory: &'a Inventory,
    /// Who runs where.
    pub mesh: &'a Mesh,
    /// The calls and their outcomes.
    pub connections: &'a [Connection],
}

impl<'a> Context<'a> {
    /// `namespace/name` of what a reference is about.
    pub(super) fn name(&self, by: &Ref) -> Option<String> {
        Some(self.inventory.get(by.resource)?.meta.key())
    }

    /// The verdicts, in the order of the connections; one that several of them share is told once.
    pub(super) fn verdicts(&self) -> impl Iterator<Item = &'a Verdict> {
        let mut seen = HashSet::new();
        let verdicts = self.connections.iter().map(|connection| &connection.verdict);
        verdicts.filter(move |verdict| seen.insert(Rc::as_ptr(verdict))).map(|verdict| &**verdict)
    }

    /// The text at a place, as written.
    pub(super) fn written(&self, at: Location) -> &'a str {
        self.sources.get(at.file).map_or("", |file| at.span.slice(&file.text))
    }
}
