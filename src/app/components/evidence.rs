//! What people see of the chosen row, and the commands that show it on a cluster.

use super::command::command;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::Chosen;
use crate::app::shared::Shared;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct EvidenceProps {
    pub(crate) chosen: Shared<Chosen>,
}

/// A list of facts; those of a symptom only where something fails.
#[component]
pub(crate) fn Evidence(props: &EvidenceProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let symptom = props.chosen.symptom.iter().flat_map(|symptom| {
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
            if !props.chosen.commands.is_empty() {
                <dt>{ text.verify() }</dt>
                { for props.chosen.commands.iter().map(|line| html! { <dd class="cmd">{ command(text, &dispatch, line) }</dd> }) }
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
