//! Why the outcome of the chosen row is what it is.

use super::evidence::evidence;
use super::hop_strip::hop_strip;
use super::outcome_label::outcome_label;
use super::place_link::place_link;
use super::why_step::why_step;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::Chosen;
use crate::app::shared::Shared;
use mtls_playground::mesh::Origin;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct WhyPanelProps {
    pub(crate) chosen: Option<Shared<Chosen>>,
    /// The row belongs to an older text.
    pub(crate) stale: bool,
}

/// Outcome and call, the strip of hops, the steps, and what they look like on a cluster.
#[component]
pub(crate) fn WhyPanel(props: &WhyPanelProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let class = classes!("why", props.stale.then_some("stale"));
    let Some(chosen) = &props.chosen else {
        return html! { <section {class} aria-label={text.pane_why()} data-testid="why"><p class="muted">{ text.choose_a_row() }</p></section> };
    };
    let row = &chosen.row;
    let title = format!("{} → {}", row.from, row.dialled());
    html! {
        <section {class} aria-label={text.pane_why()} data-testid="why">
            <div class="hd">
                <span class={classes!("o", "tag", "tint", row.outcome.class())}>{ outcome_label(text, row.outcome) }</span>
                <h2 class="cut" title={title.clone()}>{ &title }</h2>
            </div>
            <p class="origin muted">
                if let Some((origin, place)) = &chosen.origin {
                    { text.call_origin(origin) }{ " " }{ place_link(&dispatch, place) }
                } else {
                    { text.call_origin(&Origin::Pair) }
                }
            </p>
            { hop_strip(text, chosen) }
            <ol>
                { for chosen.why.steps.iter().map(|step| why_step(text, &dispatch, step, row.outcome.class())) }
            </ol>
            { evidence(text, &dispatch, chosen) }
        </section>
    }
}
