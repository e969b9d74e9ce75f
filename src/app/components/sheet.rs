//! A text area with line numbers and marks.

use super::line_marks::LineMarks;
use crate::app::browser;
use crate::app::context::use_text;
use crate::app::shared::Shared;
use crate::app::state::Reveal;
use mtls_playground::text::LineIndex;
use mtls_playground::view::{Document, Extent, LineMark, WHOLE};
use std::fmt::Write;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlTextAreaElement};
use yew::prelude::*;

/// What was done to a sheet.
pub(crate) enum Edit {
    /// Its text area has this text now.
    Typed(Rc<str>),
    /// It is to have this text, which is more than a text area should have.
    Pasted(Rc<str>),
    /// This was pasted over all that there is to see.
    PastedOverAll(Rc<str>),
}

#[derive(PartialEq, Properties)]
pub(crate) struct SheetProps {
    pub(crate) document: Document,
    /// What there is of its text.
    pub(crate) part: Rc<str>,
    /// Whether there is more of it.
    pub(crate) is_part: bool,
    /// How many lines are before that.
    pub(crate) lines_before: usize,
    /// Whether its tab is chosen.
    pub(crate) shown: bool,
    /// The marks of all of the document.
    pub(crate) marks: Option<Shared<Vec<LineMark>>>,
    pub(crate) readonly: bool,
    /// The line of the document to select.
    pub(crate) reveal: Option<Reveal>,
    pub(crate) onedit: Callback<Edit>,
}

/// The text area is uncontrolled: the page reads from it and never writes into it, because writing would lose
/// keystrokes and break the composition of Hangul. Its text counts when it is made, and never again: a replaced text
/// comes as a new document with a new text area.
#[component]
pub(crate) fn Sheet(props: &SheetProps) -> Html {
    let text = use_text();
    let (pane, sheet, numbers, area) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let (key, lines_before) = (props.document.key, props.lines_before);
    let extent = use_memo(props.part.clone(), |text| Extent::of(text));
    let oninput = use_callback(props.onedit.clone(), move |event: InputEvent, onedit| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        onedit.emit(Edit::Typed(area.value().into()));
    });
    let onpaste =
        use_callback((props.onedit.clone(), props.is_part), move |event: Event, (onedit, is_part)| {
            if let Some(edit) = pasted(&event, *is_part) {
                event.prevent_default();
                onedit.emit(edit);
            }
        });
    use_effect_with((), {
        let (area, shown) = (area.clone(), props.shown);
        move |()| {
            // Whoever wrote in the text area that this one replaces goes on here.
            if let Some(area) = area.cast().filter(|_| shown && browser::has_focus(".sheet textarea")) {
                browser::focus(&area);
            }
        }
    });
    use_effect_with((*extent, sheet.clone()), |(extent, sheet)| {
        if let Some(sheet) = sheet.cast::<Element>() {
            browser::set_property(&sheet, "--lines", &extent.lines.to_string());
            browser::set_property(&sheet, "--columns", &extent.columns.to_string());
        }
    });
    use_effect_with(props.reveal, {
        let (pane, numbers, area) = (pane.clone(), numbers.clone(), area.clone());
        let lines = extent.lines;
        move |reveal| {
            let line = reveal
                .and_then(|reveal| reveal.line.checked_sub(lines_before))
                .filter(|line| (1..=lines).contains(line));
            if let (Some(line), Some(pane), Some(numbers), Some(area)) =
                (line, pane.cast(), numbers.cast(), area.cast())
            {
                show_line(line, &pane, &numbers, &area);
            }
        }
    });
    html! {
        <div class="code" role="tabpanel" id={format!("file-{}", key.0)} aria-labelledby={format!("tab-{}", key.0)}
            hidden={!props.shown} ref={pane}>
            <div class="sheet" ref={sheet}>
                <LineMarks marks={props.marks.clone()} {lines_before} lines={extent.lines} />
                <LineNumbers first={lines_before + 1} lines={extent.lines} node={numbers} />
                <textarea ref={area} data-testid={props.shown.then_some("editor")} defaultvalue={props.part.clone()}
                    aria-label={props.document.name.clone()} placeholder={text.editor_placeholder()} readonly={props.readonly}
                    spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off" {oninput}
                    {onpaste} />
            </div>
        </div>
    }
}

/// The paste that the browser is not to do by itself: it would not answer for half a minute while it fills the text area,
/// and of a part it would take only what is to be seen, where somebody selected all.
fn pasted(event: &Event, is_part: bool) -> Option<Edit> {
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    let pasted = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    let value = area.value();
    let at = |offset: u32| LineIndex::from_utf16(&value, offset as usize);
    let before = value.get(..at(area.selection_start().ok()??))?;
    let behind = value.get(at(area.selection_end().ok()??)..)?;
    if area.read_only() || pasted.is_empty() {
        None
    } else if is_part && !value.is_empty() && before.is_empty() && behind.is_empty() {
        Some(Edit::PastedOverAll(pasted.into()))
    } else {
        let text = [before, &pasted, behind].concat();
        (text.len() > WHOLE).then(|| Edit::Pasted(text.into()))
    }
}

#[derive(PartialEq, Properties)]
struct LineNumbersProps {
    first: usize,
    lines: usize,
    node: NodeRef,
}

/// The numbers are one text, so that ten thousand of them cost no more than ten.
#[component]
fn LineNumbers(props: &LineNumbersProps) -> Html {
    let numbers = (props.first..props.first + props.lines).fold(String::new(), |mut numbers, line| {
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
