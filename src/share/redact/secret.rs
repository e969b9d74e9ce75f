//! What a Secret is, and what of it may be seen: everything goes that is not known to be harmless.

use super::mention::is_secret_kind;
use crate::yaml::{Entry, Node, Value};

/// A Secret.
pub(super) struct Secret {
    /// `namespace/name`, or the name where it has no namespace.
    pub(super) name: String,
    /// Whether its data stands where data stands. If not, it may stand anywhere, such as among the labels.
    is_sound: bool,
}

impl Secret {
    /// The Secret that a mapping is, if it is one. A reference to a Secret has a kind, but no parts of its own; a
    /// document with data but without a kind may be the second half of a Secret.
    pub(super) fn read(node: &Node, is_root: bool) -> Option<Self> {
        let text = |key| node.get(key).and_then(Node::as_str).unwrap_or_default();
        let has = |key| node.get(key).is_some();
        let has_parts = || {
            node.entries()
                .iter()
                .any(|entry| matches!(entry.value.value, Value::Mapping(_) | Value::Sequence(_)))
        };
        let is_secret = (is_secret_kind(text("kind")) && (is_root || has_parts()))
            || has("stringData")
            || (has("data") && (text("type") == "Opaque" || text("type").starts_with("kubernetes.io/")))
            || (has("data") && is_root && !has("kind"));
        let metadata =
            |key| node.get("metadata").and_then(|metadata| metadata.get(key)).and_then(Node::as_str);
        let name = metadata("name").unwrap_or_default();
        is_secret.then(|| Self {
            name: metadata("namespace")
                .map_or_else(|| name.to_owned(), |namespace| format!("{namespace}/{name}")),
            is_sound: ["data", "stringData"]
                .iter()
                .any(|key| node.get(key).is_some_and(|data| !data.entries().is_empty())),
        })
    }

    /// The Secret to which a field beside the items of a list belongs: it lost its indentation.
    pub(super) fn lost(list: &Node, entry: &Entry) -> Option<Self> {
        let items = list.get("items").map(Node::items).unwrap_or_default();
        let is_field_of_lists = ["apiVersion", "kind", "metadata", "items"].contains(&&*entry.key);
        if is_field_of_lists { None } else { items.iter().rev().find_map(|item| Self::read(item, false)) }
    }

    /// Whether a field tells nothing secret. Annotations do: `kubectl apply` keeps the whole Secret in one.
    pub(super) fn shows(&self, path: &[&str]) -> bool {
        match path {
            ["items", path @ ..] => self.shows(path),
            ["apiVersion" | "kind" | "type" | "immutable"] | ["metadata", "name" | "namespace"] => true,
            ["metadata", "annotations", ..] => false,
            ["metadata", ..] => self.is_sound,
            _ => false,
        }
    }

    /// Whether the last key of a path is none: data is flat, and its keys have no other characters. What stands there
    /// is a piece of a value.
    pub(super) fn hides_key(&self, path: &[&str]) -> bool {
        let is_key = |key: &str| key.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
        match path {
            ["items", path @ ..] => self.hides_key(path),
            ["metadata", "annotations", key] => !is_key(&key.replace('/', "")),
            [.., key] => !self.shows(path) && (path.len() > 2 || !is_key(key)),
            [] => false,
        }
    }
}
