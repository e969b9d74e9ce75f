//! What a pasted error comes from.

use super::icon::{icon, tinted_icon};
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use mtls_playground::symptom::{Cause, Search};
use std::rc::Rc;
use yew::prelude::*;

/// How many causes are told at once; the others are unfolded.
const TOLD: usize = 3;

/// What was recognised, the causes in the order of their likelihood, and how many rows are shown because of it. The
/// causes that happen in the scenario are told with their rows.
pub(crate) fn symptom_answer(
    text: &'static dyn Catalog,
    dispatch: &Callback<Action>,
    search: &Search,
) -> Html {
    let cause = |cause: &Cause| {
        let rows = search.hits.iter().filter(|hit| hit.cause == *cause).count();
        html! {
            <li>
                { text.cause(*cause) }
                if rows > 0 {
                    { " " }<b class="n">{ text.explains(rows) }</b>
                }
            </li>
        }
    };
    let (told, more) = search.causes.split_at(search.causes.len().min(TOLD));
    let close = {
        let dispatch = dispatch.clone();
        move |_| dispatch.emit(Action::Symptom(Rc::from("")))
    };
    html! {
        <div class="banner note symptom-answer" role="status" data-testid="symptom-answer">
            <div class="hd">
                { tinted_icon("search", "note") }
                if search.recognised.is_empty() {
                    <b>{ text.nothing_recognised() }</b>
                } else if search.hits.is_empty() {
                    <b>{ text.no_connection_shows_it() }</b>
                } else {
                    <b>{ text.connections_show_it(search.hits.len()) }</b>
                }
                <button type="button" class="btn quiet push" aria-label={text.clear()} title={text.clear()} onclick={close}>
                    { icon("close") }
                </button>
            </div>
            if search.recognised.is_empty() {
                <p class="muted">{ text.symptom_hint() }</p>
            } else {
                <p class="muted">{ text.recognised(&search.recognised) }</p>
                <p>{ text.likely_causes() }</p>
                <ol>{ for told.iter().map(cause) }</ol>
                if !more.is_empty() {
                    <details>
                        <summary class="muted">{ text.more_causes(more.len()) }</summary>
                        <ol start={(TOLD + 1).to_string()}>{ for more.iter().map(cause) }</ol>
                    </details>
                }
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::{Event, EventInit, HtmlTextAreaElement};

    async fn paste(page: &Mounted, text: &str) {
        let area = page.get("[data-testid=symptom]").unchecked_into::<HtmlTextAreaElement>();
        area.set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        area.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
        crate::app::testing::settle().await;
    }

    fn outcomes(page: &Mounted) -> Vec<String> {
        page.all("[data-testid=connections] [data-outcome]", "data-outcome")
    }

    #[wasm_bindgen_test]
    async fn an_error_leaves_the_rows_that_show_it() {
        let page = Mounted::with_text(SCENARIO).await;
        paste(&page, "curl: (56) Recv failure: Connection reset by peer\nsome other line").await;
        assert_eq!(outcomes(&page), ["refused"]);
        let answer = page.get("[data-testid=symptom-answer]").text_content().unwrap();
        assert!(answer.contains("accepts only mutual TLS (STRICT)"), "{answer}");
        page.press("[data-testid=symptom]", "Escape").await;
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
        assert!(page.find("[data-testid=symptom-answer]").is_none());
    }

    #[wasm_bindgen_test]
    async fn a_text_that_means_nothing_here_hides_nothing() {
        let page = Mounted::with_text(SCENARIO).await;
        for text in ["all is well", "SPIFFE: certificate verify failed"] {
            paste(&page, text).await;
            assert_eq!(outcomes(&page), ["refused", "mtls"], "{text}");
            assert!(page.find("[data-testid=symptom-answer]").is_some());
        }
    }
}
