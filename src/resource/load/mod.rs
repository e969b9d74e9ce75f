//! From files to an inventory: every document becomes a resource, whatever is wrong with it.

mod document;
mod edited;
mod known;

pub use edited::{Drafts, Layout, Redrafted};
pub use known::Known;

use self::document::Document;
use super::identity::Identity;
use super::{Fault, Inventory, Problem, ResourceId};
use crate::order;
use crate::text::{FileId, Location, Sources, Span, hash};
use crate::yaml::{self, Before, Node, Parsed, Stream, SyntaxError, Value};
use std::collections::{HashMap, HashSet};

/// Reads all files. Never fails: what cannot be read is among the problems, and everything else counts.
pub fn load(sources: &Sources) -> Inventory {
    read(sources, None)
}

/// The same, but what is in `known` is not read again. Afterwards that are the documents of this text.
pub fn load_again(sources: &Sources, known: &mut Known) -> Inventory {
    read(sources, Some(known))
}

fn read(sources: &Sources, mut known: Option<&mut Known>) -> Inventory {
    let mut before = known.as_deref_mut().map(std::mem::take);
    let mut found = Found::default();
    for (file, source) in sources.iter() {
        let Stream { pieces, errors } = yaml::split(&source.text);
        found.syntax(file, errors);
        let mut count = Before::default();
        for piece in pieces {
            let text = piece.slice(&source.text);
            if let Some(document) = before.as_mut().and_then(|before| before.take(text)) {
                count.documents += 1;
                count.nodes += document.nodes;
                found.documents.push(document.moved(file, piece.start));
                continue;
            }
            let Some(parsed) = yaml::parse_next(&source.text, piece, &mut count) else { break };
            let nodes = parsed.nodes;
            let alone = found.piece(file, parsed);
            if let Some(document) = alone.filter(|_| before.is_some()) {
                document.text = Some((text.to_owned(), piece.start));
                document.nodes = nodes;
            }
        }
    }
    let texts = sources.iter().map(|(_, source)| source.text.clone()).collect();
    Inventory { texts, ..found.inventory(known) }
}

/// The documents of all files, lists taken apart.
#[derive(Default)]
struct Found {
    documents: Vec<Document>,
    /// Hashes of the names that were seen.
    names: HashSet<u64>,
    problems: Vec<Problem>,
}

impl Found {
    fn syntax(&mut self, file: FileId, errors: Vec<SyntaxError>) {
        let at = |span| Location { file, span };
        self.problems.extend(
            errors.into_iter().map(|error| Problem::new(Fault::Syntax(error.clone()), at(error.span))),
        );
    }

    /// Takes what a piece of a file holds; gives the document if it is nothing else than one.
    fn piece(&mut self, file: FileId, parsed: Parsed) -> Option<&mut Document> {
        let (documents, problems) = (self.documents.len(), self.problems.len());
        let is_one = parsed.documents.len() == 1;
        self.syntax(file, parsed.errors);
        for document in parsed.documents {
            self.document(file, document.span, document.root, None);
        }
        let alone = is_one && self.documents.len() == documents + 1 && self.problems.len() == problems;
        self.documents.last_mut().filter(|_| alone)
    }

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
                None => self.named(Document::new(at, root, identity)),
            },
        }
    }

    /// Takes a document. It is read at once: looking at each field of a tree that was just made takes half of the time
    /// that it takes when ten thousand others were made since. Where it takes the place of another, that may happen to
    /// itself, so it is left for later.
    fn named(&mut self, mut document: Document) {
        if self.names.insert(hash(document.name())) {
            document.read();
        }
        self.documents.push(document);
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

    /// Leaves the last document of each name, as `kubectl apply` does.
    fn inventory(self, mut known: Option<&mut Known>) -> Inventory {
        let Self { documents, mut problems, .. } = self;
        let mut last = HashMap::new();
        for document in &documents {
            last.insert(document.name(), document.at);
        }
        let replaced: Vec<_> = documents
            .iter()
            .map(|document| last.get(&document.name()).copied().filter(|at| *at != document.at))
            .collect();
        drop(last);

        let mut inventory = Inventory::default();
        for (mut document, replaced) in documents.into_iter().zip(replaced) {
            // Resources without a name are incomplete, not the same.
            if replaced.is_some() && !document.meta.name.is_empty() {
                problems.push(Problem { related: replaced, ..Problem::new(Fault::Replaced, document.at) });
            } else {
                let id = ResourceId(inventory.resources.len());
                inventory.put(document.resource(id));
                inventory.reviews.extend(document.review().map(|review| (id, review.clone())));
                problems.extend(document.problems(id));
            }
            if let Some(known) = &mut known {
                known.keep(document);
            }
        }
        order::sort_by_key(&mut problems, |problem| problem.at);
        Inventory { problems, ..inventory }
    }
}
