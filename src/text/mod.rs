//! Source text: files, byte spans, lines and columns.
//!
//! Everything to the right of this module speaks in byte offsets; people and editors speak in lines and
//! columns. The conversion happens here and only at the boundary.

mod diff;
mod distance;
mod edit;
mod hash;
mod line_index;
mod source;
mod span;

pub use diff::{DiffLine, Hunk};
pub use distance::distance;
pub use edit::{Edit, EditError, Edits};
pub use hash::hash;
pub use line_index::{LineColumn, LineIndex};
pub use source::{FileId, Location, Range, SourceFile, Sources};
pub use span::Span;
