//! Which rows are wanted: outcome, words, namespace.

use super::icon::{icon, tinted_icon};
use super::outcome_label::outcome_word;
use crate::app::evaluation::Evaluated;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use mtls_playground::view::{Filter, OutcomeCount};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Chips count the rows of each outcome; pressed ones choose them. They are a list of their own, in which all have keys.
/// `only` is the code of the finding whose rows alone are shown.
pub(crate) fn filter_bar(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    shown: &Evaluated,
    filter: &Filter,
    only: Option<&'static str>,
) -> Html {
    let change = |change: fn(Filter, String) -> Filter| {
        let (dispatch, filter) = (dispatch.clone(), filter.clone());
        move |value: String| dispatch.emit(Action::Filter(change(filter.clone(), value)))
    };
    let oninput = {
        let change = change(|filter, text| Filter { text, ..filter });
        move |event: InputEvent| change(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let onchange = {
        let change =
            change(|filter, name| Filter { namespace: Some(name).filter(|name| !name.is_empty()), ..filter });
        move |event: Event| change(event.target_unchecked_into::<HtmlSelectElement>().value())
    };
    let chip = |count: &OutcomeCount| {
        let word = outcome_word(text, count.outcome);
        let (dispatch, toggled) = (dispatch.clone(), filter.clone().toggled(count.outcome));
        html! {
            <button type="button" class={classes!("btn", "chip", count.outcome.class())} key={count.outcome.as_str()}
                aria-pressed={filter.outcomes.contains(count.outcome.as_str()).to_string()}
                aria-label={text.chip(word, count.rows)} title={text.chip(word, count.rows)}
                onclick={move |_| dispatch.emit(Action::Filter(toggled.clone()))}>
                { icon(count.outcome.class()) }<b class="n">{ count.rows }</b><span class="word">{ word }</span>
            </button>
        }
    };
    let show_all = {
        let dispatch = dispatch.clone();
        move |_| dispatch.emit(Action::Only(None))
    };
    html! {
        <div class="bar" role="group" aria-label={text.filter_rows()}>
            if let Some(code) = only {
                <button type="button" class="btn chip only" title={text.show_all_rows()}
                    onclick={show_all}>
                    { text.only_of_finding(code) }{ icon("close") }<span class="sr">{ text.show_all_rows() }</span>
                </button>
            }
            <>{ for shown.counts.iter().map(chip) }</>
            <label class="field find">
                { tinted_icon("search", "note") }
                <input type="search" aria-label={text.filter()} placeholder={text.filter()} value={filter.text.clone()}
                    {oninput} />
            </label>
            <select class="btn chip" aria-label={text.namespace()} {onchange}>
                <option value="" selected={filter.namespace.is_none()}>{ text.all_namespaces() }</option>
                { for shown.namespaces.iter().map(|name| html! {
                    <option value={name.clone()} selected={filter.namespace.as_ref() == Some(name)}>{ name }</option>
                }) }
            </select>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn a_chip_chooses_its_outcome_and_lets_it_go() {
        let page = Mounted::with_text(SCENARIO).await;
        let rows = || page.all("[data-outcome]", "data-outcome");
        page.click(".chip.mtls").await;
        assert_eq!(rows(), ["mtls"]);
        page.click(".chip.refused").await;
        assert_eq!(rows(), ["refused", "mtls"], "two chips mean either");
        page.click(".chip.mtls").await;
        page.click(".chip.refused").await;
        assert_eq!(rows(), ["refused", "mtls"], "no chip means all");
    }
}
