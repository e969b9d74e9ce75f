//! `check --format junit`: the expectations of declared calls as a suite of tests, for whatever shows test results.

use crate::Analysis;
use crate::i18n::Handbook;
use crate::lint::{Expectation, Message, expectation};
use crate::mesh::{Origin, Workload};
use crate::verdict::{Connection, Step};
use std::fmt::Write;

/// One case for each declared call with an expectation, in the order of the text. A failure carries the way of the call.
pub fn render(analysis: &Analysis, texts: &dyn Handbook) -> String {
    let judged: Vec<(&Connection, Expectation)> =
        analysis.connections.iter().filter_map(|it| Some((it, expectation(it)?))).collect();
    let failures = judged.iter().filter(|(_, judged)| *judged != Expectation::Met).count();
    let count = judged.len();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(out, "<testsuites tests=\"{count}\" failures=\"{failures}\">");
    let _ = writeln!(out, "  <testsuite name=\"mtls-playground\" tests=\"{count}\" failures=\"{failures}\">");
    for (connection, judged) in judged {
        write_case(&mut out, connection, judged, analysis, texts);
    }
    out += "  </testsuite>\n</testsuites>\n";
    out
}

fn write_case(
    out: &mut String,
    connection: &Connection,
    judged: Expectation,
    analysis: &Analysis,
    texts: &dyn Handbook,
) {
    let call = &connection.call;
    let client = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
    let expected = call.expect.as_deref().unwrap_or_default();
    let name = escaped(&format!("{client} → {}:{} {expected}", call.host, call.port));
    let (class, place) = declared(connection, analysis);
    let _ = write!(out, "    <testcase classname=\"{}\" name=\"{name}\"{place}", escaped(&class));
    let message = match judged {
        Expectation::Met => return out.push_str("/>\n"),
        Expectation::Missed { found, .. } => Message::UnexpectedOutcome {
            dialled: format!("{}:{}", call.host, call.port),
            expected: expected.to_owned(),
            client,
            found,
        },
        Expectation::Unknown(word) => Message::UnknownExpectation { word: word.to_owned() },
    };
    let message = texts.message(&message);
    let _ =
        writeln!(out, ">\n      <failure type=\"{}\" message=\"{}\">", escaped(expected), escaped(&message));
    for line in way(connection, analysis, texts) {
        let _ = writeln!(out, "{}", escaped(&line));
    }
    out.push_str("      </failure>\n    </testcase>\n");
}

/// The Traffic that declares a call, and where it stands, as attributes.
fn declared(connection: &Connection, analysis: &Analysis) -> (String, String) {
    let found = || {
        let Origin::Declared(by) = &connection.call.origin else { return None };
        let traffic = analysis.inventory.get(by.resource)?;
        let range = analysis.sources.range(analysis.inventory.location(by)?);
        let place = format!(" file=\"{}\" line=\"{}\"", escaped(&range.file), range.start.line);
        Some((format!("Traffic.{}", traffic.meta.name), place))
    };
    found().unwrap_or_default()
}

/// The steps of the call, each in a line with what decided it; those to each endpoint below its name.
fn way(connection: &Connection, analysis: &Analysis, texts: &dyn Handbook) -> Vec<String> {
    let verdict = &connection.verdict;
    let line = |step: &Step| {
        let by = step.decided_by.as_ref().and_then(|by| {
            let resource = analysis.inventory.get(by.resource)?;
            let range = analysis.sources.range(analysis.inventory.location(by)?);
            let (kind, name) = (&resource.meta.kind, resource.meta.key());
            Some(format!(" [{kind} {name}, {}:{}]", range.file, range.start.line))
        });
        let (question, answer) = (texts.question(step.answer.question()), texts.answer(&step.answer));
        format!("{question}: {answer}{}", by.unwrap_or_default())
    };
    let mut lines: Vec<String> = verdict.why.iter().map(line).collect();
    for endpoint in &verdict.endpoints {
        let (server, outcome) = (endpoint.server.name(&analysis.mesh), texts.outcome(endpoint.outcome));
        lines.push(format!("{server}:{} {outcome}", endpoint.port));
        lines.extend(endpoint.why.iter().map(|step| format!("  {}", line(step))));
    }
    if let Some(outcome) = verdict.outcome {
        lines.push(texts.call_outcome(outcome).to_owned());
        lines.extend(verdict.stopped.iter().map(|step| format!("  {}", line(step))));
    }
    lines
}

/// Text in which nothing is markup, and without the characters that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;
    use test_case::test_case;

    #[test_case("shop/cart → a:80" => "shop/cart → a:80")]
    #[test_case("<a b=\"c\">&" => "&lt;a b=&quot;c&quot;&gt;&amp;")]
    #[test_case("a\u{1b}[31m\u{0}b" => "a [31m b"; "what XML cannot hold")]
    fn nothing_is_markup(text: &str) -> String {
        escaped(text)
    }
}
