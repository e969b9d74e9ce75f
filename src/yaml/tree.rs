//! The spanned tree that the rest of the engine reads.

use super::{Path, Segment};
use crate::text::Span;
use std::borrow::Cow;

/// One document of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The bytes of the document in its file, without the separators around it.
    pub span: Span,
    /// Its content.
    pub root: Node,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes of the value in its *file*. A missing value (`mode:`) has an empty span behind its colon.
    pub span: Span,
    /// What it is, after the scalar rules of YAML 1.1 that Kubernetes applies.
    pub value: Value,
}

/// The JSON-like value of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// `true`, `yes`, `on` …
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer beyond `i64`.
    BigInt(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in document order, keys unique.
    Mapping(Vec<Entry>),
}

/// A key. Common ones are not copied.
pub type Key = Cow<'static, str>;

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as JSON has it: always text.
    pub key: Key,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The entries of a mapping; empty for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; empty for anything else.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The value under `key`, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of `key`, if this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The same tree in a text that begins at `to` now instead of `from`.
    #[must_use]
    pub fn moved(&self, from: usize, to: usize) -> Self {
        let mut moved = self.clone();
        moved.shift(from, to);
        moved
    }

    /// Takes the tree to where its text begins at `to` now instead of `from`.
    pub fn shift(&mut self, from: usize, to: usize) {
        self.span = self.span.moved(from, to);
        match &mut self.value {
            Value::Sequence(items) => items.iter_mut().for_each(|item| item.shift(from, to)),
            Value::Mapping(entries) => {
                for entry in entries {
                    entry.key_span = entry.key_span.moved(from, to);
                    entry.value.shift(from, to);
                }
            }
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::BigInt(_)
            | Value::Float(_)
            | Value::String(_) => {}
        }
    }

    /// The text of a string scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The node at `path`, if every segment exists.
    pub fn at(&self, path: &Path) -> Option<&Self> {
        path.segments().iter().try_fold(self, |node, segment| node.step(segment))
    }

    /// The entry at `path`, if every segment exists and the last one is a key.
    pub fn entry_at(&self, path: &Path) -> Option<&Entry> {
        let (last, parents) = path.segments().split_last()?;
        let parent = parents.iter().try_fold(self, |node, segment| node.step(segment))?;
        match last {
            Segment::Key(key) => parent.entry(key),
            Segment::Index(_) | Segment::Text(..) => None,
        }
    }

    /// The span of the deepest node along `path` that exists, with its key where it has one, so that a missing
    /// `tls.mode` still points at `tls: {}`.
    pub fn locate(&self, path: &Path) -> Span {
        let mut node = self;
        let mut span = self.span;
        for segment in path.segments() {
            let Some(next) = node.step(segment) else { break };
            span = match segment {
                Segment::Key(key) => node.entry(key).map_or(next.span, |e| e.key_span.cover(next.span)),
                Segment::Index(_) | Segment::Text(..) => next.span,
            };
            node = next;
        }
        span
    }

    /// The same in the text of its file, where a route may lead into the text of a string: a part of a block scalar or
    /// of a plain or quoted word stands somewhere of its own, unless it is written with escapes or folded.
    pub fn locate_in(&self, text: &str, path: &Path) -> Span {
        let within = || {
            let (Segment::Text(start, end), parents) = path.segments().split_last()? else { return None };
            let node = parents.iter().try_fold(self, |node, segment| node.step(segment))?;
            scalar_part(node.span.slice(text), node.as_str()?, *start, *end)
                .map(|span| span.shifted(node.span.start))
        };
        within().unwrap_or_else(|| self.locate(path))
    }

    pub(super) fn step(&self, segment: &Segment) -> Option<&Self> {
        match segment {
            Segment::Key(key) => self.get(key),
            Segment::Index(index) => self.items().get(*index),
            Segment::Text(..) => None,
        }
    }
}

/// Where a part of a string stands in what is written for it. A line of a block scalar ends like a line of the string;
/// a string of one line may stand there as it is.
fn scalar_part(written: &str, string: &str, start: usize, end: usize) -> Option<Span> {
    let before = string.get(..start)?;
    let (first, column) = (before.matches('\n').count(), start - before.rfind('\n').map_or(0, |at| at + 1));
    let line = string.lines().nth(first)?;
    let found = if written.starts_with('|') {
        let mut lines = written.split_inclusive('\n');
        let skipped: usize = lines.by_ref().take(first + 1).map(str::len).sum();
        let own = lines.next()?.trim_end_matches(['\n', '\r']);
        skipped + own.strip_suffix(line)?.len()
    } else if written.lines().count() == 1 {
        written.find(string)?
    } else {
        return None;
    };
    Some(Span::new(found + column, found + column + end.checked_sub(start)?))
}
