//! The whole pipeline and its result.

use crate::lint::{self, Context, Finding};
use crate::mesh::Mesh;
use crate::resource::{self, Inventory, Known};
use crate::text::{SourceFile, Sources};
use crate::verdict::{Connection, Evaluator};

/// Up to this many pairs of client and service port are evaluated at once where no call is declared. Beyond that most
/// of them are alike.
const PAIRS: usize = 2_000;

/// Once the connections have this many endpoints together, no further call is evaluated unless all are asked for. A
/// real mesh has a few for each call; a text in which thousands of pods stand behind each other's services would have
/// millions.
const ENDPOINTS: usize = 50_000;

/// The same for all that was set aside on their way: a text in which thousands of policies are for the same thousands
/// of pods has millions of reasons to tell.
const IGNORED: usize = 1_000_000;

/// The same for what was looked at to evaluate them, so that time has a bound as well: a call of a real mesh looks at
/// some hundred services, workloads and routes. Nobody waits for less than this.
const EFFORT: usize = 2_000_000;

/// Which calls are evaluated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those that the text declares; where it declares none, those that the manifests tell and the other pairs of client
    /// and service port, as many as are of use.
    #[default]
    Calls,
    /// Those that the text makes, and every pair of client and service port besides, however many there are.
    AllPairs,
}

/// Everything that one text tells. Plain data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The files.
    pub sources: Sources,
    /// The resources in them, and what could not be read.
    pub inventory: Inventory,
    /// Who runs where, behind which service, under which policies.
    pub mesh: Mesh,
    /// The calls and their outcomes: the declared ones, else the inferred ones and all other pairs.
    pub connections: Vec<Connection>,
    /// How many calls and pairs were not evaluated because there are too many, too many endpoints behind them, or too much
    /// to look at on their way.
    pub pairs_left_out: usize,
    /// What is wrong, worst first.
    pub findings: Vec<Finding>,
}

impl Analysis {
    /// What rules and fixes look at.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.sources, &self.inventory, &self.mesh, &self.connections)
    }
}

/// Reads the files and evaluates every connection. Total and deterministic: the same text gives the same answer,
/// whatever the order of the documents.
pub fn analyse(files: impl IntoIterator<Item = SourceFile>) -> Analysis {
    analyse_in(Scope::Calls, files)
}

/// The same for a choice of calls.
pub fn analyse_in(scope: Scope, files: impl IntoIterator<Item = SourceFile>) -> Analysis {
    let sources = Sources::new(files);
    let inventory = resource::load(&sources);
    evaluated(scope, sources, inventory)
}

/// Analyses one text after another and remembers what they have in common.
#[derive(Debug, Default)]
pub struct Analyst {
    known: Known,
}

impl Analyst {
    /// The same as [`analyse`], sooner where most documents are those of the text before.
    pub fn analyse(&mut self, files: impl IntoIterator<Item = SourceFile>) -> Analysis {
        let sources = Sources::new(files);
        let inventory = resource::load_again(&sources, &mut self.known);
        evaluated(Scope::Calls, sources, inventory)
    }
}

fn evaluated(scope: Scope, sources: Sources, inventory: Inventory) -> Analysis {
    let mesh = Mesh::build(&inventory);
    let (connections, pairs_left_out) = connections(&mesh, scope);
    let context = Context::new(&sources, &inventory, &mesh, &connections);
    let findings = lint::run(&context);
    Analysis { sources, inventory, mesh, connections, pairs_left_out, findings }
}

/// The calls with what comes of them, and how many are left out.
fn connections(mesh: &Mesh, scope: Scope) -> (Vec<Connection>, usize) {
    let mut evaluator = Evaluator::new(mesh);
    let calls = mesh.calls.iter().cloned();
    if scope == Scope::AllPairs {
        return (calls.chain(mesh.pairs()).map(|call| evaluator.connection(call)).collect(), 0);
    }
    let others = (!mesh.declares_calls()).then(|| mesh.other_pairs());
    let (other_pairs, others) = others.map_or((0, None), |(count, pairs)| (count, Some(pairs)));
    let (mut connections, mut endpoints, mut ignored, mut effort) = (Vec::new(), 0, 0, 0);
    // Whatever it took to build the mesh.
    mesh.effort();
    for call in calls.chain(others.into_iter().flatten().take(PAIRS)) {
        if endpoints >= ENDPOINTS || ignored >= IGNORED || effort >= EFFORT {
            break;
        }
        let connection = evaluator.connection(call);
        effort += mesh.effort();
        endpoints += connection.verdict.endpoints.len();
        ignored += connection.verdict.steps().map(|step| step.ignored.len()).sum::<usize>();
        connections.push(connection);
    }
    let left_out = (mesh.calls.len() + other_pairs).saturating_sub(connections.len());
    (connections, left_out)
}
