//! Why a cluster would refuse a document.

use crate::resource::admission::{Format, JsonType, Objection, Rule};

/// Texts for what the API server and Istio's webhook object to.
pub trait AdmissionText {
    /// What is wrong with a field, as the predicate of a sentence about it, without a full stop.
    fn admission_rule(&self, rule: &Rule) -> String;
    /// How a text must be written, as a noun with an article where the language has one.
    fn admission_format(&self, format: Format) -> &'static str;
    /// The name of a type of JSON.
    fn json_type(&self, json_type: JsonType) -> &'static str;

    /// The whole complaint: the route of the field, and what is wrong with it.
    fn objection(&self, objection: &Objection) -> String {
        format!("{}: {}", objection.path, self.admission_rule(&objection.rule))
    }
}
