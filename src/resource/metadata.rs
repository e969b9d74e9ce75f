//! `apiVersion`, `kind` and `metadata` of a document.

use super::decode::{Flaw, decode};
use super::wire::Ignored;
use super::{Metadata, Owner};
use crate::yaml::wire;
use crate::yaml::{Node, Path, Shape, Value};
use macro_rules_attribute::apply;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Reads `metadata`, with the routes of flaws from the document. Group, version and kind stay empty; the namespace is
/// as written.
pub(super) fn metadata(root: &Node) -> (Metadata, Vec<Flaw>) {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    let nothing = Node { span: root.span, value: Value::Null };
    let node = root.get("metadata").unwrap_or(&nothing);
    let shape = SHAPE.get_or_init(Shape::of::<MetadataWire>);
    let (metadata, flaws) = decode(node, shape, true, |wire: MetadataWire| Ok(Metadata::from(wire)));
    (metadata.unwrap_or_default(), flaws.into_iter().map(|flaw| flaw.below(Path::of("metadata"))).collect())
}

#[apply(wire)]
struct MetadataWire {
    name: String,
    generate_name: String,
    namespace: String,
    labels: BTreeMap<String, String>,
    annotations: BTreeMap<String, String>,
    creation_timestamp: Option<String>,
    owner_references: Vec<OwnerWire>,
    uid: Ignored,
    resource_version: Ignored,
    generation: Ignored,
    self_link: Ignored,
    deletion_timestamp: Ignored,
    deletion_grace_period_seconds: Ignored,
    finalizers: Ignored,
    managed_fields: Ignored,
    cluster_name: Ignored,
}

#[apply(wire)]
struct OwnerWire {
    kind: String,
    name: String,
    controller: bool,
    api_version: Ignored,
    block_owner_deletion: Ignored,
    uid: Ignored,
}

impl From<MetadataWire> for Metadata {
    fn from(wire: MetadataWire) -> Self {
        let owner = wire.owner_references.into_iter().find(|owner| owner.controller);
        Self {
            namespace: wire.namespace,
            // `kubectl create` finds the rest of the name; a call cannot name such a workload otherwise.
            name: if wire.name.is_empty() { wire.generate_name } else { wire.name },
            labels: wire.labels,
            annotations: wire.annotations,
            created: wire.creation_timestamp,
            owner: owner.map(|owner| Owner { kind: owner.kind, name: owner.name }),
            ..Self::default()
        }
    }
}
