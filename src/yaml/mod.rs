//! YAML as Kubernetes reads it, with spans.
//!
//! [`parse`] never fails: it gives every document that can be read and an error for each one that cannot, so a
//! broken document never hides the others. The way of a text:
//!
//! ```text
//! stream ── pieces, cut as kubectl does ──► events ── what the parser sees ──► build ──► tree
//!                                             │ tabs, layout                    │ anchors, entries, tag, scalar
//!                                             └────────── errors ──► diagnose ◄─┘
//! ```
//!
//! What is accepted, and what it means, agrees with the libraries of Kubernetes (`tests/yaml_vectors.rs`); comparing
//! hundreds of thousands of random and damaged manifests left these differences. Refused although Kubernetes reads it:
//! a byte order mark inside a document, a quoted value that goes on left of its key, a comment glued to a closing
//! quote, tabs that indent brackets inside block style, a templated value that happens to be YAML. Read although
//! Kubernetes refuses it: names of anchors with other characters than letters, digits, `-` and `_`, and a `?` at the
//! end of a word in brackets. Read otherwise: a line separator ([`SyntaxErrorKind::LineSeparator`]) and a colon glued
//! to a closing bracket (`{a:}` is a key without value).

mod anchors;
mod build;
mod characters;
mod common_key;
mod decode;
mod diagnose;
mod entries;
mod error;
mod events;
mod everyday;
mod fields;
mod float;
mod layout;
pub mod limits;
pub mod patch;
mod path;
mod reader;
mod scalar;
mod shape;
mod stream;
mod tabs;
mod tag;
mod tree;

pub(crate) use decode::decode;
pub use error::{SyntaxError, SyntaxErrorKind};
pub(crate) use fields::{Fields, InPlace, camel_case, read_fields, wire};
pub(crate) use float::write as write_float;
pub use path::{Path, Segment};
pub(crate) use reader::INT_OR_STRING;
pub(crate) use shape::Shape;
pub use stream::{Stream, split, split_while};
pub use tree::{Document, Entry, Key, Node, Value};

use crate::order;
use crate::text::Span;
use build::Built;

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The documents that can be read, in order. Documents that are empty or null are left out, as `kubectl` does.
    pub documents: Vec<Document>,
    /// What cannot be read, in order.
    pub errors: Vec<SyntaxError>,
    /// What reading took of the budget of [`limits::NODES`].
    pub nodes: usize,
}

/// What was read of a text before one of its pieces.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    /// How many documents.
    pub documents: usize,
    /// What they took of the budget of [`limits::NODES`].
    pub nodes: usize,
}

/// Reads a text of any number of documents.
pub fn parse(text: &str) -> Parsed {
    let Stream { pieces, errors } = split(text);
    let mut parsed = Parsed { documents: Vec::with_capacity(pieces.len()), errors, nodes: 0 };
    for piece in pieces {
        parsed.read(text, stream::body(text, piece), limits::DOCUMENTS);
        if parsed.nodes > limits::NODES {
            break;
        }
    }
    order::sort_by_key(&mut parsed.errors, |error| error.span);
    parsed
}

/// Reads one of the pieces of a text that [`split`] gives, where those before it hold `count` documents.
pub fn parse_piece(text: &str, piece: Span, count: usize) -> Parsed {
    parse_next(text, piece, &mut Before { documents: count, nodes: 0 }).unwrap_or_default()
}

/// Reads the next piece of a text; nothing where those before spent the budget of [`limits::NODES`].
pub fn parse_next(text: &str, piece: Span, before: &mut Before) -> Option<Parsed> {
    if before.nodes > limits::NODES {
        return None;
    }
    let mut parsed = Parsed { nodes: before.nodes, ..Parsed::default() };
    parsed.read(text, stream::body(text, piece), limits::DOCUMENTS.saturating_sub(before.documents));
    let all = std::mem::replace(&mut before.nodes, parsed.nodes);
    before.documents += parsed.documents.len();
    parsed.nodes -= all;
    Some(parsed)
}

impl Parsed {
    /// Reads the part `body` of a file, which is one document, several JSON objects or nothing but comments; of all
    /// no more than `limit` documents.
    fn read(&mut self, file: &str, body: Span, limit: usize) {
        if let Some((span, kind)) = characters::forbidden(body.slice(file)) {
            self.errors.push(SyntaxError { span: span.shifted(body.start), kind });
            return;
        }
        if let Some(span) = characters::line_separator(body.slice(file)) {
            self.errors
                .push(SyntaxError { span: span.shifted(body.start), kind: SyntaxErrorKind::LineSeparator });
        }
        let end = stream::end_marker(file, body);
        let mut start = body.start;
        while let Some(rest) = self.document(file, Span::new(start, end.unwrap_or(body.end))) {
            // `kubectl` takes one JSON object after the other, without separators.
            let opens = |from: usize| Span::new(from, body.end).slice(file).trim_start().starts_with('{');
            let is_json = opens(start) && opens(rest);
            let span = Span::new(rest, body.end);
            if !is_json {
                self.ignore(file, span);
                return;
            }
            if self.documents.len() >= limit {
                self.errors.push(SyntaxError { span, kind: SyntaxErrorKind::TooManyDocuments });
                return;
            }
            // On the same line it might have been a key, which the parser looks for a thousand characters ahead.
            if !Span::new(start, rest).slice(file).ends_with('\n') {
                self.nodes += limits::GLUED;
            }
            start = rest;
        }
        let marker = "...".len();
        self.ignore(file, Span::new(end.map_or(body.end, |end| end + marker), body.end));
    }

    /// Reads one document and gives the position where text begins that does not belong to it.
    fn document(&mut self, file: &str, body: Span) -> Option<usize> {
        let quickly = everyday::document(file, body);
        let built = match quickly {
            Some(root) => Ok(Built { document: Some(Document { span: root.span, root }), rest: None }),
            None => build::document(file, body, &mut self.nodes),
        };
        match built {
            Err(error) => {
                self.errors.push(diagnose::refine(file, body, error));
                None
            }
            Ok(Built { document, rest }) => {
                let document = document.filter(|document| document.root.value != Value::Null)?;
                match diagnose::rendered_later(file, &document) {
                    Some(error) => self.errors.push(error),
                    None => self.documents.push(document),
                }
                rest
            }
        }
    }

    /// Notes text that nobody reads, unless it holds nothing but comments.
    fn ignore(&mut self, file: &str, rest: Span) {
        let is_content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let text = rest.slice(file);
        if text.lines().any(is_content) {
            let start = rest.end - text.trim_start().len();
            let span = Span::new(start, rest.start + text.trim_end().len());
            self.errors.push(SyntaxError { span, kind: SyntaxErrorKind::IgnoredAfterEnd });
        }
    }
}
