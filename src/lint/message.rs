//! What findings say: codes and arguments, never prose.

/// The message of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The text is not YAML; the parser's own words.
    BrokenYaml {
        /// What the parser says, in English.
        detail: String,
    },
}
