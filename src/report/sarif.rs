//! `check --format sarif`: the findings as SARIF 2.1.0, which code hosts show beside the lines of a change.
//!
//! Connections are not part of it: SARIF knows results, not inventories.

use crate::Analysis;
use crate::i18n::Handbook;
use crate::lint::{Finding, RULES, Rule};
use crate::text::{self, Sources};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a path may not hold in a URI reference; `/` parts its segments, and a `:` would make a scheme of what is
/// before it.
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A SARIF log of one run.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Text,
    help: Help,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Log {
    /// The findings of `analysis`, with the documentation of the rules that speak.
    pub fn new(analysis: &Analysis, texts: &dyn Handbook) -> Self {
        let speaking: BTreeSet<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
        let rules: Vec<&Rule> = RULES.iter().copied().filter(|rule| speaking.contains(&rule.code)).collect();
        let index = |finding: &Finding| rules.iter().position(|rule| **rule == *finding.rule);
        let results = analysis.findings.iter().filter_map(|finding| {
            let mut places = finding.labels.iter().map(|label| Place::new(&analysis.sources, label.location));
            Some(Outcome {
                rule_id: finding.rule.code.as_str(),
                rule_index: index(finding)?,
                // SARIF has the same three words.
                level: finding.severity.as_str(),
                message: Text { text: texts.message(&finding.message) },
                // A second entry would mean the same mistake at another place; the others explain it.
                locations: places.next().into_iter().collect(),
                related_locations: places.collect(),
            })
        });
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            rules: rules.iter().map(|rule| Descriptor::new(rule, texts)).collect(),
        };
        let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: results.collect() };
        Self { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
    }
}

impl Descriptor {
    fn new(rule: &Rule, texts: &dyn Handbook) -> Self {
        let text = texts.rule(rule.code);
        Self {
            id: rule.code.as_str(),
            name: rule.code.name().to_owned(),
            short_description: Text { text: text.what.to_owned() },
            help: Help {
                text: format!("{}\n\n{}", text.why, text.fix),
                markdown: super::rules::page(rule, texts),
            },
        }
    }
}

impl Place {
    fn new(sources: &Sources, at: text::Location) -> Self {
        let range = sources.range(at);
        Self {
            physical_location: PhysicalLocation {
                artifact_location: Artifact { uri: uri(&range.file) },
                region: Region {
                    start_line: range.start.line,
                    start_column: range.start.column,
                    end_line: range.end.line,
                    end_column: range.end.column,
                },
            },
        }
    }
}

/// A path as a reference that is relative to where the program ran; `./` is what no code host expects.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    utf8_percent_encode(path.strip_prefix("./").unwrap_or(&path), NOT_IN_PATHS).to_string()
}

#[cfg(test)]
mod tests {
    use super::uri;
    use test_case::test_case;

    #[test_case("mesh/policy.yaml" => "mesh/policy.yaml")]
    #[test_case("./policy.yaml" => "policy.yaml")]
    #[test_case("a b#c%.yaml" => "a%20b%23c%25.yaml")]
    #[test_case("결제.yaml" => "%EA%B2%B0%EC%A0%9C.yaml")]
    #[test_case("mesh\\policy.yaml" => "mesh/policy.yaml")]
    #[test_case("c:policy.yaml" => "c%3Apolicy.yaml")]
    fn uris(path: &str) -> String {
        uri(path)
    }
}
