//! Namespace (core).

/// A Namespace. All that matters of it are the labels, which are in the metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespace;
