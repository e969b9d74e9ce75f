//! Texts of findings.

/// Texts of findings.
pub trait LintText {}
