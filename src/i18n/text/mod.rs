//! The messages that every language must have, one trait per area.

mod command;
mod lint;
mod page;
mod verdict;

pub use command::CommandText;
pub use lint::LintText;
pub use page::PageText;
pub use verdict::VerdictText;
