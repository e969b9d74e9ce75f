//! What installs Istio: an IstioOperator, an Istio of the Sail operator, or the Helm values of its control plane. All
//! of them hold the mesh config (D-1).

use super::MeshConfig;
use super::decode::Flaw;
use super::mesh_config::MeshConfigWire;
use super::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use crate::yaml::{Node, Path, Value};
use macro_rules_attribute::apply;

/// The group that stands for Helm values, which have neither a group nor a kind of their own.
pub(super) const HELM: &str = "helm.sh";

/// The group of IstioOperators.
const OPERATOR: &str = "install.istio.io";

/// The group of what the Sail operator installs.
const SAIL: &str = "sailoperator.io";

/// The kind that stands for Helm values.
pub(super) const VALUES: &str = "Values";

/// The name of an installation whose text gives it none, as the tools that read it do not need one.
pub(super) fn implied_name(group: &str) -> Option<&'static str> {
    match group {
        HELM => Some("values"),
        // What istioctl itself calls it.
        OPERATOR => Some("installed-state"),
        _ => None,
    }
}

/// An installation of Istio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Installation {
    /// The mesh config that it writes.
    pub mesh: MeshConfig,
    /// Where that stands.
    pub path: Path,
    /// The revision that it installs, if not the default one.
    pub revision: Option<String>,
}

/// Whether a document without a kind is the Helm values of a control plane.
pub(super) fn is_values(root: &Node) -> bool {
    root.get("meshConfig").is_some_and(|config| matches!(config.value, Value::Mapping(_)))
}

/// The document as it is written.
#[apply(wire)]
pub(super) struct OperatorWire {
    spec: OperatorSpecWire,
}

#[apply(wire)]
struct OperatorSpecWire {
    mesh_config: Option<MeshConfigWire>,
    values: ValuesWire,
    revision: String,
}

/// The Istio of the Sail operator as it is written: values of Helm, and the namespace of the control plane. Which
/// revision it makes depends on how it updates, so it shows none.
#[apply(wire)]
pub(super) struct SailWire {
    spec: SailSpecWire,
}

#[apply(wire)]
struct SailSpecWire {
    namespace: String,
    values: ValuesWire,
}

/// Helm values as they are written.
#[apply(wire)]
pub(super) struct ValuesWire {
    mesh_config: Option<MeshConfigWire>,
    global: GlobalWire,
    revision: String,
}

#[apply(wire)]
struct GlobalWire {
    istio_namespace: String,
}

impl Wire for OperatorWire {
    type Value = Installation;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: OPERATOR, versions: &["v1alpha1"], kinds: &["IstioOperator"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl Wire for SailWire {
    type Value = Installation;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: SAIL, versions: &["v1", "v1alpha1"], kinds: &["Istio"], namespaced: false }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl Wire for ValuesWire {
    type Value = Installation;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: HELM, versions: &[], kinds: &[VALUES], namespaced: false }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl TryFrom<OperatorWire> for Installation {
    type Error = Flaw;

    /// What the API of the operator says wins over the values that it passes on.
    fn try_from(wire: OperatorWire) -> Result<Self, Flaw> {
        let OperatorSpecWire { mesh_config, values, revision } = wire.spec;
        let passed = Self::of(values, &Path::of("spec.values"));
        Ok(match mesh_config {
            None => Self { revision: text(revision).or(passed.revision), ..passed },
            Some(config) => {
                // Where both say something, what holds both.
                let alone = passed.mesh == MeshConfig::default();
                Self {
                    mesh: MeshConfig::from(config).or(passed.mesh),
                    path: Path::of(if alone { "spec.meshConfig" } else { "spec" }),
                    revision: text(revision).or(passed.revision),
                }
            }
        })
    }
}

impl TryFrom<SailWire> for Installation {
    type Error = Flaw;

    fn try_from(wire: SailWire) -> Result<Self, Flaw> {
        let SailSpecWire { namespace, values } = wire.spec;
        let says_nothing = values.mesh_config.is_none() && values.global.istio_namespace.is_empty();
        let installed = Self::of(values, &Path::of("spec.values"));
        let home = MeshConfig { root_namespace: text(namespace), ..MeshConfig::default() };
        let path = if says_nothing { Path::of("spec.namespace") } else { installed.path };
        Ok(Self { mesh: installed.mesh.or(home), path, revision: None })
    }
}

impl TryFrom<ValuesWire> for Installation {
    type Error = Flaw;

    fn try_from(wire: ValuesWire) -> Result<Self, Flaw> {
        Ok(Self::of(wire, &Path::root()))
    }
}

impl Installation {
    /// What values that stand at `route` say. The namespace of the control plane is the root namespace unless the mesh
    /// config names another one.
    fn of(wire: ValuesWire, route: &Path) -> Self {
        let below = |field| route.clone().join(&Path::of(field));
        let home = text(wire.global.istio_namespace);
        let path = match (&wire.mesh_config, &home) {
            (Some(_), None) => below("meshConfig"),
            (None, Some(_)) => below("global.istioNamespace"),
            (Some(_), Some(_)) | (None, None) => route.clone(),
        };
        let written = wire.mesh_config.map(MeshConfig::from).unwrap_or_default();
        let implied = MeshConfig { root_namespace: home, ..MeshConfig::default() };
        Self { mesh: written.or(implied), path, revision: text(wire.revision) }
    }
}
