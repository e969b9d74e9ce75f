//! The text: tabs of files, and one text area for each.

use super::editor::Editor;
use super::file_menu::file_menu;
use super::file_tabs::file_tabs;
use crate::app::shared::Shared;
use crate::app::state::{Action, State};
use mtls_playground::i18n::Catalog;
use mtls_playground::view::LineMark;
use std::rc::Rc;
use yew::prelude::*;

/// Every document has a text area of its own, hidden unless its tab is chosen: so the browser's undo, the cursor and
/// the scroll position of each survive a look at another, and those of a replaced document its replacement. Every child
/// has a key: where one has none, Yew pairs all of them by position from the end, and a new file would make new text
/// areas of the old ones.
///
/// `marks` are those of the document that is shown, `faulty` the names of the files that have an error.
pub(crate) fn text_pane(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    state: &State,
    marks: &Shared<Vec<LineMark>>,
    faulty: &[Rc<str>],
) -> Html {
    let (workspace, parked) = (&state.workspace, state.parked());
    let active = workspace.active();
    html! {
        <section class="pane text" aria-label={text.pane_text()}>
            <div class="tabs files" key="tabs">
                { file_tabs(text, dispatch, state, faulty) }
                if !state.embedded {
                    { file_menu(text, dispatch, active, state.can_undo()) }
                }
            </div>
            { for workspace.documents().iter().chain(&parked).enumerate().map(|(index, document)| html! {
                <Editor key={document.key.0} document={document.clone()} shown={index == active} readonly={state.embedded}
                    marks={(index == active).then(|| marks.clone())}
                    reveal={state.reveal.filter(|reveal| reveal.document == document.key)} />
            }) }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn each_file_keeps_its_text_area() {
        let page = Mounted::with_text(SCENARIO).await;
        let first = page.editor();
        page.click(".files .tablist + .btn").await;
        let second = page.editor();
        assert!(!second.is_same_node(Some(&first)));
        page.press(".files [role=tab][aria-selected=true]", "ArrowLeft").await;
        assert!(page.editor().is_same_node(Some(&first)));
        page.press(".files [role=tab][aria-selected=true]", "ArrowLeft").await;
        assert!(page.editor().is_same_node(Some(&second)));
    }
}
