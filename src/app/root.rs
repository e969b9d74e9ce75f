//! The page as a whole.

use super::components::{
    Axis, Grip, Results, ToastRegion, TopBar, dialog, dock, embed_bar, status_line, text_pane,
};
use super::context::Dispatch;
use super::evaluation::Evaluated;
use super::hooks::{
    use_chosen, use_document, use_dropping, use_evaluation, use_fixes, use_links, use_pasting, use_preview,
    use_shortcuts, use_split, use_symptom,
};
use super::shared::Shared;
use super::state::{Action, State};
use super::store::{Setting, Slot};
use mtls_playground::i18n::Language;
use mtls_playground::lint::Severity;
use mtls_playground::view::{line_marks, showing};
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
    let dragging = use_dropping(emit.clone());
    let split = use_split(Setting::Split, "--split", SPLIT);

    let wanted = state.wanted_fixes();
    let fixes = use_fixes(&state.latest, &wanted);
    let look = use_preview(&fixes, state.preview.as_ref());
    let only = state.only_problem();
    let connections = only.map(|problem| problem.connections.clone());
    let search = use_symptom(&state.shown, &state.symptom);
    let parts = (state.shown.clone(), state.filter.clone(), connections, search.clone());
    let rows = use_memo(parts, |(shown, filter, connections, search)| {
        let mut rows = filter.apply(&shown.rows);
        if let Some(search) = search {
            showing(&mut rows, search);
        }
        if let Some(connections) = connections {
            rows.retain(|row| connections.binary_search(&row.connection).is_ok());
        }
        Shared::new(rows)
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
            <div class={classes!("app", (dragging && !state.embedded).then_some("dropping"), state.embedded.then_some("embedded"))}
                data-pane={state.pane.attribute()}>
                if state.embedded {
                    { embed_bar(text) }
                } else {
                    <TopBar theme={state.theme} {blank} symptom={state.symptom.clone()} />
                }
                <main class="main" ref={split.around}>
                    { text_pane(text, &emit, &state, &marks, &faulty) }
                    <Grip axis={Axis::Horizontal} label={text.resize_text()} value={split.share} default={SPLIT}
                        onmove={split.onmove} />
                    <Results shown={state.shown.clone()} latest={state.latest.clone()} filter={state.filter.clone()}
                        rows={(*rows).clone()} {chosen} held={state.held} {blank}
                        only={only.map(|problem| problem.code.as_str())} open={state.open()} fixes={(*fixes).clone()}
                        {wanted} {look} settled={state.edition == state.evaluated_edition} view={state.view} scope={state.scope.clone()} {search} />
                </main>
                { status_line(text, &state) }
                { dock(text, &emit, state.pane) }
                <ToastRegion toast={state.toast.clone()} />
                { dialog(text, &emit, &state, chosen_key) }
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

#[cfg(test)]
mod tests {
    use crate::app::browser;
    use crate::app::testing::{Mounted, SCENARIO, fresh_profile, new_tab, settle};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::HtmlInputElement;

    fn outcomes(page: &Mounted) -> Vec<String> {
        page.all("[data-testid=connections] [data-outcome]", "data-outcome")
    }

    #[wasm_bindgen_test]
    async fn the_first_visit_shows_one_call_of_each_kind() {
        fresh_profile();
        let page = Mounted::visit().await;
        assert_eq!(outcomes(&page), ["refused", "plaintext", "mtls"]);
        assert_eq!(page.get("[data-testid=status]").get_attribute("data-state").as_deref(), Some("idle"));
    }

    #[wasm_bindgen_test]
    async fn typing_changes_rows_and_counts_the_revision() {
        let page = Mounted::with_text(SCENARIO).await;
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
        assert_eq!(page.all("[data-outcome=refused]", "data-from"), ["old/cron"]);
        page.write(&SCENARIO.replace("STRICT", "PERMISSIVE")).await;
        assert_eq!(outcomes(&page), ["plaintext", "mtls"]);
        assert_eq!(page.get("[data-testid=status]").get_attribute("data-revision").as_deref(), Some("2"));
    }

    #[wasm_bindgen_test]
    async fn the_text_area_is_the_users_alone() {
        let page = Mounted::with_text(SCENARIO).await;
        let area = page.editor();
        page.write("kind: Pod").await;
        assert_eq!(area.value(), "kind: Pod");
        assert!(area.is_same_node(Some(&page.editor())));
    }

    #[wasm_bindgen_test]
    async fn a_broken_edit_keeps_the_last_good_rows_dimmed() {
        let page = Mounted::with_text(SCENARIO).await;
        page.write(&SCENARIO.replace("{ mtls: { mode: STRICT } }", "{ mtls: { mode: STRICT }")).await;
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
        assert!(page.find(".list.stale").is_some());
        assert!(page.find(".banner").is_some());
        assert_eq!(page.get("[data-testid=status]").get_attribute("data-state").as_deref(), Some("error"));
        page.write(SCENARIO).await;
        assert!(page.find(".stale, .banner").is_none());
    }

    #[wasm_bindgen_test]
    async fn another_text_with_a_broken_document_shows_what_can_be_read() {
        let page = Mounted::with_text("kind: ConfigMap\napiVersion: v1\nmetadata: { name: a }").await;
        page.write(&format!("{SCENARIO}---\na: [\n")).await;
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
        assert!(page.find(".stale").is_none());
        assert!(page.find(".banner").is_some());
    }

    #[wasm_bindgen_test]
    async fn a_reload_brings_the_text_back() {
        let page = Mounted::with_text(SCENARIO).await;
        page.write("kind: Pod # 한글 \"'\\").await;
        drop(page);
        assert_eq!(Mounted::visit().await.editor().value(), "kind: Pod # 한글 \"'\\");
    }

    #[wasm_bindgen_test]
    async fn two_tabs_keep_their_own_texts() {
        let first = Mounted::with_text(SCENARIO).await;
        first.write("kind: First").await;
        let session = browser::session_storage().unwrap();
        let first_slot = session.get_item("mtls-playground.slot").unwrap().unwrap();
        new_tab();
        let second = Mounted::visit().await;
        assert_eq!(second.editor().value(), "kind: First", "a new tab begins with a copy");
        second.write("kind: Second").await;
        drop((first, second));
        session.set_item("mtls-playground.slot", &first_slot).unwrap();
        assert_eq!(Mounted::visit().await.editor().value(), "kind: First");
    }

    #[wasm_bindgen_test]
    async fn a_text_that_never_came_back_is_not_evaluated_again() {
        let page = Mounted::with_text(SCENARIO).await;
        page.write(&SCENARIO.replace("STRICT", "DISABLE")).await;
        drop(page);
        let session = browser::session_storage().unwrap();
        let slot = session.get_item("mtls-playground.slot").unwrap().unwrap();
        let mark = format!("mtls-playground.evaluating.{slot}");
        browser::local_storage().unwrap().set_item(&mark, "").unwrap();
        let page = Mounted::visit().await;
        assert!(outcomes(&page).is_empty());
        assert_eq!(page.editor().value(), SCENARIO.replace("STRICT", "DISABLE"));
        page.click(".banner .btn").await;
        page.evaluated().await;
        assert_eq!(outcomes(&page).len(), 2);
    }

    #[wasm_bindgen_test]
    async fn the_language_changes_at_once() {
        let page = Mounted::with_text(SCENARIO).await;
        let button = || page.get("[data-testid=share]").text_content().unwrap();
        assert_eq!(button(), "Share");
        page.click("[data-testid=language] [lang=ko]").await;
        assert_eq!(button(), "공유");
        assert_eq!(gloo::utils::document_element().get_attribute("lang").as_deref(), Some("ko"));
        page.click("[data-testid=language] [lang=en]").await;
    }

    #[wasm_bindgen_test]
    async fn a_shared_link_opens_with_the_same_rows() {
        let page = Mounted::with_text(SCENARIO).await;
        page.click("[data-testid=share]").await;
        let link = page.get("[data-testid=share-link]").unchecked_into::<HtmlInputElement>().value();
        drop(page);
        fresh_profile();
        browser::set_fragment(&link[link.find('#').unwrap()..]);
        let page = Mounted::visit().await;
        assert_eq!(page.editor().value(), SCENARIO);
        assert_eq!(outcomes(&page), ["refused", "mtls"]);
        fresh_profile();
    }

    #[wasm_bindgen_test]
    async fn a_link_over_work_asks_first_and_undo_brings_the_work_back() {
        let page = Mounted::with_text(SCENARIO).await;
        page.write("kind: Mine").await;
        browser::set_fragment("#");
        gloo::utils::window().location().set_hash("#/example/selector-typo").unwrap();
        let replace = page.appears("dialog .actions .primary").await;
        assert_eq!(page.editor().value(), "kind: Mine");
        replace.click();
        settle().await;
        page.evaluated().await;
        assert_ne!(page.editor().value(), "kind: Mine");
        page.click(".toast .link").await;
        assert_eq!(page.editor().value(), "kind: Mine");
        fresh_profile();
    }
}
