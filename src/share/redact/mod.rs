//! Taking out of a text what must not travel in a link: data of Secrets, PEM blocks, tokens.
//!
//! Where it cannot be known whether something is secret, it goes: a part that cannot be read and mentions a Secret is
//! taken out as a whole. All other text stays as it is, byte by byte. Passwords that stand openly in other places (an
//! `env` value, a URL) are not recognised.

mod credential;
mod document;
mod mention;
mod secret;
mod stream;

use crate::order;
use crate::text::Span;

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Redaction {
    /// A value in a Secret.
    SecretValue {
        /// `namespace/name` of the Secret, or its name where it has no namespace.
        secret: String,
        /// The field, such as `data.password`.
        field: String,
    },
    /// A comment in a Secret, or one that holds a Secret.
    Comment,
    /// A part that mentions a Secret and cannot be read: a broken document, or a manifest inside a string.
    SecretText,
    /// The content of a PEM block (`-----BEGIN …`), in plain or in base64.
    Pem,
    /// A token: a JWT, what follows `Bearer` or `Basic`, or one with a well-known prefix.
    Token,
}

/// The text without its secrets, and what was taken out, in the order of the text. What is gone leaves the word
/// `REDACTED`, so doing it twice changes nothing.
pub fn redact(text: &str) -> (String, Vec<Redaction>) {
    // Secrets first: what a credential looks like does not matter in them.
    let (text, mut removed) = apply(text, stream::edits(text));
    let (text, credentials) = apply(&text, credential::edits(&text));
    removed.extend(credentials);
    (text, removed)
}

/// What takes the place of a value.
const REDACTED: &str = "REDACTED";

/// What takes the place of a comment or of a part of the text.
const REDACTED_COMMENT: &str = "# REDACTED";

struct Edit {
    span: Span,
    with: &'static str,
    what: Redaction,
}

/// Applies edits in any order. Of edits that overlap the first one wins and grows, so that nothing that any of them
/// covers can stay.
fn apply(text: &str, mut edits: Vec<Edit>) -> (String, Vec<Redaction>) {
    order::sort_by_key(&mut edits, |edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    edits.dedup_by(|later, earlier| {
        let overlap = later.span.start < earlier.span.end;
        if overlap {
            earlier.span = earlier.span.cover(later.span);
        }
        overlap
    });
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for edit in &edits {
        out += Span::new(end, edit.span.start).slice(text);
        out += edit.with;
        end = edit.span.end;
    }
    out += Span::new(end, text.len()).slice(text);
    (out, edits.into_iter().map(|edit| edit.what).collect())
}

/// Whether a comment may begin here.
fn may_comment(text: &str, at: usize) -> bool {
    Span::new(0, at).slice(text).chars().next_back().is_none_or(is_blank)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}
