//! One row.

use super::icon::wire;
use super::outcome_label::outcome_label;
use super::overall_label::overall_label;
use crate::app::context::use_text;
use mtls_playground::i18n::Catalog;
use mtls_playground::verdict::{Mode, Overall, Sent};
use mtls_playground::view::{EXTERNAL, Row};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ConnectionRowProps {
    pub(crate) row: Rc<Row>,
    /// Number among all rows, the head being the first.
    pub(crate) number: usize,
    pub(crate) selected: bool,
    /// What the fix that is looked at makes of it.
    pub(crate) after: Option<Overall>,
}

/// Outcome, client, wire, call, server, sent → enforced, what decided it and where. The grid listens to clicks for all of
/// its rows: an edit replaces dozens of them, and what each has of its own costs time between a key and the result.
#[component]
pub(crate) fn ConnectionRow(props: &ConnectionRowProps) -> Html {
    let text = use_text();
    let row = &*props.row;
    let class = row.outcome.class();
    let call = row.dialled();
    let named = |name| if name == EXTERNAL { text.external() } else { name };
    let client = named(&*row.from);
    let server = if row.server.is_empty() { text.nobody() } else { named(&row.server) };
    let sent =
        row.sent.map_or_else(|| text.nobody().to_owned(), |(sent, mode)| sent_to_mode(text, sent, mode));
    html! {
        <div class="row" role="row" tabindex={if props.selected { "0" } else { "-1" }}
            aria-selected={props.selected.to_string()} aria-rowindex={props.number.to_string()}
            data-from={row.from.clone()} data-host={row.host.clone()} data-port={row.port.to_string()}
            data-server={row.server.clone()} data-outcome={row.outcome.as_str()}>
            <span role="gridcell" class={classes!("o", class)}>{ outcome_label(text, row.outcome) }</span>
            <span role="gridcell" class="cli" data-to={call.clone()} title={client.to_owned()}>{ client }</span>
            { wire(class, class) }
            <span role="gridcell" class="host" title={call.clone()}>{ &call }</span>
            <span role="gridcell" class="srv" title={server.to_owned()}>{ server }</span>
            if let Some(after) = props.after {
                <span role="gridcell" class="how">{ "→ " }{ overall_label(text, after, None) }</span>
            } else {
                <span role="gridcell" class="how muted" title={sent.clone()}>{ &sent }</span>
            }
            <span role="gridcell" class="by">
                if let Some(decided) = &row.decided {
                    <span title={decided.name.clone()}>{ &decided.name }</span>
                    <button type="button" class="link mono cut" tabindex="-1">{ decided.place.label() }</button>
                } else {
                    <span class="muted">{ text.by_default() }</span>
                }
            </span>
        </div>
    }
}

/// `plaintext → STRICT`; what the app sends by itself meets no mode.
fn sent_to_mode(text: &dyn Catalog, sent: Sent, mode: Mode) -> String {
    format!("{} → {}", text.sent(sent), text.mode(mode))
}
