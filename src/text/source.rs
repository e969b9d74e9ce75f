//! The files of a scenario and places in them.

use super::{LineColumn, LineIndex, Span};
use std::rc::Rc;

/// Index of a file in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub usize);

/// A place in a scenario: some bytes of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// One file as the user gave it. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Name that is shown, for example `policy.yaml`; need not exist on any disk.
    pub name: Rc<str>,
    /// The whole text, untouched: CRLF, BOM and all.
    pub text: Rc<str>,
}

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: impl Into<Rc<str>>, text: impl Into<Rc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// A location as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range {
    /// Name of the file.
    pub file: Rc<str>,
    /// First position.
    pub start: LineColumn,
    /// Position behind the last character.
    pub end: LineColumn,
}

/// The files of a scenario in the user's order, with their line indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<(SourceFile, Rc<LineIndex>)>,
}

fn indexed(file: SourceFile) -> (SourceFile, Rc<LineIndex>) {
    let lines = LineIndex::new(&file.text);
    (file, lines.into())
}

impl Sources {
    /// Indexes the files.
    pub fn new(files: impl IntoIterator<Item = SourceFile>) -> Self {
        Self { files: files.into_iter().map(indexed).collect() }
    }

    /// These files, and more behind them.
    #[must_use]
    pub fn and(&self, files: impl IntoIterator<Item = SourceFile>) -> Self {
        Self { files: self.files.iter().cloned().chain(files.into_iter().map(indexed)).collect() }
    }

    /// The files with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, (file, _))| (FileId(i), file))
    }

    /// The file, if the id is of this scenario.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0).map(|(file, _)| file)
    }

    /// The line on which the location begins, without its end; empty for a foreign location.
    pub fn line(&self, at: Location) -> &str {
        let line = self.files.get(at.file.0).and_then(|(file, index)| {
            let start = index.line_start(index.line_of(at.span.start))?;
            file.text.get(start..)?.lines().next()
        });
        line.unwrap_or_default()
    }

    /// The file of a location, and the number of the line on which it begins; nothing for a foreign location.
    pub fn line_number(&self, at: Location) -> Option<(&str, usize)> {
        let (file, index) = self.files.get(at.file.0)?;
        Some((&file.name, index.line_of(at.span.start)))
    }

    /// The location in lines and columns; a foreign location gives an empty range at the start of an unnamed file.
    pub fn range(&self, at: Location) -> Range {
        let Some((file, index)) = self.files.get(at.file.0) else {
            let origin = LineColumn { line: 1, column: 1 };
            return Range { file: Rc::from(""), start: origin, end: origin };
        };
        Range {
            file: file.name.clone(),
            start: index.line_column(&file.text, at.span.start),
            end: index.line_column(&file.text, at.span.end),
        }
    }
}
