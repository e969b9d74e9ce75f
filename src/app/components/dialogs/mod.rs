//! The dialogs.

mod bad_link;
mod history;
mod modal;
mod over_work;
mod rename;
mod rule;
mod share;
mod shortcuts;

use crate::app::context::{use_dispatch, use_text};
use crate::app::state::Dialog;
use mtls_playground::i18n::Language;
use mtls_playground::view::Workspace;
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct DialogsProps {
    pub(crate) dialog: Option<Dialog>,
    pub(crate) workspace: Workspace,
    /// Key of the chosen row.
    pub(crate) selection: Option<Rc<str>>,
}

/// The open dialog, if there is one.
#[component]
pub(crate) fn Dialogs(props: &DialogsProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let language = use_context::<Language>().unwrap_or_default();
    match &props.dialog {
        None => Html::default(),
        Some(Dialog::Share) => html! {
            <share::ShareDialog workspace={props.workspace.clone()} selection={props.selection.clone()} />
        },
        Some(Dialog::Shortcuts) => shortcuts::shortcuts(text),
        Some(Dialog::History) => history::earlier_states(text, &dispatch, language),
        Some(Dialog::Rename(index)) => {
            let name = props.workspace.documents().get(*index).map(|document| document.name.clone());
            html! { <rename::RenameDialog index={*index} name={name.unwrap_or_else(|| "".into())} /> }
        }
        Some(Dialog::OverWork(how, files)) => over_work::over_work(text, &dispatch, how, files),
        Some(Dialog::Rule(code)) => html! { <rule::RuleDialog code={*code} /> },
        Some(Dialog::BadLink(error)) => bad_link::bad_link(text, &dispatch, *error),
    }
}
