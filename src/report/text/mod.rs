//! `check --format text`: a table of the connections, the findings, and a summary, for people.
//!
//! Whoever prints it knows whether a terminal reads it, and thereby whether it has colours.

mod findings;
mod printable;
mod readiness;
mod rows;
mod style;
mod table;

pub(super) use printable::printable;
pub use readiness::readiness;
pub use style::Palette;

use crate::Analysis;
use crate::i18n::Handbook;
use crate::lint::Severity;

/// The whole report, ending in a line break.
pub fn render(analysis: &Analysis, texts: &dyn Handbook, palette: Palette) -> String {
    let connections = rows::table(analysis, texts, palette);
    let findings = findings::list(analysis, texts, palette);
    [connections, "\n".to_owned(), findings, "\n".to_owned(), summary(analysis, texts), "\n".to_owned()]
        .concat()
}

/// The numbers in one line.
pub(super) fn summary(analysis: &Analysis, texts: &dyn Handbook) -> String {
    let coverage = analysis.mesh.coverage();
    let of = |severity| analysis.findings.iter().filter(|finding| finding.severity == severity).count();
    let mut parts = vec![texts.connections(analysis.connections.len())];
    if analysis.pairs_left_out > 0 {
        parts.push(texts.left_out(analysis.pairs_left_out));
    }
    parts.extend(
        Severity::ALL
            .into_iter()
            .map(|severity| (of(severity), severity))
            .filter(|(count, _)| *count > 0)
            .map(|(count, severity)| texts.findings(count, severity)),
    );
    parts.push(texts.coverage(coverage.in_mesh, coverage.workloads, coverage.percent()));
    parts.join(" · ")
}
