//! The findings.

use super::icon::tinted_icon;
use super::place_link::PlaceLink;
use crate::app::context::{use_dispatch, use_text};
use crate::app::evaluation::Evaluated;
use crate::app::shared::Shared;
use crate::app::state::Action;
use mtls_playground::lint::Severity;
use mtls_playground::view::Problem;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct FindingsProps {
    /// The result of the text as it is: its findings are listed.
    pub(crate) latest: Shared<Evaluated>,
    /// The result whose rows are shown: what findings point at, as long as it is the same.
    pub(crate) shown: Shared<Evaluated>,
}

/// Worst first; all good is said in words.
#[component]
pub(crate) fn Findings(props: &FindingsProps) -> Html {
    let text = use_text();
    let problems = &props.latest.problems;
    let unprotected = props.latest.rows.iter().any(|row| row.outcome.class() != "mtls");
    html! {
        <section class="findings" aria-label={text.pane_findings()}>
            <div class="hd">
                <h2>{ text.pane_findings() }</h2>
                if !problems.is_empty() {
                    <span class="muted n">{ problems.len() }</span>
                }
            </div>
            { for problems.iter().map(|problem| html! {
                <Finding problem={problem.clone()} shown={props.shown.clone()} />
            }) }
            if problems.is_empty() && !unprotected && !props.latest.rows.is_empty() {
                <p class="hd">{ tinted_icon("check", "mtls") }<b>{ text.all_mtls(props.latest.rows.len()) }</b></p>
            } else if problems.is_empty() {
                <p class="hd muted">{ text.no_findings() }</p>
            }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct FindingProps {
    problem: Problem,
    shown: Shared<Evaluated>,
}

/// Name and code, the sentence, the lines; a button that goes to the first of its connections.
#[component]
fn Finding(props: &FindingProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let problem = &props.problem;
    let (icon, tone) = match problem.severity {
        Severity::Error => ("refused", "error"),
        Severity::Warning => ("warn", "warning"),
        Severity::Note => ("info", "note"),
    };
    let first = props.shown.rows.iter().find(|row| problem.connections.contains(&row.connection)).cloned();
    let code = problem.code.as_str();
    html! {
        <article class="finding" data-testid="finding" data-code={code}>
            <div class="hd">
                { tinted_icon(icon, tone) }<span class="sr">{ text.severity(problem.severity) }</span>
                <h3 class="cut">{ problem.code.name() }</h3>
                <span class="mono muted">{ code }</span>
                if let Some(row) = first {
                    <button type="button" class="link n push"
                        onclick={move |_| dispatch.emit(Action::Select(row.key.clone()))}>
                        { text.explains(problem.connections.len()) }
                    </button>
                }
            </div>
            <p>{ text.message(&problem.message) }</p>
            <div class="places">
                { for problem.places.iter().map(|place| html! { <PlaceLink place={place.clone()} /> }) }
            </div>
        </article>
    }
}
