//! The findings, each with its lines and the connections that it explains.

use super::Palette;
use super::printable::printable;
use crate::Analysis;
use crate::i18n::Handbook;
use crate::lint::Finding;
use crate::mesh::Workload;
use crate::text::{Location, Sources};
use std::fmt::Write;

/// Places and connections that are shown of one finding; more would bury the next finding.
const SHOWN: usize = 5;

/// All findings, or a sentence that there are none. Ends in a line break.
pub(super) fn list(analysis: &Analysis, texts: &dyn Handbook, palette: Palette) -> String {
    if analysis.findings.is_empty() {
        return format!("{}\n", texts.no_findings());
    }
    analysis.findings.iter().fold(String::new(), |mut out, finding| {
        // Writing to a String cannot fail.
        let _ = write(&mut out, finding, analysis, texts, palette);
        out
    })
}

fn write(
    out: &mut String,
    finding: &Finding,
    analysis: &Analysis,
    texts: &dyn Handbook,
    palette: Palette,
) -> std::fmt::Result {
    let (severe, bold, faint) = (palette.severity(finding.severity), palette.bold(), palette.faint());
    let (code, name) = (finding.rule.code.as_str(), finding.rule.code.name());
    let message = texts.message(&finding.message);
    let severity = texts.severity(finding.severity);
    writeln!(out, "{severe}{severity}{severe:#} {bold}{code}{bold:#} {name}: {}", printable(&message))?;
    for label in finding.labels.iter().take(SHOWN) {
        let place = place(&analysis.sources, label.location);
        let line = analysis.sources.line(label.location).trim();
        writeln!(out, "  {}  {faint}{}{faint:#}", printable(&place), printable(line))?;
    }
    rest(out, finding.labels.len(), texts)?;
    if !finding.connections.is_empty() {
        writeln!(out, "  {}:", texts.explains(finding.connections.len()))?;
    }
    for index in finding.connections.iter().take(SHOWN) {
        let Some(connection) = analysis.connections.get(*index) else { continue };
        let call = &connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
        writeln!(out, "    {} → {}:{}", printable(&from), printable(&call.host), call.port)?;
    }
    rest(out, finding.connections.len(), texts)
}

fn rest(out: &mut String, count: usize, texts: &dyn Handbook) -> std::fmt::Result {
    match count.checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "    {}", texts.more(more)),
    }
}

/// `file:line:column`.
fn place(sources: &Sources, at: Location) -> String {
    let range = sources.range(at);
    format!("{}:{}:{}", range.file, range.start.line, range.start.column)
}
