//! YAML as Kubernetes reads it, with spans.
//!
//! [`parse`] never fails: it gives every document that can be read and an error for each one that cannot, so a
//! broken document never hides the others.

mod build;
mod decode;
mod error;
mod layout;
pub mod limits;
mod path;
mod scalar;
mod stream;
mod tag;
mod tree;

pub use decode::{DecodeError, decode};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use path::{Path, Segment};
pub use stream::{Stream, split};
pub use tree::{Document, Entry, Node, Value};

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The documents that can be read, in order. Documents that are empty or null are left out, as `kubectl` does.
    pub documents: Vec<Document>,
    /// What cannot be read, in order.
    pub errors: Vec<SyntaxError>,
}

/// Reads a text of any number of documents.
pub fn parse(text: &str) -> Parsed {
    let Stream { pieces, mut errors } = split(text);
    let mut documents = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match build::document(text, stream::body(text, piece)) {
            Ok(built) => {
                documents.extend(built.document.filter(|document| document.root.value != Value::Null));
                errors.extend(built.ignored);
            }
            Err(error) => errors.push(error),
        }
    }
    errors.sort_by_key(|error| error.span);
    Parsed { documents, errors }
}
