//! Descriptors of rules.

use super::{Code, Context, Finding};

/// A rule: a plain `static` descriptor.
#[derive(Debug)]
pub struct Rule {
    /// Its identity; the texts hang on it.
    pub code: Code,
    /// Looks for what the rule is about, in any order.
    pub check: fn(&Context) -> Vec<Finding>,
    /// A policy, or a whole scenario, that the rule speaks about.
    pub bad: &'static str,
    /// The same done well: the rule is silent.
    pub good: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}
