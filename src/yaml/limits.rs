//! Budgets, so that no text can exhaust the memory or the stack of a browser tab.

/// Levels of nested lists and mappings.
pub const DEPTH: usize = 100;

/// Bytes of one text.
pub const TEXT: usize = 8 * 1024 * 1024;

/// Documents of one text.
pub const DOCUMENTS: usize = 20_000;

/// Nodes that aliases and anchors may copy in a document of `nodes` nodes. The ceiling is what a tab can hold; the
/// slope allows any use that a person would write, while alias bombs grow exponentially and stop at once.
pub fn expansion(nodes: usize) -> usize {
    nodes.saturating_mul(10).saturating_add(1_000).min(1_000_000)
}
