//! What STRICT would do, before it is turned on.

use super::finding::severity_icon;
use super::icon::{icon, tinted_icon};
use super::place_link::place_link;
use crate::app::context::{use_dispatch, use_text};
use crate::app::evaluation::Evaluated;
use crate::app::hooks::{Trial, use_readiness};
use crate::app::shared::Shared;
use crate::app::state::{Action, Pane};
use mtls_playground::i18n::Catalog;
use mtls_playground::i18n::text::ReadinessPart;
use mtls_playground::mesh::{Coverage, Workload};
use mtls_playground::order;
use mtls_playground::readiness::{Fate, PolicyCount, Readiness, Scope, Status, Step};
use mtls_playground::view::Problem;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ReadinessViewProps {
    pub(crate) shown: Shared<Evaluated>,
    pub(crate) scope: Scope,
    /// Key of the chosen row.
    pub(crate) selected: Option<Rc<str>>,
    /// The result belongs to an older text.
    pub(crate) stale: bool,
}

/// How many connections of one fate are listed.
const LISTED: usize = 100;

/// What to try it on, and what came of that: connections by their fate, and the way there. The last answer stays until
/// the next one is there.
#[component]
pub(crate) fn ReadinessView(props: &ReadinessViewProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let trial = use_readiness(&props.shown, &props.scope);
    let mesh = &props.shown.analysis.mesh;
    let namespaces = order::set(mesh.workloads.iter().map(Workload::namespace));
    let namespaces = namespaces.into_iter().map(|name| Scope::Namespace(name.to_owned()));
    let workloads = mesh
        .workloads
        .iter()
        .map(|workload| Scope::Workload(workload.namespace().to_owned(), workload.name().to_owned()));
    let option = |scope: Scope| {
        html! {
            <option value={scope.to_string()} selected={scope == props.scope}>{ text.readiness_scope(&scope) }</option>
        }
    };
    let onchange = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let chosen = Scope::parse(&event.target_unchecked_into::<HtmlSelectElement>().value());
            dispatch.emit(Action::Try(chosen.unwrap_or_default()));
        }
    };
    let is_old = trial.as_ref().is_some_and(|trial| trial.of != props.shown || trial.scope != props.scope);
    html! {
        <div class={classes!("list", "readiness", (props.stale || is_old).then_some("stale"))} id="readiness"
            role="tabpanel" aria-labelledby="view-readiness" data-testid="readiness">
            <label class="bar">
                <span>{ text.strict_for() }</span>
                <select class="btn chip" data-testid="readiness-scope" {onchange}>
                    { option(Scope::Mesh) }
                    { for namespaces.map(option) }
                    { for workloads.map(option) }
                </select>
            </label>
            {
                match trial.as_deref() {
                    None => html! { <p class="rest muted" role="status">{ text.strict_is_tried() }</p> },
                    Some(Trial { answer: Err(why), .. }) => html! { <p class="rest">{ text.untried(*why) }</p> },
                    Some(Trial { answer: Ok(readiness), of, .. }) => html! {
                        <div class="ready">
                            { fates(text, &dispatch, of, readiness, props.selected.as_ref()) }
                            { way(text, &dispatch, of, readiness) }
                        </div>
                    },
                }
            }
        </div>
    }
}

/// The sentence, and the connections by what becomes of them, the worst first. Only what breaks is unfolded at first.
fn fates(
    text: &'static dyn Catalog,
    dispatch: &Callback<Action>,
    of: &Shared<Evaluated>,
    readiness: &Readiness,
    selected: Option<&Rc<str>>,
) -> Html {
    let policy = readiness.policy.as_ref().and_then(|by| of.analysis.inventory.get(by.resource));
    let policy = policy.map(|resource| resource.meta.key());
    let row = |index: usize| {
        let row = of.rows.iter().find(|row| row.connection == index)?.clone();
        let dispatch = dispatch.clone();
        let call = format!("{} → {}", row.from, row.dialled());
        Some(html! {
            <li>
                <button type="button" class="call cut" title={call.clone()}
                    aria-pressed={(selected == Some(&row.key)).to_string()}
                    onclick={move |_| {
                        dispatch.emit(Action::Select(row.key.clone()));
                        dispatch.emit(Action::ShowPane(Pane::Why));
                    }}>
                    { &call }
                </button>
            </li>
        })
    };
    let group = |fate: Fate| {
        let all: Vec<usize> = readiness.with(fate).collect();
        let (glyph, tone) = match fate {
            Fate::Breaks => ("refused", "refused"),
            Fate::StaysOpen => ("plaintext", "plaintext"),
            Fate::Safe => ("mtls", "mtls"),
            Fate::Mended => ("check", "mtls"),
            Fate::FailsAnyway => ("unroutable", "unroutable"),
        };
        (!all.is_empty()).then(|| {
            html! {
                <details open={fate == Fate::Breaks} data-fate={fate.as_str()}>
                    <summary class={classes!("o", tone)}>
                        { icon(glyph) }<b class="n">{ all.len() }</b>{ text.fate(fate) }
                    </summary>
                    <ul>{ for all.iter().take(LISTED).filter_map(|index| row(*index)) }</ul>
                    if all.len() > LISTED {
                        <p class="muted">{ text.rows_drawn(LISTED, all.len()) }</p>
                    }
                </details>
            }
        })
    };
    html! {
        <section>
            <div role="status">
                <h2>{ text.strict_breaks(&readiness.scope, readiness.with(Fate::Breaks).count()) }</h2>
            </div>
            <p class="muted">{ text.strict_by(policy.as_deref()) }</p>
            { for Fate::ALL.into_iter().filter_map(group) }
        </section>
    }
}

/// How far the scope is, what to do before, in which order, and what it costs.
fn way(
    text: &'static dyn Catalog,
    dispatch: &Callback<Action>,
    of: &Shared<Evaluated>,
    readiness: &Readiness,
) -> Html {
    let Coverage { in_mesh, workloads } = readiness.coverage;
    let percent = readiness.coverage.percent();
    let obstacle = |finding| {
        let problem = Problem::new(&of.analysis, finding);
        let (glyph, tone) = severity_icon(problem.severity);
        html! {
            <li class="obstacle">
                { tinted_icon(glyph, tone) }
                <span>
                    { text.message(&problem.message) }{ " " }
                    { for problem.places.iter().map(|place| html! { <>{ " " }{ place_link(dispatch, place) }</> }) }
                </span>
            </li>
        }
    };
    let policy = |PolicyCount { kind, count }: &PolicyCount| {
        html! { <><dt>{ kind }</dt><dd class="n">{ count }</dd></> }
    };
    html! {
        <section>
            <p class="n">{ text.coverage(in_mesh, workloads, percent) }</p>
            <svg class="gauge" aria-hidden="true"><rect width={format!("{percent}%")} height="100%" /></svg>
            if !readiness.obstacles.is_empty() {
                <h3>{ text.readiness_part(ReadinessPart::Obstacles) }</h3>
                <ul>{ for readiness.obstacles.iter().map(obstacle) }</ul>
            }
            if !readiness.steps.is_empty() {
                <h3>{ text.readiness_part(ReadinessPart::Steps) }</h3>
                <ol>{ for readiness.steps.iter().map(|step| step_line(text, dispatch, step)) }</ol>
            }
            <h3>{ text.readiness_part(ReadinessPart::Policies) }</h3>
            <dl class="counts">{ for readiness.policies.iter().map(policy) }</dl>
            <p class="muted">{ text.cost(&readiness.cost) }</p>
        </section>
    }
}

/// A part of the migration; a click tries STRICT on it alone.
fn step_line(text: &'static dyn Catalog, dispatch: &Callback<Action>, step: &Step) -> Html {
    let (glyph, tone) = match step.status {
        Status::Done => ("mtls", "mtls"),
        Status::Ready => ("check", "mtls"),
        Status::Blocked => ("refused", "refused"),
        Status::Outside => ("void", "note"),
    };
    let (dispatch, unit) = (dispatch.clone(), step.unit.clone());
    html! {
        <li class="stage">
            <button type="button" class="link cut" onclick={move |_| dispatch.emit(Action::Try(unit.clone()))}>
                { text.readiness_scope(&step.unit) }
            </button>
            <span class={classes!("o", tone)}>{ icon(glyph) }{ text.migration_status(step.status) }</span>
            <span class="muted n">{ text.in_mesh(step.coverage.in_mesh, step.coverage.workloads) }</span>
            <span class="muted n">
                if !step.breaks.is_empty() {
                    { text.breaks(step.breaks.len()) }
                }
            </span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn it_says_what_strict_breaks_and_follows_the_text_and_the_scope() {
        let page = Mounted::with_text(&SCENARIO.replace("STRICT", "PERMISSIVE")).await;
        page.click("#view-readiness").await;
        let breaks = page.appears("[data-fate=breaks] .call").await;
        assert_eq!(breaks.text_content().unwrap(), "old/cron → cart.shop:8080");
        assert_eq!(page.all("[data-fate]", "data-fate"), ["breaks", "safe"]);

        breaks.click();
        page.appears("[data-fate=breaks] .call[aria-pressed=true]").await;
        assert!(page.get("[data-testid=why] h2").text_content().unwrap().starts_with("old/cron"));

        page.click(".stage .link").await;
        page.appears("[data-testid=readiness-scope] [value='namespace/shop']:checked").await;

        let text = SCENARIO.replace("STRICT", "PERMISSIVE").replace("from: old/cron", "from: shop/web");
        page.write(&text).await;
        page.appears(".readiness:not(.stale)").await;
        assert_eq!(page.all("[data-fate]", "data-fate"), ["safe"]);
    }
}
