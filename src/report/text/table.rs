//! Columns that line up, whatever script they are in.

use anstyle::Style;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Text and its style.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell whose text is safe on a terminal.
    pub(super) fn new(text: &str, style: Style) -> Self {
        Self { text: super::printable::printable(text).into_owned(), style }
    }
}

/// The rows with their columns aligned, each ending in a line break. Two spaces part the columns; nothing is padded
/// at the end of a line.
pub(super) fn align<const N: usize>(rows: &[[Cell; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.text.width().max(*width);
        }
    }
    rows.iter().fold(String::new(), |mut out, row| {
        let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
        for (i, (cell, width)) in row.iter().zip(widths).enumerate().take(last + 1) {
            let gap = if i == last { 0 } else { width - cell.text.width() + 2 };
            // Writing to a String cannot fail.
            let _ = write!(out, "{}{}{:#}{:gap$}", cell.style, cell.text, cell.style, "");
        }
        out.push('\n');
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_twice_and_nothing_trails() {
        let cell = |text| Cell::new(text, Style::new());
        let rows = [[cell("평문"), cell("a")], [cell("mTLS"), cell("b")], [cell("x"), cell("")]];
        assert_eq!(align(&rows), "평문  a\nmTLS  b\nx\n");
    }
}
