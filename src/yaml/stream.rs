//! Splits a text into documents exactly as `kubectl` does, before any YAML is parsed.
//!
//! `kubectl` reads line by line; a line that begins with `---` and holds nothing else but blanks and a comment separates
//! documents. A separator where no line was gathered yet belongs to the document that follows.

use super::{SyntaxError, SyntaxErrorKind, limits};
use crate::text::Span;

const MARKER: &str = "---";
const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// A text in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// The pieces in order, as `kubectl` hands them to its YAML library: a separator line at the very start of a piece
    /// is part of it, the one behind it is not. They may hold nothing but comments.
    pub pieces: Vec<Span>,
    /// Separators that `kubectl` refuses, and budgets that were exceeded.
    pub errors: Vec<SyntaxError>,
}

/// Splits `text`. A bad separator separates as well, so that it costs only itself.
pub fn split(text: &str) -> Stream {
    split_while(text, &mut |_| true)
}

/// Splits the beginning of `text`, up to the first piece behind which nobody wants to go on.
pub fn split_while(text: &str, goes_on: &mut dyn FnMut(Span) -> bool) -> Stream {
    let mut stream = Stream::default();
    let mut start = 0;
    for line in marked_lines(text) {
        let next = text.len().min(line.end + 1);
        let separates = is_separator(line.slice(text));
        if !separates {
            let rest = line.slice(text).trim_start_matches(MARKER).trim();
            let kind = SyntaxErrorKind::BadSeparator { text: rest.to_owned() };
            stream.errors.push(SyntaxError { span: trimmed(text, line), kind });
        }
        if line.start > start {
            let piece = Span::new(start, line.start);
            if !stream.push(text, piece) || !goes_on(piece) {
                return stream;
            }
            start = next;
        } else if !separates {
            start = next;
        }
    }
    let rest = Span::new(start, text.len());
    if start < text.len() && stream.push(text, rest) {
        goes_on(rest);
    }
    stream
}

impl Stream {
    /// Adds a piece if the budgets allow it.
    fn push(&mut self, text: &str, piece: Span) -> bool {
        let kind = if piece.end > limits::TEXT {
            SyntaxErrorKind::TooLong
        } else if self.pieces.len() >= limits::DOCUMENTS {
            SyntaxErrorKind::TooManyDocuments
        } else {
            self.pieces.push(piece);
            return true;
        };
        self.errors.push(SyntaxError { span: Span::new(piece.start, text.len()), kind });
        false
    }
}

/// The lines that begin with `---`, without their line feeds.
fn marked_lines(text: &str) -> impl Iterator<Item = Span> {
    let first = text.starts_with(MARKER).then_some(0);
    first.into_iter().chain(marks(text.as_bytes())).map(|start| {
        let length = text.get(start..).and_then(|rest| rest.find('\n'));
        Span::new(start, length.map_or(text.len(), |length| start + length))
    })
}

/// Where lines behind the first begin with `---`. Texts are split again and again, and mostly hold none: three bytes of
/// four need not be looked at, which the search of the standard library does.
fn marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += match bytes.get(at + MARKER.len())? {
                b'-' if bytes.get(at..)?.starts_with(b"\n---") => break,
                b'-' => 1,
                b'\n' => MARKER.len(),
                _ => MARKER.len() + 1,
            };
        }
        at += 1;
        Some(at)
    })
}

/// Whether a line that begins with `---` holds nothing else but blanks and a comment.
fn is_separator(line: &str) -> bool {
    line.strip_prefix(MARKER).map(str::trim).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
}

/// The span without blanks and carriage returns at its end.
fn trimmed(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.slice(text).trim_end().len())
}

/// The part of a piece that holds the document: behind a byte order mark and behind a separator line at its start.
pub(super) fn body(text: &str, piece: Span) -> Span {
    let whole = piece.slice(text);
    let content = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let (first, rest) = content.split_once('\n').unwrap_or((content, ""));
    let content = if is_separator(first) { rest } else { content };
    Span::new(piece.end - content.len(), piece.end)
}

/// Where the end marker `...` begins, if there is one.
pub(super) fn end_marker(text: &str, body: Span) -> Option<usize> {
    let content = body.slice(text);
    let ends =
        |rest: &str| rest.strip_prefix("...").is_some_and(|rest| rest.is_empty() || rest.starts_with(BLANK));
    if ends(content) {
        return Some(body.start);
    }
    let mut breaks = content.match_indices("\n...").map(|(at, _)| at + 1);
    breaks.find(|at| content.get(*at..).is_some_and(ends)).map(|at| body.start + at)
}
