//! Columns that line up, whatever script they are in.

use super::printable::{is_plain, printable};
use anstyle::Style;
use std::borrow::Cow;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Text and its style.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    text: Cow<'a, str>,
    /// The columns of a terminal that it takes.
    width: usize,
    style: Style,
}

impl<'a> Cell<'a> {
    /// A cell whose text is safe on a terminal.
    pub(super) fn new(text: Cow<'a, str>, style: Style) -> Self {
        let text = match printable(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(escaped) => Cow::Owned(escaped),
        };
        let width = if is_plain(&text) { text.chars().count() } else { text.width() };
        Self { text, width, style }
    }
}

/// The rows with their columns aligned, each ending in a line break. Two spaces part the columns; nothing is padded
/// at the end of a line.
pub(super) fn align<const N: usize>(rows: &[[Cell; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width.max(*width);
        }
    }
    rows.iter().fold(String::new(), |mut out, row| {
        let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
        for (i, (cell, width)) in row.iter().zip(widths).enumerate().take(last + 1) {
            write_styled(&mut out, &cell.text, cell.style);
            let gap = if i == last { 0 } else { width - cell.width + 2 };
            out.extend(std::iter::repeat_n(' ', gap));
        }
        out.push('\n');
        out
    })
}

fn write_styled(out: &mut String, text: &str, style: Style) {
    if style.is_plain() {
        out.push_str(text);
    } else {
        // Writing to a String cannot fail.
        let _ = write!(out, "{style}{text}{style:#}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice_and_nothing_trails() {
        let cell = |text: &'static str| Cell::new(text.into(), Style::new());
        let rows = [[cell("평문"), cell("a")], [cell("mTLS"), cell("b")], [cell("x"), cell("")]];
        assert_eq!(align(&rows), "평문  a\nmTLS  b\nx\n");
    }
}
