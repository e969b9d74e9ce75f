//! What findings say: codes and arguments, never prose.

use crate::resource::Fault;

/// The message of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Something in the text is not as it must be.
    Fault(Fault),
    /// A word that YAML takes for something else than text.
    UnquotedWord {
        /// As written, such as `on` or `1.20`.
        word: String,
        /// What YAML takes it for.
        taken_for: NotText,
    },
    /// Documents of a kind that changes no outcome.
    UnusedKind {
        /// The kind.
        kind: String,
        /// How many.
        count: usize,
    },
    /// Documents of a kind that may change outcomes, but is not evaluated.
    UnevaluatedKind {
        /// The kind.
        kind: String,
        /// How many.
        count: usize,
    },
}

/// What YAML takes an unquoted word for, if not for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotText {
    /// `on`, `yes`, `true` …
    Boolean,
    /// `1.20`, `0777`, `1e3` …
    Number,
    /// `null`, `~`.
    Null,
}
