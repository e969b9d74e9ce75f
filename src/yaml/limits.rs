//! Budgets, so that no text can exhaust the memory or the stack of a browser tab.

/// Levels of nested lists and mappings.
pub const DEPTH: usize = 100;

/// Bytes of one text.
pub const TEXT: usize = 8 * 1024 * 1024;

/// Documents of one text.
pub const DOCUMENTS: usize = 20_000;

/// Nodes of one text, and brackets that end some, in documents that are not written in the everyday subset of YAML. Eight
/// megabytes of JSON as kubectl writes it have half as many; eight megabytes of commas have four times as many.
pub const NODES: usize = 1_000_000;

/// What a JSON object takes of that budget in addition, where the next one stands on its last line.
pub const GLUED: usize = 150;

/// Nodes that aliases and anchors may copy in a document of `nodes` nodes. The ceiling is what a tab can hold; the
/// slope allows any use that a person would write, while alias bombs grow exponentially and stop at once.
pub fn expansion(nodes: usize) -> usize {
    nodes.saturating_mul(10).saturating_add(1_000).min(1_000_000)
}
