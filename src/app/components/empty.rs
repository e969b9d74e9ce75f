//! What to do with an empty page.

use super::examples_menu::ExampleButton;
use super::icon::{icon, wire};
use super::outcome_label::outcome_label;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::copy;
use mtls_playground::i18n::Catalog;
use mtls_playground::scenario::EXAMPLES;
use mtls_playground::verdict::{CallOutcome, Outcome};
use mtls_playground::view::RowOutcome;
use yew::prelude::*;

/// Gets from a cluster what the page can read.
const COMMAND: &str = "kubectl get ns,deploy,sts,ds,job,cronjob,pod,svc,cm,pa,dr,vs,gw,se,sidecar,authorizationpolicy -A -o yaml";

/// What a connection can be, each with a sentence.
const LEGEND: [(RowOutcome, fn(&dyn Catalog) -> &'static str); 9] = [
    (RowOutcome::Endpoint(Outcome::Mtls), |text| text.legend_mtls()),
    (RowOutcome::Endpoint(Outcome::Plaintext), |text| text.legend_plaintext()),
    (RowOutcome::Endpoint(Outcome::Tls), |text| text.legend_tls()),
    (RowOutcome::Endpoint(Outcome::Refused), |text| text.legend_refused()),
    (RowOutcome::Endpoint(Outcome::Garbled), |text| text.legend_garbled()),
    (RowOutcome::Endpoint(Outcome::Denied), |text| text.legend_denied()),
    (RowOutcome::Endpoint(Outcome::ProtocolError), |text| text.legend_protocol_error()),
    (RowOutcome::Endpoint(Outcome::Hangs), |text| text.legend_hangs()),
    (RowOutcome::Call(CallOutcome::NoRoute), |text| text.legend_unroutable()),
];

/// How many examples are offered here; the menu has all.
const OFFERED: usize = 4;

/// Examples, a command for one's own cluster, and what the words mean.
#[component]
pub(crate) fn Empty() -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    html! {
        <div class="empty" id="connections" role="tabpanel" aria-labelledby="view-connections">
            <section>
                <h2>{ text.start_with_example() }</h2>
                { for EXAMPLES.iter().take(OFFERED).map(|example| html! {
                    <ExampleButton {example} class="example" />
                }) }
            </section>
            <section>
                <h2>{ text.own_cluster() }</h2>
                <div class="cmd">
                    <code>{ COMMAND }</code>
                    <button type="button" class="link" aria-label={text.copy()} title={text.copy()}
                        onclick={move |_| copy(COMMAND, dispatch.clone())}>
                        { icon("copy") }
                    </button>
                </div>
                <p class="muted">{ text.nothing_leaves() }</p>
            </section>
            <section>
                <h2>{ text.legend() }</h2>
                <ul class="legend">
                    { for LEGEND.iter().map(|(outcome, sentence)| html! {
                        <li>
                            <span class={classes!("o", outcome.class())}>{ outcome_label(text, *outcome) }</span>
                            { wire(outcome.class(), outcome.class()) }
                            <span class="muted">{ sentence(text) }</span>
                        </li>
                    }) }
                </ul>
            </section>
        </div>
    }
}
