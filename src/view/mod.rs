//! Pure view-models of the page: what it shows, without saying how. Plain data and codes; components turn them into
//! elements and `i18n` into sentences.

mod extent;
mod filter;
mod hops;
mod marks;
mod parts;
mod place;
mod preview;
mod problems;
mod row;
mod rule_help;
mod similar;
mod summary;
mod why;
mod workspace;

pub use extent::Extent;
pub use filter::{Filter, OutcomeCount, count_outcomes, namespaces, showing};
pub use hops::{Hop, HopName, Wire, hops};
pub use marks::{LineMark, MarkKind, line_marks};
pub use parts::{Part, WHOLE};
pub use place::Place;
pub use preview::{Change, FileDiff, FlipRow, Preview, broken, changes, preview, row_after};
pub use problems::{Problem, problems};
pub use row::{Decided, EXTERNAL, Row, RowOutcome, rows};
pub use rule_help::{Block, rule_help};
pub use similar::is_edit_of;
pub use summary::Summary;
pub use why::{Beaten, Why, WhyStep, origin_of, symptom_of, why};
pub use workspace::{Document, DocumentKey, Workspace};
