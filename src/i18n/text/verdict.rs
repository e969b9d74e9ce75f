//! Words and explanations of connections.

use crate::verdict::{Answer, Because, CallOutcome, Outcome, Question};

/// Texts for outcomes and for the steps that lead to them.
pub trait VerdictText {
    /// The word for an outcome, as in the table of the design language.
    fn outcome(&self, outcome: Outcome) -> &'static str;
    /// The word for an outcome of the call itself.
    fn call_outcome(&self, outcome: CallOutcome) -> &'static str;
    /// The label of a question.
    fn question(&self, question: Question) -> &'static str;
    /// The answer of a step, one sentence or less. It stands behind the label of its question.
    fn answer(&self, answer: &Answer) -> String;
    /// Why a resource did not count. It stands behind the name of the resource.
    fn because(&self, because: &Because) -> String;
}
