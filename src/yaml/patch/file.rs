//! New documents.

use super::{Around, Change, Fragment, lines};
use crate::text::{Edit, Span};
use crate::yaml::{Document, Path, parse_piece, split_while};

/// The edit that adds a document at the end of a file; to the items of a list where the file is one list. JSON takes
/// no document of its own.
pub fn append(text: &str, document: &Fragment) -> Option<Edit> {
    if let [only] = &first_two(text)[..] {
        let is_list = only.root.get("kind").and_then(|kind| kind.as_str()) == Some("List");
        if is_list && only.root.get("items").is_some() {
            return Change::Push(Path::of("items"), document.clone()).edit(text, &only.root);
        }
    }
    if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('{') {
        return None;
    }
    let line_break = lines::line_break(text);
    let ends_line = text.is_empty() || text.ends_with('\n');
    let last_line = text.lines().rfind(|line| !line.trim().is_empty());
    let is_separated = last_line.is_none_or(|line| line.trim_end() == "---");
    let separator = if is_separated { String::new() } else { format!("---{line_break}") };
    let before = if ends_line { "" } else { line_break };
    let written = format!("{before}{separator}{}{line_break}", document.block(0, line_break));
    let around = Around::of(text, Edit { span: Span::at(text.len()), text: written })?;
    let before = around.before();
    let mut expected: Vec<_> = before.documents.into_iter().map(|document| document.root).collect();
    expected.push(document.node());
    around.reads_as(expected, before.errors.len())
}

/// The first documents of a text: two are enough to know that there is more than one.
fn first_two(text: &str) -> Vec<Document> {
    let mut found = Vec::new();
    split_while(text, &mut |piece| {
        found.extend(parse_piece(text, piece, 0).documents);
        found.len() < 2
    });
    found
}
