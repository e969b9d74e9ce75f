//! What must be known about the result as a whole.

use super::icon::tinted_icon;
use crate::app::evaluation::Evaluated;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// A document cannot be read, or the text is held back until somebody asks for its evaluation. Stays until it is no
/// longer so. `latest` is the result of the text as it is; what is shown may be `stale`, which is that of an older one.
pub(crate) fn banner(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    latest: &Evaluated,
    stale: bool,
    held: bool,
) -> Html {
    let dispatch = dispatch.clone();
    if held {
        return html! {
            <div class="banner warning tint" role="alert">
                { tinted_icon("warn", "warning") }<span>{ text.held_back() }</span>
                <button type="button" class="btn" onclick={move |_| dispatch.emit(Action::EvaluateAgain)}>
                    { text.evaluate_anyway() }
                </button>
            </div>
        };
    }
    let Some(place) = latest.unreadable.first().cloned() else { return Html::default() };
    let sentence = text.unreadable_document(&place.name, place.line);
    let consequence = if stale { text.result_is_older() } else { text.result_is_partial() };
    let go = text.go_to_line(place.line);
    html! {
        <div class="banner warning tint">
            { tinted_icon("warn", "warning") }<span>{ sentence }{ " " }{ consequence }</span>
            <button type="button" class="btn chip" onclick={move |_| dispatch.emit(Action::Reveal(place.clone()))}>
                { go }
            </button>
        </div>
    }
}
