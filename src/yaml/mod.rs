//! YAML as Kubernetes reads it, with spans.
//!
//! [`parse`] never fails: it gives every document that can be read and an error for each one that cannot, so a
//! broken document never hides the others.

mod path;
mod tree;

pub use path::{Path, Segment};
pub use tree::{Document, Entry, Node, Value};
