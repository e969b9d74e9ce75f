//! The page as a whole.

use super::components::{Axis, Dialogs, Dock, Grip, Results, StatusLine, TextPane, ToastRegion, TopBar};
use super::context::Dispatch;
use super::evaluation::Evaluated;
use super::hooks::{
    use_chosen, use_document, use_dropping, use_evaluation, use_links, use_pasting, use_shortcuts, use_split,
};
use super::shared::Shared;
use super::state::{Action, State};
use super::store::{Setting, Slot};
use mtls_playground::i18n::Language;
use mtls_playground::lint::Severity;
use mtls_playground::view::line_marks;
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct RootProps {
    /// What the page begins with.
    pub(crate) first: Shared<State>,
    /// Where this tab keeps its text.
    pub(crate) slot: Shared<Slot>,
}

/// Width of the text in per cent, where nobody moved the bar.
const SPLIT: u32 = 35;

/// The state, what listens to the browser, and the panes.
#[component]
pub(crate) fn Root(props: &RootProps) -> Html {
    let first = props.first.clone();
    let state = use_reducer(move || State::clone(&first));
    let dispatch: Dispatch = state.dispatcher();
    let emit = use_callback(dispatch.clone(), |action: Action, dispatch| dispatch.dispatch(action));
    use_document(state.language, state.theme);
    use_evaluation(&state, &props.slot);
    use_links(dispatch.clone());
    use_shortcuts(&state);
    use_pasting(emit.clone());
    let dragging = use_dropping(emit);
    let split = use_split(Setting::Split, "--split", SPLIT);

    let rows = use_memo((state.shown.clone(), state.filter.clone()), |(shown, filter)| {
        Shared::new(filter.apply(&shown.rows))
    });
    let chosen = use_chosen(&state.shown, &rows, state.selected.as_ref());
    let faulty = use_memo(state.latest.clone(), |latest| Shared::new(faulty_files(latest)));
    let name = state.workspace.active_document().map(|document| document.name.clone());
    let marks = use_memo((name, chosen.clone(), state.latest.clone()), |(name, chosen, latest)| {
        let steps = chosen.as_ref().map_or(&[][..], |chosen| &chosen.why.steps);
        Shared::new(line_marks(name.as_deref().unwrap_or_default(), steps, &latest.problems))
    });
    let chosen_key = chosen.as_ref().map(|chosen| chosen.row.key.clone());
    let blank = state.workspace.is_blank();
    let text = state.language.catalog();

    html! {
        <ContextProvider<Language> context={state.language}>
        <ContextProvider<Dispatch> context={dispatch}>
            <div class={classes!("app", dragging.then_some("dropping"))} data-pane={state.pane.attribute()}>
                <TopBar theme={state.theme} {blank} />
                <main class="main" ref={split.around}>
                    <TextPane workspace={state.workspace.clone()} marks={(*marks).clone()} faulty={(*faulty).clone()}
                        reveal={state.reveal} />
                    <Grip axis={Axis::Horizontal} label={text.resize_text()} value={split.share} default={SPLIT}
                        onmove={split.onmove} />
                    <Results shown={state.shown.clone()} latest={state.latest.clone()} filter={state.filter.clone()}
                        rows={(*rows).clone()} {chosen} held={state.held} {blank} />
                </main>
                <StatusLine summary={state.latest.summary} milliseconds={state.latest.milliseconds}
                    revision={state.revision} status={state.status()} {blank} held={state.held}
                    unreadable={state.latest.unreadable.len()} saving={state.saving} />
                <Dock pane={state.pane} />
                <ToastRegion toast={state.toast.clone()} />
                <Dialogs dialog={state.dialog.clone()} workspace={state.workspace.clone()} selection={chosen_key} />
            </div>
        </ContextProvider<Dispatch>>
        </ContextProvider<Language>>
    }
}

/// Names of the files that have an error.
fn faulty_files(latest: &Evaluated) -> Vec<Rc<str>> {
    let errors = latest.problems.iter().filter(|problem| problem.severity == Severity::Error);
    errors.flat_map(|problem| &problem.places).map(|place| place.name.clone()).collect()
}
