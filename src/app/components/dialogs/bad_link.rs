//! A link could not be opened.

use super::modal::Modal;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use mtls_playground::share::LinkError;
use yew::prelude::*;

/// Why; and that the work on the screen is as it was.
pub(super) fn bad_link(text: &dyn Catalog, dispatch: &Callback<Action>, error: LinkError) -> Html {
    let dispatch = dispatch.clone();
    html! {
        <Modal title={text.bad_link()}>
            <p role="alert">{ reason(text, error) }</p>
            <div class="actions">
                <button type="button" class="btn primary" autofocus=true
                    onclick={move |_| dispatch.emit(Action::CloseDialog)}>
                    { text.close() }
                </button>
            </div>
        </Modal>
    }
}

fn reason(text: &dyn Catalog, error: LinkError) -> &'static str {
    match error {
        LinkError::Truncated => text.link_truncated(),
        LinkError::Corrupt => text.link_corrupt(),
        LinkError::TooNew { .. } => text.link_too_new(),
        LinkError::TooBig(_) => text.link_too_big(),
    }
}
