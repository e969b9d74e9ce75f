//! An outcome: icon and word.

use super::icon::icon;
use mtls_playground::i18n::Catalog;
use mtls_playground::view::RowOutcome;
use yew::prelude::*;

/// The word of an outcome.
pub(crate) fn outcome_word(text: &dyn Catalog, outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Endpoint(outcome) => text.outcome(outcome),
        RowOutcome::Call(outcome) => text.call_outcome(outcome),
    }
}

/// Icon and word; always both, because colour alone tells nothing.
pub(crate) fn outcome_label(text: &dyn Catalog, outcome: RowOutcome) -> Html {
    html! { <>{ icon(outcome.class()) }{ outcome_word(text, outcome) }</> }
}
