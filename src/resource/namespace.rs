//! Namespace (core).

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire};
use serde::Deserialize;

/// A Namespace. All that matters of it are the labels, which are in the metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespace;

/// The document as it is written.
#[derive(Deserialize, Default)]
pub(super) struct NamespaceWire {}

impl Wire for NamespaceWire {
    type Value = Namespace;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "", versions: &["v1"], kinds: &["Namespace"], namespaced: false }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl TryFrom<NamespaceWire> for Namespace {
    type Error = Flaw;

    fn try_from(_: NamespaceWire) -> Result<Self, Flaw> {
        Ok(Self)
    }
}
