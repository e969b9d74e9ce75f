//! Mesh config.

use super::case::Case;
use super::{FileEdit, Proposal, Safety, Title, one};
use crate::text::{Edit, Span};

/// The field that turns auto mTLS off.
const FIELD: &str = "enableAutoMtls:";

/// Auto mTLS for the whole mesh, where its config turns it off.
pub(super) fn auto_mtls(case: &Case) -> Vec<Proposal> {
    if case.context.mesh.settings.auto_mtls {
        return Vec::new();
    }
    one(Title::TurnAutoMtlsOn, Safety::ChangesBehaviour, turned_on(case))
}

/// The config is a text inside of the document, so the word is looked for in that text.
fn turned_on(case: &Case) -> Option<FileEdit> {
    let by = case.context.mesh.settings.source.as_ref()?;
    let at = case.context.inventory.location(by)?;
    let written = case.context.written(at);
    let field = written.find(FIELD)? + FIELD.len();
    let rest = written.get(field..)?;
    let value = field + rest.len() - rest.trim_start_matches(' ').len();
    let word = written.get(value..)?.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let span = Span::new(value, value + word.len()).shifted(at.span.start);
    (word == "false").then(|| FileEdit { file: at.file, edit: Edit { span, text: "true".to_owned() } })
}
