//! The scenario with policies that nobody wrote yet.

use super::in_text;
use crate::lint::{self, Context, Finding};
use crate::mesh::Mesh;
use crate::resource::{self, Inventory, MtlsMode};
use crate::text::{SourceFile, Sources};
use crate::verdict::{Connection, Evaluator};
use crate::yaml::patch::{Fragment, append};
use std::collections::BTreeMap;

/// A PeerAuthentication for STRICT.
pub(super) struct Policy {
    pub(super) namespace: String,
    pub(super) selector: BTreeMap<String, String>,
    /// The exceptions that stay.
    pub(super) ports: BTreeMap<u16, MtlsMode>,
}

/// What the first of them is called; the others have a number behind it.
const NAME: &str = "what-if-strict";

impl Policy {
    fn document(&self, name: String) -> Fragment {
        let text = |text: &str| Fragment::text(text);
        let metadata = [
            ("name", Fragment::text(name)),
            ("namespace", text(&self.namespace)),
            // Of several policies for the same pods the oldest counts.
            ("creationTimestamp", text("0001-01-01T00:00:00Z")),
        ];
        let mode = |word: &str| Fragment::mapping([("mode", text(word))]);
        let mut spec = vec![("mtls", mode("STRICT"))];
        if !self.selector.is_empty() {
            let labels = self.selector.iter().map(|(key, value)| (key.as_str(), text(value)));
            spec.push(("selector", Fragment::mapping([("matchLabels", Fragment::mapping(labels))])));
        }
        if !self.ports.is_empty() {
            let ports = self.ports.iter().map(|(port, found)| (port.to_string(), mode(word(*found))));
            spec.push(("portLevelMtls", Fragment::mapping(ports)));
        }
        Fragment::mapping([
            ("apiVersion", text("security.istio.io/v1")),
            ("kind", text("PeerAuthentication")),
            ("metadata", Fragment::mapping(metadata)),
            ("spec", Fragment::mapping(spec)),
        ])
    }
}

const fn word(mode: MtlsMode) -> &'static str {
    match mode {
        MtlsMode::Unset => "UNSET",
        MtlsMode::Disable => "DISABLE",
        MtlsMode::Permissive => "PERMISSIVE",
        MtlsMode::Strict => "STRICT",
    }
}

/// The scenario with some policies more, evaluated.
pub(super) struct Trial {
    sources: Sources,
    inventory: Inventory,
    pub(super) mesh: Mesh,
    /// The same calls in the same order.
    pub(super) connections: Vec<Connection>,
}

impl Trial {
    pub(super) fn new(context: &Context, policies: &[Policy]) -> Self {
        let names = free_names(context.inventory);
        let text = policies.iter().zip(names).fold(String::new(), |text, (policy, name)| {
            let edit = append(&text, &policy.document(name));
            text + &edit.map(|edit| edit.text).unwrap_or_default()
        });
        let files = context.sources.iter().map(|(_, file)| file.clone());
        let sources = Sources::new(files.chain([SourceFile::new("", text)]));
        let inventory = resource::load(&sources);
        let mesh = Mesh::build(&inventory);
        let mut evaluator = Evaluator::new(&mesh);
        let again = |connection: &Connection| evaluator.connection(connection.call.clone());
        let connections = context.connections.iter().map(again).collect();
        Self { sources, inventory, mesh, connections }
    }

    /// What would be said about the connections that work now and would not any more.
    pub(super) fn obstacles(&self, context: &Context) -> Vec<Finding> {
        let (indexes, broken): (Vec<usize>, Vec<Connection>) = self
            .broken(context)
            .filter_map(|index| Some((index, self.connections.get(index)?.clone())))
            .unzip();
        let trial = Context::new(&self.sources, &self.inventory, &self.mesh, &broken);
        let of_connections = lint::run(&trial).into_iter().filter(|finding| !finding.connections.is_empty());
        let numbered = |mut finding: Finding| {
            finding.connections =
                finding.connections.iter().filter_map(|&index| indexes.get(index).copied()).collect();
            in_text(context, finding)
        };
        of_connections.map(numbered).collect()
    }

    /// The connections that work now and would not any more.
    pub(super) fn broken(&self, context: &Context) -> impl Iterator<Item = usize> {
        let pairs = context.connections.iter().zip(&self.connections).enumerate();
        pairs
            .filter(|(_, (before, after))| before.verdict.works() && !after.verdict.works())
            .map(|(index, _)| index)
    }
}

/// Names that no policy has: a document of the same name would take the place of another one. Their order as texts is
/// the order in which they are given, since that decides among policies of the same age.
fn free_names(inventory: &Inventory) -> impl Iterator<Item = String> {
    let is_taken = |name: &String| inventory.resources.iter().any(|resource| resource.meta.name == *name);
    let numbered = (1..).map(|number| format!("{NAME}-{number:05}"));
    std::iter::once(NAME.to_owned()).chain(numbered).filter(move |name| !is_taken(name))
}
