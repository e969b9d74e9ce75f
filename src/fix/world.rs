//! The scenario with edits in it, evaluated anew.

use super::flip::{Flip, flips};
use super::told::{Told, teller};
use crate::lint::Context;
use crate::lint::fix::FileEdit;
use crate::mesh::{Call, Mesh};
use crate::resource::{self, Inventory, Known};
use crate::text::{Edits, SourceFile, Sources};
use crate::verdict::{Answer, CallOutcome, Connection, Evaluator, Sent, Step, Weight, evaluate};
use std::cell::OnceCell;

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
    /// Who told the calls before the edits, once somebody asks.
    before: OnceCell<Told>,
    /// Who tells those that are made now.
    after: OnceCell<Told>,
    remade: OnceCell<Remade>,
}

/// The calls that are still made after the edits.
struct Remade {
    /// The index that each has before them.
    indexes: Vec<usize>,
    connections: Vec<Connection>,
}

impl World {
    /// The text with the edits, read anew where the world before it was not the same; nothing where that brings new
    /// faults.
    pub(super) fn new(context: &Context, edits: &[FileEdit], known: &mut Known) -> Option<Self> {
        let sources = Sources::new(edited(context.sources, edits)?);
        let inventory = resource::load_again(&sources, known);
        if inventory.problems.len() > context.inventory.problems.len() {
            return None;
        }
        let mesh = Mesh::build(&inventory);
        let (before, after, remade) = Default::default();
        Some(Self { sources, inventory, mesh, before, after, remade })
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
        let teller = teller(before.mesh, before.inventory, call)?;
        let old = self.before.get_or_init(|| Told::new(before.mesh, before.inventory)).by(&teller);
        let new = self.after.get_or_init(|| Told::new(&self.mesh, &self.inventory)).by(&teller);
        let position = old.iter().position(|&old| before.mesh.calls.get(old) == Some(call))?;
        let same = new.get(position).filter(|_| old.len() == new.len())?;
        self.mesh.calls.get(*same).cloned()
    }

    /// Whether the call with this index works now.
    pub(super) fn works(&self, before: &Context, index: usize) -> bool {
        self.connection(before, index).is_some_and(|connection| connection.verdict.works())
    }

    /// All calls that are still made as they go now. Evaluated once, whoever asks.
    pub(super) fn all(&self, before: &Context) -> &[Connection] {
        &self.remade(before).connections
    }

    /// What changes for all calls.
    pub(super) fn flips(&self, before: &Context) -> Vec<Flip> {
        let Remade { indexes, connections } = self.remade(before);
        let flips = indexes.iter().zip(connections).filter_map(|(&index, new)| {
            let old = before.connections.get(index)?;
            Some(flips(index, (old, before.mesh), (new, &self.mesh)))
        });
        flips.flatten().collect()
    }

    fn remade(&self, before: &Context) -> &Remade {
        self.remade.get_or_init(|| {
            let indexes = 0..before.connections.len();
            let calls = indexes.filter_map(|index| Some((index, self.call(before, index)?)));
            let (indexes, calls): (Vec<_>, Vec<_>) = calls.unzip();
            let mut evaluator = Evaluator::new(&self.mesh);
            let connections = calls.into_iter().map(|call| evaluator.connection(call)).collect();
            Remade { indexes, connections }
        })
    }
}

/// Where a part of a call ends that does not get through: how the call ends before any endpoint, or what gets to one; and
/// why there.
pub(super) type Stop = (Option<CallOutcome>, Option<Sent>, Vec<Answer>);

/// Where the parts of a call end that do not get through. One that begins to carry an identity gets further.
pub(super) fn stops(connection: &Connection) -> Vec<Stop> {
    let verdict = &connection.verdict;
    let stopping = |steps: &[Step]| {
        let stopping = steps.iter().filter(|step| step.weight == Weight::Stops);
        stopping.map(|step| step.answer.clone()).collect::<Vec<_>>()
    };
    let endpoints =
        verdict.endpoints.iter().map(|endpoint| (None, Some(endpoint.sent), stopping(&endpoint.why)));
    let whole = [(verdict.outcome, None, stopping(&verdict.why)), (None, None, stopping(&verdict.stopped))];
    endpoints.chain(whole).collect()
}
