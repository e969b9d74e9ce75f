//! The messages that every language must have, one trait per area.

mod admission;
mod command;
mod dialog;
mod files;
mod findings;
mod injection;
mod lint;
mod page;
mod readiness;
mod results;
mod rules;
mod scenario;
mod symptom;
mod verdict;

pub use admission::AdmissionText;
pub use command::{BadLink, Column, CommandText, Help};
pub use dialog::DialogText;
pub use files::FilesText;
pub use findings::FindingsText;
pub use injection::InjectionText;
pub use lint::LintText;
pub use page::PageText;
pub use readiness::{ReadinessPart, ReadinessText};
pub use results::ResultsText;
pub use rules::{RuleSection, RuleText, RulesText};
pub use scenario::{ExampleText, ScenarioText};
pub use symptom::SymptomText;
pub use verdict::VerdictText;
