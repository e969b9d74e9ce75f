//! Documents that were read before. Whoever types changes one of them; the others are as they were, at most moved.

use super::document::Document;
use std::collections::HashMap;
use std::fmt;

/// Documents by their text. Only those are in here that are alone in their piece of a file and without fault.
#[derive(Default)]
pub struct Known(HashMap<String, Document>);

impl Known {
    /// The document that this text is.
    pub(super) fn take(&mut self, text: &str) -> Option<Document> {
        let (text, mut document) = self.0.remove_entry(text)?;
        if let Some((own, _)) = &mut document.text {
            *own = text;
        }
        Some(document)
    }

    /// Remembers a document, if its text is known.
    pub(super) fn keep(&mut self, mut document: Document) {
        if let Some((text, _)) = &mut document.text {
            let text = std::mem::take(text);
            self.0.insert(text, document);
        }
    }
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Known({} documents)", self.0.len())
    }
}
