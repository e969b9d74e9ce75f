//! A place in a document, as checks walk through it.

use super::{Objection, Rule};
use crate::order;
use crate::text::hash;
use crate::yaml::{Entry, Node, Path, Value};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A place in a document: the node there, if the document has one, and the way to it.
///
/// Checks look at thousands of places and complain about few, so the way is a chain of references on the stack, and a
/// [`Path`] is made only for a complaint. Absent fields read as the defaults that Istio gives them: empty, zero, false.
#[derive(Clone, Copy)]
pub(super) struct At<'n, 'p> {
    node: Option<&'n Node>,
    parent: Option<&'p At<'n, 'p>>,
    step: Step<'n>,
}

#[derive(Clone, Copy)]
enum Step<'n> {
    Root,
    Key(&'n str),
    Index(usize),
}

impl<'n, 'p> At<'n, 'p> {
    /// The document.
    pub(super) fn root(node: &'n Node) -> Self {
        Self { node: Some(node), parent: None, step: Step::Root }
    }

    /// The value under `key`, present or not.
    pub(super) fn key<'q>(&'q self, key: &'n str) -> At<'n, 'q>
    where
        'p: 'q,
    {
        At { node: self.node.and_then(|node| node.get(key)), parent: Some(self), step: Step::Key(key) }
    }

    /// The items of a list, in order; none for anything else.
    pub(super) fn items<'q>(&'q self) -> impl DoubleEndedIterator<Item = At<'n, 'q>> + ExactSizeIterator
    where
        'p: 'q,
    {
        let items = self.node.map_or(&[][..], Node::items);
        items.iter().enumerate().map(move |(index, node)| At {
            node: Some(node),
            parent: Some(self),
            step: Step::Index(index),
        })
    }

    /// The keys and values of a mapping, in order; none for anything else.
    pub(super) fn entries<'q>(&'q self) -> impl Iterator<Item = (&'n str, At<'n, 'q>)>
    where
        'p: 'q,
    {
        let entries = self.node.map_or(&[][..], Node::entries);
        entries.iter().map(move |entry| {
            let at = At { node: Some(&entry.value), parent: Some(self), step: Step::Key(&entry.key) };
            (&*entry.key, at)
        })
    }

    /// What stands there; `None` where nothing does.
    pub(super) fn value(&self) -> Option<&'n Value> {
        self.node.map(|node| &node.value)
    }

    /// Whether something other than null stands there.
    pub(super) fn exists(&self) -> bool {
        self.value().is_some_and(|value| *value != Value::Null)
    }

    /// Number of items of a list, or of keys of a mapping.
    pub(super) fn len(&self) -> usize {
        match self.value() {
            Some(Value::Sequence(items)) => items.len(),
            Some(Value::Mapping(entries)) => entries.len(),
            _ => 0,
        }
    }

    /// Whether there is no item and no key.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text there; empty where there is none.
    pub(super) fn text(&self) -> &'n str {
        self.node.and_then(Node::as_str).unwrap_or_default()
    }

    /// Whether a text other than the empty one stands there.
    pub(super) fn has_text(&self) -> bool {
        !self.text().is_empty()
    }

    /// The whole number there; JSON does not tell `80` from `80.0`.
    pub(super) fn whole(&self) -> Option<i128> {
        match self.value()? {
            Value::Int(value) => Some(i128::from(*value)),
            Value::BigInt(value) => Some(i128::from(*value)),
            #[expect(clippy::cast_possible_truncation, reason = "a huge number stays out of every range")]
            Value::Float(value) if value.fract() == 0.0 => Some(*value as i128),
            _ => None,
        }
    }

    /// The whole number there, as far as it fits; 0 where there is none.
    pub(super) fn int(&self) -> i64 {
        self.whole().map_or(0, |value| i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// The number there; 0 where there is none.
    pub(super) fn number(&self) -> f64 {
        match self.value() {
            #[expect(clippy::cast_precision_loss, reason = "JSON numbers are doubles")]
            Some(Value::Int(value)) => *value as f64,
            Some(Value::Float(value)) => *value,
            _ => 0.0,
        }
    }

    /// Whether `true` stands there.
    pub(super) fn flag(&self) -> bool {
        self.value() == Some(&Value::Bool(true))
    }

    /// A number that is the same wherever the same stands, and hardly ever where something else does.
    pub(super) fn fingerprint(&self) -> u64 {
        self.value().map_or(0, fingerprint)
    }

    /// Whether the same stands there, wherever it stands.
    pub(super) fn says_the_same(&self, other: &Value) -> bool {
        self.value().is_some_and(|value| same(value, other))
    }

    /// The route from the root of the document.
    pub(super) fn path(&self) -> Path {
        let path = self.parent.map_or_else(Path::root, At::path);
        match self.step {
            Step::Root => path,
            Step::Key(key) => path.key(key.to_owned()),
            Step::Index(index) => path.index(index),
        }
    }
}

/// Whether two values are the same JSON: spans and the order of keys do not count.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, &b.value))
        }
        (Value::Mapping(a), Value::Mapping(b)) if a.len() == b.len() => {
            let found = order::map(b.iter().map(|entry| (&*entry.key, &entry.value.value)));
            a.iter().all(|entry| found.get(&*entry.key).is_some_and(|value| same(&entry.value.value, value)))
        }
        _ => a == b,
    }
}

/// A number that values have in common that are the same.
fn fingerprint(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::mem::discriminant(value).hash(&mut hasher);
    match value {
        Value::String(text) => text.hash(&mut hasher),
        Value::Int(number) => number.hash(&mut hasher),
        Value::BigInt(number) => number.hash(&mut hasher),
        Value::Sequence(items) => items.iter().for_each(|item| fingerprint(&item.value).hash(&mut hasher)),
        Value::Mapping(entries) => {
            // In whatever order.
            let one = |entry: &Entry| hash((&*entry.key, fingerprint(&entry.value.value)));
            entries.iter().map(one).fold(0, u64::wrapping_add).hash(&mut hasher);
        }
        // Two zeros are the same number, whatever their signs.
        Value::Null | Value::Bool(_) | Value::Float(_) => {}
    }
    hasher.finish()
}

/// How many objections to one document are told; the first is enough to reject it.
const MOST: usize = 1_000;

/// What the checks have to say about one document.
#[derive(Default)]
pub(super) struct Objections {
    /// Each of them is enough to reject it.
    pub(super) messages: Vec<Objection>,
    /// None of them is.
    pub(super) warnings: Vec<Objection>,
}

impl Objections {
    /// Rejects the document because of `rule` at this place.
    pub(super) fn reject(&mut self, at: &At<'_, '_>, rule: Rule) {
        if !self.is_full() {
            self.messages.push(Objection { path: at.path(), rule });
        }
    }

    /// Whether no more is told.
    pub(super) fn is_full(&self) -> bool {
        self.messages.len() >= MOST
    }

    /// Rejects the document if `broken`.
    pub(super) fn reject_if(&mut self, broken: bool, at: &At<'_, '_>, rule: Rule) {
        if broken {
            self.reject(at, rule);
        }
    }

    /// Accepts the document, but says so.
    pub(super) fn warn(&mut self, at: &At<'_, '_>, rule: Rule) {
        self.warnings.push(Objection { path: at.path(), rule });
    }
}
