//! The share link: a whole scenario in a URL fragment, `#v1.…`; nothing is stored on any server.
//!
//! ```text
//! Shared → redact → frame (bytes) → packed (deflate with a frozen dictionary) → envelope (length, check) → #v1.…
//! pasted text → paste (find the link) → envelope → packed → frame → Shared
//! ```
//!
//! `docs/link-format.md` describes every byte, so that other programs can read and write links. A link that this
//! version makes opens in every later one: the dictionary never changes, and golden links are part of the tests.

mod checksum;
mod deflate;
mod envelope;
mod error;
mod frame;
pub mod limits;
mod paste;
mod redact;

pub use error::{LinkError, TooBig};
pub use redact::{Redaction, redact};

use crate::text::SourceFile;

/// What a link carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The files in the user's order. Names are labels to show, never paths to write to.
    pub files: Vec<SourceFile>,
    /// Key of the selected row, if one was selected.
    pub selection: Option<String>,
    /// Name of the view that was open, such as `connections`.
    pub view: Option<String>,
    /// BCP 47 tag of the language in which it was shown, such as `ko`.
    pub language: Option<String>,
    /// Version of the program that made the link, [`ENGINE`] for ours.
    pub engine: Option<String>,
}

/// The version of this engine, as links name it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The fragment with its `#`; goes behind the address of the page.
    pub fragment: String,
    /// What was taken out of the texts before, in the order of the files and their text.
    pub redactions: Vec<Redaction>,
}

/// Makes a link. Secrets are taken out first, always, so that no caller can forget it.
///
/// # Errors
///
/// The scenario, or the link that would come of it, exceeds one of the [`limits`].
pub fn encode(shared: &Shared) -> Result<Link, TooBig> {
    frame::check(shared)?;
    let mut redactions = Vec::new();
    let mut clean = shared.clone();
    for file in &mut clean.files {
        let (text, removed) = redact(&file.text);
        if !removed.is_empty() {
            file.text = text.into();
            redactions.extend(removed);
        }
    }
    // A placeholder may be longer than what it stands for.
    frame::check(&clean)?;
    let link = envelope::seal(&deflate::pack(&frame::write(&clean)))?;
    Ok(Link { fragment: format!("#{link}"), redactions })
}

/// Reads the link in a text that somebody pasted: a whole address, the fragment, or the fragment without `#`, with
/// whatever chat programs do to links.
///
/// # Errors
///
/// There is no link, or it cannot be opened; the four reasons are told apart reliably.
pub fn decode(pasted: &str) -> Result<Shared, LinkError> {
    if pasted.len() > limits::PASTED {
        return Err(LinkError::TooBig(TooBig::Link));
    }
    let packed = paste::read(pasted)?;
    frame::read(&deflate::unpack(&packed)?)
}
