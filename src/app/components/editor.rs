//! The text of one file: all of it, or, of a large one, a part at a time.

use super::part_bar::part_bar;
use super::sheet::{Edit, Sheet};
use crate::app::context::{use_dispatch, use_text};
use crate::app::shared::Shared;
use crate::app::state::{Action, Replacement, Reveal};
use mtls_playground::text::SourceFile;
use mtls_playground::view::{Document, LineMark, Part, WHOLE};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct EditorProps {
    pub(crate) document: Document,
    /// Whether its tab is chosen.
    pub(crate) shown: bool,
    pub(crate) marks: Option<Shared<Vec<LineMark>>>,
    pub(crate) readonly: bool,
    /// The line to select.
    pub(crate) reveal: Option<Reveal>,
}

/// Which part of the text is edited.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    part: Part,
    /// The line that was to be selected when somebody turned to this part: no longer.
    left: Option<Reveal>,
}

/// Whether a text is edited in parts depends on how it came: who types until it is too large goes on in the same text
/// area.
#[component]
pub(crate) fn Editor(props: &EditorProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let Document { key, name, text: whole, .. } = &props.document;
    let open = use_state(|| {
        let large = whole.len() > WHOLE;
        large.then(|| Open { part: Part::all(whole).first().copied().unwrap_or_default(), left: None })
    });
    let part = open.map_or_else(Part::default, |open| open.part);
    let reveal = props.reveal.filter(|reveal| open.is_none_or(|open| open.left != Some(*reveal)));
    let shown =
        use_memo(
            (whole.clone(), part),
            |(whole, part)| {
                if open.is_some() { part.of(whole).into() } else { whole.clone() }
            },
        );
    // What surrounds a part stays as it is while the part is open.
    let (lines_before, parts, index) = *use_memo(part, |part| {
        let (parts, index) = part.and_others(whole);
        (part.lines_before(whole), parts.len(), index)
    });
    let turn = {
        let (open, left, whole) = (open.clone(), props.reveal, whole.clone());
        Callback::from(move |index: usize| {
            if let Some(&part) = part.and_others(&whole).0.get(index) {
                open.set(Some(Open { part, left }));
            }
        })
    };
    use_effect_with(reveal, {
        let (open, whole) = (open.clone(), whole.clone());
        move |reveal| {
            if let (Some(Open { part, left }), Some(reveal)) = (*open, reveal) {
                open.set(Some(Open { part: part.at_line(&whole, reveal.line), left }));
            }
        }
    });
    let onedit = use_callback((whole.clone(), part, name.clone(), dispatch), {
        let key = *key;
        move |edit, (whole, part, name, dispatch)| {
            let replace = |text| {
                dispatch
                    .emit(Action::Replace(Replacement::Opened, vec![SourceFile::new(name.clone(), text)]));
            };
            match edit {
                Edit::Typed(text) => dispatch.emit(Action::Typed(key, part.replaced(whole, &text))),
                Edit::Pasted(text) => replace(part.replaced(whole, &text)),
                Edit::PastedOverAll(text) => replace(text),
            }
        }
    });
    html! {
        <>
            if props.shown && open.is_some() {
                { part_bar(text, index, parts, &turn) }
            }
            <Sheet key={part.before} document={props.document.clone()} part={(*shown).clone()} is_part={open.is_some()} {lines_before}
                shown={props.shown} marks={props.marks.clone()} readonly={props.readonly} {reveal} {onedit} />
        </>
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{Mounted, SCENARIO};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::HtmlSelectElement;

    /// The scenario behind enough remarks for three parts; the call that fails is in the last one.
    fn large() -> String {
        format!("{}---\n{SCENARIO}", "---\n# a remark\n".repeat(14_500))
    }

    fn part(page: &Mounted) -> i32 {
        page.get(".parts select").unchecked_into::<HtmlSelectElement>().selected_index()
    }

    #[wasm_bindgen_test]
    async fn a_large_text_is_edited_in_parts() {
        let page = Mounted::with_text(&large()).await;
        assert_eq!((part(&page), page.editor().value().len() < 110_000), (0, true));
        page.click(".parts select + button").await;
        page.click(".parts select + button").await;
        assert_eq!(part(&page), 2);
        let last = page.editor().value();
        assert!(last.ends_with(SCENARIO));
        let rows = page.all("[data-testid=connections] [data-outcome]", "data-outcome");
        page.write(&format!("{}{}", last, "# ".repeat(9))).await;
        assert_eq!(
            page.all("[data-testid=connections] [data-outcome]", "data-outcome"),
            rows,
            "all of the text is evaluated"
        );
        page.write("").await;
        assert!(page.find("[data-testid=connections] [data-outcome]").is_none());
        page.click(".parts button").await;
        assert_eq!(part(&page), 1);
        assert!(page.editor().value().contains("# a remark"), "the other parts are as they were");
    }

    #[wasm_bindgen_test]
    async fn a_place_is_shown_in_its_part() {
        let page = Mounted::with_text(&large()).await;
        page.click("[data-testid=connections] [data-outcome=refused] .link").await;
        let editor = page.editor();
        assert_eq!(part(&page), 2);
        let (start, end) = (editor.selection_start().unwrap(), editor.selection_end().unwrap());
        assert!(start.is_some() && start < end);
        page.click(".parts button").await;
        assert_eq!(part(&page), 1, "who turns to another part stays there");
    }

    #[wasm_bindgen_test]
    async fn a_text_that_is_not_large_is_edited_as_a_whole() {
        let page = Mounted::with_text(SCENARIO).await;
        assert!(page.find(".parts").is_none());
        assert_eq!(page.editor().value(), SCENARIO);
    }
}
