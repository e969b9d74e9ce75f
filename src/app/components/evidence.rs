//! What people see of the chosen row, and the commands that show it on a cluster.

use super::command::command;
use crate::app::hooks::Chosen;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use yew::prelude::*;

/// A list of facts; those of a symptom only where something fails.
pub(crate) fn evidence(text: &dyn Catalog, dispatch: &Callback<Action>, chosen: &Chosen) -> Html {
    let symptom = chosen.symptom.iter().flat_map(|symptom| {
        let fact = |name: &'static str, seen: &str| {
            let name =
                if symptom.certain { name.to_owned() } else { format!("{name} ({})", text.may_read()) };
            html! { <><dt>{ name }</dt><dd><code>{ seen }</code></dd></> }
        };
        let client = fact(text.client_sees(), symptom.client);
        let logs = [
            symptom.client_log.map(|log| fact(text.client_log(), log)),
            symptom.server_log.as_deref().map(|log| fact(text.server_log(), log)),
        ];
        std::iter::once(client).chain(logs.into_iter().flatten())
    });
    html! {
        <dl class="facts">
            { for symptom }
            if !chosen.commands.is_empty() {
                <dt>{ text.verify() }</dt>
                { for chosen.commands.iter().map(|line| html! { <dd class="cmd">{ command(text, dispatch, line) }</dd> }) }
            }
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn a_failure_has_a_symptom_and_every_row_has_commands() {
        let page = Mounted::with_text(SCENARIO).await;
        let facts = page.get(".facts").text_content().unwrap();
        assert!(
            facts.contains("Connection reset by peer") && facts.contains("deploy/cart -n shop"),
            "{facts}"
        );
        page.click("[data-outcome=mtls]").await;
        let facts = page.get(".facts").text_content().unwrap();
        assert!(!facts.contains("reset") && facts.contains("--fqdn cart.shop.svc.cluster.local"), "{facts}");
    }
}
