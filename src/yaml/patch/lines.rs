//! Where things stand in their lines.

use crate::yaml::{Node, Value};
use std::ops::Range;

/// The line break that the text uses.
pub(super) fn line_break(text: &str) -> &'static str {
    let first = text.find('\n').unwrap_or_default();
    if text.get(..first).is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// Where the line of `offset` begins.
pub(super) fn start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// Where the content of the line of `offset` ends: before its line break.
pub(super) fn end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    offset + line.strip_suffix('\r').unwrap_or(line).len()
}

/// Where the line behind that of `offset` begins.
pub(super) fn next(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| offset + at + 1)
}

/// The column of `offset`, from 0, if nothing but blanks and the dashes of sequences stand before it.
pub(super) fn column(text: &str, offset: usize) -> Option<usize> {
    let before = text.get(start(text, offset)..offset)?;
    before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
}

/// Whether nothing but spaces stands before `offset` in its line.
pub(super) fn is_first(text: &str, offset: usize) -> bool {
    text.get(start(text, offset)..offset).is_some_and(|before| before.bytes().all(|byte| byte == b' '))
}

/// Whether nothing but blanks and a comment follow in the line of `offset`.
pub(super) fn is_last(text: &str, offset: usize) -> bool {
    let rest = text.get(offset..end(text, offset)).unwrap_or_default();
    let comment = rest.trim_start();
    comment.is_empty() || comment.starts_with('#') && comment.len() < rest.len()
}

/// The lines, each with its line break, from the one before `offset` upwards.
pub(super) fn upwards(text: &str, offset: usize) -> impl Iterator<Item = Range<usize>> {
    let mut below = start(text, offset);
    std::iter::from_fn(move || {
        let above = below.checked_sub(1).map(|last| start(text, last)..below)?;
        below = above.start;
        Some(above)
    })
}

/// Whether a collection is written in brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    let bracket = match node.value {
        Value::Mapping(_) => '{',
        Value::Sequence(_) => '[',
        _ => return false,
    };
    node.span.slice(text).starts_with(bracket)
}

/// Whether the document around `root` is JSON: its keys are in quotes and its mappings in braces.
pub(super) fn is_json(text: &str, root: &Node) -> bool {
    let quoted = |entry: &crate::yaml::Entry| entry.key_span.slice(text).starts_with('"');
    is_flow(text, root) && root.entries().iter().all(quoted)
}
