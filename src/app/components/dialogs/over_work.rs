//! A link was opened while there is unsaved work.

use super::modal::Modal;
use crate::app::state::{Action, Replacement};
use mtls_playground::i18n::Catalog;
use mtls_playground::text::SourceFile;
use yew::prelude::*;

/// Replace the text, or keep it. Escape keeps it.
pub(super) fn over_work(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    how: &Replacement,
    files: &[SourceFile],
) -> Html {
    let keep = {
        let dispatch = dispatch.clone();
        move |_| dispatch.emit(Action::CloseDialog)
    };
    let replace = {
        let (dispatch, how, files) = (dispatch.clone(), how.clone(), files.to_vec());
        move |_| dispatch.emit(Action::Replace(how.clone(), files.clone()))
    };
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
