//! Trying fixes while nothing else is to be done.

use crate::app::browser;
use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use gloo::timers::callback::Interval;
use mtls_playground::fix::{Fix, Ground, Search};
use mtls_playground::lint::Message;
use std::rc::Rc;
use yew::prelude::*;

/// How long nobody may have typed before fixes are tried, in milliseconds.
const QUIET: f64 = 250.0;

/// How often there is a turn, and how long one lasts at most, unless a single attempt takes longer; in milliseconds.
/// What is left of the time belongs to whoever types.
const TURN: u32 = 12;
const SPENT: f64 = 8.0;

/// The fixes of a finding.
#[derive(Debug)]
pub(crate) struct Found {
    /// The result that they belong to. They are kept while the next one is on its way, so that nothing flickers, but
    /// can only be applied to this one.
    pub(crate) of: Shared<Evaluated>,
    /// What the finding says: this is how it is known again after an edit.
    pub(crate) message: Rc<Message>,
    /// The fixes, the recommended one first.
    pub(crate) fixes: Vec<Rc<Fix>>,
}

/// What is known of the fixes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fixes {
    found: Vec<Shared<Found>>,
    /// How many of how many attempts were made for the finding that is worked at.
    pub(crate) progress: (usize, usize),
}

impl Fixes {
    /// What is known of the finding that says this.
    pub(crate) fn of(&self, message: &Rc<Message>) -> Option<&Shared<Found>> {
        self.found.iter().find(|found| found.message == *message)
    }
}

/// Tries the fixes of these findings, one after the other, in short turns.
#[hook]
pub(crate) fn use_fixes(latest: &Shared<Evaluated>, wanted: &[usize]) -> UseStateHandle<Fixes> {
    let fixes = use_state_eq(Fixes::default);
    let is_known = |message: &Rc<Message>| fixes.of(message).is_some_and(|found| found.of == *latest);
    let next = wanted.iter().copied().find(|&index| {
        latest.analysis.findings.get(index).is_some_and(|finding| !is_known(&finding.message))
    });
    let known = (*fixes).clone();
    let set = fixes.setter();
    // What is known about a text is of use for all of its findings.
    let ground = use_memo(latest.clone(), |_| Ground::default());
    use_effect_with((latest.clone(), next), move |(latest, next)| {
        let finding =
            next.and_then(|index| Some((index, latest.analysis.findings.get(index)?.message.clone())));
        let turns = finding.map(|(index, message)| {
            let (latest, ground, began) = (latest.clone(), ground.clone(), browser::now());
            let (mut due, mut search) = (Some(index), None);
            Interval::new(TURN, move || {
                let start = browser::now();
                if start - began < QUIET {
                    return;
                }
                let context = latest.analysis.context();
                // To think of fixes takes its time as well, and belongs into a turn.
                if let Some(index) = due.take() {
                    search = Search::for_nth(&context, &latest.analysis.findings, index, &ground);
                    return;
                }
                let Some(mut trying) = search.take() else { return };
                while trying.step(&context) {
                    if browser::now() - start > SPENT {
                        set.set(Fixes { progress: trying.progress(), ..known.clone() });
                        search = Some(trying);
                        return;
                    }
                }
                let fixes = trying.finish_even_breaking(&context).into_iter().map(Rc::new).collect();
                let new = Shared::new(Found { of: latest.clone(), message: message.clone(), fixes });
                set.set(known.with(&new));
            })
        });
        move || drop(turns)
    });
    fixes
}

impl Fixes {
    /// With what is known now. What belongs to an older result goes, once its finding is gone as well.
    fn with(&self, new: &Shared<Found>) -> Self {
        let said = |message: &Rc<Message>| new.of.problems.iter().any(|problem| problem.message == *message);
        let others = self.found.iter().filter(|old| old.message != new.message && said(&old.message));
        let found = others.cloned().chain([new.clone()]).collect();
        Self { found, progress: (0, 0) }
    }
}
