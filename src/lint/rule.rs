//! Descriptors of rules.

use super::{Code, Context, Finding};
use std::fmt;

/// The mesh in which the examples of the rules stand; alone it gives no finding.
pub const BACKDROP: &str = include_str!("backdrop.yaml");

/// A rule: a plain `static` descriptor.
pub struct Rule {
    /// Its identity; the texts hang on it.
    pub code: Code,
    /// Looks for what the rule is about, in any order.
    pub check: fn(&Context) -> Vec<Finding>,
    /// An example in which the rule speaks up, in the mesh of [`BACKDROP`].
    pub bad: &'static str,
    /// The same done well: without any finding.
    pub good: &'static str,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}
