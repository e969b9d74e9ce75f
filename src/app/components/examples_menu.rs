//! The menu of examples.

use super::icon::tinted_icon;
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::{Action, Replacement};
use mtls_playground::scenario::{EXAMPLES, Example};
use yew::prelude::*;

/// A button with the list of examples.
#[component]
pub(crate) fn ExamplesMenu() -> Html {
    let text = use_text();
    html! {
        <>
            <button type="button" class="btn quiet" popovertarget="examples">
                { text.examples() }{ tinted_icon("chev", "note") }
            </button>
            <div id="examples" class="menu examples-menu" popover="auto">
                { for EXAMPLES.iter().map(|example| html! { <ExampleButton {example} class="btn" /> }) }
            </div>
        </>
    }
}

#[derive(Properties)]
pub(crate) struct ExampleButtonProps {
    pub(crate) example: &'static Example,
    pub(crate) class: &'static str,
}

impl PartialEq for ExampleButtonProps {
    fn eq(&self, other: &Self) -> bool {
        self.example.slug == other.example.slug && self.class == other.class
    }
}

/// Title and sentence of an example; puts it in place of the text.
#[component]
pub(crate) fn ExampleButton(props: &ExampleButtonProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let example = props.example;
    let onclick = use_callback((dispatch, example.slug), move |_: MouseEvent, (dispatch, _)| {
        // The menu of examples, and on a narrow page the menu that it stands in.
        browser::hide_popover("examples");
        browser::hide_popover("tools");
        dispatch.emit(Action::Replace(Replacement::Example, example.sources().collect()));
    });
    let words = (example.text)(text);
    html! {
        <button type="button" class={props.class} {onclick}>
            { tinted_icon("file", "note") }
            <span class="example-words"><b>{ words.title }</b><span class="muted">{ words.look }</span></span>
        </button>
    }
}
