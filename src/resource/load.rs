//! From files to an inventory: every document becomes a resource, whatever is wrong with it.

use super::decode::Flaw;
use super::identity::{Identity, Treatment};
use super::installation::implied_name;
use super::metadata::metadata;
use super::{Fault, Inventory, Loaded, Metadata, Problem, Resource, ResourceId};
use crate::order;
use crate::text::{FileId, Location, Sources, Span};
use crate::yaml::{self, Node, Path, Value};
use std::collections::HashMap;
use std::rc::Rc;

/// Reads all files. Never fails: what cannot be read is among the problems, and everything else counts.
pub fn load(sources: &Sources) -> Inventory {
    let mut found = Found::default();
    for (file, source) in sources.iter() {
        let parsed = yaml::parse(&source.text);
        for error in parsed.errors {
            let at = Location { file, span: error.span };
            found.problems.push(Problem::new(Fault::Syntax(error), at));
        }
        for document in parsed.documents {
            found.document(file, document.span, document.root, None);
        }
    }
    let texts = sources.iter().map(|(_, source)| source.text.clone()).collect();
    Inventory { texts, ..found.inventory() }
}

/// The documents of all files, lists taken apart.
#[derive(Default)]
struct Found {
    documents: Vec<Document>,
    problems: Vec<Problem>,
}

/// A document that says what it is.
struct Document {
    at: Location,
    root: Node,
    treatment: Treatment,
    meta: Metadata,
    flaws: Vec<Flaw>,
}

impl Found {
    /// Takes a document, or an item of a list that implies what its items are.
    fn document(&mut self, file: FileId, span: Span, root: Node, implied: Option<&Identity>) {
        let at = Location { file, span };
        if !matches!(root.value, Value::Mapping(_)) {
            self.problems.push(Problem::new(Fault::NotAResource, at));
            return;
        }
        match Identity::of(&root, implied) {
            Err(fault) => self.problems.push(Problem::new(fault, at)),
            Ok(identity) => match identity.items() {
                Some(item) => self.list(file, root, &item),
                None => self.documents.push(Document::new(at, root, identity)),
            },
        }
    }

    fn list(&mut self, file: FileId, mut root: Node, item: &Identity) {
        let Value::Mapping(entries) = &mut root.value else { return };
        let Some(items) = entries.iter_mut().find(|entry| entry.key == "items") else { return };
        if let Value::Sequence(items) = std::mem::replace(&mut items.value.value, Value::Null) {
            for node in items {
                self.document(file, node.span, node, Some(item));
            }
        }
    }

    /// Leaves the last document of each name, as `kubectl apply` does, and reads what is left.
    fn inventory(self) -> Inventory {
        let Self { documents, mut problems } = self;
        let mut last = HashMap::new();
        for document in &documents {
            last.insert(document.name(), document.at);
        }
        let replaced: Vec<_> = documents
            .iter()
            .map(|document| last.get(&document.name()).copied().filter(|at| *at != document.at))
            .collect();
        drop(last);

        let mut resources = Vec::with_capacity(documents.len());
        for (document, replaced) in documents.into_iter().zip(replaced) {
            // Resources without a name are incomplete, not the same.
            if replaced.is_some() && !document.meta.name.is_empty() {
                problems.push(Problem { related: replaced, ..Problem::new(Fault::Replaced, document.at) });
            } else {
                resources.push(document.read(ResourceId(resources.len()), &mut problems));
            }
        }
        order::sort_by_key(&mut problems, |problem| problem.at);
        Inventory { resources, problems, texts: Vec::new() }
    }
}

impl Document {
    fn new(at: Location, root: Node, identity: Identity) -> Self {
        let treatment = identity.treatment();
        let (meta, mut flaws) = metadata(&root);
        // Only of kinds that we read do we know that the whole text is meant for Kubernetes.
        if !matches!(treatment, Treatment::Read(..)) {
            flaws.clear();
        }
        let namespace = match &treatment {
            Treatment::Read(_, name) if !name.namespaced => String::new(),
            Treatment::Read(..) | Treatment::Misnamed(_) if meta.namespace.is_empty() => "default".to_owned(),
            _ => meta.namespace,
        };
        let Identity { group, version, kind } = identity;
        let implied = implied_name(&group).filter(|_| meta.name.is_empty());
        let name = implied.map_or(meta.name, str::to_owned);
        Self { at, root, treatment, meta: Metadata { group, version, kind, namespace, name, ..meta }, flaws }
    }

    /// What makes two documents the same resource.
    fn name(&self) -> (&str, &str, &str, &str) {
        let meta = &self.meta;
        (&meta.group, &meta.kind, &meta.namespace, &meta.name)
    }

    fn read(self, id: ResourceId, problems: &mut Vec<Problem>) -> Loaded<Resource> {
        let Self { at, root, treatment, meta, mut flaws } = self;
        // Files of tools (`kind: Kustomization`) have no name and need none.
        if meta.name.is_empty() && !matches!(treatment, Treatment::Unused) {
            flaws.push(Flaw::new(Path::of("metadata"), Fault::NoName));
        }
        let value = match treatment {
            Treatment::NotConsidered => Resource::NotConsidered,
            Treatment::Unused => Resource::Unused,
            Treatment::Misnamed(expected) => {
                flaws.push(Flaw::new(Path::of("apiVersion"), Fault::UnknownApiVersion { expected }));
                Resource::Unreadable
            }
            Treatment::Read(reader, _) => {
                let (resource, found) = (reader.read)(&root);
                flaws.extend(found);
                resource
            }
        };
        problems.extend(flaws.into_iter().map(|flaw| Problem {
            at: Location { file: at.file, span: span(&root, &flaw) },
            related: None,
            resource: Some(id),
            path: flaw.path,
            fault: flaw.fault,
        }));
        Loaded {
            id,
            meta: Rc::new(meta),
            file: at.file,
            span: at.span,
            root: Rc::new(root),
            value: Rc::new(value),
        }
    }
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
