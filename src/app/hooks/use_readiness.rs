//! What STRICT would do.

use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use gloo::timers::callback::Timeout;
use mtls_playground::readiness::{Readiness, Scope, Untried, readiness};
use yew::prelude::*;

/// An answer, and what it is about.
#[derive(Debug)]
pub(crate) struct Trial {
    /// The result that it belongs to.
    pub(crate) of: Shared<Evaluated>,
    /// What STRICT was tried on.
    pub(crate) scope: Scope,
    /// What it would do.
    pub(crate) answer: Result<Readiness, Untried>,
}

/// Tries STRICT on the scope, and again whenever the result changes. That costs as much as one or two evaluations: it
/// is done when the page has nothing else to do, after a pause of as many milliseconds as the evaluation took.
#[hook]
pub(crate) fn use_readiness(shown: &Shared<Evaluated>, scope: &Scope) -> Option<Shared<Trial>> {
    let trial = use_state_eq(|| None::<Shared<Trial>>);
    let set = trial.setter();
    use_effect_with((shown.clone(), scope.clone()), move |(of, scope)| {
        let (of, scope) = (of.clone(), scope.clone());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
        let pause = of.milliseconds as u32;
        let timeout = Timeout::new(pause, move || {
            let answer = readiness(&of.analysis.context(), &scope);
            set.set(Some(Shared::new(Trial { of, scope, answer })));
        });
        move || drop(timeout)
    });
    (*trial).clone()
}
