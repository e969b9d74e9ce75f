//! What comes of the text: rows, and below them why and the findings.

use super::banner::banner;
use super::connections::Connections;
use super::empty::empty;
use super::filter_bar::filter_bar;
use super::findings::Findings;
use super::fix_preview::FixPreview;
use super::grip::{Axis, Grip};
use super::readiness_view::ReadinessView;
use super::symptom_answer::symptom_answer;
use super::tab_list::on_tab_key;
use super::why_panel::WhyPanel;
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::evaluation::Evaluated;
use crate::app::hooks::{Chosen, Fixes, Look, use_split};
use crate::app::shared::Shared;
use crate::app::state::{Action, View};
use crate::app::store::Setting;
use mtls_playground::readiness::Scope;
use mtls_playground::symptom::Search;
use mtls_playground::view::{Filter, Row};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ResultsProps {
    /// The result whose rows are shown.
    pub(crate) shown: Shared<Evaluated>,
    /// The result of the text as it is.
    pub(crate) latest: Shared<Evaluated>,
    pub(crate) filter: Filter,
    /// The rows that pass the filter.
    pub(crate) rows: Shared<Vec<Rc<Row>>>,
    pub(crate) chosen: Option<Shared<Chosen>>,
    /// The text waits until the user asks for its evaluation.
    pub(crate) held: bool,
    /// There is no text.
    pub(crate) blank: bool,
    /// Code of the finding whose rows alone are shown.
    pub(crate) only: Option<&'static str>,
    /// Which findings show all of themselves.
    pub(crate) open: Vec<bool>,
    pub(crate) fixes: Fixes,
    /// The findings whose fixes are wanted.
    pub(crate) wanted: Vec<usize>,
    /// The fix that is looked at.
    pub(crate) look: Option<Shared<Look>>,
    /// The result is of the text as it is now.
    pub(crate) settled: bool,
    pub(crate) view: View,
    /// What STRICT is tried on.
    pub(crate) scope: Scope,
    /// What the pasted error comes from.
    pub(crate) search: Option<Shared<Search>>,
}

/// Height of the list in per cent of the pane, where nobody moved the bar.
const LIST: u32 = 45;

/// The views are tabs over the same connections; below them are always the path of one of them and the findings.
#[component]
pub(crate) fn Results(props: &ResultsProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let split = use_split(Setting::List, "--list", LIST);
    let stale = props.shown != props.latest;
    // Rows of another result may be other rows.
    let look_at_rows = props.look.as_ref().filter(|look| look.found.of == props.shown);
    use_focus_return(props.look.as_ref().map(|look| look.fix.id.clone()));
    let selected = props.chosen.as_ref().map(|chosen| chosen.row.key.clone());
    // Without text there is nothing to try.
    let view = if props.blank { View::Connections } else { props.view };
    let tab = |own: View| {
        let (name, number) = match own {
            View::Connections => (text.pane_connections(), props.shown.rows.len().to_string()),
            View::Readiness => {
                (text.view_readiness(), format!("{} %", props.shown.summary.coverage.percent()))
            }
        };
        let dispatch = dispatch.clone();
        html! {
            <button type="button" class="tab" role="tab" id={format!("view-{}", own.id())}
                aria-selected={(own == view).to_string()} aria-controls={(own == view).then_some(own.id())}
                tabindex={if own == view { "0" } else { "-1" }} disabled={props.blank && own != view}
                onclick={move |_| dispatch.emit(Action::View(own))}>
                { name }<span class="muted n">{ number }</span>
            </button>
        }
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        let current = View::ALL.iter().position(|own| *own == view).unwrap_or_default();
        Callback::from(move |event: KeyboardEvent| {
            let next = on_tab_key(&event, current, View::ALL.len()).and_then(|index| View::ALL.get(index));
            if let Some(view) = next {
                dispatch.emit(Action::View(*view));
            }
        })
    };
    html! {
        <section class="pane out" aria-label={text.results()} ref={split.around}>
            { banner(text, &dispatch, &props.latest, stale, props.held) }
            <div class="tabs">
                <div class="tablist" role="tablist" aria-label={text.views()} {onkeydown}>
                    { for View::ALL.into_iter().map(tab) }
                </div>
            </div>
            if let Some(search) = &props.search {
                { symptom_answer(text, &dispatch, search) }
            }
            if props.blank {
                { empty(text, &dispatch) }
            } else {
                if view == View::Readiness {
                    <ReadinessView shown={props.shown.clone()} scope={props.scope.clone()} {selected} {stale} />
                } else {
                    { filter_bar(text, &dispatch, &props.shown, &props.filter, props.only) }
                <Connections fix={look_at_rows.cloned()} all={props.shown.rows.len()} rows={props.rows.clone()}
                    {selected} {stale} />
                }
                <Grip axis={Axis::Vertical} label={text.resize_list()} value={split.share} default={LIST}
                    onmove={split.onmove} />
                if let Some(look) = &props.look {
                    <FixPreview look={look.clone()} fresh={props.settled && look.found.of == props.latest} />
                } else {
                    <div class="lower">
                        <WhyPanel chosen={props.chosen.clone()} {stale} />
                        <Findings latest={props.latest.clone()} open={props.open.clone()} fixes={props.fixes.clone()}
                            wanted={props.wanted.clone()} />
                    </div>
                }
            }
        </section>
    }
}

/// When the preview of a fix is closed, the focus goes back to the button that opened it, unless it went elsewhere.
#[hook]
fn use_focus_return(fix: Option<String>) {
    let last = use_mut_ref(|| None::<String>);
    use_effect_with(fix, move |fix| {
        let before = last.replace(fix.clone());
        if let (Some(before), None) = (before, fix) {
            browser::focus_if_lost(&format!("[data-fix='{before}']"));
        }
    });
}
