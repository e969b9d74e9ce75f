//! Texts of findings.

use crate::lint::Message;
use crate::lint::fix::Title;

/// Texts of findings.
pub trait LintText {
    /// What a finding says: one or two sentences.
    fn message(&self, message: &Message) -> String;

    /// What a step of a fix does, and its price: one or two sentences.
    fn fix_step(&self, step: &Title) -> String;

    /// What a fix does, step by step.
    fn fix(&self, steps: &[Title]) -> String {
        let steps: Vec<String> = steps.iter().map(|step| self.fix_step(step)).collect();
        steps.join(" ")
    }
}
