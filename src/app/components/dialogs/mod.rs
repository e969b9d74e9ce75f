//! The dialogs.

mod bad_link;
mod history;
mod modal;
mod over_work;
mod rename;
mod rule;
mod share;
mod shortcuts;

use crate::app::state::{Action, Dialog, State};
use mtls_playground::i18n::Catalog;
use std::rc::Rc;
use yew::prelude::*;

/// The open dialog, if there is one. `selection` is the key of the chosen row.
pub(crate) fn dialog(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    state: &State,
    selection: Option<Rc<str>>,
) -> Html {
    match &state.dialog {
        None => Html::default(),
        Some(Dialog::Share) => html! {
            <share::ShareDialog workspace={state.workspace.clone()} {selection} />
        },
        Some(Dialog::Shortcuts) => shortcuts::shortcuts(text),
        Some(Dialog::History) => history::earlier_states(text, dispatch, state.language),
        Some(Dialog::Rename(index)) => {
            let name = state.workspace.documents().get(*index).map(|document| document.name.clone());
            html! { <rename::RenameDialog index={*index} name={name.unwrap_or_else(|| "".into())} /> }
        }
        Some(Dialog::OverWork(how, files)) => over_work::over_work(text, dispatch, how, files),
        Some(Dialog::Rule(code)) => html! { <rule::RuleDialog code={*code} /> },
        Some(Dialog::BadLink(error)) => bad_link::bad_link(text, dispatch, *error),
    }
}
