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
        if let Some(first) = self.find(&entry.key) {
            let kind = SyntaxErrorKind::DuplicateKey { key: entry.key.into_owned(), first };
            return Err(SyntaxError { span: entry.key_span, kind });
        }
        if self.list.len() == Self::SHORT {
            for (position, entry) in self.list.iter().enumerate() {
                self.index.entry(hash(&entry.key)).or_insert(position);
            }
        }
        if self.list.len() >= Self::SHORT {
            self.index.entry(hash(&entry.key)).or_insert(self.list.len());
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

    fn find(&self, key: &str) -> Option<Span> {
        let is_it = |entry: &&Entry| entry.key == key;
        if self.list.len() > Self::SHORT {
            let indexed = self.list.get(*self.index.get(&hash(key))?);
            if let Some(entry) = indexed.filter(is_it) {
                return Some(entry.key_span);
            }
        }
        // The keys are few, or two of them share a hash.
        self.list.iter().find(is_it).map(|entry| entry.key_span)
    }
}
