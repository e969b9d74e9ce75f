//! Another name for a file.

use super::modal::Modal;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::Action;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct RenameDialogProps {
    pub(crate) index: usize,
    pub(crate) name: Rc<str>,
}

/// A name and two buttons.
#[component]
pub(crate) fn RenameDialog(props: &RenameDialogProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let input = use_node_ref();
    let index = props.index;
    let onsubmit =
        use_callback((dispatch.clone(), input.clone()), move |event: SubmitEvent, (dispatch, input)| {
            event.prevent_default();
            let name = input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            dispatch.emit(Action::RenameDocument(index, name));
        });
    html! {
        <Modal title={text.rename_file()}>
            <form {onsubmit}>
                <label class="field">
                    <span class="sr">{ text.file_name() }</span>
                    <input ref={input} value={props.name.clone()} autofocus=true required=true spellcheck="false" />
                </label>
                <div class="actions">
                    <button type="button" class="btn" onclick={move |_| dispatch.emit(Action::CloseDialog)}>
                        { text.cancel() }
                    </button>
                    <button class="btn primary">{ text.rename() }</button>
                </div>
            </form>
        </Modal>
    }
}
