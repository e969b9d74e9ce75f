//! Texts of findings.

use crate::lint::Message;

/// Texts of findings.
pub trait LintText {
    /// What a finding says: one or two sentences.
    fn message(&self, message: &Message) -> String;
}
