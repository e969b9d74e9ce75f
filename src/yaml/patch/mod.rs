//! Edits of a document that keep its style and its comments.
//!
//! Each change becomes one [`Edit`] of the text. No change is trusted: the edited text is read again, and only where it
//! holds what was asked for, and everything else as before, is the edit given. That is how anchors and aliases,
//! unusual layouts and whatever else stands in the way are refused instead of damaged.

mod file;
mod fragment;
mod insert;
mod lines;
mod remove;

pub use file::append;
pub use fragment::Fragment;

use super::{Entry, Node, Path, Segment, Value, parse};
use crate::order;
use crate::text::{Edit, Edits, Span};
use fragment::Quotes;

/// What to do to a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Gives the value at the route, whose missing parents are made. What stood there is replaced.
    Set(Path, Fragment),
    /// Takes the key or item at the route away, with the comments that belong to it, and its parents as far as they
    /// would be left empty.
    Remove(Path),
    /// Gives the key at the route another name.
    Rename(Path, String),
    /// Appends an item to the sequence at the route, which is made where it is missing.
    Push(Path, Fragment),
}

impl Change {
    /// The edit of `text` that makes this change in the document (or part of one) with this root; nothing where it
    /// cannot be made safely.
    pub fn edit(&self, text: &str, root: &Node) -> Option<Edit> {
        match self {
            Self::Set(path, value) => set(text, root, path, value),
            Self::Remove(path) => remove::remove(text, root, path),
            Self::Rename(path, key) => rename(text, root, path, key),
            Self::Push(path, item) => insert::push(text, root, path, item),
        }
    }
}

fn set(text: &str, root: &Node, path: &Path, value: &Fragment) -> Option<Edit> {
    let Some(node) = root.at(path) else { return insert::add(text, root, path, value) };
    if node.value == Value::Null && node.span.is_empty() {
        return insert::fill(text, root, path, value);
    }
    // A comment inside would be lost.
    let old = node.span.slice(text);
    if !is_scalar(node) && old.contains('#') {
        return None;
    }
    let quotes = match old.chars().next() {
        Some('\'') => Quotes::Single,
        Some('"' | '{' | '[') if lines::is_json(text, root) => Quotes::Double,
        Some('"') => Quotes::Double,
        _ => Quotes::Needed,
    };
    let is_block = !is_scalar(node) && !lines::is_flow(text, node);
    let new = if is_block {
        value.block(lines::column(text, node.span.start)?, lines::line_break(text))
    } else {
        value.flow(quotes)
    };
    verified(text, Edit { span: node.span, text: new }, node, &|node| *node = value.node())
}

fn rename(text: &str, root: &Node, path: &Path, key: &str) -> Option<Edit> {
    let entry = root.entry_at(path)?;
    let (Segment::Key(old), parents) = path.segments().split_last()? else { return None };
    let parent = parents.iter().try_fold(root, |node, segment| node.step(segment))?;
    let quotes = match entry.key_span.slice(text).chars().next() {
        Some('\'') => Quotes::Single,
        Some('"') => Quotes::Double,
        _ => Quotes::Needed,
    };
    // Keys are always text: a number need not be quoted unless it was.
    let is_number = quotes == Quotes::Needed && key.chars().all(|c| c.is_ascii_digit());
    let new = if is_number { key.to_owned() } else { fragment::scalar(key, quotes) };
    verified(text, Edit { span: entry.key_span, text: new }, parent, &|node| {
        if let Value::Mapping(entries) = &mut node.value {
            for entry in entries.iter_mut().filter(|entry| entry.key == **old) {
                key.clone_into(&mut entry.key);
            }
        }
    })
}

/// The edit, if the text with it holds `target` as `change` makes it, and all else as before.
fn verified(text: &str, edit: Edit, target: &Node, change: &dyn Fn(&mut Node)) -> Option<Edit> {
    let mut expected = parse(text);
    let hits: usize =
        expected.documents.iter_mut().map(|document| apply(&mut document.root, target, change)).sum();
    // What an alias repeats stands in several places of the tree, but in one of the text.
    if hits != 1 {
        return None;
    }
    let roots = expected.documents.into_iter().map(|document| document.root);
    reads_as(text, edit, roots.collect(), expected.errors.len())
}

/// The edit, if the text with it holds these documents and no new errors.
fn reads_as(text: &str, edit: Edit, expected: Vec<Node>, errors: usize) -> Option<Edit> {
    let edited = Edits::new([edit.clone()]).ok()?.apply(text).ok()?;
    let after = parse(&edited);
    let roots: Vec<Node> = after.documents.into_iter().map(|document| bare(document.root)).collect();
    let expected: Vec<Node> = expected.into_iter().map(bare).collect();
    (roots == expected && after.errors.len() == errors).then_some(edit)
}

/// Applies the change to every node that stands where `target` stands, and counts them.
fn apply(node: &mut Node, target: &Node, change: &dyn Fn(&mut Node)) -> usize {
    let is_target = node.span == target.span && node.value == target.value;
    let inside = match &mut node.value {
        Value::Sequence(items) => items.iter_mut().map(|item| apply(item, target, change)).sum(),
        Value::Mapping(entries) => {
            entries.iter_mut().map(|entry| apply(&mut entry.value, target, change)).sum()
        }
        _ => 0,
    };
    if is_target {
        change(node);
    }
    inside + usize::from(is_target)
}

/// The tree without spans and without the order of keys.
fn bare(mut node: Node) -> Node {
    node.span = Span::default();
    node.value = match node.value {
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(bare).collect()),
        Value::Mapping(entries) => {
            let strip = |entry: Entry| Entry { key_span: Span::default(), value: bare(entry.value), ..entry };
            let mut entries: Vec<Entry> = entries.into_iter().map(strip).collect();
            order::sort_by(&mut entries, |a, b| a.key.cmp(&b.key));
            Value::Mapping(entries)
        }
        scalar => scalar,
    };
    node
}

fn is_scalar(node: &Node) -> bool {
    !matches!(node.value, Value::Sequence(_) | Value::Mapping(_))
}
