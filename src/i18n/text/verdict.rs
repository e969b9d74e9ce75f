//! Words and explanations of connections.

use crate::verdict::{Answer, CallOutcome, Outcome};

/// Texts for outcomes and for the steps that lead to them.
pub trait VerdictText {
    /// The word for an outcome, as in the table of the design language.
    fn outcome(&self, outcome: Outcome) -> &'static str;
    /// The word for an outcome of the call itself.
    fn call_outcome(&self, outcome: CallOutcome) -> &'static str;
    /// The answer of a step, one sentence or less.
    fn answer(&self, answer: &Answer) -> String;
}
