//! Keys that work everywhere on the page.

use crate::app::browser;
use crate::app::state::{Action, Dialog, State};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Ctrl/⌘-S shares, F8 goes to the next problem, Ctrl/⌘-Z brings replaced text back, `/` goes to the filter, `?` lists
/// the keys.
#[hook]
pub(crate) fn use_shortcuts(state: &UseReducerHandle<State>) {
    let last_problem = use_mut_ref(|| None::<usize>);
    let state = state.clone();
    // The handle is a new one after each change, and the listener needs the one of now.
    use_effect(move || {
        let listener = EventListener::new_with_options(
            &document(),
            "keydown",
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if let Some(action) = action(event, &state, &mut last_problem.borrow_mut()) {
                    event.prevent_default();
                    state.dispatch(action);
                }
            },
        );
        move || drop(listener)
    });
}

fn action(event: &KeyboardEvent, state: &State, last_problem: &mut Option<usize>) -> Option<Action> {
    let command = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "s" | "S" if command && !state.workspace.is_blank() => Some(Action::OpenDialog(Dialog::Share)),
        "z" if command && state.can_undo() && state.dialog.is_none() => Some(Action::Undo),
        "F8" => next_problem(state, event.shift_key(), last_problem),
        "?" if !is_typing(event) => Some(Action::OpenDialog(Dialog::Shortcuts)),
        "/" if !is_typing(event) => {
            event.prevent_default();
            browser::focus_on(".find input");
            None
        }
        _ => None,
    }
}

/// The first place of the finding after (or before) the one that was shown last, going round.
fn next_problem(state: &State, backwards: bool, last: &mut Option<usize>) -> Option<Action> {
    let places: Vec<_> = state.latest.problems.iter().filter_map(|problem| problem.places.first()).collect();
    let count = places.len();
    let next = match *last {
        None if backwards => count.checked_sub(1)?,
        None => 0,
        Some(last) if backwards => last.checked_sub(1).unwrap_or(count.checked_sub(1)?),
        Some(last) => (last + 1).checked_rem(count)?,
    };
    let place = places.get(next).or(places.first())?;
    *last = Some(next);
    Some(Action::Reveal((*place).clone()))
}

/// Whether the key is meant for a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
    })
}
