//! The search for fixes, one attempt at a time: first what each change does by itself, then, where none helps, changes
//! behind those that got a call further than it was.

use super::ground::{Ground, counted};
use super::world::{Stop, World, stops};
use super::{Fix, Flip, name};
use crate::lint::fix::{Proposal, behind_change, for_connections, for_finding};
use crate::lint::{self, Code, Context, Finding, Message};
use crate::mesh::Origin;
use crate::order;
use crate::verdict::Connection;
use std::collections::BTreeSet;
use std::rc::Rc;

/// How many proposals of each length are tried for one finding or call.
const ATTEMPTS: usize = 40;

/// How many connections of a finding are asked for proposals: those of one finding have their cause in common.
const ASKED: usize = 6;

/// How many changes a fix consists of at most; what needs more is a redesign.
const LENGTH: usize = 3;

/// How many beginnings of each length are followed up.
const BEGINNINGS: usize = 8;

/// A search that can be left after each attempt and taken up again: an attempt may cost as much as the evaluation itself,
/// and whoever types at the same time must not wait for all of them.
#[derive(Clone, Debug)]
pub struct Search {
    code: Code,
    /// How many findings of the same code are before this one.
    before: usize,
    goal: Goal,
    /// What was not tried yet, the next one last.
    left: Vec<Attempt>,
    /// What is to be followed up now, the next one last.
    followed: Vec<Proposal>,
    /// What got a call further, and is followed up where nothing of its length helps.
    beginnings: Vec<Proposal>,
    /// The length of what is tried now, and how many of them may still be.
    length: usize,
    budget: usize,
    tried: usize,
    found: Vec<Fix>,
    ground: Rc<Ground>,
}

/// What a fix is to achieve.
#[derive(Clone, Debug)]
enum Goal {
    /// One of these connections works, all of which fail.
    Working(Vec<usize>),
    /// Fewer findings say this, and no rule says more than it did. Where no call fails, that is all that can be
    /// claimed.
    Silence(Rc<Message>),
}

/// A proposal to try.
#[derive(Clone, Debug)]
struct Attempt {
    proposal: Proposal,
    /// Its last change alone: that may be enough where the first ones only brought it to mind.
    alone: Option<Proposal>,
    /// Where the calls that are looked at end in front of its last change: that must lead them further.
    before: Rc<[Vec<Stop>]>,
}

/// A fix among others.
struct Ranked<'a> {
    fix: &'a Fix,
    breaks: bool,
    /// How many connections it leaves as they are.
    left: usize,
}

impl Ranked<'_> {
    /// Whether the other one changes more than this, and not for anything that this one leaves.
    fn spares(&self, other: &Self) -> bool {
        let (own, all) = (&self.fix.edits, &other.fix.edits);
        self.left <= other.left
            && self.breaks <= other.breaks
            && own.len() < all.len()
            && own.iter().all(|edit| all.contains(edit))
    }
}

impl Search {
    /// The search for fixes of a finding.
    pub fn for_finding(context: &Context, finding: &Finding, ground: &Rc<Ground>) -> Self {
        let code = finding.rule.code;
        if finding.connections.is_empty() {
            let proposals = for_finding(context, finding);
            let goal = Goal::Silence(finding.message.clone());
            return Self::new(code, goal, proposals, &Rc::default(), ground);
        }
        Self::for_calls(context, code, &finding.connections, ground)
    }

    /// The search for fixes of one of these findings, which are all of the scenario: none is named like one of another.
    pub fn for_nth(
        context: &Context,
        findings: &[Finding],
        index: usize,
        ground: &Rc<Ground>,
    ) -> Option<Self> {
        let finding = findings.get(index)?;
        let code = finding.rule.code;
        let before = findings.iter().take(index).filter(|other| other.rule.code == code).count();
        Some(Self { before, ..Self::for_finding(context, finding, ground) })
    }

    /// The search for fixes that make at least one of these connections work; a call, where not all are mere pairs. What policies deny is meant: no way around
    /// them is looked for, which could only be one that hides who calls.
    pub fn for_calls(context: &Context, code: Code, connections: &[usize], ground: &Rc<Ground>) -> Self {
        if code == Code::DeniedByPolicy {
            return Self::new(code, Goal::Working(Vec::new()), Vec::new(), &Rc::default(), ground);
        }
        let connection = |index: &usize| context.connections.get(*index);
        let fails = |index: &usize| connection(index).is_some_and(|it| !it.verdict.works());
        let is_told = |index: &usize| connection(index).is_some_and(|it| it.call.origin != Origin::Pair);
        let failing: Vec<usize> = connections.iter().copied().filter(fails).collect();
        // A fix for pairs that nobody calls is none for calls that somebody makes.
        let all_told: Vec<usize> = failing.iter().copied().filter(is_told).collect();
        let meant = if all_told.is_empty() { failing } else { all_told };
        let failing = different_first(context, meant.into_iter());
        let asked = failing.get(..ASKED).unwrap_or(&failing);
        let singles = for_connections(context, asked);
        let connections = asked.iter().filter_map(|&index| context.connections.get(index));
        let before = connections.map(stops).collect();
        Self::new(code, Goal::Working(failing), singles, &before, ground)
    }

    fn new(
        code: Code,
        goal: Goal,
        proposals: Vec<Proposal>,
        before: &Rc<[Vec<Stop>]>,
        ground: &Rc<Ground>,
    ) -> Self {
        let attempt = |proposal| Attempt { proposal, alone: None, before: before.clone() };
        let attempts = proposals.into_iter().map(attempt);
        Self {
            code,
            before: 0,
            goal,
            left: in_turn(attempts, ATTEMPTS),
            followed: Vec::new(),
            beginnings: Vec::new(),
            length: 1,
            budget: ATTEMPTS,
            tried: 0,
            found: Vec::new(),
            ground: ground.clone(),
        }
    }

    /// Tries the next proposal, or looks for more. `false` once there is none left.
    pub fn step(&mut self, context: &Context) -> bool {
        if self.budget == 0 {
            self.left.clear();
            self.followed.clear();
        }
        if let Some(attempt) = self.left.pop() {
            self.budget -= 1;
            self.tried += 1;
            self.attempt(context, attempt);
            return true;
        }
        if let Some(beginning) = self.followed.pop() {
            self.left = in_turn(self.continued(context, &beginning).into_iter(), self.budget);
            return true;
        }
        if self.beginnings.is_empty() || self.length == LENGTH || !self.recommended().is_empty() {
            return false;
        }
        let beginnings = std::mem::take(&mut self.beginnings);
        self.followed = in_turn(beginnings.into_iter(), BEGINNINGS);
        self.length += 1;
        self.budget = ATTEMPTS;
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

    /// Like [`Search::finish`]; where nothing is recommended, what helps at a price that others pay.
    pub fn finish_even_breaking(mut self, context: &Context) -> Vec<Fix> {
        while self.step(context) {}
        self.ranked()
    }

    /// What is recommended so far: nothing where even the first fix breaks something.
    fn recommended(&self) -> Vec<Fix> {
        let fixes = self.ranked();
        if fixes.first().is_some_and(Fix::breaks) { Vec::new() } else { fixes }
    }

    /// What was found so far, in the order in which it is recommended: among equals those first that leave the least of
    /// what they are for; the catalogue has the narrower ones first.
    fn ranked(&self) -> Vec<Fix> {
        let ranked = |fix| Ranked { fix, breaks: Fix::breaks(fix), left: self.left_by(fix) };
        let all: Vec<Ranked> = self.found.iter().map(ranked).collect();
        let mut needed: Vec<&Ranked> =
            all.iter().filter(|it| !all.iter().any(|part| part.spares(it))).collect();
        order::sort_by_key(&mut needed, |it| (it.breaks, it.fix.safety, it.left));
        let mut fixes: Vec<Fix> = needed.into_iter().map(|it| it.fix.clone()).collect();
        name(&mut fixes, self.before);
        fixes
    }

    /// How many of the connections that are to work a fix leaves as they are.
    fn left_by(&self, fix: &Fix) -> usize {
        let mended = fix.flips.iter().filter(|flip| flip.mends()).map(|flip| flip.connection);
        let mended = order::set(mended);
        self.failing().iter().filter(|index| !mended.contains(index)).count()
    }

    /// The connections that are to work.
    fn failing(&self) -> &[usize] {
        match &self.goal {
            Goal::Working(failing) => failing,
            Goal::Silence(..) => &[],
        }
    }

    /// Those of them that are looked at.
    fn asked(&self) -> &[usize] {
        self.failing().get(..ASKED).unwrap_or(self.failing())
    }

    /// Keeps the proposal if it does what it is for, and as a beginning if it leads further or breaks others.
    fn attempt(&mut self, context: &Context, Attempt { proposal, alone, before }: Attempt) {
        let ground = self.ground.clone();
        if let Some(flips) = ground.flips_of(&proposal.edits, self.failing()).filter(|_| alone.is_none()) {
            return self.keep(proposal, flips);
        }
        let world = |proposal: &Proposal| World::new(context, &ground, &proposal.edits);
        let Some(after) = world(&proposal) else { return };
        if !self.is_reached(context, &after) {
            if self.gets_further(&after, &before) {
                self.beginnings.push(proposal);
            }
            return;
        }
        let shorter = alone.and_then(|alone| {
            let after = world(&alone)?;
            self.is_reached(context, &after).then_some((alone, after))
        });
        let (proposal, after) = shorter.unwrap_or((proposal, after));
        let flips = after.flips();
        ground.remember(&proposal.edits, &after, &flips);
        self.keep(proposal, flips);
    }

    /// Takes the proposal, which does what it is for, among the fixes.
    fn keep(&mut self, proposal: Proposal, flips: Vec<Flip>) {
        let is_known = self.found.iter().any(|known| known.edits == proposal.edits);
        if is_known || matches!(self.goal, Goal::Silence(..)) && flips.iter().any(Flip::exposes) {
            return;
        }
        let Proposal { steps, safety, edits } = proposal.clone();
        let fix = Fix { id: String::new(), code: self.code, steps, safety, edits, flips };
        if fix.breaks() {
            self.beginnings.push(proposal);
        }
        self.found.push(fix);
    }

    fn is_reached(&self, before: &Context, after: &World) -> bool {
        match &self.goal {
            Goal::Working(failing) => failing.iter().any(|&index| after.works(index)),
            Goal::Silence(message) => {
                let before = self.ground.said(before);
                let Some(context) = after.context_for_rules() else { return false };
                let said = lint::beside_calls(&context);
                let code = self.code;
                let is_known = |(code, count)| before.get(code).is_some_and(|before| count <= before);
                let still = said.iter().any(|other| other.message == *message);
                let counts = counted(&said);
                counts.iter().all(is_known) && (!still || counts.get(&code) < before.get(&code))
            }
        }
    }

    fn gets_further(&self, after: &World, before: &[Vec<Stop>]) -> bool {
        self.asked().iter().zip(before).any(|(&index, before)| {
            after.connection(index).is_some_and(|connection| stops(&connection) != *before)
        })
    }

    /// A beginning with each change that may help behind it.
    fn continued(&self, context: &Context, beginning: &Proposal) -> Vec<Attempt> {
        let Some(between) = World::new(context, &self.ground, &beginning.edits) else { return Vec::new() };
        let connections = between.connections(self.asked());
        if connections.len() != self.asked().len() {
            return Vec::new();
        }
        let before: Rc<[Vec<Stop>]> = connections.iter().map(stops).collect();
        let all: Vec<usize> = (0..connections.len()).collect();
        let Some(behind) = between.context(&connections) else { return Vec::new() };
        let next = behind_change(&behind, &all).into_iter();
        let attempt = |next: Proposal| {
            let (proposal, alone) = beginning.then(&next, context.sources)?;
            Some(Attempt { proposal, alone, before: before.clone() })
        };
        next.filter_map(attempt).collect()
    }
}

/// Those first that differ in client or host from the ones before them: they have most to say about the cause.
fn different_first(context: &Context, connections: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut clients = BTreeSet::new();
    let mut hosts = BTreeSet::new();
    let (mut different, rest): (Vec<_>, Vec<_>) =
        connections.partition(|index| match context.connections.get(*index) {
            Some(Connection { call, .. }) => clients.insert(call.from) | hosts.insert(&call.host),
            None => false,
        });
    different.extend(rest);
    different
}

/// The first ones, the last one first, so that they can be taken from the end.
fn in_turn<T>(all: impl Iterator<Item = T>, most: usize) -> Vec<T> {
    let mut first: Vec<T> = all.take(most).collect();
    first.reverse();
    first
}
