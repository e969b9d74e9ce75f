//! What STRICT would do, for people.

use super::Palette;
use super::printable::printable;
use super::table::{Cell, align};
use crate::Analysis;
use crate::i18n::Handbook;
use crate::i18n::text::ReadinessPart;
use crate::readiness::{Fate, Readiness};
use crate::report::strict;
use anstyle::Style;
use std::fmt::Write;

/// The answer, what breaks, what stands in the way, the order of a migration, and the numbers. Ends in a line break.
pub fn readiness(found: &Readiness, analysis: &Analysis, texts: &dyn Handbook, palette: Palette) -> String {
    let (bold, faint) = (palette.bold(), palette.faint());
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(out, "\n{bold}{}{bold:#}", printable(&strict::answer(found, analysis, texts)));
    for index in found.with(Fate::Breaks) {
        let _ = writeln!(out, "    {}", printable(&strict::call(analysis, index)));
    }
    // Where no connection leads into the scope, there is nothing to count.
    let fates = strict::fates(found, texts);
    if !fates.is_empty() {
        let _ = writeln!(out, "{fates}");
    }
    if !found.obstacles.is_empty() {
        let _ = writeln!(out, "\n{}:", texts.readiness_part(ReadinessPart::Obstacles));
    }
    for finding in &found.obstacles {
        let message = texts.message(&finding.message);
        let _ = writeln!(out, "  {bold}{}{bold:#} {}", finding.rule.code.as_str(), printable(&message));
        for place in strict::places(finding, analysis) {
            let _ = writeln!(out, "    {}", printable(&place));
        }
    }
    if !found.steps.is_empty() {
        let _ = writeln!(out, "\n{}:", texts.readiness_part(ReadinessPart::Steps));
    }
    let plain = Style::new();
    let steps = found.steps.iter().enumerate().map(|(index, step)| {
        let [unit, status, coverage, breaks] = strict::step(step, texts);
        let number = format!("  {}", index + 1);
        [(number, faint), (unit, plain), (status, plain), (coverage, faint), (breaks, plain)]
            .map(|(text, style)| Cell::new(text.into(), style))
    });
    out += &align(&steps.collect::<Vec<_>>());
    let _ = writeln!(out, "\n{}\n{}", strict::numbers(found, texts), texts.cost(&found.cost));
    out
}
