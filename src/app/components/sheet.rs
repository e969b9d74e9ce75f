//! The text area of one file, with line numbers and marks.

use super::line_marks::LineMarks;
use crate::app::browser;
use crate::app::context::{use_dispatch, use_text};
use crate::app::shared::Shared;
use crate::app::state::{Action, Reveal};
use mtls_playground::view::{Document, Extent, LineMark};
use std::fmt::Write;
use std::rc::Rc;
use web_sys::{Element, HtmlTextAreaElement};
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

/// The text area is uncontrolled: the page reads from it and never writes into it, because writing would lose
/// keystrokes and break the composition of Hangul. Its text counts when it is made, and never again: a replaced text
/// comes as a new document with a new text area.
#[component]
pub(crate) fn Editor(props: &EditorProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let (pane, sheet, numbers, area) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let key = props.document.key;
    let extent = use_memo(props.document.text.clone(), |text| Extent::of(text));
    let oninput = use_callback(dispatch, move |event: InputEvent, dispatch| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        dispatch.emit(Action::Typed(key, Rc::from(area.value())));
    });
    use_effect_with((*extent, sheet.clone()), |(extent, sheet)| {
        if let Some(sheet) = sheet.cast::<Element>() {
            browser::set_property(&sheet, "--lines", &extent.lines.to_string());
            browser::set_property(&sheet, "--columns", &extent.columns.to_string());
        }
    });
    use_effect_with(props.reveal, {
        let (pane, numbers, area) = (pane.clone(), numbers.clone(), area.clone());
        move |reveal| {
            if let (Some(reveal), Some(pane), Some(numbers), Some(area)) =
                (reveal, pane.cast(), numbers.cast(), area.cast())
            {
                show_line(reveal.line, &pane, &numbers, &area);
            }
        }
    });
    html! {
        <div class="code" role="tabpanel" id={format!("file-{}", key.0)} aria-labelledby={format!("tab-{}", key.0)}
            hidden={!props.shown} ref={pane}>
            <div class="sheet" ref={sheet}>
                <LineMarks marks={props.marks.clone()} />
                <LineNumbers lines={extent.lines} node={numbers} />
                <textarea ref={area} data-testid={props.shown.then_some("editor")} defaultvalue={props.document.text.clone()}
                    aria-label={props.document.name.clone()} placeholder={text.editor_placeholder()} readonly={props.readonly}
                    spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off" {oninput} />
            </div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LineNumbersProps {
    lines: usize,
    node: NodeRef,
}

/// The numbers are one text, so that ten thousand of them cost no more than ten.
#[component]
fn LineNumbers(props: &LineNumbersProps) -> Html {
    let numbers = (1..=props.lines).fold(String::new(), |mut numbers, line| {
        // Writing into a string cannot fail.
        let _ = writeln!(numbers, "{line}");
        numbers
    });
    html! { <pre class="numbers" aria-hidden="true" ref={&props.node}>{ numbers }</pre> }
}

/// Selects a line and scrolls it to a third of the height, where the lines around it can be read as well.
fn show_line(line: usize, pane: &Element, numbers: &Element, area: &HtmlTextAreaElement) {
    let value = area.value();
    let lines = value.split('\n').count();
    let before: usize = value.split('\n').take(line - 1).map(|line| units(line) + 1).sum();
    let length = value.split('\n').nth(line - 1).map_or(0, units);
    browser::focus(area);
    let (start, end) = (offset(before), offset(before + length));
    let _ = area.set_selection_range(start, end);
    let height = numbers.get_bounding_client_rect().height() / f64::from(offset(lines));
    let target = height * f64::from(offset(line)) - f64::from(pane.client_height()) / 3.0;
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and so does scrolling")]
    pane.set_scroll_top(target.max(0.0) as i32);
}

/// Length in the units in which the browser counts selections.
fn units(line: &str) -> usize {
    line.chars().map(char::len_utf16).sum()
}

fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
