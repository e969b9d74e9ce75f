//! Where routes name the hosts that they lead to.

use super::FileEdit;
use super::case::Case;
use crate::mesh::host;
use crate::resource::{Loaded, Resource};
use crate::yaml::patch::Change;
use crate::yaml::{Node, Path};

/// How a kind of route writes a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// `host` and `port.number`.
    Istio,
    /// `name`, `namespace` and `port`, as the Gateway API does.
    Backend,
}

/// A destination in a document.
pub(super) struct Destination<'a> {
    /// The resource.
    pub(super) of: &'a Loaded<Resource>,
    /// Where it stands in it.
    pub(super) path: Path,
    /// The destination itself.
    pub(super) node: &'a Node,
    /// How it is written.
    pub(super) written: Written,
}

impl Destination<'_> {
    /// The host that it means.
    pub(super) fn host(&self) -> String {
        let text = |key| self.node.get(key).and_then(Node::as_str);
        let own = &self.of.meta.namespace;
        match self.written {
            Written::Istio => host::expand(text("host").unwrap_or_default(), own),
            Written::Backend => {
                host::service_host(text("name").unwrap_or_default(), text("namespace").unwrap_or(own))
            }
        }
    }

    /// Where its port stands.
    pub(super) fn port(&self) -> Path {
        let port = self.path.clone().key("port");
        if self.written == Written::Istio { port.key("number") } else { port }
    }
}

/// The destinations below this place; where there is none, in the whole resource.
pub(super) fn below<'a>(of: &'a Loaded<Resource>, place: &Path) -> Vec<Destination<'a>> {
    let mut found = Vec::new();
    if let Some(node) = of.root.at(place) {
        collect(of, node, place, &mut found);
    }
    if found.is_empty() {
        collect(of, &of.root, &Path::root(), &mut found);
    }
    found
}

fn collect<'a>(of: &'a Loaded<Resource>, node: &'a Node, at: &Path, found: &mut Vec<Destination<'a>>) {
    for entry in node.entries() {
        let path = at.clone().key(entry.key.clone());
        match &*entry.key {
            "destination" | "mirror" => {
                found.push(Destination { of, path, node: &entry.value, written: Written::Istio });
            }
            "backendRefs" => {
                let items = entry.value.items().iter().enumerate();
                found.extend(items.map(|(index, node)| Destination {
                    of,
                    path: path.clone().index(index),
                    node,
                    written: Written::Backend,
                }));
            }
            _ => collect(of, &entry.value, &path, found),
        }
    }
    for (index, item) in node.items().iter().enumerate() {
        collect(of, item, &at.clone().index(index), found);
    }
}

/// One change for each of these destinations; nothing where there are none or one cannot be made.
pub(super) fn edits(
    case: &Case,
    destinations: &[Destination],
    change: &dyn Fn(&Destination) -> Option<Change>,
) -> Option<Vec<FileEdit>> {
    let edits = destinations.iter().map(|destination| case.change(destination.of.id, &change(destination)?));
    edits.collect::<Option<Vec<_>>>().filter(|edits| !edits.is_empty())
}
