//! The scenario with edits in it, evaluated anew.

use super::flip::{Flip, flips};
use super::ground::Ground;
use super::told::{Told, teller};
use crate::lint::Context;
use crate::lint::fix::FileEdit;
use crate::mesh::{Call, Footprint, Mesh, Reach};
use crate::resource::{Drafts, Inventory, Redrafted};
use crate::text::{Edits, FileId, SourceFile, Sources};
use crate::verdict::{Answer, CallOutcome, Connection, Evaluator, Sent, Step, Weight};
use std::cell::OnceCell;
use std::rc::Rc;

/// The files with these edits.
pub(super) fn edited(sources: &Sources, edits: &[FileEdit]) -> Option<Vec<SourceFile>> {
    with_edits(sources, &by_file(sources, edits)?)
}

/// The edits of each file that has any.
fn by_file(sources: &Sources, edits: &[FileEdit]) -> Option<Vec<(FileId, Edits)>> {
    let own = |file| edits.iter().filter(move |edit| edit.file == file).map(|edit| edit.edit.clone());
    let files = sources.iter().map(|(file, _)| file).filter(|file| own(*file).next().is_some());
    files.map(|file| Some((file, Edits::new(own(file)).ok()?))).collect()
}

fn with_edits(sources: &Sources, edits: &[(FileId, Edits)]) -> Option<Vec<SourceFile>> {
    let file = |(id, source): (_, &SourceFile)| match edits.iter().find(|(file, _)| *file == id) {
        Some((_, own)) => Some(SourceFile::new(source.name.clone(), own.apply(&source.text).ok()?)),
        None => Some(source.clone()),
    };
    sources.iter().map(file).collect()
}

/// How many calls are evaluated one by one: to compare all clients first takes about as long.
const FEW: usize = 50;

/// The scenario as it is after some edits.
pub(super) struct World<'a> {
    before: &'a Context<'a>,
    ground: &'a Ground,
    edits: Vec<(FileId, Edits)>,
    /// What the text says now. Where it says it is not known for what was not read again.
    inventory: Inventory,
    /// What was read again; nothing where all of it was.
    drafts: Option<Drafts>,
    /// The text, and what stands where in it, once somebody asks.
    text: OnceCell<Option<(Sources, Inventory)>>,
    /// The same with what was read again beside the rest, as far as that will do.
    beside: OnceCell<Option<(Sources, Inventory)>>,
    mesh: Mesh,
    /// Where an evaluation must have looked that goes another way now; `None` where any of them may. Where this is
    /// known, it also tells which calls are made now.
    reach: Option<Reach>,
    /// Who tells the calls that are made now.
    told: OnceCell<Told>,
    /// The calls that may end otherwise, by the index that each had before.
    changed: OnceCell<Vec<(usize, Connection)>>,
    all: OnceCell<Vec<Connection>>,
}

impl<'a> World<'a> {
    /// The scenario with the edits: read anew where they are, and all of it only where that is not enough. Nothing where
    /// they do not fit or bring new faults.
    pub(super) fn new(before: &'a Context<'a>, ground: &'a Ground, edits: &[FileEdit]) -> Option<Self> {
        let edits = by_file(before.sources, edits)?;
        let has_new_faults = |problems| problems > before.inventory.problems.len();
        let (inventory, mesh, reach, drafts, text) =
            match ground.layout(before).edited(before.sources, before.inventory, &edits) {
                Some(drafted) if has_new_faults(drafted.problems) => return None,
                Some(Redrafted { inventory, changed, drafts, .. }) => {
                    let both = changed.iter().flat_map(|&id| [before.inventory.get(id), inventory.get(id)]);
                    let both: Vec<_> = both.flatten().collect();
                    let mesh = before.mesh.again(&inventory, both.iter().map(|resource| &*resource.value));
                    let reach = before.mesh.reach(&mesh, both.into_iter());
                    (inventory, mesh, reach, Some(drafts), OnceCell::new())
                }
                None => {
                    let (sources, inventory) = read(before, ground, &edits)?;
                    if has_new_faults(inventory.problems.len()) {
                        return None;
                    }
                    let mesh = Mesh::build(&inventory);
                    (inventory.clone(), mesh, None, None, OnceCell::from(Some((sources, inventory))))
                }
            };
        let (beside, told, changed, all) = Default::default();
        Some(Self { before, ground, edits, inventory, drafts, text, beside, mesh, reach, told, changed, all })
    }

    /// What rules look at that are asked what they say, not where.
    pub(super) fn context_for_rules(&self) -> Option<Context<'_>> {
        let (before, after) = (self.before, &self.inventory);
        let beside = || self.drafts.as_ref()?.beside(before.sources, before.inventory, after);
        match self.beside.get_or_init(beside) {
            Some((sources, inventory)) => Some(Context::new(sources, inventory, &self.mesh, self.all())),
            None => self.context(self.all()),
        }
    }

    /// What rules and proposals look at.
    pub(super) fn context<'w>(&'w self, connections: &'w [Connection]) -> Option<Context<'w>> {
        let text = self.text.get_or_init(|| read(self.before, self.ground, &self.edits));
        let (sources, inventory) = text.as_ref()?;
        Some(Context::new(sources, inventory, &self.mesh, connections))
    }

    /// The calls with these indexes as they go now.
    pub(super) fn connections(&self, which: &[usize]) -> Vec<Connection> {
        let mut evaluator = Evaluator::new(&self.mesh);
        let calls = which.iter().filter_map(|&index| self.call(index));
        calls.map(|call| evaluator.connection(call)).collect()
    }

    /// The call with this index as it goes now.
    pub(super) fn connection(&self, index: usize) -> Option<Connection> {
        if self.goes_as_before(index) {
            return self.before.connections.get(index).cloned();
        }
        let call = self.call(index)?;
        Some(Connection::of(&self.mesh, call))
    }

    /// Whether the call with this index works now.
    pub(super) fn works(&self, index: usize) -> bool {
        let Some(before) = self.before.connections.get(index) else { return false };
        if !self.may_end_otherwise(before) {
            return before.verdict.works();
        }
        self.connection(index).is_some_and(|connection| connection.verdict.works())
    }

    /// All calls that are still made as they go now. Evaluated once, whoever asks.
    pub(super) fn all(&self) -> &[Connection] {
        self.all.get_or_init(|| {
            let may_change = |before: &Connection| self.may_change(before) && !self.may_end_otherwise(before);
            let told = self.evaluated_where(may_change);
            let (mut ended, mut told) =
                (self.changed().iter().cloned().peekable(), told.into_iter().peekable());
            let before = self.before.connections.iter().enumerate();
            let now = before.filter_map(|(index, connection)| {
                let changed =
                    ended.next_if(|(at, _)| *at == index).or_else(|| told.next_if(|(at, _)| *at == index));
                match changed {
                    Some((_, changed)) => Some(changed),
                    None => (!self.may_change(connection)).then(|| connection.clone()),
                }
            });
            now.collect()
        })
    }

    /// What changes for all calls.
    pub(super) fn flips(&self) -> Vec<Flip> {
        let flips = self.changed().iter().filter_map(|(index, new)| {
            let old = self.before.connections.get(*index)?;
            Some(flips(*index, (old, self.before.mesh), (new, &self.mesh)))
        });
        flips.flatten().collect()
    }

    /// The calls that may end otherwise, and work.
    pub(super) fn working(&self) -> Vec<usize> {
        let works = |(index, now): &(usize, Connection)| now.verdict.works().then_some(*index);
        self.changed().iter().filter_map(works).collect()
    }

    fn changed(&self) -> &[(usize, Connection)] {
        self.changed.get_or_init(|| self.evaluated_where(|before| self.may_end_otherwise(before)))
    }

    /// These calls as they go now, as far as they are still made.
    fn evaluated_where(&self, which: impl Fn(&Connection) -> bool) -> Vec<(usize, Connection)> {
        let before = self.before.connections.iter().enumerate();
        let calls = before.filter(|(_, before)| which(before));
        self.evaluated(calls.filter_map(|(index, _)| Some((index, self.call(index)?))).collect())
    }

    fn evaluated(&self, calls: Vec<(usize, Rc<Call>)>) -> Vec<(usize, Connection)> {
        let mut evaluator = (calls.len() > FEW).then(|| Evaluator::new(&self.mesh));
        let evaluated = |(index, call): (_, Rc<Call>)| {
            let connection = match &mut evaluator {
                Some(evaluator) => evaluator.connection(call),
                None => Connection::of(&self.mesh, call),
            };
            (index, connection)
        };
        calls.into_iter().map(evaluated).collect()
    }

    /// Whether the evaluation of this call never looked at what is another now.
    fn goes_as_before(&self, index: usize) -> bool {
        self.before.connections.get(index).is_some_and(|before| !self.may_change(before))
    }

    fn may_change(&self, before: &Connection) -> bool {
        self.is_reached(before, Footprint::meets)
    }

    fn may_end_otherwise(&self, before: &Connection) -> bool {
        self.is_reached(before, Footprint::meets_what_decides)
    }

    fn is_reached(&self, before: &Connection, meets: fn(Footprint, &Reach) -> bool) -> bool {
        self.reach
            .as_ref()
            .is_none_or(|reach| meets(before.looked, reach) || reach.call_now(&before.call).is_some())
    }

    /// The call with this index as it is made now. Who calls is known by name: numbers may have shifted.
    fn call(&self, index: usize) -> Option<Rc<Call>> {
        let before = &self.before.connections.get(index)?.call;
        if let Some(reach) = &self.reach {
            return Some(reach.call_now(before).map_or_else(|| before.clone(), |now| now.clone().into()));
        }
        if let Some(told) = self.told(before) {
            return Some(told.into());
        }
        let client = self.before.mesh.workload(before.from)?;
        let named = self.mesh.workload_named(client.namespace(), client.name());
        let outside = || self.mesh.outside.as_ref().filter(|_| self.before.mesh.is_outside(client));
        Some(Rc::new(Call { from: named.or_else(outside)?.id, ..Call::clone(before) }))
    }

    /// The call that the text tells now where it told this one. Which calls one client makes because of one resource
    /// is known by their order, as long as there are as many as before.
    fn told(&self, call: &Call) -> Option<Call> {
        let before = self.before;
        let teller = teller(before.mesh, before.inventory, call)?;
        let old = self.ground.told(before).by(&teller);
        let new = self.told.get_or_init(|| Told::new(&self.mesh, &self.inventory)).by(&teller);
        let position = old.iter().position(|&old| before.mesh.calls.get(old) == Some(call))?;
        let same = new.get(position).filter(|_| old.len() == new.len())?;
        self.mesh.calls.get(*same).cloned()
    }
}

/// All of the text with the edits.
fn read(before: &Context, ground: &Ground, edits: &[(FileId, Edits)]) -> Option<(Sources, Inventory)> {
    let sources = Sources::new(with_edits(before.sources, edits)?);
    let inventory = ground.read(&sources);
    Some((sources, inventory))
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
