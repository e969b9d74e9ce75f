//! How steps are put together to the why of a verdict.

use super::{Answer, CallOutcome, Endpoint, Ignored, Question, Step, Verdict, Weight};
use crate::mesh::Mesh;
use crate::order;
use crate::resource::Ref;
use std::rc::Rc;

/// One way that a call, or a part of it, takes.
pub(super) struct Leg {
    /// The steps up to the choice of an endpoint: the same for all endpoints of one choice.
    pub(super) head: Rc<Vec<Step>>,
    /// Where it leads: to an endpoint, which has the rest of the steps, or to an end before that.
    pub(super) end: Result<Endpoint, CallOutcome>,
}

impl Step {
    /// A step that was merely passed.
    pub(super) const fn new(answer: Answer) -> Self {
        Self { weight: Weight::Passed, answer, decided_by: None, ignored: Vec::new() }
    }

    /// The same, decided by this; `None` where a default did.
    pub(super) fn by(self, decided_by: impl Into<Option<Ref>>) -> Self {
        Self { decided_by: decided_by.into(), ..self }
    }

    /// The same, over these.
    pub(super) fn beating(self, ignored: Vec<Ignored>) -> Self {
        Self { ignored, ..self }
    }
}

/// The verdict that all ways of a call make together. Where several end early, the last in route order names the
/// outcome.
pub(super) fn assemble(mesh: &Mesh, legs: Vec<Leg>) -> Verdict {
    let shared = shared(&legs);
    let mut verdict = Verdict { outcome: None, why: Vec::new(), stopped: Vec::new(), endpoints: Vec::new() };
    for Leg { head, end } in legs {
        let mut rest = rest(&head, &shared);
        match end {
            Ok(mut endpoint) => {
                // Mostly there is nothing to put in front.
                if !rest.is_empty() {
                    rest.append(&mut endpoint.why);
                    endpoint.why = rest;
                }
                endpoint.why = tell_once(endpoint.why);
                verdict.endpoints.push(endpoint);
            }
            Err(outcome) => {
                verdict.outcome = Some(outcome);
                verdict.stopped = rest;
            }
        }
    }
    verdict.why = Rc::unwrap_or_clone(shared);
    if verdict.endpoints.is_empty() {
        verdict.why.append(&mut verdict.stopped);
    }
    // Thousands of pods may stand behind one service: each name is written once, not whenever two are compared.
    let named = |row: Endpoint| (row.server.name(mesh), row);
    let mut named: Vec<_> = std::mem::take(&mut verdict.endpoints).into_iter().map(named).collect();
    let key = |(_, row): &(String, Endpoint)| (row.port, row.sent.as_str(), row.outcome);
    order::sort_by(&mut named, |a, b| a.0.cmp(&b.0).then_with(|| key(a).cmp(&key(b))));
    verdict.endpoints = named.into_iter().map(|(_, row)| row).collect();
    verdict.endpoints.dedup_by(|b, a| same_row(a, b));
    verdict
}

/// The steps that all ways have in common. Nearly always there is one head for all of them.
fn shared(legs: &[Leg]) -> Rc<Vec<Step>> {
    let Some((Leg { head: first, .. }, others)) = legs.split_first() else { return Rc::default() };
    if others.iter().all(|leg| Rc::ptr_eq(&leg.head, first)) {
        return first.clone();
    }
    let everywhere = |step: &&Step| others.iter().all(|leg| leg.head.contains(step));
    Rc::new(first.iter().filter(everywhere).cloned().collect())
}

/// The steps of a head that are not shared.
fn rest(head: &Rc<Vec<Step>>, shared: &Rc<Vec<Step>>) -> Vec<Step> {
    if Rc::ptr_eq(head, shared) {
        return Vec::new();
    }
    head.iter().filter(|step| !shared.contains(step)).cloned().collect()
}

/// Two ways to one endpoint that come to the same are one row; the first explains it.
fn same_row(a: &Endpoint, b: &Endpoint) -> bool {
    (a.server, a.port, a.sent, a.outcome) == (b.server, b.port, b.sent, b.outcome)
}

/// What one step has beaten need not be told again by an earlier one: the later one is closer to the outcome.
fn tell_once(mut steps: Vec<Step>) -> Vec<Step> {
    if steps.iter().all(|step| step.ignored.is_empty()) {
        return steps;
    }
    let mut told: Vec<Ref> = Vec::new();
    for step in steps.iter_mut().rev() {
        step.ignored.retain(|ignored| !told.contains(&ignored.by));
        told.extend(step.ignored.iter().map(|ignored| ignored.by.clone()));
        told.extend(step.decided_by.clone());
    }
    steps
}

/// A question that did not come up any more.
pub(super) fn not_reached(question: Question) -> Step {
    Step { weight: Weight::NotReached, ..Step::new(Answer::NotReached(question)) }
}
