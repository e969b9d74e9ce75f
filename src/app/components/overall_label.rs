//! What comes of a whole call: icon and word.

use super::icon::icon;
use super::outcome_label::outcome_word;
use mtls_playground::i18n::Catalog;
use mtls_playground::verdict::Overall;
use mtls_playground::view::RowOutcome;
use yew::prelude::*;

/// Icon and word in the colour of the outcome, behind their number where they are counted.
pub(crate) fn overall_label(text: &dyn Catalog, overall: Overall, count: Option<usize>) -> Html {
    let (class, label) = match overall {
        Overall::Endpoints(outcome) => labelled(text, RowOutcome::Endpoint(outcome)),
        Overall::Call(outcome) => labelled(text, RowOutcome::Call(outcome)),
        Overall::Mixed => ("note", (icon("mixed"), text.mixed())),
    };
    let (icon, word) = label;
    html! { <span class={classes!("o", class)}>{ icon }<span>{ for count }{ for count.map(|_| " ") }{ word }</span></span> }
}

fn labelled(text: &dyn Catalog, outcome: RowOutcome) -> (&'static str, (Html, &'static str)) {
    (outcome.class(), (icon(outcome.class()), outcome_word(text, outcome)))
}
