//! The path in one line.

use super::icon::wire;
use super::outcome_label::outcome_word;
use crate::app::hooks::Chosen;
use mtls_playground::i18n::Catalog;
use mtls_playground::view::{Hop, HopName};
use yew::prelude::*;

/// Stations with wires between them. A picture: the steps below say the same in words.
pub(crate) fn hop_strip(text: &dyn Catalog, chosen: &Chosen) -> Html {
    let row = &chosen.row;
    let name = |hop: &Hop| match &hop.name {
        HopName::App(name) => name.clone(),
        HopName::ClientProxy => text.proxy().to_owned(),
        HopName::ServerProxy(mode) => format!("{} · {}", text.proxy(), text.mode(*mode)),
    };
    let label = text.hops(&row.from, &row.dialled(), outcome_word(text, row.outcome));
    html! {
        <div class="hops" role="img" aria-label={label}>
            { for chosen.hops.iter().map(|hop| html! {
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
