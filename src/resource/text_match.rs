//! How a VirtualService compares a text (VS-11a).

use crate::yaml::wire;
use macro_rules_attribute::apply;

/// What a text must be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextMatch {
    /// Anything, as long as it is there: `{}`.
    Present,
    /// Exactly this.
    Exact(String),
    /// Something that begins with this, not necessarily at a slash.
    Prefix(String),
    /// Something that this regular expression describes from its first to its last character.
    Regex(String),
}

impl TextMatch {
    /// The same match of a header, where the expression `*` is no expression but means presence.
    #[must_use]
    pub(super) fn of_header(self) -> Self {
        match self {
            Self::Regex(expression) if expression == "*" => Self::Present,
            other => other,
        }
    }
}

/// A match as it is written.
#[apply(wire)]
pub(super) struct TextMatchWire {
    exact: Option<String>,
    prefix: Option<String>,
    regex: Option<String>,
}

impl From<TextMatchWire> for TextMatch {
    fn from(wire: TextMatchWire) -> Self {
        match wire {
            TextMatchWire { exact: Some(text), .. } => Self::Exact(text),
            TextMatchWire { prefix: Some(text), .. } => Self::Prefix(text),
            TextMatchWire { regex: Some(text), .. } => Self::Regex(text),
            TextMatchWire { exact: None, prefix: None, regex: None } => Self::Present,
        }
    }
}
