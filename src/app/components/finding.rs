//! One finding.

use super::command::command;
use super::fix_list::fix_list;
use super::icon::tinted_icon;
use super::place_link::place_link;
use crate::app::context::{use_dispatch, use_text};
use crate::app::hooks::Found;
use crate::app::shared::Shared;
use crate::app::state::{Action, Dialog};
use mtls_playground::i18n::Catalog;
use mtls_playground::lint::Severity;
use mtls_playground::view::Problem;
use std::rc::Rc;
use yew::prelude::*;

/// What is known of the fixes of a finding.
#[derive(Clone, PartialEq)]
pub(crate) enum Known {
    /// Nobody asked yet, and trying takes long.
    Nothing,
    /// So many of so many were tried.
    Trying(usize, usize),
    /// All were tried.
    Found(Shared<Found>),
}

#[derive(PartialEq, Properties)]
pub(crate) struct FindingProps {
    pub(crate) problem: Rc<Problem>,
    /// Whether all of it is shown.
    pub(crate) open: bool,
    pub(crate) known: Known,
    /// What shows it on a cluster; only of one that is open.
    pub(crate) commands: Vec<String>,
}

/// Its sentence in one line; open, name and code, the sentence, the lines, the fixes, and commands for a cluster.
#[component]
pub(crate) fn Finding(props: &FindingProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let Problem { code, severity, message, places, connections } = &*props.problem;
    let (icon, tone) = severity_icon(*severity);
    let sentence = text.message(message);
    let on = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let fixes = || match &props.known {
        Known::Found(found) if !found.fixes.is_empty() => {
            let all: Vec<_> = found.fixes.iter().collect();
            html! {
                <>
                    // Those that break something are the last.
                    if found.fixes.first().is_some_and(|fix| fix.breaks()) {
                        <p class="muted">{ text.each_fix_breaks() }</p>
                    }
                    { fix_list(text, &dispatch, found, &all, true) }
                </>
            }
        }
        Known::Found(_) => html! { <p class="muted">{ text.no_fix_found() }</p> },
        Known::Trying(tried, of) => html! { <p class="muted n">{ text.trying_fixes(*tried, *of) }</p> },
        Known::Nothing => html! {
            <button type="button" class="btn" onclick={on(Action::LookForFixes(message.clone()))}>
                { text.look_for_fixes() }
            </button>
        },
    };
    html! {
        <article class={classes!("finding", props.open.then_some("open"))} data-testid="finding" data-code={code.as_str()}>
            <div class="hd">
                { tinted_icon(icon, tone) }<span class="sr">{ text.severity(*severity) }</span>
                <h3 class="cut">
                    <button type="button" class="fold cut" aria-expanded={props.open.to_string()}
                        title={sentence.clone()} onclick={on(Action::ToggleFinding(message.clone()))}>
                        if props.open {
                            { code.name() }<span class="mono muted">{ code.as_str() }</span>
                        } else {
                            { &sentence }
                        }
                    </button>
                </h3>
                if !connections.is_empty() {
                    <button type="button" class="link n push" onclick={on(Action::Only(Some(message.clone())))}>
                        { text.explains(connections.len()) }
                    </button>
                }
            </div>
            if props.open {
                <p>{ &sentence }</p>
                <div class="places">
                    { for places.iter().map(|place| place_link(&dispatch, place)) }
                    <button type="button" class="link push" data-testid="rule-help"
                        onclick={on(Action::OpenDialog(Dialog::Rule(*code)))}>
                        { text.about_rule() }
                    </button>
                </div>
                { fixes() }
                if !props.commands.is_empty() {
                    <details data-testid="finding-commands">
                        <summary class="muted">{ text.verify_finding() }</summary>
                        <ul>{ for props.commands.iter().map(|line| html! { <li class="cmd">{ command(text, &dispatch, line) }</li> }) }</ul>
                    </details>
                }
            }
        </article>
    }
}

/// Icon and colour of a severity.
pub(crate) fn severity_icon(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("refused", "error"),
        Severity::Warning => ("warn", "warning"),
        Severity::Note => ("info", "note"),
    }
}

/// Whether a finding has all of these words somewhere: in its sentence, its name, its code, or the names of its lines.
pub(crate) fn has_words(text: &dyn Catalog, problem: &Problem, words: &str) -> bool {
    let places: Vec<String> = problem.places.iter().map(mtls_playground::view::Place::label).collect();
    let (code, sentence) = (problem.code, text.message(&problem.message));
    let all = [code.name(), code.as_str(), &sentence, &places.join(" ")].join(" ").to_lowercase();
    words.split_whitespace().all(|word| all.contains(&word.to_lowercase()))
}
