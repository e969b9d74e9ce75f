//! `symptom`: what an error comes from, for people and as JSON.

use super::strict::call;
use super::text::printable;
use crate::Analysis;
use crate::i18n::Handbook;
use crate::symptom::{Cause, Hit, Search};
use serde::Serialize;
use std::fmt::Write;

/// Connections that are shown to people.
const SHOWN: usize = 20;

/// The answer for people, ending in a line break.
pub fn text(found: &Search, analysis: &Analysis, texts: &dyn Handbook) -> String {
    if found.recognised.is_empty() {
        return format!("{}\n", texts.nothing_recognised());
    }
    let mut out = format!("{}\n\n{}:\n", texts.recognised(&found.recognised), texts.likely_causes());
    // Writing to a String cannot fail, here and below.
    for (index, cause) in found.causes.iter().enumerate() {
        let rule = cause.rule().map_or_else(String::new, |code| format!(" [{}]", code.as_str()));
        let _ = writeln!(out, "  {}. {}{rule}", index + 1, texts.cause(*cause));
    }
    if found.hits.is_empty() {
        let _ = writeln!(out, "\n{}", texts.no_connection_shows_it());
        return out;
    }
    let _ = writeln!(out, "\n{}:", texts.connections_show_it(found.hits.len()));
    for hit in found.hits.iter().take(SHOWN) {
        let (server, outcome) = end(hit, analysis);
        let line = format!("{} {server} {outcome}", call(analysis, hit.connection));
        let _ = writeln!(out, "  {}: {}", printable(&line), texts.cause(hit.cause));
    }
    if found.hits.len() > SHOWN {
        let _ = writeln!(out, "  {}", texts.more(found.hits.len() - SHOWN));
    }
    out
}

/// The answer as one JSON object.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    version: u8,
    recognised: &'a [String],
    causes: Vec<Likely>,
    connections: Vec<Shown>,
}

/// What it may come from.
#[derive(Debug, Serialize)]
struct Likely {
    cause: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

/// A connection that would show it.
#[derive(Debug, Serialize)]
struct Shown {
    connection: usize,
    call: String,
    server: String,
    outcome: &'static str,
    cause: &'static str,
    exact: bool,
}

impl<'a> Answer<'a> {
    /// Puts a search into words. The numbers of connections are those of `check`.
    pub fn new(found: &'a Search, analysis: &Analysis, texts: &dyn Handbook) -> Self {
        let cause = |cause: &Cause| Likely {
            cause: cause.as_str(),
            message: texts.cause(*cause),
            code: cause.rule().map(crate::lint::Code::as_str),
        };
        let connection = |hit: &Hit| {
            let (server, outcome) = end(hit, analysis);
            Shown {
                connection: hit.connection,
                call: call(analysis, hit.connection),
                server,
                outcome,
                cause: hit.cause.as_str(),
                exact: hit.exact,
            }
        };
        Self {
            version: 1,
            recognised: &found.recognised,
            causes: found.causes.iter().map(cause).collect(),
            connections: found.hits.iter().map(connection).collect(),
        }
    }
}

/// Who answers at the end of a hit, if anybody does, and the outcome there.
fn end(hit: &Hit, analysis: &Analysis) -> (String, &'static str) {
    let Some(connection) = analysis.connections.get(hit.connection) else { return (String::new(), "") };
    match hit.endpoint.and_then(|at| connection.verdict.endpoints.get(at)) {
        Some(endpoint) => (endpoint.server.name(&analysis.mesh), endpoint.outcome.as_str()),
        None => (String::new(), connection.verdict.outcome.map_or("", crate::verdict::CallOutcome::as_str)),
    }
}
