//! The tabs of the files.

use super::icon::{icon, tinted_icon};
use super::tab_list::on_tab_key;
use crate::app::state::{Action, Dialog, State};
use mtls_playground::i18n::Catalog;
use mtls_playground::view::Document;
use std::rc::Rc;
use yew::prelude::*;

/// A double click or F2 renames, Delete closes. `faulty` are the names of the files that have an error.
pub(crate) fn file_tabs(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    state: &State,
    faulty: &[Rc<str>],
) -> Html {
    let (workspace, writable) = (&state.workspace, !state.embedded);
    let active = workspace.active();
    let count = workspace.documents().len();
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "F2" => dispatch.emit(Action::OpenDialog(Dialog::Rename(active))),
            "Delete" => dispatch.emit(Action::CloseDocument(active)),
            _ => {
                if let Some(index) = on_tab_key(&event, active, count) {
                    dispatch.emit(Action::ShowDocument(index));
                }
            }
        })
    };
    let tab = |(index, document): (usize, &Document)| {
        let (show, rename) = (dispatch.clone(), dispatch.clone());
        let selected = index == active;
        html! {
            <button type="button" class="tab" role="tab" key={document.key.0} id={format!("tab-{}", document.key.0)}
                aria-selected={selected.to_string()} tabindex={if selected { "0" } else { "-1" }}
                aria-controls={format!("file-{}", document.key.0)} title={writable.then(|| text.tab_help())}
                onclick={move |_| show.emit(Action::ShowDocument(index))}
                ondblclick={move |_| rename.emit(Action::OpenDialog(Dialog::Rename(index)))}>
                // In the place of the other icon: a mistake while typing does not move the tabs behind.
                if faulty.contains(&document.name) {
                    { tinted_icon("refused", "error") }{ &*document.name }<span class="sr">{ text.has_errors() }</span>
                } else {
                    { tinted_icon("file", "note") }{ &*document.name }
                }
            </button>
        }
    };
    let add = dispatch.clone();
    html! {
        <>
            <div class="tablist" role="tablist" aria-label={text.files()} {onkeydown}>
                { for workspace.documents().iter().enumerate().map(tab) }
            </div>
            if writable {
                <button type="button" class="btn quiet" aria-label={text.add_file()} title={text.add_file()}
                    onclick={move |_| add.emit(Action::AddDocument)}>
                    { icon("plus") }
                </button>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen_test::wasm_bindgen_test;

    const SELECTED: &str = ".files [role=tab][aria-selected=true]";

    #[wasm_bindgen_test]
    async fn a_closed_file_comes_back_with_undo() {
        let page = Mounted::with_text(SCENARIO).await;
        page.press(SELECTED, "Delete").await;
        page.evaluated().await;
        assert_eq!(page.editor().value(), "");
        assert!(page.find("[data-outcome]").is_none());
        page.click(".toast .link").await;
        page.evaluated().await;
        assert_eq!(page.editor().value(), SCENARIO);
        assert_eq!(page.all("[data-outcome]", "data-outcome"), ["refused", "mtls"]);
    }
}
