//! References to other resources.

use super::GATEWAY_API;
use crate::resource::wire::text;
use crate::yaml::wire;
use macro_rules_attribute::apply;

/// An entry of `parentRefs`: what a route is attached to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParentRef {
    /// The gateway, or the Service of a route inside the mesh (GW-23).
    pub parent: ObjectRef,
    /// `sectionName`: one listener; `None` means all.
    pub section: Option<String>,
    /// `port`: listeners, or the Service port; `None` means all.
    pub port: Option<u16>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectRef {
    /// `group`.
    pub group: String,
    /// `kind`.
    pub kind: String,
    /// `namespace`; `None` means that of the referring resource.
    pub namespace: Option<String>,
    /// `name`.
    pub name: String,
}

/// A resource and a port of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BackendRef {
    /// The resource, a Service by default.
    pub backend: ObjectRef,
    /// `port`: the Service port.
    pub port: Option<u16>,
}

/// An entry of `backendRefs`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WeightedBackend {
    /// The resource and its port.
    pub backend: BackendRef,
    /// `weight`; 1 where absent.
    pub weight: u32,
}

/// A parent as it is written.
#[apply(wire)]
pub(super) struct ParentWire {
    group: Option<String>,
    kind: String,
    namespace: String,
    name: String,
    section_name: String,
    port: Option<u16>,
}

impl From<ParentWire> for ParentRef {
    fn from(wire: ParentWire) -> Self {
        let parent = ObjectRef {
            group: wire.group.unwrap_or_else(|| GATEWAY_API.to_owned()),
            kind: text(wire.kind).unwrap_or_else(|| "Gateway".to_owned()),
            namespace: text(wire.namespace),
            name: wire.name,
        };
        Self { parent, section: text(wire.section_name), port: wire.port }
    }
}

/// A Secret or ConfigMap as it is written.
#[apply(wire)]
pub(super) struct SecretWire {
    group: String,
    kind: String,
    namespace: String,
    name: String,
}

impl From<SecretWire> for ObjectRef {
    fn from(wire: SecretWire) -> Self {
        Self {
            group: wire.group,
            kind: text(wire.kind).unwrap_or_else(|| "Secret".to_owned()),
            namespace: text(wire.namespace),
            name: wire.name,
        }
    }
}

/// A backend as it is written.
#[apply(wire)]
pub(super) struct BackendWire {
    group: String,
    kind: String,
    namespace: String,
    name: String,
    port: Option<u16>,
    weight: Option<u32>,
}

impl From<BackendWire> for WeightedBackend {
    fn from(wire: BackendWire) -> Self {
        let weight = wire.weight.unwrap_or(1);
        Self { backend: BackendRef::from(wire), weight }
    }
}

impl From<BackendWire> for BackendRef {
    fn from(wire: BackendWire) -> Self {
        let backend = ObjectRef {
            group: wire.group,
            kind: text(wire.kind).unwrap_or_else(|| "Service".to_owned()),
            namespace: text(wire.namespace),
            name: wire.name,
        };
        Self { backend, port: wire.port }
    }
}
