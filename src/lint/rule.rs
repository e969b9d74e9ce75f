//! Descriptors of rules.

/// A rule: a plain `static` descriptor.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `MP` and three digits; never reused.
    pub code: &'static str,
    /// A name that reads well after "allow".
    pub name: &'static str,
}
