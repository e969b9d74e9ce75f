//! The menu of examples.

use super::icon::tinted_icon;
use crate::app::browser;
use crate::app::state::{Action, Replacement};
use mtls_playground::i18n::Catalog;
use mtls_playground::scenario::{EXAMPLES, Example};
use yew::prelude::*;

/// A button with the list of examples.
pub(crate) fn examples_menu(text: &dyn Catalog, dispatch: &Callback<Action>) -> Html {
    html! {
        <>
            <button type="button" class="btn quiet" popovertarget="examples">
                { text.examples() }{ tinted_icon("chev", "note") }
            </button>
            <div id="examples" class="menu examples-menu" popover="auto">
                { for EXAMPLES.iter().map(|example| example_button(text, dispatch, example, "btn")) }
            </div>
        </>
    }
}

/// Title and sentence of an example; puts it in place of the text.
pub(crate) fn example_button(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    example: &'static Example,
    class: &'static str,
) -> Html {
    let dispatch = dispatch.clone();
    let onclick = move |_| {
        // The menu of examples, and on a narrow page the menu that it stands in.
        browser::hide_popover("examples");
        browser::hide_popover("tools");
        dispatch.emit(Action::Replace(Replacement::Example, example.sources().collect()));
    };
    let words = (example.text)(text);
    html! {
        <button type="button" {class} {onclick}>
            { tinted_icon("file", "note") }
            <span class="example-words"><b>{ words.title }</b><span class="muted">{ words.look }</span></span>
        </button>
    }
}
