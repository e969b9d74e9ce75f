//! Findings as the page lists them.

use super::Place;
use crate::Analysis;
use crate::lint::{Code, Finding, Message, Severity};
use std::rc::Rc;

/// A finding with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Code and name of the rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What happened.
    pub message: Rc<Message>,
    /// Where, the primary place first.
    pub places: Vec<Place>,
    /// Indexes of the connections that it explains.
    pub connections: Vec<usize>,
}

impl Problem {
    /// A finding about this analysis.
    pub fn new(analysis: &Analysis, finding: &Finding) -> Self {
        Self {
            code: finding.rule.code,
            severity: finding.severity,
            message: finding.message.clone(),
            places: finding.labels.iter().map(|label| Place::new(analysis, label.location)).collect(),
            connections: finding.connections.clone(),
        }
    }

    /// Whether it says that a document could not be read, so that the result lacks something that the author wrote.
    /// A template that was not rendered lacks as well, but it is no slip of the keyboard that the next key repairs.
    pub fn hides_a_document(&self) -> bool {
        matches!(self.code, Code::BrokenYaml | Code::OversizedText)
    }
}

/// The findings in the order of the engine: worst first.
pub fn problems(analysis: &Analysis) -> Vec<Rc<Problem>> {
    analysis.findings.iter().map(|finding| Rc::new(Problem::new(analysis, finding))).collect()
}
