//! Would the cluster take this document? What the CustomResourceDefinitions of Istio (schema and CEL) and its validating
//! webhook say to a single document (PAV-*, DRV-*, AZ-4, AZ-14 …).
//!
//! [`review`] holds a document against two things: the table of its kind ([`schema`]), which describes every field by
//! itself, and the rules of its kind ([`kinds`]), which look at several fields. Both were derived from the sources and
//! agree with recorded answers (`tests/admission.rs`).
//!
//! Everything that is wrong is said at once; the cluster would stop at the schema first.

mod at;
mod check;
mod format;
mod kinds;
mod rule;
mod schema;
mod suggest;

pub use format::Format;
pub use rule::{JsonType, Objection, Rule};

use crate::yaml::Node;
use at::{At, Objections};
use kinds::Definition;
use schema::Schema;

/// The answer to one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether the cluster would take it. Documents of kinds that Istio does not own are always taken.
    pub accepted: bool,
    /// Why it would not, in the order of the document's schema; empty where it would.
    pub messages: Vec<Objection>,
    /// What the cluster would take, but with a warning.
    pub warnings: Vec<Objection>,
}

impl Review {
    /// Whether there is nothing to say.
    pub fn is_silent(&self) -> bool {
        self.messages.is_empty() && self.warnings.is_empty()
    }
}

/// Says what the cluster would answer to one document.
pub fn review(document: &Node) -> Review {
    let root = At::root(document);
    let mut out = Objections::default();
    if let Some(definition) = Definition::of(&root) {
        hold(&root, definition, &mut out);
    }
    Review { accepted: out.messages.is_empty(), messages: out.messages, warnings: out.warnings }
}

fn hold(root: &At<'_, '_>, definition: &'static Definition, out: &mut Objections) {
    definition.check_version(root, out);
    for (key, entry) in root.entries() {
        if !matches!(key, "apiVersion" | "kind" | "metadata" | "spec" | "status") {
            out.reject(&entry, Rule::UnknownField { suggestion: suggest::suggestion(key, definition.spec) });
        }
    }
    let spec = root.key("spec");
    if definition.needs_spec && spec.value().is_none() {
        return out.reject(&spec, Rule::Missing);
    }
    check::check(&spec, Schema::Object(definition.spec), out);
    definition.check_rules(root, &spec, out);
}
