//! `check --format markdown`: a report for a pull request or a ticket.

use super::rows::{COLUMNS, Row, rows};
use super::strict;
use crate::Analysis;
use crate::i18n::Handbook;
use crate::i18n::text::ReadinessPart;
use crate::lint::Finding;
use crate::mesh::Workload;
use crate::readiness::{Fate, Readiness};
use std::fmt::Write;

/// Rows, places and connections that are shown; a comment has no room for more.
const SHOWN: usize = 50;

/// The findings, the connections that fail and those that work, folded.
pub fn render(analysis: &Analysis, texts: &dyn Handbook) -> String {
    let (works, fails): (Vec<_>, Vec<_>) = rows(analysis).into_iter().partition(Row::works);
    let mut out = format!("**{}**\n\n", super::text::summary(analysis, texts));
    if analysis.findings.is_empty() {
        let _ = writeln!(out, "{}\n", texts.no_findings());
    }
    for finding in &analysis.findings {
        write_finding(&mut out, finding, analysis, texts);
    }
    write_table(&mut out, &fails, analysis, texts);
    if !works.is_empty() {
        let _ = writeln!(out, "<details><summary>{}</summary>\n", texts.working(works.len()));
        write_table(&mut out, &works, analysis, texts);
        out += "</details>\n";
    }
    out
}

/// What STRICT would do.
pub fn readiness(found: &Readiness, analysis: &Analysis, texts: &dyn Handbook) -> String {
    let mut out = format!("**{}**\n\n", inline(&strict::answer(found, analysis, texts)));
    for index in found.with(Fate::Breaks).take(SHOWN) {
        let _ = writeln!(out, "- {}", code_span(&strict::call(analysis, index)));
    }
    write_rest(&mut out, found.with(Fate::Breaks).count(), texts);
    let _ = writeln!(out, "\n{}\n", strict::fates(found, texts));
    if !found.obstacles.is_empty() {
        let _ = writeln!(out, "### {}\n", texts.readiness_part(ReadinessPart::Obstacles));
    }
    for finding in &found.obstacles {
        let message = inline(&texts.message(&finding.message));
        let _ = writeln!(out, "- {} {message}", finding.rule.code.as_str());
        for place in strict::places(finding, analysis).take(SHOWN) {
            let _ = writeln!(out, "  - {}", code_span(&place));
        }
    }
    let _ = writeln!(out, "\n### {}\n", texts.readiness_part(ReadinessPart::Steps));
    for step in &found.steps {
        let [unit, status, coverage, breaks] = strict::step(step, texts);
        let breaks = if breaks.is_empty() { breaks } else { format!(", {breaks}") };
        let _ = writeln!(out, "1. {}: {status} ({coverage}){breaks}", inline(&unit));
    }
    let _ = writeln!(out, "\n{}\n\n{}", strict::numbers(found, texts), texts.cost(&found.cost));
    out
}

// Writing to a String cannot fail, here and below.
fn write_finding(out: &mut String, finding: &Finding, analysis: &Analysis, texts: &dyn Handbook) {
    let (code, name) = (finding.rule.code.as_str(), finding.rule.code.name());
    let message = inline(&texts.message(&finding.message));
    let _ = writeln!(out, "### {} {code} {name}\n\n{message}\n", texts.severity(finding.severity));
    for label in finding.labels.iter().take(SHOWN) {
        let range = analysis.sources.range(label.location);
        let _ = writeln!(out, "- {}", code_span(&format!("{}:{}", range.file, range.start.line)));
    }
    write_rest(out, finding.labels.len(), texts);
    if !finding.connections.is_empty() {
        let _ = writeln!(out, "\n{}:\n", texts.explains(finding.connections.len()));
    }
    for connection in finding.connections.iter().take(SHOWN).filter_map(|at| analysis.connections.get(*at)) {
        let call = &connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
        let _ = writeln!(out, "- {}", code_span(&format!("{from} → {}:{}", call.host, call.port)));
    }
    write_rest(out, finding.connections.len(), texts);
    out.push('\n');
}

fn write_table(out: &mut String, rows: &[Row], analysis: &Analysis, texts: &dyn Handbook) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "| {} |", COLUMNS.map(|column| texts.column(column)).join(" | "));
    let _ = writeln!(out, "|{}", " --- |".repeat(COLUMNS.len()));
    for row in rows.iter().take(SHOWN) {
        let cells = row
            .cells(analysis, texts)
            .map(|cell| if cell.is_empty() { cell } else { code_span(&cell).into() });
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
    write_rest(out, rows.len(), texts);
}

fn write_rest(out: &mut String, count: usize, texts: &dyn Handbook) {
    if let Some(more) = count.checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "\n{}\n", texts.more(more));
    }
}

/// Text in which nothing is markup. Names come from manifests, and those may come from anybody.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '!' | '&' | '~' | '@' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text as code, also within a table: no backtick ends it, no bar begins a column.
fn code_span(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() || c == '`' { ' ' } else { c }).collect();
    format!("`{}`", text.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("shop/cart" => "shop/cart")]
    #[test_case("<img onerror=x>" => "\\<img onerror=x\\>")]
    #[test_case("a|b\n# c" => "a\\|b \\# c")]
    #[test_case("[x](http://y) @all" => "\\[x\\](http://y) \\@all")]
    fn nothing_is_markup(text: &str) -> String {
        inline(text)
    }

    #[test_case("a`b|c\nd" => "`a b\\|c d`")]
    fn nothing_ends_a_code_span(text: &str) -> String {
        code_span(text)
    }
}
