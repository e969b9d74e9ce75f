//! ConfigMap (core): the mesh config, and files of applications.

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire};
use super::{Fault, Form, MeshConfig};
use crate::yaml::Path;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

/// A ConfigMap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigMap {
    /// `data`.
    pub data: BTreeMap<String, String>,
    /// What the key `mesh` says, if this is a mesh config by its name: `istio`, or `istio-` and a revision.
    pub mesh: Option<MeshConfig>,
}

/// The document as it is written.
#[apply(wire)]
pub(super) struct ConfigMapWire {
    metadata: MetadataWire,
    data: BTreeMap<String, String>,
}

#[apply(wire)]
struct MetadataWire {
    name: String,
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
        let name = &wire.metadata.name;
        let configures = name == "istio" || name.starts_with("istio-");
        let mesh = match wire.data.get("mesh").filter(|_| configures) {
            None => None,
            Some(text) => Some(
                MeshConfig::parse(text)
                    .ok_or_else(|| Flaw::new(Path::of("data.mesh"), Fault::Malformed(Form::MeshConfig)))?,
            ),
        };
        Ok(Self { data: wire.data, mesh })
    }
}
