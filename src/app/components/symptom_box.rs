//! Where an error is pasted.

use super::icon::{icon, tinted_icon};
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::state::{Action, Pane};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct SymptomBoxProps {
    pub(crate) symptom: Rc<str>,
}

/// One line that takes many, because logs have many: an input field would glue them together. What comes of it is
/// shown while somebody types; Enter goes there.
#[component]
pub(crate) fn SymptomBox(props: &SymptomBoxProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let oninput = use_callback(dispatch.clone(), |event: InputEvent, dispatch| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        dispatch.emit(Action::Symptom(Rc::from(area.value())));
    });
    let onkeydown =
        use_callback(dispatch.clone(), |event: KeyboardEvent, dispatch| match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                browser::hide_popover("tools");
                dispatch.emit(Action::ShowPane(Pane::Connections));
                // On a small screen the rows are there only once their pane is, and a menu that closes gives the focus
                // back to its button.
                let rows = || browser::focus_on("[data-testid=connections] [aria-selected=true]");
                Timeout::new(0, rows).forget();
            }
            "Escape" => dispatch.emit(Action::Symptom(Rc::from(""))),
            _ => {}
        });
    let clear = move |_| {
        dispatch.emit(Action::Symptom(Rc::from("")));
        browser::focus_on("[data-testid=symptom]");
    };
    html! {
        <div class="field symptom" role="search">
            { tinted_icon("search", "note") }
            <textarea rows="1" data-testid="symptom" aria-label={text.symptom()} placeholder={text.symptom_example()}
                spellcheck="false" autocapitalize="off" autocomplete="off" value={props.symptom.to_string()}
                {oninput} {onkeydown} />
            if !props.symptom.is_empty() {
                <button type="button" class="link" aria-label={text.clear()} title={text.clear()} onclick={clear}>
                    { icon("close") }
                </button>
            }
        </div>
    }
}
