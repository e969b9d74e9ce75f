//! The marks beside and behind the lines.

use crate::app::shared::Shared;
use mtls_playground::lint::Severity;
use mtls_playground::view::{LineMark, MarkKind};
use std::cmp::Reverse;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct LineMarksProps {
    /// The marks of the file.
    pub(crate) marks: Option<Shared<Vec<LineMark>>>,
    /// How many lines of the file are not shown before those that are.
    pub(crate) lines_before: usize,
    /// How many lines are shown.
    pub(crate) lines: usize,
}

/// Height of a line of text; the style sheet has the same value in `--code-line`.
const LINE: &str = "1.25rem";

/// The same in hundredths of a `rem`: whole numbers are written without the tables that fractions need.
const HUNDREDTHS: usize = 125;

/// Two drawings: backgrounds behind the text, and bars and icons in the margin, which stays when the text scrolls
/// sideways. SVG places by attributes; a `style` attribute would violate the Content-Security-Policy.
#[component]
pub(crate) fn LineMarks(props: &LineMarksProps) -> Html {
    let marks = props.marks.as_deref().map_or(&[][..], Vec::as_slice);
    let shown = props.lines_before + 1..=props.lines_before + props.lines;
    let marks = || {
        let here = |mark: &LineMark| LineMark { line: mark.line - props.lines_before, ..*mark };
        marks.iter().filter(|mark| shown.contains(&mark.line)).map(here)
    };
    html! {
        <>
            <svg class="marks" aria-hidden="true">{ for marks().map(background) }</svg>
            <svg class="glyphs" aria-hidden="true">{ for marks().map(glyph) }</svg>
        </>
    }
}

fn top(mark: LineMark) -> String {
    let top = (mark.line - 1) * HUNDREDTHS;
    format!("{}.{:02}rem", top / 100, top % 100)
}

fn background(mark: LineMark) -> Html {
    let class = match mark.kind {
        MarkKind::Decides => "decides",
        MarkKind::Finding(Reverse(Severity::Error)) => "tinted error",
        MarkKind::Finding(Reverse(Severity::Warning)) => "tinted warning",
        MarkKind::Finding(Reverse(Severity::Note)) | MarkKind::Involved | MarkKind::Beaten => {
            return Html::default();
        }
    };
    html! { <rect {class} x="0" y={top(mark)} width="100%" height={LINE} /> }
}

fn glyph(mark: LineMark) -> Html {
    let bar = |class: &'static str| {
        html! { <rect {class} x="0" y={top(mark)} width="3" height={LINE} /> }
    };
    let (icon, tone) = match mark.kind {
        MarkKind::Decides => return bar("bar-decides"),
        MarkKind::Involved => return bar("bar-involved"),
        MarkKind::Finding(Reverse(Severity::Error)) => ("#i-refused", "c error"),
        MarkKind::Finding(Reverse(Severity::Warning)) => ("#i-warn", "c warning"),
        MarkKind::Finding(Reverse(Severity::Note)) => ("#i-info", "c note"),
        MarkKind::Beaten => ("#i-ignored", "c note"),
    };
    html! {
        <svg class={tone} x="0.375rem" y={top(mark)} width="0.8125rem" height={LINE}>
            <use href={icon} width="100%" height="100%" />
        </svg>
    }
}
