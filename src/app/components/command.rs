//! A command that shows something on a cluster.

use super::icon::icon;
use crate::app::hooks::copy;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// The command, and a button that copies it.
pub(crate) fn command(text: &dyn Catalog, dispatch: &Callback<Action>, command: &str) -> Html {
    let (dispatch, copied) = (dispatch.clone(), command.to_owned());
    html! {
        <>
            <code>{ command }</code>
            <button type="button" class="link" aria-label={text.copy()} title={text.copy()}
                onclick={move |_| copy(&copied, dispatch.clone())}>
                { icon("copy") }
            </button>
        </>
    }
}
