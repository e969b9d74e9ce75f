//! A document on its way to a resource.

use crate::resource::admission::{Review, review};
use crate::resource::decode::Flaw;
use crate::resource::identity::{Identity, Treatment};
use crate::resource::installation::implied_name;
use crate::resource::metadata::metadata;
use crate::resource::{Fault, Loaded, Metadata, Problem, Resource, ResourceId};
use crate::text::{FileId, Location, Span};
use crate::yaml::{Node, Path};
use std::rc::Rc;

/// A document that says what it is. All of it follows from its text, but for the place.
pub(super) struct Document {
    pub(super) at: Location,
    root: Rc<Node>,
    pub(super) meta: Rc<Metadata>,
    treatment: Treatment,
    /// What is wrong with it, as far as it was read.
    flaws: Vec<Flaw>,
    /// What it says, once it was read.
    value: Option<Rc<Resource>>,
    /// What the cluster would say to it, unless it would take it as it is.
    review: Option<Review>,
    /// The piece of the file that holds nothing else, and where it begins, where that is worth remembering.
    pub(super) text: Option<(String, usize)>,
    /// What reading that piece took of the budget of nodes.
    pub(super) nodes: usize,
}

impl Document {
    /// A document of this identity, of which no more is read yet than its name.
    pub(super) fn new(at: Location, root: Node, identity: Identity) -> Self {
        let treatment = identity.treatment();
        let (meta, mut flaws) = metadata(&root);
        // Only of kinds that we read do we know that the whole text is meant for Kubernetes.
        if !matches!(treatment, Treatment::Read(..)) {
            flaws.clear();
        }
        let namespace = match &treatment {
            Treatment::Read(_, name) if !name.namespaced => String::new(),
            Treatment::Read(..) | Treatment::Misnamed(_) | Treatment::Misspelt(_)
                if meta.namespace.is_empty() =>
            {
                "default".to_owned()
            }
            _ => meta.namespace,
        };
        let Identity { group, version, kind } = identity;
        let implied = implied_name(&group).filter(|_| meta.name.is_empty());
        let name = implied.map_or(meta.name, str::to_owned);
        // Files of tools (`kind: Kustomization`) have no name and need none.
        if name.is_empty() && !matches!(treatment, Treatment::Unused) {
            flaws.push(Flaw::new(Path::of("metadata"), Fault::NoName));
        }
        Self {
            at,
            root: Rc::new(root),
            meta: Rc::new(Metadata { group, version, kind, namespace, name, ..meta }),
            treatment,
            flaws,
            value: None,
            review: None,
            text: None,
            nodes: 0,
        }
    }

    /// What makes two documents the same resource.
    pub(super) fn name(&self) -> (&str, &str, &str, &str) {
        name(&self.meta)
    }

    /// What the cluster would have to say to it, if anything.
    pub(super) fn review(&self) -> Option<&Review> {
        self.review.as_ref()
    }

    /// Reads it, if that was not done before.
    pub(super) fn read(&mut self) -> Rc<Resource> {
        if let Some(known) = &self.value {
            return known.clone();
        }
        let value = Rc::new(decoded(&self.root, &self.treatment, &mut self.flaws));
        self.review = Some(review(&self.root)).filter(|review| !review.is_silent());
        self.value = Some(value.clone());
        value
    }

    /// The resource that it describes.
    pub(super) fn resource(&mut self, id: ResourceId) -> Loaded<Resource> {
        Loaded {
            id,
            meta: self.meta.clone(),
            file: self.at.file,
            span: self.at.span,
            root: self.root.clone(),
            value: self.read(),
        }
    }

    /// What could not be read of it.
    pub(super) fn problems(&self, id: ResourceId) -> impl Iterator<Item = Problem> + '_ {
        self.flaws.iter().map(move |flaw| Problem {
            at: Location { file: self.at.file, span: span(&self.root, flaw) },
            related: None,
            resource: Some(id),
            path: flaw.path.clone(),
            fault: flaw.fault.clone(),
        })
    }

    /// The same document where its text begins at `start` of a file now.
    pub(super) fn moved(mut self, file: FileId, start: usize) -> Self {
        self.at.file = file;
        if let Some((_, before)) = &mut self.text {
            let from = std::mem::replace(before, start);
            if from != start {
                self.at.span = self.at.span.moved(from, start);
                // In place, unless somebody still looks at the text before.
                Rc::make_mut(&mut self.root).shift(from, start);
            }
        }
        self
    }
}

/// What a document says, and what is wrong with it.
fn decoded(root: &Node, treatment: &Treatment, flaws: &mut Vec<Flaw>) -> Resource {
    match treatment {
        Treatment::NotConsidered => Resource::NotConsidered,
        Treatment::Unused => Resource::Unused,
        Treatment::Misnamed(expected) => {
            let fault = Fault::UnknownApiVersion { expected: expected.clone() };
            flaws.push(Flaw::new(Path::of("apiVersion"), fault));
            Resource::Unreadable
        }
        Treatment::Misspelt(meant) => {
            let kind = root.get("kind").and_then(Node::as_str).unwrap_or_default().to_owned();
            flaws.push(Flaw::new(Path::of("kind"), Fault::UnknownKind { kind, meant }));
            Resource::Unreadable
        }
        Treatment::Read(reader, _) => {
            let (resource, found) = (reader.read)(root);
            flaws.extend(found);
            resource
        }
    }
}

/// What makes two resources the same: group, kind, namespace and name.
pub(super) fn name(meta: &Metadata) -> (&str, &str, &str, &str) {
    (&meta.group, &meta.kind, &meta.namespace, &meta.name)
}

/// The bytes that a flaw is about: the key of an unknown field, the value of the wrong type, both where neither alone
/// is at fault.
fn span(root: &Node, flaw: &Flaw) -> Span {
    match &flaw.fault {
        Fault::UnknownField { .. } => root.entry_at(&flaw.path).map_or(root.span, |entry| entry.key_span),
        Fault::Malformed(_) => root.locate(&flaw.path),
        _ => root.at(&flaw.path).map_or_else(|| root.locate(&flaw.path), |node| node.span),
    }
}
