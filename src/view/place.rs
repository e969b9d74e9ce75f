//! Places in the text as links show them.

use crate::Analysis;
use crate::resource::Ref;
use crate::text::{FileId, Location, Span};
use std::rc::Rc;

/// A place that a link names (`policy.yaml:21`) and selects in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file in the evaluated text.
    pub file: FileId,
    /// Its name.
    pub name: Rc<str>,
    /// First line, from 1.
    pub line: usize,
    /// The bytes to select.
    pub span: Span,
}

impl Place {
    /// The place of a location.
    pub fn new(analysis: &Analysis, at: Location) -> Self {
        let range = analysis.sources.range(at);
        Self { file: at.file, name: range.file, line: range.start.line, span: at.span }
    }

    /// The place of what decided something, if the resource is of this analysis.
    pub fn of(analysis: &Analysis, by: &Ref) -> Option<Self> {
        analysis.inventory.location(by).map(|at| Self::new(analysis, at))
    }

    /// `file:line`.
    pub fn label(&self) -> String {
        format!("{}:{}", self.name, self.line)
    }
}
