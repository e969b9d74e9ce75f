//! Anchors and aliases, within a budget: an alias bomb of 300 bytes would fill gigabytes.

use super::{Node, SyntaxErrorKind, Value, limits};
use std::collections::BTreeMap;

/// The anchors of one document, by the parser's numbers.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    known: BTreeMap<usize, Anchor>,
    /// Nodes copied so far.
    copies: usize,
}

#[derive(Debug)]
enum Anchor {
    /// The anchored collection is still being read.
    Open,
    /// The anchored value, the number of its nodes and its levels of nesting.
    Closed { value: Value, nodes: usize, depth: usize },
}

impl Anchors {
    /// Notes that a collection begins.
    pub(super) fn open(&mut self, anchor: usize) {
        self.known.insert(anchor, Anchor::Open);
    }

    /// Keeps the anchored node, in a document that has `written` nodes so far.
    pub(super) fn close(
        &mut self,
        anchor: usize,
        node: &Node,
        written: usize,
    ) -> Result<(), SyntaxErrorKind> {
        let (nodes, depth) = size(node);
        self.spend(nodes, written)?;
        self.known.insert(anchor, Anchor::Closed { value: node.value.clone(), nodes, depth });
        Ok(())
    }

    /// A copy of the anchored value, to stand `depth` levels deep.
    pub(super) fn copy(
        &mut self,
        anchor: usize,
        depth: usize,
        written: usize,
    ) -> Result<Value, SyntaxErrorKind> {
        let (nodes, copied_depth) = match self.known.get(&anchor) {
            Some(Anchor::Closed { nodes, depth, .. }) => (*nodes, *depth),
            Some(Anchor::Open) | None => return Err(SyntaxErrorKind::RecursiveAnchor),
        };
        self.spend(nodes, written)?;
        match self.known.get(&anchor) {
            _ if depth + copied_depth > limits::DEPTH => Err(SyntaxErrorKind::TooDeep),
            Some(Anchor::Closed { value, .. }) => Ok(value.clone()),
            Some(Anchor::Open) | None => Err(SyntaxErrorKind::RecursiveAnchor),
        }
    }

    fn spend(&mut self, nodes: usize, written: usize) -> Result<(), SyntaxErrorKind> {
        self.copies += nodes;
        if self.copies > limits::expansion(written) { Err(SyntaxErrorKind::TooManyAliases) } else { Ok(()) }
    }
}

/// The nodes and the levels of nesting of a tree.
fn size(node: &Node) -> (usize, usize) {
    let values = node.entries().iter().map(|entry| &entry.value);
    let (nodes, depth) = node
        .items()
        .iter()
        .chain(values)
        .map(size)
        .fold((1, 0), |(nodes, depth), inner| (nodes + inner.0, depth.max(inner.1)));
    match node.value {
        Value::Sequence(_) | Value::Mapping(_) => (nodes, depth + 1),
        _ => (nodes, depth),
    }
}
