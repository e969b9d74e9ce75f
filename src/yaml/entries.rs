//! The entries of a mapping while it is read: keys are unique, merged ones included.

use super::{Entry, Node, SyntaxError, SyntaxErrorKind, Value};
use crate::text::{Span, hash};
use std::collections::HashMap;

/// Entries in document order.
#[derive(Debug, Default)]
pub(super) struct Entries {
    list: Vec<Entry>,
    /// The position of a key with this hash, once there are too many to compare them all.
    index: HashMap<u64, usize>,
}

impl Entries {
    /// Mappings of manifests are short; comparing a few keys is cheaper than an index.
    const SHORT: usize = 24;

    /// Adds an entry.
    pub(super) fn add(&mut self, entry: Entry) -> Result<(), SyntaxError> {
        if self.list.len() == Self::SHORT {
            for (position, entry) in self.list.iter().enumerate() {
                self.index.entry(hash(&entry.key)).or_insert(position);
            }
        }
        let position = self.list.len();
        let is_short = position < Self::SHORT;
        let first = if is_short { 0 } else { *self.index.entry(hash(&entry.key)).or_insert(position) };
        if let Some(first) = self.find(&entry.key, first) {
            let kind = SyntaxErrorKind::DuplicateKey { key: entry.key.into_owned(), first };
            return Err(SyntaxError { span: entry.key_span, kind });
        }
        self.list.push(entry);
        Ok(())
    }

    /// Adds the entries of `<<: *name` or `<<: [*name, *other]`. For Kubernetes a merged key that is also written out
    /// is a duplicate.
    pub(super) fn merge(&mut self, node: Node) -> Result<(), SyntaxError> {
        match node.value {
            Value::Mapping(merged) => merged.into_iter().try_for_each(|entry| self.add(entry)),
            Value::Sequence(items) => items.into_iter().try_for_each(|item| match item.value {
                Value::Mapping(_) => self.merge(item),
                _ => Err(SyntaxError { span: item.span, kind: SyntaxErrorKind::MergeWithoutMapping }),
            }),
            _ => Err(SyntaxError { span: node.span, kind: SyntaxErrorKind::MergeWithoutMapping }),
        }
    }

    /// The finished mapping, in no more memory than it needs: most have fewer entries than a vector makes room for.
    pub(super) fn into_value(mut self) -> Value {
        self.list.shrink_to_fit();
        Value::Mapping(self.list)
    }

    /// Where the key stands already, if not before the entry at `first`: the first one that can be it.
    fn find(&self, key: &str, first: usize) -> Option<Span> {
        let mut candidates = self.list.iter().skip(first);
        candidates.find(|entry| entry.key == key).map(|entry| entry.key_span)
    }
}
