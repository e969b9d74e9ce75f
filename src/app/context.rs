//! What every component can reach: the sentences of the chosen language, and the way to change the state.

use super::state::{Action, State};
use mtls_playground::i18n::{Catalog, Language};
use yew::prelude::*;

/// Sends actions to the state. Stays equal to itself, so that it never makes a component render again.
pub(crate) type Dispatch = UseReducerDispatcher<State>;

/// The sentences of the chosen language.
#[hook]
pub(crate) fn use_text() -> &'static dyn Catalog {
    use_context::<Language>().unwrap_or_default().catalog()
}

/// A function that sends an action to the state. Outside of the page, in a test of one component, it does nothing.
#[hook]
pub(crate) fn use_dispatch() -> Callback<Action> {
    let dispatch = use_context::<Dispatch>();
    use_callback(dispatch, |action, dispatch| {
        if let Some(dispatch) = dispatch {
            dispatch.dispatch(action);
        }
    })
}
