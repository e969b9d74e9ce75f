//! ServiceAccount (core).

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire};
use serde::Deserialize;

/// A ServiceAccount. All that matters of it is its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceAccount;

impl ServiceAccount {
    /// The namespace and the name of the one whose principal this is: `…/ns/NAMESPACE/sa/NAME` (AZ-16).
    pub fn of_principal(principal: &str) -> Option<(&str, &str)> {
        principal.split_once("/ns/")?.1.split_once("/sa/")
    }
}

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
