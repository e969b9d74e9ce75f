//! What if STRICT were turned on? The scenario is evaluated again with one more PeerAuthentication, and compared.
//!
//! Nothing is guessed: the policy that is tried is a document like any other, only older than all the rest, so that it
//! counts (PA-12, PA-13). It stands in a file of its own behind all others; so every reference into the text, every
//! workload and every connection keeps its number.

mod cost;
mod migration;
mod scope;
mod trial;

pub use cost::{Cost, MEGABYTES, PolicyCount};
pub use migration::{Status, Step};
pub use scope::{Scope, Untried};

use crate::lint::{Context, Finding, Label, Message, PlaintextCause};
use crate::mesh::{Coverage, Workload};
use crate::order;
use crate::resource::Ref;
use crate::verdict::{Connection, Outcome, Server, Verdict};
use crate::yaml::Path;
use scope::Target;
use std::rc::Rc;
use trial::Trial;

/// What STRICT would do. Plain data; references, locations and indexes are those of the scenario as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// What STRICT was tried on.
    pub scope: Scope,
    /// The policy whose mode would have to be changed; `None` where a new one would have to be made.
    pub policy: Option<Ref>,
    /// The connections that lead into the scope, in their order, with what becomes of them.
    pub connections: Vec<(usize, Fate)>,
    /// What stands in the way: the findings that there would be, worst first, with the connections that work now and
    /// would not any more. Also with STRICT where a narrower policy now keeps it from counting, since that is what a
    /// migration comes to.
    pub obstacles: Vec<Finding>,
    /// In which order to go: what is done, what can be done now, what needs something else before.
    pub steps: Vec<Step>,
    /// How much of the scope has a proxy.
    pub coverage: Coverage,
    /// What the proxies cost.
    pub cost: Cost,
    /// How many policies there are in the scope, by kind.
    pub policies: Vec<PolicyCount>,
}

/// What becomes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// Works now and would not any more.
    Breaks,
    /// Would still reach the app unprotected: no proxy there, or a narrower policy that lets plaintext in.
    StaysOpen,
    /// Would be protected all the way.
    Safe,
    /// Does not work now, and would.
    Mended,
    /// Works neither way.
    FailsAnyway,
}

impl Fate {
    /// Every fate, the worst first.
    pub const ALL: [Self; 5] = [Self::Breaks, Self::StaysOpen, Self::Safe, Self::Mended, Self::FailsAnyway];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::StaysOpen => "stays_open",
            Self::Safe => "safe",
            Self::Mended => "mended",
            Self::FailsAnyway => "fails_anyway",
        }
    }

    fn of(before: &Verdict, after: &Verdict) -> Self {
        match (before.works(), after.works()) {
            (true, false) => Self::Breaks,
            (false, false) => Self::FailsAnyway,
            (false, true) => Self::Mended,
            (true, true) if after.endpoints.iter().all(|end| end.outcome == Outcome::Mtls) => Self::Safe,
            (true, true) => Self::StaysOpen,
        }
    }
}

impl Readiness {
    /// The connections with this fate.
    pub fn with(&self, fate: Fate) -> impl Iterator<Item = usize> + '_ {
        self.connections.iter().filter(move |(_, found)| *found == fate).map(|(index, _)| *index)
    }
}

/// Tries STRICT on the scope.
///
/// # Errors
/// Where there is no such namespace or workload, or no policy can select it.
pub fn readiness(context: &Context, scope: &Scope) -> Result<Readiness, Untried> {
    let target = Target::of(context, scope)?;
    let asked = Trial::new(context, &target.asked());
    let everywhere = target.everywhere(context);
    // Mostly no narrower policy stands in the way, and one evaluation tells both.
    let full = if everywhere.len() == 1 { None } else { Some(Trial::new(context, &everywhere)) };
    let full = full.as_ref().unwrap_or(&asked);

    let leads_into = |connection: &Connection| {
        connection.verdict.endpoints.iter().any(|end| match end.server {
            Server::Workload(id) => context.mesh.workload(id).is_some_and(|server| target.covers(server)),
            Server::External => false,
        })
    };
    let fate = |(index, before): (usize, &Connection)| {
        let after = asked.connections.get(index)?;
        let fate = Fate::of(&before.verdict, &after.verdict);
        (leads_into(before) || leads_into(after)).then_some((index, fate))
    };
    let connections = context.connections.iter().enumerate().filter_map(fate).collect();
    let obstacles = full.obstacles(context);
    let steps = migration::steps(context, &target, full, &obstacles);
    let workloads: Vec<&Workload> =
        context.mesh.workloads.iter().filter(|workload| target.covers(workload)).collect();
    Ok(Readiness {
        scope: target.scope.clone(),
        policy: target.policy.clone(),
        connections,
        obstacles,
        steps,
        coverage: Coverage::of(workloads.iter().copied()),
        cost: Cost::of(&workloads),
        policies: PolicyCount::all(context, &target),
    })
}

/// A finding of a trial, as far as it is about the text as it is: places in what was tried are no places in the text,
/// and its policies have no names there. Where nothing else is named, the clients are.
fn in_text(context: &Context, mut finding: Finding) -> Finding {
    // Made by the trial a moment ago: nobody else tells it.
    if let Some(Message::PlaintextToStrict { cause: PlaintextCause::Outside { policy }, .. }) =
        Rc::get_mut(&mut finding.message)
    {
        policy.take_if(|name| context.inventory.resources.iter().all(|it| it.meta.key() != *name));
    }
    finding.labels.retain(|label| context.sources.get(label.location.file).is_some());
    if finding.labels.is_empty() {
        let clients = finding.connections.iter().filter_map(|&index| context.connections.get(index));
        let clients = order::set(clients.map(|connection| connection.call.from));
        let names = clients.into_iter().filter_map(|client| {
            let name = context.mesh.workload(client)?.resource.at(Path::of("metadata.name"));
            context.inventory.location(&name)
        });
        finding.labels = names.map(|location| Label { location, primary: false }).collect();
    }
    if let Some(first) = finding.labels.first_mut() {
        first.primary = true;
    }
    finding
}
