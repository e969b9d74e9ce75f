//! The path in one line.

use super::icon::wire;
use super::outcome_label::outcome_word;
use crate::app::context::use_text;
use crate::app::hooks::Chosen;
use crate::app::shared::Shared;
use mtls_playground::view::{Hop, HopName};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct HopStripProps {
    pub(crate) chosen: Shared<Chosen>,
}

/// Stations with wires between them. A picture: the steps below say the same in words.
#[component]
pub(crate) fn HopStrip(props: &HopStripProps) -> Html {
    let text = use_text();
    let row = &props.chosen.row;
    let name = |hop: &Hop| match &hop.name {
        HopName::App(name) => name.clone(),
        HopName::ClientProxy => text.proxy().to_owned(),
        HopName::ServerProxy(mode) => format!("{} · {}", text.proxy(), text.mode(*mode)),
    };
    let label = text.hops(&row.from, &format!("{}:{}", row.host, row.port), outcome_word(text, row.outcome));
    html! {
        <div class="hops" role="img" aria-label={label}>
            { for props.chosen.hops.iter().map(|hop| html! {
                <>
                    if let Some(stretch) = hop.wire {
                        { wire(stretch.pattern, stretch.tone) }
                    }
                    <span class="hop">{ name(hop) }</span>
                </>
            }) }
        </div>
    }
}
