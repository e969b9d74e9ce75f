//! The files that are open, as pure data: every operation gives a new workspace, so that undo is keeping the old one.

use crate::text::SourceFile;
use std::rc::Rc;

/// Identity of an open document. A document whose text is *replaced* gets a new key, one that is *typed in* keeps its
/// key: the page shows a new text area for a new key and never writes into one that the user types in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentKey(pub u32);

/// An open file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its identity.
    pub key: DocumentKey,
    /// Its name; unique in the workspace.
    pub name: Rc<str>,
    /// The text that it was opened with.
    pub opened: Rc<str>,
    /// The text now.
    pub text: Rc<str>,
}

/// The open files; never without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    documents: Vec<Document>,
    active: usize,
    next_key: u32,
}

/// The name of a file that nobody named.
const UNTITLED: &str = "untitled.yaml";

impl Workspace {
    /// A workspace of these files, the first one active; without files, one empty document.
    pub fn new(files: impl IntoIterator<Item = SourceFile>) -> Self {
        Self { documents: Vec::new(), active: 0, next_key: 0 }.replaced(files)
    }

    /// The documents in the order of their tabs.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Index of the document that is shown.
    pub fn active(&self) -> usize {
        self.active
    }

    /// The document that is shown.
    pub fn active_document(&self) -> Option<&Document> {
        self.documents.get(self.active)
    }

    /// The files for the engine.
    pub fn files(&self) -> Vec<SourceFile> {
        self.documents
            .iter()
            .map(|document| SourceFile::new(document.name.clone(), document.text.clone()))
            .collect()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.documents.iter().all(|document| document.text.trim().is_empty())
    }

    /// Whether names and texts are the same, whatever is active.
    pub fn same_text(&self, other: &Self) -> bool {
        let pairs = || self.documents.iter().zip(&other.documents);
        self.documents.len() == other.documents.len()
            && pairs().all(|(a, b)| a.name == b.name && a.text == b.text)
    }

    /// With another document shown; an index behind the last one shows the last one.
    #[must_use]
    pub fn showing(mut self, index: usize) -> Self {
        self.active = index.min(self.documents.len().saturating_sub(1));
        self
    }

    /// With the text of a document as the user typed it.
    #[must_use]
    pub fn typed(mut self, key: DocumentKey, text: Rc<str>) -> Self {
        if let Some(document) = self.documents.iter_mut().find(|document| document.key == key) {
            document.text = text;
        }
        self
    }

    /// With other files instead of all of these.
    #[must_use]
    pub fn replaced(self, files: impl IntoIterator<Item = SourceFile>) -> Self {
        let mut next = Self { documents: Vec::new(), active: 0, next_key: self.next_key };
        for file in files {
            next.push(file);
        }
        if next.documents.is_empty() {
            next.push(SourceFile::new(UNTITLED, ""));
        }
        next
    }

    /// The workspace as it was earlier. Keys that were given in between are not given again.
    #[must_use]
    pub fn back_to(self, earlier: Self) -> Self {
        Self { next_key: self.next_key, ..earlier }
    }

    /// With files added behind the last tab and the first of them shown. A file of a name that is open already
    /// replaces it, as opening the same file again does; blank documents that nobody named give way.
    #[must_use]
    pub fn opened(mut self, files: impl IntoIterator<Item = SourceFile>) -> Self {
        self.documents.retain(|document| !(document.text.trim().is_empty() && document.opened.is_empty()));
        let mut first = None;
        for file in files {
            let index = match self.documents.iter().position(|document| document.name == file.name) {
                Some(index) => {
                    let key = self.fresh_key();
                    if let Some(document) = self.documents.get_mut(index) {
                        *document =
                            Document { key, name: file.name, opened: file.text.clone(), text: file.text };
                    }
                    index
                }
                None => self.push(file),
            };
            first = first.or(Some(index));
        }
        if self.documents.is_empty() {
            return self.replaced([]);
        }
        let active = first.unwrap_or(self.active);
        self.showing(active)
    }

    /// Those of these files that say something else than the open document of their name.
    pub fn changed_by(&self, files: Vec<SourceFile>) -> Vec<SourceFile> {
        let open = |file: &SourceFile| {
            self.documents.iter().any(|document| document.name == file.name && document.text == file.text)
        };
        files.into_iter().filter(|file| !open(file)).collect()
    }

    /// With an empty document added and shown.
    #[must_use]
    pub fn added(mut self) -> Self {
        let name = self.free_name(UNTITLED);
        let index = self.push(SourceFile::new(name, ""));
        self.showing(index)
    }

    /// Without all documents but one; unchanged if there is no such document.
    #[must_use]
    pub fn only(mut self, key: DocumentKey) -> Self {
        if let Some(document) = self.documents.iter().find(|document| document.key == key).cloned() {
            self.documents = vec![document];
        }
        self.showing(0)
    }

    /// Without a document; the last one is replaced by an empty one.
    #[must_use]
    pub fn closed(mut self, index: usize) -> Self {
        if index < self.documents.len() {
            self.documents.remove(index);
        }
        if self.documents.is_empty() {
            return self.replaced([]);
        }
        let active = if index < self.active { self.active - 1 } else { self.active };
        self.showing(active)
    }

    /// With a document renamed. Blank names and names that are taken change nothing.
    #[must_use]
    pub fn renamed(mut self, index: usize, name: &str) -> Self {
        let name = name.trim();
        let taken = self.documents.iter().enumerate().any(|(at, other)| at != index && &*other.name == name);
        if let Some(document) = self.documents.get_mut(index)
            && !name.is_empty()
            && !taken
        {
            document.name = Rc::from(name);
        }
        self
    }

    fn push(&mut self, file: SourceFile) -> usize {
        let name = Rc::from(self.free_name(&file.name));
        let key = self.fresh_key();
        self.documents.push(Document { key, name, opened: file.text.clone(), text: file.text });
        self.documents.len() - 1
    }

    fn fresh_key(&mut self) -> DocumentKey {
        let key = DocumentKey(self.next_key);
        self.next_key += 1;
        key
    }

    /// The wanted name, or the first of `name-2.yaml`, `name-3.yaml` … that is free.
    fn free_name(&self, wanted: &str) -> String {
        let wanted = if wanted.trim().is_empty() { UNTITLED } else { wanted };
        let (stem, extension) = match wanted.rsplit_once('.') {
            Some((stem, extension)) => (stem, format!(".{extension}")),
            None => (wanted, String::new()),
        };
        let candidates = (2..).map(|number| format!("{stem}-{number}{extension}"));
        let is_free = |name: &String| self.documents.iter().all(|document| *document.name != **name);
        std::iter::once(wanted.to_owned()).chain(candidates).find(is_free).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> SourceFile {
        SourceFile::new(name, text)
    }

    fn names(workspace: &Workspace) -> Vec<&str> {
        workspace.documents().iter().map(|document| &*document.name).collect()
    }

    fn shown(workspace: &Workspace) -> &str {
        &workspace.active_document().unwrap().name
    }

    #[test]
    fn is_never_without_a_document() {
        assert_eq!(names(&Workspace::new([])), ["untitled.yaml"]);
        assert_eq!(names(&Workspace::new([file("a.yaml", "x")]).closed(0)), ["untitled.yaml"]);
        assert_eq!(names(&Workspace::new([]).opened([])), ["untitled.yaml"]);
    }

    #[test]
    fn typing_keeps_the_key_and_replacing_gives_a_new_one() {
        let before = Workspace::new([file("a.yaml", "one")]);
        let key = before.active_document().unwrap().key;
        let typed = before.typed(key, "two".into());
        assert_eq!(typed.active_document().map(|d| (d.key, &*d.text, &*d.opened)), Some((key, "two", "one")));
        let opened = typed.opened([file("a.yaml", "three")]);
        assert_eq!(names(&opened), ["a.yaml"]);
        assert_ne!(opened.active_document().unwrap().key, key);
        assert_eq!(&*opened.active_document().unwrap().text, "three");
    }

    #[test]
    fn keys_are_never_given_twice() {
        let before = Workspace::new([file("a.yaml", "one")]);
        let after = before.clone().replaced([file("b.yaml", "two")]);
        let key_of_b = after.documents()[0].key;
        let undone = after.back_to(before.clone());
        assert!(undone.same_text(&before));
        assert_eq!(undone.documents(), before.documents());
        assert_ne!(undone.added().active_document().unwrap().key, key_of_b);
    }

    #[test]
    fn opening_puts_files_behind_the_others_and_shows_the_first_of_them() {
        let workspace =
            Workspace::new([file("a.yaml", "a")]).opened([file("b.yaml", "b"), file("c.yaml", "c")]);
        assert_eq!(names(&workspace), ["a.yaml", "b.yaml", "c.yaml"]);
        assert_eq!(shown(&workspace), "b.yaml");
    }

    #[test]
    fn opening_replaces_an_untouched_empty_document() {
        assert_eq!(names(&Workspace::new([]).opened([file("b.yaml", "b")])), ["b.yaml"]);
    }

    #[test]
    fn a_document_that_was_emptied_by_hand_stays() {
        let workspace = Workspace::new([file("a.yaml", "a")]);
        let key = workspace.active_document().unwrap().key;
        assert_eq!(
            names(&workspace.typed(key, "".into()).opened([file("b.yaml", "b")])),
            ["a.yaml", "b.yaml"]
        );
    }

    #[test]
    fn only_files_that_say_something_else_replace_documents() {
        let workspace = Workspace::new([file("a.yaml", "a"), file("b.yaml", "b")]);
        let changed = workspace.changed_by(vec![file("a.yaml", "a"), file("b.yaml", "c")]);
        assert_eq!(changed, [file("b.yaml", "c")]);
        let key = workspace.documents()[0].key;
        let opened = workspace.opened(changed);
        assert_eq!((opened.documents()[0].key, shown(&opened)), (key, "b.yaml"));
    }

    #[test]
    fn names_stay_unique() {
        let workspace = Workspace::new([file("a.yaml", "1"), file("a.yaml", "2"), file("a.yaml", "3")]);
        assert_eq!(names(&workspace), ["a.yaml", "a-2.yaml", "a-3.yaml"]);
        assert_eq!(names(&workspace.clone().renamed(1, "a.yaml")), ["a.yaml", "a-2.yaml", "a-3.yaml"]);
        assert_eq!(names(&workspace.clone().renamed(1, "  ")), ["a.yaml", "a-2.yaml", "a-3.yaml"]);
        assert_eq!(names(&workspace.renamed(1, " b.yaml ")), ["a.yaml", "b.yaml", "a-3.yaml"]);
        assert_eq!(
            names(&Workspace::new([]).added().added()),
            ["untitled.yaml", "untitled-2.yaml", "untitled-3.yaml"]
        );
    }

    #[test]
    fn closing_keeps_what_is_shown() {
        let workspace = Workspace::new([file("a", "1"), file("b", "2"), file("c", "3")]).showing(1);
        assert_eq!(shown(&workspace.clone().closed(0)), "b");
        assert_eq!(shown(&workspace.clone().closed(1)), "c");
        assert_eq!(shown(&workspace.clone().closed(2)), "b");
        assert_eq!(shown(&workspace.showing(9).closed(2)), "b");
    }
}
