//! What only a browser can do.

mod copy;
mod fetch;
mod folder;
mod read_files;
mod use_chosen;
mod use_document;
mod use_dropping;
mod use_evaluation;
mod use_fixes;
mod use_links;
mod use_pasting;
mod use_preview;
mod use_readiness;
mod use_shortcuts;
mod use_split;
mod use_symptom;

pub(crate) use copy::copy;
pub(crate) use fetch::fetch;
pub(crate) use read_files::{Named, read_files};
pub(crate) use use_chosen::{Chosen, use_chosen};
pub(crate) use use_document::use_document;
pub(crate) use use_dropping::use_dropping;
pub(crate) use use_evaluation::use_evaluation;
pub(crate) use use_fixes::{Fixes, Found, use_fixes};
pub(crate) use use_links::use_links;
pub(crate) use use_pasting::use_pasting;
pub(crate) use use_preview::{Look, use_preview};
pub(crate) use use_readiness::{Trial, use_readiness};
pub(crate) use use_shortcuts::use_shortcuts;
pub(crate) use use_split::use_split;
pub(crate) use use_symptom::use_symptom;
