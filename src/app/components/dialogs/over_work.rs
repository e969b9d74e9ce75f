//! A link was opened while there is unsaved work.

use super::modal::Modal;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::{Action, Replacement};
use mtls_playground::text::SourceFile;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct OverWorkDialogProps {
    pub(crate) how: Replacement,
    pub(crate) files: Vec<SourceFile>,
}

/// Replace the text, or keep it. Escape keeps it.
#[component]
pub(crate) fn OverWorkDialog(props: &OverWorkDialogProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let keep = {
        let dispatch = dispatch.clone();
        move |_| dispatch.emit(Action::CloseDialog)
    };
    let replace = use_callback(
        (dispatch, props.how.clone(), props.files.clone()),
        |_: MouseEvent, (dispatch, how, files)| dispatch.emit(Action::Replace(how.clone(), files.clone())),
    );
    html! {
        <Modal title={text.replace_work()}>
            <p>{ text.replace_work_detail() }</p>
            <div class="actions">
                <button type="button" class="btn" autofocus=true onclick={keep}>{ text.keep_mine() }</button>
                <button type="button" class="btn primary" onclick={replace}>{ text.open_link() }</button>
            </div>
        </Modal>
    }
}
