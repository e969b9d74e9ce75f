//! A text with edits in it, of which only those documents are read that the edits are in.

use super::Found;
use super::document::{Document, name};
use crate::resource::admission::Review;
use crate::resource::{Inventory, Loaded, Problem, Resource, ResourceId};
use crate::text::{Edit, Edits, FileId, Location, SourceFile, Sources, Span};
use crate::yaml::{self, Stream, limits};
use std::rc::Rc;

/// Where the documents of a text stand, so that an edit leads to the one that it changes.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The pieces of each file; none of one in which documents cannot be told apart for sure.
    files: Vec<Vec<Piece>>,
}

/// A piece of a file.
#[derive(Clone, Debug)]
struct Piece {
    span: Span,
    /// What it holds, if that is one resource and nothing else.
    only: Option<ResourceId>,
}

/// Which piece of all.
struct Place<'t> {
    id: ResourceId,
    file: FileId,
    /// Its text.
    was: &'t str,
    /// Whether it is the last piece of the last file.
    is_end: bool,
}

/// What some edits make of an inventory.
#[derive(Clone, Debug)]
pub struct Redrafted {
    /// The resources. Whatever stands behind an edit has moved, and does not know it: this tells what is said, not
    /// where. It has no problems and no texts.
    pub inventory: Inventory,
    /// How many problems there are.
    pub problems: usize,
    /// The resources that say something else than before, and new ones behind the last.
    pub changed: Vec<ResourceId>,
    /// What was read, where it stands.
    pub drafts: Drafts,
}

/// The pieces of files that were edited, each as a file of its own.
#[derive(Clone, Debug)]
pub struct Drafts {
    texts: Vec<Rc<str>>,
    documents: Vec<Draft>,
}

/// A document of such a piece.
#[derive(Clone, Debug)]
struct Draft {
    resource: Loaded<Resource>,
    problems: Vec<Problem>,
    review: Option<Review>,
}

impl Drafts {
    /// The edited text as rules may look at it: each edited piece is a file behind all others, which have not moved then.
    /// What is said about it is what is said about the edited text, but for places. `before` is the text without edits,
    /// `after` what it says with them. `None` where a document has taken the place of another, which is known by its
    /// place.
    pub fn beside(
        &self,
        sources: &Sources,
        before: &Inventory,
        after: &Inventory,
    ) -> Option<(Sources, Inventory)> {
        let drafts = || self.documents.iter();
        let is_draft = |id: ResourceId| drafts().any(|draft| draft.resource.id == id);
        let others = before.problems.iter().filter(|problem| !problem.resource.is_some_and(is_draft));
        let problems: Vec<_> = others.chain(drafts().flat_map(|draft| &draft.problems)).cloned().collect();
        if problems.iter().any(|problem| problem.related.is_some()) {
            return None;
        }
        let others = before.reviews.iter().filter(|(id, _)| !is_draft(*id)).cloned();
        let own = drafts().filter_map(|draft| Some((draft.resource.id, draft.review.clone()?)));
        let texts = before.texts.iter().chain(&self.texts).cloned().collect();
        let reviews = others.chain(own).collect();
        let mut inventory = Inventory { problems, reviews, texts, ..after.clone() };
        for draft in drafts() {
            inventory.put(draft.resource.clone());
        }
        let files = self.texts.iter().map(|text| SourceFile::new("", text.clone()));
        Some((sources.and(files), inventory))
    }

    /// Adds a document of the file beside the others, and gives the number of its problems.
    fn add(&mut self, mut document: Document, id: ResourceId, beside: FileId) -> usize {
        document.at.file = beside;
        let problems: Vec<_> = document.problems(id).collect();
        let count = problems.len();
        let resource = document.resource(id);
        self.documents.push(Draft { resource, problems, review: document.review().cloned() });
        count
    }
}

impl Layout {
    /// The layout of files that were read as this inventory.
    pub fn of(sources: &Sources, inventory: &Inventory) -> Self {
        let files = sources.iter().map(|(_, source)| pieces(&source.text)).collect();
        let mut layout = Self { files };
        // Resources come in the order of the text. Of two in one piece neither is alone.
        let mut mixed = Vec::new();
        for resource in inventory.resources.iter() {
            let at = Location { file: resource.file, span: resource.span };
            let only = layout.piece_at(at).and_then(|piece| piece.only.replace(resource.id));
            mixed.extend(only.map(|_| at));
        }
        let faults = inventory.problems.iter().filter(|problem| problem.resource.is_none());
        for at in mixed.into_iter().chain(faults.map(|problem| problem.at)) {
            if let Some(piece) = layout.piece_at(at) {
                piece.only = None;
            }
        }
        layout
    }

    /// The piece in which this place begins.
    fn piece_at(&mut self, at: Location) -> Option<&mut Piece> {
        let pieces = self.files.get_mut(at.file.0)?;
        let position = pieces.partition_point(|piece| piece.span.end < at.span.start);
        pieces.get_mut(position)
    }

    /// The inventory of the text with these edits of files. `None` where they do more than to change what resources
    /// say and to add resources at the end: then all of it is to be read.
    pub fn edited(
        &self,
        sources: &Sources,
        inventory: &Inventory,
        edits: &[(FileId, Edits)],
    ) -> Option<Redrafted> {
        let mut redrafted = Redrafted {
            inventory: Inventory {
                resources: inventory.resources.clone(),
                kinds: inventory.kinds.clone(),
                ..Inventory::default()
            },
            problems: inventory.problems.len(),
            changed: Vec::new(),
            drafts: Drafts { texts: Vec::new(), documents: Vec::new() },
        };
        for (file, edits) in edits {
            let text = &sources.get(*file)?.text;
            let pieces = self.files.get(file.0).filter(|pieces| is_within_budgets(text, pieces, edits))?;
            let mut edits = edits.iter().peekable();
            while let Some(first) = edits.next() {
                let at = pieces.partition_point(|piece| piece.span.end < first.span.start);
                let piece = pieces.get(at)?;
                let is_inside =
                    |edit: &Edit| piece.span.start <= edit.span.start && edit.span.end <= piece.span.end;
                let mut own = vec![first];
                while let Some(next) = edits.next_if(|edit| is_inside(edit)) {
                    own.push(next);
                }
                if !is_inside(first) {
                    return None;
                }
                let is_last = at + 1 == pieces.len();
                let place = Place {
                    id: piece.only?,
                    file: *file,
                    was: piece.span.slice(text),
                    is_end: is_last && file.0 + 1 == self.files.len(),
                };
                let text = piece.edited(text, own)?;
                let pieces = alone(&text, is_last)?;
                let beside = FileId(self.files.len() + redrafted.drafts.texts.len());
                redrafted.read(inventory, &text, &pieces, &place, beside)?;
                redrafted.drafts.texts.push(text.into());
            }
        }
        Some(redrafted)
    }
}

impl Piece {
    /// Its text with edits that are inside of it.
    fn edited(&self, text: &str, edits: Vec<&Edit>) -> Option<String> {
        let start = self.span.start;
        let within = |edit: &Edit| Edit { span: edit.span.moved(start, 0), text: edit.text.clone() };
        Edits::new(edits.into_iter().map(within)).ok()?.apply(self.span.slice(text)).ok()
    }
}

impl Redrafted {
    /// Reads the text of a piece that held one resource: that resource first, then new ones if it stands at the end.
    fn read(
        &mut self,
        before: &Inventory,
        text: &str,
        pieces: &[Span],
        &Place { id, file, was, is_end }: &Place,
        beside: FileId,
    ) -> Option<()> {
        let (first, added) = pieces.split_first()?;
        if !added.is_empty() && !is_end {
            return None;
        }
        let old = before.get(id)?;
        let mut document = read(file, text, *first)?;
        // Under another name it may replace others, or be replaced.
        if document.name() != name(&old.meta) {
            return None;
        }
        // What is added behind a document mostly leaves it as it was. Where its text ended without a line break, it may
        // read a break more in a string.
        let new = document.resource(id);
        let is_same = first.slice(text).trim_end() == was.trim_end();
        if !is_same || old.value != new.value || *new.value == Resource::Unused {
            self.inventory.put(new);
            self.changed.push(id);
        }
        let faults = before.problems.iter().filter(|problem| problem.resource == Some(id)).count();
        self.problems = self.problems + self.drafts.add(document, id, beside) - faults;
        for piece in added {
            let mut document = read(file, text, *piece)?;
            let own = document.meta.name.as_str();
            let is_same = |known: &Loaded<_>| known.meta.name == own && name(&known.meta) == document.name();
            if own.is_empty() || self.inventory.resources.iter().any(is_same) {
                return None;
            }
            let id = ResourceId(self.inventory.resources.len());
            self.inventory.put(document.resource(id));
            self.problems += self.drafts.add(document, id, beside);
            self.changed.push(id);
        }
        Some(())
    }
}

/// The pieces of a text; none where a separator is wrong.
fn pieces(text: &str) -> Vec<Piece> {
    let Stream { pieces, errors } = yaml::split(text);
    let piece = |span| Piece { span, only: None };
    pieces.into_iter().filter(|_| errors.is_empty()).map(piece).collect()
}

/// Whether no edits of a text can lead beyond its budgets. A document needs at least a line that separates it.
fn is_within_budgets(text: &str, pieces: &[Piece], edits: &Edits) -> bool {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    text.len() + added <= limits::TEXT && pieces.len() + added / "---\n".len() < limits::DOCUMENTS
}

/// The pieces of a text that takes the place of a piece, where those around it stay as they are.
fn alone(text: &str, is_last: bool) -> Option<Vec<Span>> {
    let Stream { pieces, errors } = yaml::split(text);
    let is_whole = pieces.last().is_some_and(|last| last.end == text.len());
    (errors.is_empty() && is_whole && (is_last || text.ends_with('\n'))).then_some(pieces)
}

/// The one document of a piece that holds nothing else.
fn read(file: FileId, text: &str, piece: Span) -> Option<Document> {
    let mut found = Found::default();
    found.piece(file, yaml::parse_piece(text, piece, 0))?;
    found.documents.pop()
}
