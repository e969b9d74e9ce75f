//! Why a command could not do its work.

use mtls_playground::i18n::Handbook;
use mtls_playground::i18n::text::BadLink;
use mtls_playground::readiness::Untried;
use std::io;
use std::path::PathBuf;

/// What stopped a command; all of them end with exit status 2.
#[derive(Debug)]
pub(super) enum Failure {
    /// A file or directory cannot be read.
    Unreadable { path: PathBuf, reason: io::Error },
    /// A file is not UTF-8; the position of the first byte that is wrong, both from 1.
    NotUtf8 { file: String, line: usize, column: usize },
    /// A directory without any manifest.
    NoManifests { directory: PathBuf },
    /// None of these files has a document.
    NoDocuments { files: Vec<String> },
    /// No file was named, and nobody pipes one in.
    NoInput,
    /// A line of `replay` that cannot be answered; line and column from 1, the reason in English.
    BadLine { line: usize, column: usize, reason: String },
    /// There is no rule with this code or name.
    UnknownRule { code: String },
    /// There is no fix with this identifier.
    UnknownFix { id: String },
    /// STRICT cannot be tried on this scope.
    Untried { scope: String, why: Untried },
    /// The link cannot be made or opened.
    BadLink(BadLink),
    /// The output cannot be written.
    Unwritable { reason: io::Error },
}

impl Failure {
    /// One sentence, with the file, line and column where there is one.
    pub(super) fn sentence(&self, texts: &dyn Handbook) -> String {
        match self {
            Self::Unreadable { path, reason } => {
                texts.unreadable(&path.display().to_string(), &reason.to_string())
            }
            Self::NotUtf8 { file, line, column } => format!("{file}:{line}:{column}: {}", texts.not_utf8()),
            Self::NoManifests { directory } => texts.no_manifests(&directory.display().to_string()),
            Self::NoDocuments { files } => texts.no_documents(&files.join(", ")),
            Self::NoInput => texts.no_input().to_owned(),
            Self::BadLine { line, column, reason } => format!("stdin:{line}:{column}: {reason}"),
            Self::UnknownRule { code } => texts.unknown_rule(code),
            Self::UnknownFix { id } => texts.unknown_fix(id),
            Self::Untried { scope, why } => format!("{scope}: {}", texts.untried(*why)),
            Self::BadLink(why) => texts.bad_link_given(*why).to_owned(),
            Self::Unwritable { reason } => texts.unwritable(&reason.to_string()),
        }
    }
}
