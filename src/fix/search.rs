//! The search for fixes, one attempt at a time.

use super::{Fix, World, name};
use crate::lint::fix::{Proposal, for_connections, for_finding};
use crate::lint::{self, Code, Context, Finding, Message};
use crate::order;

/// How many proposals are tried for one finding or call, of single ones and of pairs each.
const ATTEMPTS: usize = 40;

/// How many connections of a finding are asked for proposals: those of one finding have their cause in common.
const ASKED: usize = 6;

/// A search that can be left after each attempt and taken up again. An attempt costs about as much as the evaluation
/// itself, and whoever types at the same time must not wait for all of them.
#[derive(Clone, Debug)]
pub struct Search {
    code: Code,
    goal: Goal,
    /// What was not tried yet, the next one last.
    left: Vec<Proposal>,
    /// The single proposals, as long as their pairs may still be asked for.
    singles: Vec<Proposal>,
    tried: usize,
    found: Vec<Fix>,
}

/// What a fix is to achieve.
#[derive(Clone, Debug)]
enum Goal {
    /// One of these connections works, all of which fail.
    Working(Vec<usize>),
    /// No finding says this any more.
    Silence(Message),
}

impl Search {
    /// The search for fixes of a finding.
    pub fn for_finding(context: &Context, finding: &Finding) -> Self {
        let code = finding.rule.code;
        if finding.connections.is_empty() {
            let goal = Goal::Silence(finding.message.clone());
            return Self::new(code, goal, for_finding(context, finding));
        }
        Self::for_calls(context, code, &finding.connections)
    }

    /// The search for fixes that make at least one of these connections work.
    pub fn for_calls(context: &Context, code: Code, connections: &[usize]) -> Self {
        let works = |index: &&usize| context.connections.get(**index).is_some_and(|it| it.verdict.works());
        let failing: Vec<usize> = connections.iter().filter(|index| !works(index)).copied().collect();
        let asked = failing.get(..ASKED).unwrap_or(&failing);
        let singles = for_connections(context, asked);
        Self { singles: singles.clone(), ..Self::new(code, Goal::Working(failing), singles) }
    }

    fn new(code: Code, goal: Goal, proposals: Vec<Proposal>) -> Self {
        let left = in_turn(proposals.into_iter());
        Self { code, goal, left, singles: Vec::new(), tried: 0, found: Vec::new() }
    }

    /// Tries the next proposal. `false` once there is none left.
    pub fn step(&mut self, context: &Context) -> bool {
        if self.left.is_empty() && !self.singles.is_empty() && self.recommended().is_empty() {
            // Where nothing helps by itself, two of them together may.
            let singles = std::mem::take(&mut self.singles);
            let pairs = singles.iter().enumerate().flat_map(|(index, first)| {
                singles.iter().skip(index + 1).filter_map(move |second| first.and(second))
            });
            self.left = in_turn(pairs);
            self.found.clear();
        }
        let Some(proposal) = self.left.pop() else { return false };
        self.tried += 1;
        self.found.extend(self.attempt(context, proposal));
        true
    }

    /// How many proposals were tried, and how many there are as far as is known now.
    pub fn progress(&self) -> (usize, usize) {
        (self.tried, self.tried + self.left.len())
    }

    /// Tries everything that is left, and gives the fixes that were found, the recommended one first.
    pub fn finish(mut self, context: &Context) -> Vec<Fix> {
        while self.step(context) {}
        self.recommended()
    }

    /// What was found so far, in the order in which it is recommended: among equals those first that leave nothing of
    /// what they are for; the catalogue has the narrower ones first. Nothing where even the first one breaks something.
    fn recommended(&self) -> Vec<Fix> {
        let failing = match &self.goal {
            Goal::Working(failing) => failing.as_slice(),
            Goal::Silence(_) => &[],
        };
        let left = |fix: &Fix| {
            let mended =
                |index: &usize| fix.flips.iter().any(|flip| flip.connection == *index && flip.mends());
            failing.iter().filter(|index| !mended(index)).count()
        };
        let mut fixes = self.found.clone();
        order::sort_by_key(&mut fixes, |fix| (fix.breaks(), fix.safety, left(fix)));
        if fixes.first().is_some_and(Fix::breaks) {
            return Vec::new();
        }
        name(fixes.iter_mut());
        fixes
    }

    /// The proposal as a fix, if it does what it is for.
    fn attempt(&self, context: &Context, proposal: Proposal) -> Option<Fix> {
        let Proposal { steps, safety, edits } = proposal;
        let after = World::new(context, &edits)?;
        let helps = match &self.goal {
            Goal::Working(failing) => failing.iter().any(|&index| after.works(context, index)),
            Goal::Silence(message) => {
                let said = lint::run(&after.context(&after.connections(context)));
                said.iter().all(|other| other.message != *message)
            }
        };
        helps.then(|| {
            let flips = after.flips(context);
            Fix { id: String::new(), code: self.code, steps, safety, edits, flips }
        })
    }
}

/// The first proposals, the last one first, so that they can be taken from the end.
fn in_turn(proposals: impl Iterator<Item = Proposal>) -> Vec<Proposal> {
    let mut first: Vec<Proposal> = proposals.take(ATTEMPTS).collect();
    first.reverse();
    first
}
