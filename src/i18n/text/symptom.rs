//! Texts about errors and what they come from.

use crate::symptom::Cause;

/// Texts about errors and what they come from.
pub trait SymptomText {
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
