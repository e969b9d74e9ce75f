//! The text: tabs of files, and one text area for each.

use super::editor::Editor;
use super::file_menu::file_menu;
use super::file_tabs::file_tabs;
use crate::app::context::{use_dispatch, use_text};
use crate::app::shared::Shared;
use crate::app::state::Reveal;
use mtls_playground::view::{Document, LineMark, Workspace};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct TextPaneProps {
    pub(crate) workspace: Workspace,
    /// Documents that Undo brings back.
    pub(crate) parked: Vec<Document>,
    /// Undo brings back a text that was replaced.
    pub(crate) can_undo: bool,
    /// Marks of the document that is shown.
    pub(crate) marks: Shared<Vec<LineMark>>,
    /// Names of the files that have an error.
    pub(crate) faulty: Shared<Vec<std::rc::Rc<str>>>,
    pub(crate) reveal: Option<Reveal>,
}

/// Every document has a text area of its own, hidden unless its tab is chosen: so the browser's undo, the cursor and
/// the scroll position of each survive a look at another, and those of a replaced document its replacement. Every child has a key: where one has none, Yew pairs all of
/// them by position from the end, and a new file would make new text areas of the old ones.
#[component]
pub(crate) fn TextPane(props: &TextPaneProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let active = props.workspace.active();
    html! {
        <section class="pane text" aria-label={text.pane_text()}>
            <div class="tabs files" key="tabs">
                { file_tabs(text, &dispatch, &props.workspace, &props.faulty) }
                { file_menu(text, &dispatch, active, props.can_undo) }
            </div>
            { for props.workspace.documents().iter().chain(&props.parked).enumerate().map(|(index, document)| html! {
                <Editor key={document.key.0} document={document.clone()} shown={index == active}
                    marks={if index == active { props.marks.clone() } else { Shared::default() }}
                    reveal={props.reveal.filter(|reveal| reveal.document == document.key)} />
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
