//! Keys and items that go.

use super::{lines, verified};
use crate::text::{Edit, Span};
use crate::yaml::{Node, Path, Segment, Value};

/// Above this depth nothing is emptied: a resource without `spec` is another resource.
const KEPT: usize = 1;

/// Takes what is at the route away, and its parents as far as they would be left empty.
pub(super) fn remove(text: &str, root: &Node, path: &Path) -> Option<Edit> {
    let mut segments = path.segments();
    root.at(path)?;
    loop {
        let (last, parents) = segments.split_last()?;
        let parent = parents.iter().try_fold(root, |node, segment| node.step(segment))?;
        let siblings = parent.entries().len() + parent.items().len();
        if siblings > 1 {
            return member(text, parent, last);
        }
        if parents.len() <= KEPT {
            return None;
        }
        segments = parents;
    }
}

/// Takes one of several entries or items away.
fn member(text: &str, parent: &Node, which: &Segment) -> Option<Edit> {
    let spans: Vec<Span> = match &parent.value {
        Value::Mapping(entries) => {
            entries.iter().map(|entry| entry.key_span.cover(entry.value.span)).collect()
        }
        Value::Sequence(items) => items.iter().map(|item| item.span).collect(),
        _ => return None,
    };
    let index = match which {
        Segment::Key(key) => parent.entries().iter().position(|entry| entry.key == *key)?,
        Segment::Index(index) => *index,
        Segment::Text(..) => return None,
    };
    let (this, next) = (*spans.get(index)?, spans.get(index + 1));
    let before = index.checked_sub(1).and_then(|before| spans.get(before));
    let span = if lines::is_flow(text, parent) {
        match (next, before) {
            (Some(next), _) => Span::new(this.start, next.start),
            (None, Some(before)) => Span::new(before.end, this.end),
            (None, None) => return None,
        }
    } else {
        own_lines(text, parent, this, next.copied(), before.is_none())?
    };
    if lines::is_flow(text, parent) && span.slice(text).contains('#') {
        return None;
    }
    let without = |node: &mut Node| match &mut node.value {
        Value::Mapping(entries) => {
            entries.remove(index);
        }
        Value::Sequence(items) => {
            items.remove(index);
        }
        _ => {}
    };
    verified(text, Edit { span, text: String::new() }, parent, &without)
}

/// The bytes that go with a member in block style: its lines, the comment above it and a blank line that would be left
/// over; up to the next key where a dash stands before it.
fn own_lines(text: &str, parent: &Node, this: Span, next: Option<Span>, is_first: bool) -> Option<Span> {
    let start = match parent.value {
        // An item begins at its dash.
        Value::Sequence(_) => {
            let before = text.get(lines::start(text, this.start)..this.start)?;
            lines::start(text, this.start) + before.rfind('-')?
        }
        _ => this.start,
    };
    if !lines::is_first(text, start) {
        let next = next.filter(|_| is_first)?;
        let span = Span::new(this.start, next.start);
        return (!span.slice(text).contains('#')).then_some(span);
    }
    let indent = start - lines::start(text, start);
    let from = if is_first { lines::start(text, start) } else { comment_above(text, start, indent) };
    // The text of a block scalar ends with its last line break.
    let ends_with_line = this.end > start && text.get(..this.end)?.ends_with('\n');
    let to = if ends_with_line { this.end } else { lines::next(text, this.end) };
    let span = Span::new(from, to);
    let is_blank = |line: std::ops::Range<usize>| text.get(line).is_some_and(|line| line.trim().is_empty());
    let blank_above = lines::upwards(text, from).next().filter(|line| is_blank(line.clone()));
    let blank_below = to >= text.len() || is_blank(to..lines::next(text, to));
    Some(match blank_above {
        Some(above) if blank_below => Span::new(above.start, span.end),
        _ => span,
    })
}

/// Where the comment that stands directly above a member begins.
fn comment_above(text: &str, start: usize, indent: usize) -> usize {
    let is_comment = |line: &std::ops::Range<usize>| {
        let line = text.get(line.clone()).unwrap_or_default();
        line.trim_start().starts_with('#') && line.len() - line.trim_start().len() == indent
    };
    let comments = lines::upwards(text, start).take_while(is_comment);
    comments.last().map_or(lines::start(text, start), |line| line.start)
}
