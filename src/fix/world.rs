//! The scenario with edits in it, evaluated anew.

use super::flip::{Flip, ends, flips};
use crate::lint::Context;
use crate::lint::fix::FileEdit;
use crate::mesh::{Call, Mesh, Origin};
use crate::resource::{self, Inventory};
use crate::text::{Edits, SourceFile, Sources};
use crate::verdict::{Answer, CallOutcome, Connection, Evaluator, Step, Weight, evaluate};

/// The files with these edits.
pub(super) fn edited(sources: &Sources, edits: &[FileEdit]) -> Option<Vec<SourceFile>> {
    let file = |(id, source): (_, &SourceFile)| {
        let own = edits.iter().filter(|edit| edit.file == id).map(|edit| edit.edit.clone());
        let text = Edits::new(own).ok()?.apply(&source.text).ok()?;
        Some(SourceFile::new(source.name.clone(), text))
    };
    sources.iter().map(file).collect()
}

/// The scenario as it is after some edits.
pub(super) struct World {
    sources: Sources,
    inventory: Inventory,
    mesh: Mesh,
}

impl World {
    /// The text with the edits, read anew; nothing where that brings new faults.
    pub(super) fn new(context: &Context, edits: &[FileEdit]) -> Option<Self> {
        let sources = Sources::new(edited(context.sources, edits)?);
        let inventory = resource::load(&sources);
        let mesh = Mesh::build(&inventory);
        (inventory.problems.len() <= context.inventory.problems.len()).then_some(Self {
            sources,
            inventory,
            mesh,
        })
    }

    /// What rules look at.
    pub(super) fn context<'a>(&'a self, connections: &'a [Connection]) -> Context<'a> {
        Context { sources: &self.sources, inventory: &self.inventory, mesh: &self.mesh, connections }
    }

    /// The calls with these indexes as they go now.
    pub(super) fn connections(&self, before: &Context, which: &[usize]) -> Vec<Connection> {
        let mut evaluator = Evaluator::new(&self.mesh);
        let calls = which.iter().filter_map(|&index| self.call(before, index));
        calls.map(|call| evaluator.connection(call)).collect()
    }

    /// The call with this index as it goes now.
    pub(super) fn connection(&self, before: &Context, index: usize) -> Option<Connection> {
        let call = self.call(before, index)?;
        Some(Connection { verdict: evaluate(&self.mesh, &call).into(), call })
    }

    /// The call with this index as it is made now. Who calls is known by name: numbers may have shifted.
    fn call(&self, before: &Context, index: usize) -> Option<Call> {
        let mut call = match self.told(before, index) {
            Some(told) => return Some(told),
            None => before.connections.get(index)?.call.clone(),
        };
        let client = before.mesh.workload(call.from)?;
        let named = self.mesh.workload_named(client.namespace(), client.name());
        call.from =
            named.or_else(|| self.mesh.outside.as_ref().filter(|_| before.mesh.is_outside(client)))?.id;
        Some(call)
    }

    /// The call that the text tells now where it told this one. Which calls one client makes because of one resource
    /// is known by their order, as long as there are as many as before.
    fn told(&self, before: &Context, index: usize) -> Option<Call> {
        let call = &before.connections.get(index)?.call;
        // Numbers of resources may have shifted as well.
        let teller = |mesh: &Mesh, inventory: &Inventory, call: &Call| {
            let (Origin::Declared(by) | Origin::Inferred(by)) = &call.origin else { return None };
            let meta = &inventory.get(by.resource)?.meta;
            Some((mesh.workload(call.from)?.key(), meta.kind.clone(), meta.key()))
        };
        let this = teller(before.mesh, before.inventory, call)?;
        let by_this = |mesh: &Mesh, inventory: &Inventory, call: &Call| {
            teller(mesh, inventory, call).is_some_and(|teller| teller == this)
        };
        let old = before.mesh.calls.iter().filter(|call| by_this(before.mesh, before.inventory, call));
        let new = self.mesh.calls.iter().filter(|call| by_this(&self.mesh, &self.inventory, call));
        let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
        let position = old.iter().position(|old| *old == call)?;
        let same = new.get(position).filter(|_| old.len() == new.len())?;
        Some(Call::clone(same))
    }

    /// Whether the call with this index works now.
    pub(super) fn works(&self, before: &Context, index: usize) -> bool {
        self.connection(before, index).is_some_and(|connection| connection.verdict.works())
    }

    /// What changes for all calls.
    pub(super) fn flips(&self, before: &Context) -> Vec<Flip> {
        let mut evaluator = Evaluator::new(&self.mesh);
        let all = before.connections.iter().enumerate();
        let flips = all.filter_map(|(index, old)| {
            let new = evaluator.connection(self.call(before, index)?);
            Some(flips(index, &ends(old, before.mesh), &ends(&new, &self.mesh)))
        });
        flips.flatten().collect()
    }
}

/// Where the parts of a call end that do not get through, and why there.
pub(super) fn stops(connection: &Connection) -> Vec<(Option<CallOutcome>, Vec<Answer>)> {
    let verdict = &connection.verdict;
    let stopping = |steps: &[Step]| {
        let stopping = steps.iter().filter(|step| step.weight == Weight::Stops);
        stopping.map(|step| step.answer.clone()).collect::<Vec<_>>()
    };
    let endpoints = verdict.endpoints.iter().map(|endpoint| (None, stopping(&endpoint.why)));
    let whole = [(verdict.outcome, stopping(&verdict.why)), (None, stopping(&verdict.stopped))];
    endpoints.chain(whole).collect()
}
