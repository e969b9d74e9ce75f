//! What must be known about the result as a whole.

use super::icon::tinted_icon;
use crate::app::context::{use_dispatch, use_text};
use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use crate::app::state::Action;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct BannerProps {
    /// The result of the text as it is.
    pub(crate) latest: Shared<Evaluated>,
    /// What is shown belongs to an older text.
    pub(crate) stale: bool,
    /// The text waits until the user asks for its evaluation.
    pub(crate) held: bool,
}

/// A document cannot be read, or the text is held back. Stays until it is no longer so.
#[component]
pub(crate) fn Banner(props: &BannerProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    if props.held {
        return html! {
            <div class="banner warning tint" role="alert">
                { tinted_icon("warn", "warning") }<span>{ text.held_back() }</span>
                <button type="button" class="btn" onclick={move |_| dispatch.emit(Action::EvaluateAgain)}>
                    { text.evaluate_anyway() }
                </button>
            </div>
        };
    }
    let Some(place) = props.latest.unreadable.first().cloned() else { return Html::default() };
    let sentence = text.unreadable_document(&place.name, place.line);
    let consequence = if props.stale { text.result_is_older() } else { text.result_is_partial() };
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
