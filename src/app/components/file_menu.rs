//! What can be done with files.

use super::icon::icon;
use crate::app::hooks::{Named, read_files};
use crate::app::state::{Action, Dialog};
use mtls_playground::i18n::Catalog;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Open files, undo, rename, close, earlier states. `active` is the index of the document that is shown; `can_undo` says
/// that Undo brings back a text that was replaced.
pub(crate) fn file_menu(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    active: usize,
    can_undo: bool,
) -> Html {
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let files = input.files();
            let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.get(at)));
            spawn_local(read_files(files.map(Named::from).collect(), dispatch.clone()));
            // Choosing the same file again is to be a change again.
            input.set_value("");
        })
    };
    let item = |label: &'static str, action: Action| {
        let dispatch = dispatch.clone();
        html! {
            <button type="button" class="btn" popovertarget="file-menu" popovertargetaction="hide"
                onclick={move |_| dispatch.emit(action.clone())}>
                { label }
            </button>
        }
    };
    html! {
        <>
            <label class="btn quiet push open-file">
                <input type="file" class="sr" multiple=true accept=".yaml,.yml,.json,.txt" data-testid="open-file"
                    {onchange} />
                { text.open_files() }
            </label>
            <button type="button" class="btn quiet" popovertarget="file-menu" aria-label={text.file_menu()}
                title={text.file_menu()}>
                { icon("menu") }
            </button>
            <div id="file-menu" class="menu files-menu" popover="auto">
                if can_undo {
                    { item(text.undo_replacement(), Action::Undo) }
                }
                { item(text.rename_file(), Action::OpenDialog(Dialog::Rename(active))) }
                { item(text.close_file(), Action::CloseDocument(active)) }
                { item(text.earlier_states(), Action::OpenDialog(Dialog::History)) }
            </div>
        </>
    }
}
