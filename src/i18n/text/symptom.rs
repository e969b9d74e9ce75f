//! Texts about errors and what they come from.

use crate::symptom::Cause;

/// Texts about errors and what they come from.
pub trait SymptomText {
    /// Label of the field for an error.
    fn symptom(&self) -> &'static str;
    /// What may be pasted there.
    fn symptom_example(&self) -> &'static str;
    /// What to paste instead of a text that tells nothing.
    fn symptom_hint(&self) -> &'static str;
    /// Forgets the error.
    fn clear(&self) -> &'static str;
    /// How many causes are left.
    fn more_causes(&self, count: usize) -> String;
    /// What an error comes from, in a sentence without its full stop.
    fn cause(&self, cause: Cause) -> &'static str;
    /// Nothing in the text is known as an error of a mesh.
    fn nothing_recognised(&self) -> &'static str;
    /// What was recognised.
    fn recognised(&self, texts: &[String]) -> String;
    /// Heading of the causes.
    fn likely_causes(&self) -> &'static str;
    /// No connection of the scenario would show it.
    fn no_connection_shows_it(&self) -> &'static str;
    /// How many connections would show it.
    fn connections_show_it(&self, count: usize) -> String;
}
