//! Findings: one file per rule; the registry is only a list.

mod finding;
mod message;
mod rule;

pub use finding::{Finding, Label, Severity};
pub use message::Message;
pub use rule::Rule;
