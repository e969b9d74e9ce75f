//! Evaluating and saving while somebody types.

use crate::app::browser;
use crate::app::context::Dispatch;
use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use crate::app::start::evaluate;
use crate::app::state::{Action, State};
use crate::app::store::Slot;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

/// An evaluation of this many milliseconds is over before a fast typist presses the next key, 100 ms later.
const QUICK: f64 = 80.0;

/// After this many milliseconds a new result is drawn, and the old one is freed.
const AFTER_DRAWING: u32 = 40;

/// The longest that an evaluation waits for the one before, in milliseconds.
const LONGEST: f64 = 300.0;

/// How long to wait for further keystrokes before evaluating, in milliseconds: not at all where the last evaluation was
/// quick; else until as much time has passed since as it took, so that a large text never spends more than half of the
/// time on results that nobody sees. Counted from the last evaluation, not from the last key: whoever keeps typing
/// sees results as well.
fn pause(last: &Evaluated) -> u32 {
    let rest = if last.milliseconds <= QUICK { 0.0 } else { last.milliseconds.min(LONGEST) };
    let pause = (last.done + rest - browser::now()).clamp(0.0, LONGEST);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let pause = pause as u32;
    pause
}

/// Saves and evaluates each new text after a pause. The newest keystroke wins: it drops the timer of the one before,
/// and waits for what is left of its pause.
#[hook]
pub(crate) fn use_evaluation(state: &UseReducerHandle<State>, slot: &Shared<Slot>) {
    let due = state.edition != state.evaluated_edition;
    let task = due.then(|| (state.workspace.clone(), state.latest.clone()));
    let (dispatch, own) = (state.dispatcher(), slot.clone());
    use_effect_with(state.edition, move |&edition| {
        let timer = task.map(|(workspace, last)| {
            Timeout::new(pause(&last), move || {
                // Saved first: if the evaluation never comes back, the text is not lost with it.
                let saving = own.save(&workspace);
                let result = Shared::new(evaluate(&own, &workspace));
                dispatch.dispatch(Action::Evaluated { edition, result, saving });
            })
        });
        move || drop(timer)
    });
    use_late_drop(&state.latest);
    use_own_slot(state.dispatcher(), slot);
}

/// To free the result that was replaced takes milliseconds, which nobody has to wait for.
#[hook]
fn use_late_drop(latest: &Shared<Evaluated>) {
    use_effect_with(latest.clone(), |latest| {
        let kept = latest.clone();
        move || {
            Timeout::new(AFTER_DRAWING, move || drop(kept)).forget();
        }
    });
}

/// A duplicated tab begins with the slot of the other one. Whoever sees the other write takes a slot of its own and
/// saves its text there.
#[hook]
fn use_own_slot(dispatch: Dispatch, slot: &Shared<Slot>) {
    let slot = slot.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "storage", move |event| {
            let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
            if key.is_some_and(|key| slot.is_own_key(&key)) {
                slot.take_new();
                dispatch.dispatch(Action::EvaluateAgain);
            }
        });
        move || drop(listener)
    });
}
