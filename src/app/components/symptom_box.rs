//! Where an error is pasted.

use super::icon::{icon, tinted_icon};
use crate::app::browser;
use crate::app::state::{Action, Pane};
use gloo::timers::callback::Timeout;
use mtls_playground::i18n::Catalog;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// One line that takes many, because logs have many: an input field would glue them together. What comes of it is
/// shown while somebody types; Enter goes there.
pub(crate) fn symptom_box(text: &dyn Catalog, dispatch: &Callback<Action>, symptom: &str) -> Html {
    let paste = dispatch.reform(|text: String| Action::Symptom(Rc::from(text)));
    let oninput = {
        let paste = paste.clone();
        move |event: InputEvent| paste.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    };
    let onkeydown = {
        let (dispatch, paste) = (dispatch.clone(), paste.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                browser::hide_popover("tools");
                dispatch.emit(Action::ShowPane(Pane::Connections));
                // On a small screen the rows are there only once their pane is, and a menu that closes gives the focus
                // back to its button.
                let rows = || browser::focus_on("[data-testid=connections] [aria-selected=true]");
                Timeout::new(0, rows).forget();
            }
            "Escape" => paste.emit(String::new()),
            _ => {}
        }
    };
    let clear = move |_| {
        paste.emit(String::new());
        browser::focus_on("[data-testid=symptom]");
    };
    html! {
        <div class="field symptom" role="search">
            { tinted_icon("search", "note") }
            <textarea rows="1" data-testid="symptom" aria-label={text.symptom()} placeholder={text.symptom_example()}
                spellcheck="false" autocapitalize="off" autocomplete="off" value={symptom.to_owned()}
                {oninput} {onkeydown} />
            if !symptom.is_empty() {
                <button type="button" class="link" aria-label={text.clear()} title={text.clear()} onclick={clear}>
                    { icon("close") }
                </button>
            }
        </div>
    }
}
