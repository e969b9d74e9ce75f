//! The table of connections, aligned and coloured.

use super::Palette;
use super::table::{Cell, align};
use crate::Analysis;
use crate::i18n::Handbook;
use crate::report::rows::{COLUMNS, End, Row, rows};
use anstyle::Style;

/// The table, or a sentence where there is nothing to show.
pub(super) fn table(analysis: &Analysis, texts: &dyn Handbook, palette: Palette) -> String {
    if analysis.connections.is_empty() {
        return format!("{}\n", texts.no_connections());
    }
    let head = COLUMNS.map(|column| Cell::new(texts.column(column).into(), palette.faint()));
    let rows = rows(analysis);
    let body = rows.iter().map(|row| cells(row, analysis, texts, palette));
    align(&std::iter::once(head).chain(body).collect::<Vec<_>>())
}

fn cells<'a>(
    row: &Row<'a>,
    analysis: &'a Analysis,
    texts: &dyn Handbook,
    palette: Palette,
) -> [Cell<'a>; COLUMNS.len()] {
    let plain = Style::new();
    let outcome = match row.end {
        End::Endpoint(endpoint) => palette.outcome(endpoint.outcome),
        End::Call(outcome) => palette.call(outcome),
    };
    let styles = [outcome, plain, plain, plain, palette.faint()];
    let mut styles = styles.into_iter();
    row.cells(analysis, texts).map(|text| Cell::new(text, styles.next().unwrap_or_default()))
}
