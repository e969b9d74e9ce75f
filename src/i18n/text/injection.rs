//! Why a pod has a proxy or none.

use crate::mesh::InjectionFact;

/// Texts of proxy injection.
pub trait InjectionText {
    /// A fact that was looked at, as it stands in the text; no sentence, no conclusion.
    fn injection(&self, fact: &InjectionFact) -> String;
}
