//! What to do with an empty page.

use super::examples_menu::example_button;
use super::icon::{icon, wire};
use super::outcome_label::outcome_label;
use crate::app::hooks::copy;
use crate::app::state::Action;
use mtls_playground::i18n::Catalog;
use mtls_playground::scenario::EXAMPLES;
use mtls_playground::verdict::{CallOutcome, Outcome};
use mtls_playground::view::RowOutcome;
use yew::prelude::*;

/// Gets from a cluster what the page can read.
const COMMAND: &str = "kubectl get ns,deploy,sts,ds,job,cronjob,pod,svc,cm,pa,dr,vs,gw,se,sidecar,authorizationpolicy -A -o yaml";

/// What a connection can be, in the order of the legend.
const LEGEND: [RowOutcome; 9] = [
    RowOutcome::Endpoint(Outcome::Mtls),
    RowOutcome::Endpoint(Outcome::Plaintext),
    RowOutcome::Endpoint(Outcome::Tls),
    RowOutcome::Endpoint(Outcome::Refused),
    RowOutcome::Endpoint(Outcome::Garbled),
    RowOutcome::Endpoint(Outcome::Denied),
    RowOutcome::Endpoint(Outcome::ProtocolError),
    RowOutcome::Endpoint(Outcome::Hangs),
    RowOutcome::Call(CallOutcome::NoRoute),
];

/// How many examples are offered here; the menu has all.
const OFFERED: usize = 4;

/// Examples, a command for one's own cluster, and what the words mean.
pub(crate) fn empty(text: &dyn Catalog, dispatch: &Callback<Action>) -> Html {
    let copied = dispatch.clone();
    html! {
        <div class="empty" id="connections" role="tabpanel" aria-labelledby="view-connections">
            <section>
                <h2>{ text.start_with_example() }</h2>
                { for EXAMPLES.iter().take(OFFERED).map(|example| example_button(text, dispatch, example, "example")) }
            </section>
            <section>
                <h2>{ text.own_cluster() }</h2>
                <div class="cmd">
                    <code>{ COMMAND }</code>
                    <button type="button" class="link" aria-label={text.copy()} title={text.copy()}
                        onclick={move |_| copy(COMMAND, copied.clone())}>
                        { icon("copy") }
                    </button>
                </div>
                <p class="muted">{ text.nothing_leaves() }</p>
            </section>
            <section>
                <h2>{ text.legend() }</h2>
                <ul class="legend">
                    { for LEGEND.into_iter().map(|outcome| html! {
                        <li>
                            <span class={classes!("o", outcome.class())}>{ outcome_label(text, outcome) }</span>
                            { wire(outcome.class(), outcome.class()) }
                            <span class="muted">{ meaning(text, outcome) }</span>
                        </li>
                    }) }
                </ul>
            </section>
        </div>
    }
}

fn meaning(text: &dyn Catalog, outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Endpoint(outcome) => text.outcome_meaning(outcome),
        RowOutcome::Call(_) => text.unroutable_meaning(),
    }
}
