//! A link could not be opened.

use super::modal::Modal;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use mtls_playground::share::LinkError;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct BadLinkDialogProps {
    pub(crate) error: LinkError,
}

/// Why; and that the work on the screen is as it was.
#[component]
pub(crate) fn BadLinkDialog(props: &BadLinkDialogProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    html! {
        <Modal title={text.bad_link()}>
            <p role="alert">{ reason(text, props.error) }</p>
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
