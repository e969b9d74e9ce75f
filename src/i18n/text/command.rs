//! Texts of the command line.

/// Texts of the command line and of the reports.
pub trait CommandText {}
