//! Positions that the parser's events do not give: behind the colon of an empty value, at the header of a block scalar,
//! at the first dash of a list that is not indented.

use crate::text::Span;

/// Where a node stands in its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The document itself.
    Root,
    /// A key of a mapping.
    Key,
    /// A value of a mapping.
    Value,
    /// An item of a list.
    Item,
}

/// The position of an empty node: behind its indicator, else where the node before it ended. Behind an anchor or a tag
/// the parser's own position is right.
pub(super) fn empty(text: &str, place: Place, after: usize, parsed: usize) -> usize {
    let indicator = match place {
        Place::Root => None,
        Place::Key => Some(b'?'),
        Place::Value => Some(b':'),
        Place::Item => Some(b'-'),
    };
    let found = skip(text, after, false);
    let at = if indicator.is_some() && byte(text, found) == indicator { found + 1 } else { after };
    match byte(text, skip(text, at, false)) {
        Some(b'!' | b'&') => parsed.max(at),
        _ => at,
    }
}

/// The first dash of a list that is a mapping's value and may stand no deeper than its key.
pub(super) fn first_dash(text: &str, after: usize) -> Option<usize> {
    let colon = skip(text, after, false);
    let behind = if byte(text, colon) == Some(b':') { colon + 1 } else { colon };
    let at = skip(text, behind, true);
    (byte(text, at) == Some(b'-')).then_some(at)
}

/// A block scalar from its header to the end of its last line that is not blank. `content` is the parser's span, which
/// begins behind the header and runs into the indentation of the line that follows.
pub(super) fn block_scalar(text: &str, after: usize, content: Span) -> Span {
    let mut at = skip(text, after, true);
    while let Some(b':' | b'-' | b'?') = byte(text, at) {
        at = skip(text, at + 1, true);
    }
    let whole = Span::new(at.min(content.start), content.end).slice(text);
    let lines = whole.split_inclusive('\n');
    let blank = lines.rev().take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
    let kept = whole.get(..whole.len() - blank).unwrap_or(whole).trim_end_matches(['\n', '\r']);
    Span::new(at.min(content.start), at.min(content.start) + kept.len())
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

/// Skips blanks, line breaks and comments, and anchors and tags if asked to.
fn skip(text: &str, from: usize, properties: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let ends: fn(&u8) -> bool = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at += 1;
                continue;
            }
            b'#' => |byte| matches!(byte, b'\n' | b'\r'),
            b'!' | b'&' if properties => |byte| byte.is_ascii_whitespace(),
            _ => break,
        };
        at += bytes.iter().skip(at).take_while(|byte| !ends(byte)).count();
    }
    at
}
