//! The choice of the pane on a small screen.

use super::icon::icon;
use super::tab_list::on_tab_key;
use crate::app::state::{Action, Pane};
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// Text, Connections, Why, Fixes.
pub(crate) fn dock(text: &dyn Catalog, dispatch: &Callback<Action>, chosen: Pane) -> Html {
    let tab = |pane: Pane| {
        let (name, glyph) = match pane {
            Pane::Text => (text.pane_text(), "file"),
            Pane::Connections => (text.pane_connections(), "list"),
            Pane::Why => (text.pane_why(), "path"),
            Pane::Fixes => (text.pane_findings(), "diff"),
        };
        let selected = pane == chosen;
        let dispatch = dispatch.clone();
        html! {
            <button type="button" class="tab" role="tab" aria-selected={selected.to_string()}
                tabindex={if selected { "0" } else { "-1" }}
                onclick={move |_| dispatch.emit(Action::ShowPane(pane))}>
                { icon(glyph) }{ name }
            </button>
        }
    };
    let current = Pane::ALL.iter().position(|pane| *pane == chosen).unwrap_or(0);
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let next = on_tab_key(&event, current, Pane::ALL.len()).and_then(|index| Pane::ALL.get(index));
            if let Some(pane) = next {
                dispatch.emit(Action::ShowPane(*pane));
            }
        })
    };
    html! {
        <nav aria-label={text.panes()}>
            <div class="dock" role="tablist" aria-label={text.panes()} {onkeydown}>
                { for Pane::ALL.into_iter().map(tab) }
            </div>
        </nav>
    }
}
