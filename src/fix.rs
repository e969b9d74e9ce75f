//! Fixes: proposals that were tried. The edited text is evaluated again, and only what works is offered, with
//! everything that it flips, the good and the bad.
//!
//! Nothing is tried before somebody asks, since each attempt costs about as much as the evaluation itself.

mod search;

pub use search::Search;

use crate::lint::fix::{FileEdit, Safety, Title};
use crate::lint::{Code, Context, Finding};
use crate::mesh::Mesh;
use crate::resource::{self, Inventory};
use crate::text::{Edits, SourceFile, Sources};
use crate::verdict::{Connection, Overall, evaluate};
use std::collections::BTreeMap;

/// A change of the text that was proven to help.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The same for the same text: the code of the finding and what is done.
    pub id: String,
    /// The finding that it is for.
    pub code: Code,
    /// What it does, step by step; never empty.
    pub steps: Vec<Title>,
    /// What it may cost.
    pub safety: Safety,
    /// The edits; disjoint.
    pub edits: Vec<FileEdit>,
    /// Every endpoint whose outcome changes.
    pub flips: Vec<Flip>,
}

/// An outcome that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// Index of the connection.
    pub connection: usize,
    /// `namespace/name` of the server, or `host:port` as dialled where no endpoint is reached.
    pub server: String,
    /// The outcome before, and whether it works.
    pub before: (Overall, bool),
    /// The outcome after, and whether it works.
    pub after: (Overall, bool),
}

impl Flip {
    /// Whether something worked before and does not any more.
    pub const fn breaks(&self) -> bool {
        self.before.1 && !self.after.1
    }

    /// Whether something works now that did not.
    pub const fn mends(&self) -> bool {
        !self.before.1 && self.after.1
    }
}

impl Fix {
    /// Whether it breaks another connection.
    pub fn breaks(&self) -> bool {
        self.flips.iter().any(Flip::breaks)
    }

    /// The files with the fix in them.
    pub fn apply(&self, sources: &Sources) -> Option<Vec<SourceFile>> {
        edited(sources, &self.edits)
    }
}

/// The fixes for a finding, the recommended one first. A fix that breaks another connection is never first: where
/// there is no better one, there is none.
pub fn for_one(context: &Context, finding: &Finding) -> Vec<Fix> {
    Search::for_finding(context, finding).finish(context)
}

/// The fixes for each of these findings, with identifiers that no two of them share.
pub fn for_all(context: &Context, findings: &[Finding]) -> Vec<Vec<Fix>> {
    let mut all: Vec<Vec<Fix>> = findings.iter().map(|finding| for_one(context, finding)).collect();
    name(all.iter_mut().flatten());
    all
}

/// The fixes that make at least one of these connections work.
pub fn for_calls(context: &Context, code: Code, connections: &[usize]) -> Vec<Fix> {
    Search::for_calls(context, code, connections).finish(context)
}

/// Gives each fix its identifier: code and steps, and a number where that is not enough.
fn name<'a>(fixes: impl Iterator<Item = &'a mut Fix>) {
    let mut seen = BTreeMap::<String, usize>::new();
    for fix in fixes {
        let slugs: Vec<_> = fix.steps.iter().map(Title::slug).collect();
        let id = format!("{}-{}", fix.code.as_str(), slugs.join("-and-"));
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        fix.id = if *count == 1 { id } else { format!("{id}-{count}") };
    }
}

/// The files with these edits.
fn edited(sources: &Sources, edits: &[FileEdit]) -> Option<Vec<SourceFile>> {
    let file = |(id, source): (_, &SourceFile)| {
        let own = edits.iter().filter(|edit| edit.file == id).map(|edit| edit.edit.clone());
        let text = Edits::new(own).ok()?.apply(&source.text).ok()?;
        Some(SourceFile::new(source.name.clone(), text))
    };
    sources.iter().map(file).collect()
}

/// The scenario as it is after some edits.
struct World {
    sources: Sources,
    inventory: Inventory,
    mesh: Mesh,
}

impl World {
    /// The text with the edits, read anew; nothing where that brings new faults.
    fn new(context: &Context, edits: &[FileEdit]) -> Option<Self> {
        let sources = Sources::new(edited(context.sources, edits)?);
        let inventory = resource::load(&sources);
        let mesh = Mesh::build(&inventory);
        (inventory.problems.len() <= context.inventory.problems.len()).then_some(Self {
            sources,
            inventory,
            mesh,
        })
    }

    fn context<'a>(&'a self, connections: &'a [Connection]) -> Context<'a> {
        Context { sources: &self.sources, inventory: &self.inventory, mesh: &self.mesh, connections }
    }

    /// The same calls as before.
    fn connections(&self, before: &Context) -> Vec<Connection> {
        let all = 0..before.connections.len();
        all.filter_map(|index| self.connection(before, index)).collect()
    }

    /// The call with this index as it goes now. Who calls is known by name: numbers may have shifted.
    fn connection(&self, before: &Context, index: usize) -> Option<Connection> {
        let mut call = before.connections.get(index)?.call.clone();
        let client = before.mesh.workload(call.from)?;
        let named = self.mesh.workload_named(client.namespace(), client.name());
        call.from =
            named.or_else(|| self.mesh.outside.as_ref().filter(|_| before.mesh.is_outside(client)))?.id;
        Some(Connection { verdict: evaluate(&self.mesh, &call), call })
    }

    fn works(&self, before: &Context, index: usize) -> bool {
        self.connection(before, index).is_some_and(|connection| connection.verdict.works())
    }

    /// What changes for all calls.
    fn flips(&self, before: &Context) -> Vec<Flip> {
        let all = before.connections.iter().enumerate();
        let flips = all.filter_map(|(index, old)| {
            let new = self.connection(before, index)?;
            Some(flips(index, &ends(old, before.mesh), &ends(&new, &self.mesh)))
        });
        flips.flatten().collect()
    }
}

/// Where a call ends, and how: by server and pod port, and by what was dialled where no endpoint is reached.
struct Ends {
    endpoints: BTreeMap<(String, u16), (Overall, bool)>,
    call: Option<(Overall, bool)>,
    dialled: String,
    overall: (Overall, bool),
}

fn ends(connection: &Connection, mesh: &Mesh) -> Ends {
    let Connection { call, verdict } = connection;
    let mut endpoints = BTreeMap::new();
    for endpoint in &verdict.endpoints {
        let end = (Overall::Endpoints(endpoint.outcome), endpoint.outcome.works());
        let known = endpoints.entry((endpoint.server.name(mesh), endpoint.port)).or_insert(end);
        // Where two branches lead to one endpoint, the worse one is told.
        if known.1 && !end.1 {
            *known = end;
        }
    }
    Ends {
        endpoints,
        call: verdict.outcome.map(|outcome| (Overall::Call(outcome), false)),
        dialled: format!("{}:{}", call.host, call.port),
        overall: (verdict.overall(), verdict.works()),
    }
}

/// The differences of one call. An endpoint that is new was, before, what the whole call was; one that is gone is what
/// the whole call is now.
fn flips(connection: usize, old: &Ends, new: &Ends) -> Vec<Flip> {
    let mut flips = Vec::new();
    let mut flip = |server: &str, before: (Overall, bool), after: (Overall, bool)| {
        // A refusal is the same to people wherever it happens.
        if (before.0.as_str(), before.1) != (after.0.as_str(), after.1) {
            flips.push(Flip { connection, server: server.to_owned(), before, after });
        }
    };
    for (key, &before) in &old.endpoints {
        flip(&key.0, before, new.endpoints.get(key).copied().unwrap_or(new.overall));
    }
    for (key, &after) in new.endpoints.iter().filter(|(key, _)| !old.endpoints.contains_key(key)) {
        flip(&key.0, old.overall, after);
    }
    match (old.call, new.call) {
        // An endpoint that the lost part now reaches tells it already.
        (Some(before), None) if new.endpoints.keys().all(|key| old.endpoints.contains_key(key)) => {
            flip(&old.dialled, before, new.overall);
        }
        (Some(before), Some(after)) => flip(&new.dialled, before, after),
        (None, Some(after)) => flip(&new.dialled, old.overall, after),
        (Some(_) | None, None) => {}
    }
    flips
}
