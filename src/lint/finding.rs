//! What a rule says.

use super::{Message, Rule};
use crate::text::Location;
use std::rc::Rc;

/// How bad a finding is. Ordered: a note is less than an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; may well be intended.
    Note,
    /// Probably not what the author meant.
    Warning,
    /// Nobody can intend this.
    Error,
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place that a finding speaks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub location: Location,
    /// The place to look at first; a finding has exactly one primary label, and it comes first.
    pub primary: bool,
}

/// One finding: a cause, with all the connections that it explains.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Code, name and documentation of the rule.
    pub rule: &'static Rule,
    /// How bad it is here.
    pub severity: Severity,
    /// What happened, as code and arguments; shared by all that tell it.
    pub message: Rc<Message>,
    /// Where; never empty.
    pub labels: Vec<Label>,
    /// Indexes of the connections that it explains, ascending.
    pub connections: Vec<usize>,
}

impl Finding {
    /// A finding about the text itself. `first` is the place to look at first.
    pub(super) fn new(rule: &'static Rule, severity: Severity, message: Message, first: Location) -> Self {
        let labels = vec![Label { location: first, primary: true }];
        Self { rule, severity, message: Rc::new(message), labels, connections: Vec::new() }
    }

    /// The finding with more places; those that it has already are left out.
    #[must_use]
    pub(super) fn and_at(mut self, places: impl IntoIterator<Item = Location>) -> Self {
        for location in places {
            if self.labels.iter().all(|label| label.location != location) {
                self.labels.push(Label { location, primary: false });
            }
        }
        self
    }
}
