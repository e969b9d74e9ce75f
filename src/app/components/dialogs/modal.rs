//! The frame of a dialog.

use super::super::icon::icon;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::Action;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ModalProps {
    pub(crate) title: &'static str,
    pub(crate) children: Html,
}

/// The browser's own modal dialog: it keeps the focus, closes with Escape and gives the focus back.
#[component]
pub(crate) fn Modal(props: &ModalProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let dialog = use_node_ref();
    use_effect_with(dialog.clone(), |dialog| {
        let dialog = dialog.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
        }
    });
    let close = {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.emit(Action::CloseDialog))
    };
    let onclick = close.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={dialog} aria-labelledby="dialog-title" onclose={close.reform(|_: Event| ())}>
            <section>
                <div class="hd">
                    <h2 id="dialog-title">{ props.title }</h2>
                    <button type="button" class="btn quiet push" aria-label={text.close()} title={text.close()} {onclick}>
                        { icon("close") }
                    </button>
                </div>
                { props.children.clone() }
            </section>
        </dialog>
    }
}
