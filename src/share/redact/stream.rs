//! Secrets in a text of many documents, some of which may be broken.

use super::mention::mentions_secret;
use super::{Edit, REDACTED_COMMENT, Redaction, document, is_blank, may_comment};
use crate::text::Span;
use crate::yaml;

/// The edits that leave no data of any Secret.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let documents = yaml::parse(text).documents;
    let mut rest = documents.iter().peekable();
    let mut edits = Vec::new();
    for piece in pieces(text) {
        let mut start = piece.start;
        while let Some(document) = rest.next_if(|document| document.span.start < piece.end) {
            edits.extend(document::edits(text, document, piece));
            start = document.span.end;
        }
        edits.extend(unread(text, piece, Span::new(start, piece.end)));
    }
    edits
}

/// The parts of a text between the lines that begin with `---`.
fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let begins_line = |at: &usize| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with('\n'));
    let marks = text.match_indices("---").map(|(at, _)| at).filter(begins_line);
    let mut start = 0;
    marks.chain([text.len()]).map(move |end| {
        let piece = Span::new(start, end);
        start = end + "---".len();
        piece
    })
}

/// A part of a piece that is in no document, because it could not be read or because nobody reads it: it goes if
/// there is a Secret in it, or in the piece around it, of which it then may be the rest.
fn unread(text: &str, piece: Span, part: Span) -> Option<Edit> {
    let whole = part.slice(text);
    let is_comment = |line: &str| line.is_empty() || line.starts_with('#');
    let says_something = !whole.lines().map(|line| line.trim_matches(is_blank)).all(is_comment);
    let is_secret = mentions_secret(whole) || (says_something && mentions_secret(piece.slice(text)));
    let start = part.start + whole.len() - whole.trim_start_matches(is_blank).len();
    let span = Span::new(start, part.start + whole.trim_end_matches(is_blank).len());
    let with = if may_comment(text, start) { REDACTED_COMMENT } else { " # REDACTED" };
    is_secret.then_some(Edit { span, with, what: Redaction::SecretText })
}
