//! One step of the path.

use super::icon::tinted_icon;
use super::place_link::place_link;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use mtls_playground::verdict::Weight;
use mtls_playground::view::{Beaten, WhyStep};
use yew::prelude::*;

/// Mark on the rail, question, answer, link; below the answer what it beat. `outcome` is icon and class of the step
/// where the connection ends.
pub(crate) fn why_step(
    text: &dyn Catalog,
    dispatch: &Callback<Action>,
    step: &WhyStep,
    outcome: &'static str,
) -> Html {
    let (class, mark) = match step.weight {
        Weight::Passed => ("passed", tinted_icon("pass", "note")),
        Weight::Decides => ("decides", tinted_icon("decide", "accent")),
        Weight::Stops => ("stops", tinted_icon(outcome, outcome)),
        Weight::NotReached => ("not-reached", tinted_icon("void", "note")),
    };
    let beaten = |beaten: &Beaten| {
        html! {
            <small>
                <del>{ &beaten.name }</del>{ " " }{ text.because(&beaten.because) }
                if let Some(place) = &beaten.place {
                    { " " }{ place_link(dispatch, place) }
                }
            </small>
        }
    };
    html! {
        <li class={classes!("step", class)}>
            { mark }
            <span class="question">{ text.question(step.answer.question()) }</span>
            <span class="answer">{ text.answer(&step.answer) }{ for step.beaten.iter().map(beaten) }</span>
            if let Some(place) = &step.place {
                { place_link(dispatch, place) }
            }
        </li>
    }
}
