//! One step of the path.

use super::icon::tinted_icon;
use super::place_link::PlaceLink;
use crate::app::context::use_text;
use mtls_playground::verdict::Weight;
use mtls_playground::view::{Beaten, WhyStep};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct StepProps {
    pub(crate) step: WhyStep,
    /// Icon and class of the outcome, for the step where the connection ends.
    pub(crate) outcome: &'static str,
}

/// Mark on the rail, question, answer, link; below the answer what it beat.
#[component]
pub(crate) fn Step(props: &StepProps) -> Html {
    let text = use_text();
    let step = &props.step;
    let (class, mark) = match step.weight {
        Weight::Passed => ("passed", tinted_icon("pass", "note")),
        Weight::Decides => ("decides", tinted_icon("decide", "accent")),
        Weight::Stops => ("stops", tinted_icon(props.outcome, props.outcome)),
        Weight::NotReached => ("not-reached", tinted_icon("void", "note")),
    };
    let beaten = |beaten: &Beaten| {
        html! {
            <small>
                <del>{ &beaten.name }</del>{ " " }{ text.because(&beaten.because) }
                if let Some(place) = &beaten.place {
                    { " " }<PlaceLink place={place.clone()} />
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
                <PlaceLink place={place.clone()} />
            }
        </li>
    }
}
