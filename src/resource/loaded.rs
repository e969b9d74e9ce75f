//! A resource and where it came from.

use crate::text::{FileId, Span};
use crate::yaml::{Node, Path};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Index of a resource in the scenario, in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ResourceId(pub usize);

/// What decided something: a resource and the route to the field in it.
///
/// This is plain data without prose and without positions; `Inventory::location` turns it into bytes when somebody
/// looks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref {
    /// The resource.
    pub resource: ResourceId,
    /// The deciding field; where it is missing, the deepest part of the route that exists is meant.
    pub path: Path,
}

/// The part of `metadata` that decides anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `apiVersion` up to the slash; empty for the core group.
    pub group: String,
    /// `apiVersion` behind the slash.
    pub version: String,
    /// `kind`.
    pub kind: String,
    /// `metadata.namespace`, `default` where a namespaced kind has none (INJ-17); empty for cluster-scoped kinds.
    pub namespace: String,
    /// `metadata.name`.
    pub name: String,
    /// `metadata.labels`.
    pub labels: BTreeMap<String, String>,
    /// `metadata.annotations`.
    pub annotations: BTreeMap<String, String>,
    /// `metadata.creationTimestamp` as written; RFC 3339 in UTC sorts as text. `None` counts as youngest (D-3).
    pub created: Option<String>,
    /// The controller among `metadata.ownerReferences`: what made this resource in the cluster that it was dumped from.
    pub owner: Option<Owner>,
}

/// The controller that made a resource, in the same namespace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// `kind`.
    pub kind: String,
    /// `name`.
    pub name: String,
}

impl Metadata {
    /// `namespace/name`; the name alone where the kind has no namespace.
    pub fn key(&self) -> String {
        match self.namespace.as_str() {
            "" => self.name.clone(),
            namespace => [namespace, "/", &self.name].concat(),
        }
    }

    /// Istio's order of age: creation time, then name, then namespace (PA-11). Older is less.
    pub fn age(&self) -> impl Ord + '_ {
        (self.created.is_none(), self.created.as_deref(), self.name.as_str(), self.namespace.as_str())
    }
}

/// A value that was read from a document. Cheap to clone: policies are indexed in several ways.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// Identity in the scenario.
    pub id: ResourceId,
    /// Name, namespace, labels, age.
    pub meta: Rc<Metadata>,
    /// The file it stands in.
    pub file: FileId,
    /// The bytes of its document (or of its item in a `List`).
    pub span: Span,
    /// Its tree, for looking up positions.
    pub root: Rc<Node>,
    /// What it says.
    pub value: Rc<T>,
}

/// What stands side by side is mostly the same document, and then its tree need not be walked.
impl<T: PartialEq> PartialEq for Loaded<T> {
    fn eq(&self, other: &Self) -> bool {
        let Self { id, meta, file, span, root, value } = self;
        (*id, *file, *span, meta) == (other.id, other.file, other.span, &other.meta)
            && (Rc::ptr_eq(root, &other.root) || *root == other.root)
            && (Rc::ptr_eq(value, &other.value) || *value == other.value)
    }
}

impl<T> Loaded<T> {
    /// A reference to a field of this resource.
    pub fn at(&self, path: Path) -> Ref {
        Ref { resource: self.id, path }
    }

    /// A reference to the whole resource.
    pub fn whole(&self) -> Ref {
        self.at(Path::root())
    }

    /// The same resource with another view of its value.
    pub fn with<U>(&self, value: Rc<U>) -> Loaded<U> {
        Loaded {
            id: self.id,
            meta: self.meta.clone(),
            file: self.file,
            span: self.span,
            root: self.root.clone(),
            value,
        }
    }
}
