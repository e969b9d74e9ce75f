//! What a kind must say about itself to be read, and the pieces that several kinds are written with.

use super::Kind;
use super::decode::{Flaw, decode};
use crate::yaml::wire;
use crate::yaml::{Node, Path, Shape};
use macro_rules_attribute::apply;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::collections::BTreeMap;

/// The written form of a kind.
pub(super) trait Wire: DeserializeOwned + Default {
    /// What it means.
    type Value: Kind + TryFrom<Self, Error = Flaw>;
    /// The kinds that are written so.
    const TYPES: &'static [TypeName];
    /// The part of the document that the wire type describes.
    const BODY: Body;
    /// Whether the wire type lists every field that exists, so that any other is a mistake.
    const CLOSED: bool;
}

/// Names of kinds in one API group.
#[derive(Clone, Copy, Debug)]
pub(super) struct TypeName {
    /// `apiVersion` up to the slash; empty for the core group.
    pub(super) group: &'static str,
    /// The versions that are served, newest first. Empty: whatever is written is read.
    pub(super) versions: &'static [&'static str],
    /// Values of `kind`.
    pub(super) kinds: &'static [&'static str],
    /// Whether its resources live in namespaces.
    pub(super) namespaced: bool,
}

/// The part of a document that a wire type describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// `spec`.
    Spec,
    /// All of it.
    Document,
}

/// The shape of documents of this wire type.
pub(super) fn shape<W: Wire>() -> Shape {
    match W::BODY {
        Body::Spec => Shape::of::<WithSpec<W>>(),
        Body::Document => Shape::of::<W>(),
    }
}

/// Reads a document, which has been given the shape of its wire type.
pub(super) fn read<W: Wire>(root: &Node, shape: &Shape) -> (Option<W::Value>, Vec<Flaw>) {
    let spec = |document: WithSpec<W>| {
        W::Value::try_from(document.spec).map_err(|flaw| flaw.below(Path::of("spec")))
    };
    match W::BODY {
        Body::Spec => decode(root, shape, W::CLOSED, spec),
        Body::Document => decode(root, shape, W::CLOSED, W::Value::try_from),
    }
}

/// A document of which only `spec` matters.
#[apply(wire)]
struct WithSpec<W> {
    spec: W,
    api_version: Ignored,
    kind: Ignored,
    metadata: Ignored,
    status: Ignored,
}

/// A field that exists but does not matter.
pub(super) type Ignored = IgnoredAny;

/// A selector that knows exact labels only, as in Istio's kinds.
#[apply(wire)]
pub(super) struct Selector {
    /// All of these must be on the pod.
    pub(super) match_labels: BTreeMap<String, String>,
}

/// Text, `None` where it is empty: Istio's API does not tell the two apart.
pub(super) fn text(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
