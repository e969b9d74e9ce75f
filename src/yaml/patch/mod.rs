//! Edits of a document that keep its style and its comments.
//!
//! Each change becomes one [`Edit`] of the text. No change is trusted: the edited text is read again, and only where it
//! holds what was asked for, and everything else as before, is the edit given. That is how anchors and aliases,
//! unusual layouts and whatever else stands in the way are refused instead of damaged.

mod around;
mod file;
mod fragment;
mod insert;
mod lines;
mod remove;

pub use file::append;
pub use fragment::Fragment;

use super::{Node, Path, Segment, Value};
use crate::text::Edit;
use around::Around;
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
                entry.key = key.to_owned().into();
            }
        }
    })
}

/// The edit, if the text with it holds `target` as `change` makes it, and all else as before.
fn verified(text: &str, edit: Edit, target: &Node, change: &dyn Fn(&mut Node)) -> Option<Edit> {
    let around = Around::of(text, edit)?;
    let mut expected = around.before();
    let hits: usize =
        expected.documents.iter_mut().map(|document| apply(&mut document.root, target, change)).sum();
    // What an alias repeats stands in several places of the tree, but in one of the text.
    if hits != 1 {
        return None;
    }
    let roots = expected.documents.into_iter().map(|document| document.root);
    around.reads_as(roots.collect(), expected.errors.len())
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

fn is_scalar(node: &Node) -> bool {
    !matches!(node.value, Value::Sequence(_) | Value::Mapping(_))
}
