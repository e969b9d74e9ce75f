//! New keys and items.

use super::fragment::{Quotes, flow_entry, scalar};
use super::{Fragment, lines, verified};
use crate::text::{Edit, Span};
use crate::yaml::{Entry, Node, Path, Segment, Value};

/// Adds the value at a route that does not exist: a key in the deepest part of it that does.
pub(super) fn add(text: &str, root: &Node, path: &Path, value: &Fragment) -> Option<Edit> {
    let mut node = root;
    let mut known = Path::root();
    for (depth, segment) in path.segments().iter().enumerate() {
        if let Some(next) = node.step(segment) {
            node = next;
            known = known.then(segment);
            continue;
        }
        // Only keys can be made on the way.
        let rest = path.segments().iter().skip(depth).map(|segment| match segment {
            Segment::Key(key) => Some(&**key),
            Segment::Index(_) | Segment::Text(..) => None,
        });
        let rest: Vec<&str> = rest.collect::<Option<_>>()?;
        let (key, inner) = rest.split_first()?;
        let value = value.clone().below(inner.iter().copied());
        return match &node.value {
            Value::Mapping(entries) if entries.is_empty() => empty_mapping(text, root, node, key, &value),
            Value::Mapping(entries) if lines::is_flow(text, node) => {
                in_braces(text, root, node, entries, key, &value)
            }
            Value::Mapping(entries) => in_block(text, node, entries, key, &value),
            Value::Null if node.span.is_empty() => {
                fill(text, root, &known, &Fragment::mapping([(*key, value)]))
            }
            _ => None,
        };
    }
    None
}

/// Gives a key that has none a value.
pub(super) fn fill(text: &str, root: &Node, path: &Path, value: &Fragment) -> Option<Edit> {
    let entry = root.entry_at(path)?;
    let written = value.behind_colon(lines::column(text, entry.key_span.start)?, lines::line_break(text));
    // Lines of their own go behind a comment, a scalar goes before it.
    let own_lines = written.starts_with(['\r', '\n']);
    let at = if own_lines { lines::end(text, entry.value.span.start) } else { entry.value.span.start };
    let edit = Edit { span: Span::at(at), text: written };
    verified(text, edit, &entry.value, &|node| *node = value.node())
}

/// Appends an item to the sequence at the route, which is made where it is missing.
pub(super) fn push(text: &str, root: &Node, path: &Path, item: &Fragment) -> Option<Edit> {
    let Some(node) = root.at(path) else {
        return add(text, root, path, &Fragment::Sequence(vec![item.clone()]));
    };
    let Some(last) = node.items().last() else {
        return super::set(text, root, path, &Fragment::Sequence(vec![item.clone()]));
    };
    let add = |node: &mut Node| {
        if let Value::Sequence(items) = &mut node.value {
            items.push(item.node());
        }
    };
    if lines::is_flow(text, node) {
        let quotes = if lines::is_json(text, root) { Quotes::Double } else { Quotes::Needed };
        let edit = Edit {
            span: Span::at(last.span.end),
            text: format!(",{}{}", before_next(text, last.span), item.flow(quotes)),
        };
        return verified(text, edit, node, &add);
    }
    let dash = node.span.start;
    if !node.span.slice(text).starts_with('-') || !lines::is_last(text, last.span.end) {
        return None;
    }
    let (column, line_break) = (lines::column(text, dash)?, lines::line_break(text));
    let written = format!("{line_break}{}- {}", " ".repeat(column), item.block(column + 2, line_break));
    let edit = Edit { span: Span::at(lines::end(text, last.span.end)), text: written };
    verified(text, edit, node, &add)
}

/// `{}` becomes a mapping with one entry.
fn empty_mapping(text: &str, root: &Node, node: &Node, key: &str, value: &Fragment) -> Option<Edit> {
    let quotes = if lines::is_json(text, root) { Quotes::Double } else { Quotes::Needed };
    let written = Fragment::mapping([(key, value.clone())]).flow(quotes);
    let edit = Edit { span: node.span, text: written };
    verified(text, edit, node, &|node| with_entry(node, key, value))
}

/// A new entry behind the last one of a mapping in braces.
fn in_braces(
    text: &str,
    root: &Node,
    node: &Node,
    entries: &[Entry],
    key: &str,
    value: &Fragment,
) -> Option<Edit> {
    let last = entries.last()?;
    let quotes = if lines::is_json(text, root) { Quotes::Double } else { Quotes::Needed };
    let gap = before_next(text, last.key_span);
    let edit = Edit {
        span: Span::at(last.value.span.end.max(last.key_span.end)),
        text: format!(",{gap}{}", flow_entry(key, value, quotes)),
    };
    verified(text, edit, node, &|node| with_entry(node, key, value))
}

/// A new entry behind the last one of a mapping in block style; before the first one where the last one does not end
/// with its line, as texts of several lines do.
fn in_block(text: &str, node: &Node, entries: &[Entry], key: &str, value: &Fragment) -> Option<Edit> {
    let (first, last) = (entries.first()?, entries.last()?);
    let (column, line_break) = (lines::column(text, first.key_span.start)?, lines::line_break(text));
    let entry = format!("{}:{}", scalar(key, Quotes::Needed), value.behind_colon(column, line_break));
    let indent = " ".repeat(column);
    let end = last.value.span.end.max(last.key_span.end);
    let behind = Edit { span: Span::at(lines::end(text, end)), text: format!("{line_break}{indent}{entry}") };
    let before = Edit { span: Span::at(first.key_span.start), text: format!("{entry}{line_break}{indent}") };
    let change = |node: &mut Node| with_entry(node, key, value);
    verified(text, behind, node, &change).or_else(|| verified(text, before, node, &change))
}

fn with_entry(node: &mut Node, key: &str, value: &Fragment) {
    if let Value::Mapping(entries) = &mut node.value {
        let (key_span, value) = (Span::default(), value.node());
        entries.push(Entry { key: key.to_owned().into(), key_span, value });
    }
}

/// What stands between a comma and a new neighbour of what begins at `last`: a space, or a line break where each
/// neighbour has a line of its own.
fn before_next(text: &str, last: Span) -> String {
    let start = lines::start(text, last.start);
    let indent = text.get(start..last.start).unwrap_or_default();
    let own_line = start > 0 && indent.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    if own_line { format!("{}{indent}", lines::line_break(text)) } else { " ".to_owned() }
}
