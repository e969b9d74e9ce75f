//! The link of the text.

use super::super::icon::{icon, tinted_icon};
use super::modal::Modal;
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::copy;
use crate::app::store::set_followed;
use mtls_playground::i18n::Language;
use mtls_playground::share::{self, Link, limits};
use mtls_playground::view::Workspace;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ShareDialogProps {
    pub(crate) workspace: Workspace,
    /// Key of the chosen row.
    pub(crate) selection: Option<Rc<str>>,
}

/// Makes the link when it opens, and only then; shows it, and what was taken out of the text before.
#[component]
pub(crate) fn ShareDialog(props: &ShareDialogProps) -> Html {
    let text = use_text();
    let language = use_context::<Language>().unwrap_or_default();
    let dispatch = use_dispatch();
    let input = use_node_ref();
    let link = use_memo((), |()| {
        let label = |label: &str| (label.chars().count() <= limits::LABEL).then(|| label.to_owned());
        share::encode(&share::Shared {
            files: props.workspace.files(),
            selection: props.selection.as_deref().and_then(label),
            view: None,
            language: Some(language.tag().to_owned()),
            engine: Some(share::ENGINE.to_owned()),
        })
    });
    use_effect_with(link.clone(), {
        let input = input.clone();
        move |link| {
            if let Ok(link) = &**link {
                browser::set_fragment(&link.fragment);
                set_followed(&link.fragment);
            }
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.select();
            }
        }
    });
    let Ok(Link { fragment, redactions }) = &*link else {
        return html! { <Modal title={text.share()}><p role="alert">{ text.too_big_to_share() }</p></Modal> };
    };
    let address = browser::address_with(fragment);
    let length = address.len();
    let embedded = format!(
        "<iframe src=\"{}\" title=\"mTLS Playground\" width=\"100%\" height=\"600\" loading=\"lazy\"></iframe>",
        browser::address_embedded(fragment)
    );
    let copying = |what: &str| {
        let (what, dispatch) = (what.to_owned(), dispatch.clone());
        Callback::from(move |_: MouseEvent| copy(&what, dispatch.clone()))
    };
    let (copy_link, copy_embedded) = (copying(&address), copying(&embedded));
    html! {
        <Modal title={text.share()}>
            <p>{ text.share_detail() }</p>
            <div class="hd">
                <label class="field link-field">
                    <span class="sr">{ text.link() }</span>
                    <input class="mono" readonly=true data-testid="share-link" value={address} ref={input} />
                </label>
                <button type="button" class="btn primary" onclick={copy_link}>{ icon("copy") }{ text.copy() }</button>
            </div>
            <p class="muted n">{ text.link_length(length) }</p>
            <div class="hd">
                <label class="field link-field">
                    <span>{ text.embedded() }</span>
                    <input class="mono" readonly=true data-testid="share-embed" value={embedded} />
                </label>
                <button type="button" class="btn" onclick={copy_embedded}>{ icon("copy") }{ text.copy() }</button>
            </div>
            if !redactions.is_empty() {
                <p class="hd">{ tinted_icon("warn", "warning") }<span>{ text.taken_out(redactions.len()) }</span></p>
            }
        </Modal>
    }
}
