//! ConfigMap (core): the mesh config, and files of applications.

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A ConfigMap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigMap {
    /// `data`.
    pub data: BTreeMap<String, String>,
}

/// The document as it is written.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ConfigMapWire {
    data: BTreeMap<String, String>,
}

impl Wire for ConfigMapWire {
    type Value = ConfigMap;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "", versions: &["v1"], kinds: &["ConfigMap"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl TryFrom<ConfigMapWire> for ConfigMap {
    type Error = Flaw;

    fn try_from(wire: ConfigMapWire) -> Result<Self, Flaw> {
        Ok(Self { data: wire.data })
    }
}
