//! The text: tabs of files, and one text area for each.

use super::editor::Editor;
use super::file_menu::FileMenu;
use super::file_tabs::FileTabs;
use crate::app::context::use_text;
use crate::app::shared::Shared;
use crate::app::state::Reveal;
use mtls_playground::view::{LineMark, Workspace};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct TextPaneProps {
    pub(crate) workspace: Workspace,
    /// Marks of the document that is shown.
    pub(crate) marks: Shared<Vec<LineMark>>,
    /// Names of the files that have an error.
    pub(crate) faulty: Shared<Vec<std::rc::Rc<str>>>,
    pub(crate) reveal: Option<Reveal>,
}

/// Every document has a text area of its own, hidden unless its tab is chosen: so the browser's undo, the cursor and
/// the scroll position of each survive a look at another.
#[component]
pub(crate) fn TextPane(props: &TextPaneProps) -> Html {
    let text = use_text();
    let active = props.workspace.active();
    html! {
        <section class="pane text" aria-label={text.pane_text()}>
            <div class="tabs files">
                <FileTabs workspace={props.workspace.clone()} faulty={props.faulty.clone()} />
                <FileMenu active={active} />
            </div>
            { for props.workspace.documents().iter().enumerate().map(|(index, document)| html! {
                <Editor key={document.key.0} document={document.clone()} shown={index == active}
                    marks={if index == active { props.marks.clone() } else { Shared::default() }}
                    reveal={props.reveal.filter(|reveal| reveal.document == document.key)} />
            }) }
        </section>
    }
}
