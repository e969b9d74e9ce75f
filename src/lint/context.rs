//! What rules look at.

use super::Code;
use super::failures::{self, Operated, Part};
use super::misnamed::Misnamed;
use super::patience::Patience;
use super::set_aside::SetAside;
use crate::mesh::{Crowd, Mesh};
use crate::resource::{Inventory, Ref};
use crate::text::{Location, Sources};
use crate::verdict::{Connection, Verdict};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::rc::Rc;

/// Everything that is known before the findings.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The resources in them, and what could not be read.
    pub inventory: &'a Inventory,
    /// Who runs where.
    pub mesh: &'a Mesh,
    /// The calls and their outcomes.
    pub connections: &'a [Connection],
    /// What several rules ask for, once one of them did.
    failing: OnceCell<Vec<(Code, Part)>>,
    set_aside: OnceCell<SetAside>,
    operated: OnceCell<Operated>,
    misnamed: OnceCell<Misnamed>,
    /// How much rules may still look at.
    patience: Patience,
}

impl<'a> Context<'a> {
    /// Nothing is looked at before a rule asks.
    pub fn new(
        sources: &'a Sources,
        inventory: &'a Inventory,
        mesh: &'a Mesh,
        connections: &'a [Connection],
    ) -> Self {
        let (failing, set_aside, operated, misnamed) = Default::default();
        let patience = Patience::new(Crowd::Suspects.limit());
        Self { sources, inventory, mesh, connections, failing, set_aside, operated, misnamed, patience }
    }

    /// Whether a rule may look at so much more. Whoever looks through all resources for each of them asks before.
    pub(super) fn has_patience_for(&self, amount: usize) -> bool {
        self.patience.lasts_for(amount)
    }

    /// The parts of connections that fail, with the rule that reports each.
    pub(super) fn failing(&self) -> &[(Code, Part)] {
        self.failing.get_or_init(|| failures::all(self.connections))
    }

    /// What was set aside, and why.
    pub(super) fn set_aside(&self) -> &SetAside {
        self.set_aside.get_or_init(|| SetAside::of(self))
    }

    /// What operators may make of resources that are not used here.
    pub(super) fn operated(&self) -> &Operated {
        self.operated.get_or_init(|| Operated::of(self))
    }

    /// The names that policies get wrong.
    pub(super) fn misnamed(&self) -> &Misnamed {
        self.misnamed.get_or_init(|| Misnamed::of(self))
    }

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
