//! The entries of a mapping while it is read: keys are unique, merged ones included.

use super::{Entry, Key, Node, SyntaxError, SyntaxErrorKind, Value};
use crate::order;
use crate::text::Span;
use std::collections::BTreeMap;

/// Entries in document order.
#[derive(Debug, Default)]
pub(super) struct Entries {
    list: Vec<Entry>,
    /// Where each key stands, once there are too many to compare them all.
    index: BTreeMap<Key, Span>,
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
            self.index = order::map(self.list.iter().map(|entry| (entry.key.clone(), entry.key_span)));
        }
        if self.list.len() >= Self::SHORT {
            self.index.insert(entry.key.clone(), entry.key_span);
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
        if self.list.len() > Self::SHORT {
            return self.index.get(key).copied();
        }
        self.list.iter().find(|entry| entry.key == key).map(|entry| entry.key_span)
    }
}
