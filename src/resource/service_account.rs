//! ServiceAccount (core).

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire};
use serde::Deserialize;

/// A ServiceAccount. All that matters of it is its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceAccount;

/// The document as it is written.
#[derive(Deserialize, Default)]
pub(super) struct ServiceAccountWire {}

impl Wire for ServiceAccountWire {
    type Value = ServiceAccount;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "", versions: &["v1"], kinds: &["ServiceAccount"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl TryFrom<ServiceAccountWire> for ServiceAccount {
    type Error = Flaw;

    fn try_from(_: ServiceAccountWire) -> Result<Self, Flaw> {
        Ok(Self)
    }
}
