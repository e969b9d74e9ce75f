//! Findings as the page lists them.

use super::Place;
use crate::Analysis;
use crate::lint::{Code, Message, Rule, Severity};

/// A finding with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Code and name of the rule.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// What happened.
    pub message: Message,
    /// Where, the primary place first.
    pub places: Vec<Place>,
    /// Indexes of the connections that it explains.
    pub connections: Vec<usize>,
}

impl Problem {
    /// Whether it says that a document could not be read, so that the result lacks something that the author wrote.
    pub fn is_unreadable_document(&self) -> bool {
        matches!(self.rule.code, Code::BrokenYaml | Code::UnrenderedTemplate | Code::OversizedText)
    }
}

/// The findings, worst first, those without connections behind those with as many as the rule found.
pub fn problems(analysis: &Analysis) -> Vec<Problem> {
    analysis
        .findings
        .iter()
        .map(|finding| Problem {
            rule: finding.rule,
            severity: finding.severity,
            message: finding.message.clone(),
            places: finding.labels.iter().map(|label| Place::new(analysis, label.location)).collect(),
            connections: finding.connections.clone(),
        })
        .collect()
}
