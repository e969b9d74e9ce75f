//! Credentials that can be recognised wherever they stand: PEM blocks and tokens.

use super::{Edit, REDACTED, Redaction};
use crate::text::Span;

/// The edits that leave no PEM block and no token.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let blocks = pem_blocks(text).map(|span| (span, Redaction::Pem));
    let found = blocks.chain(encoded_pem(text)).chain(tokens(text));
    let edits = found.map(|(span, what)| Edit { span, with: REDACTED, what });
    edits.filter(|edit| edit.span.slice(text) != REDACTED).collect()
}

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// The contents of PEM blocks. A block without an end runs up to the next one, or to the end of its document.
fn pem_blocks(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices(BEGIN).filter_map(|(at, _)| {
        let block = text.get(at + BEGIN.len()..)?;
        let block = block.split(BEGIN).next()?;
        let label = block.find("-----")? + "-----".len();
        let body = block.get(label..)?;
        let end = body.find(END).or_else(|| document_end(body)).unwrap_or(body.len());
        let content = body.get(..end)?;
        let inner = without_layout(content, Side::Start);
        let start = at + BEGIN.len() + label + content.len() - inner.len();
        let inner = without_layout(inner, Side::End);
        (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
    })
}

fn document_end(text: &str) -> Option<usize> {
    let goes_on = |at: usize| text.get(at + "\n---".len()..).is_some_and(|rest| rest.starts_with('-'));
    text.match_indices("\n---").map(|(at, _)| at).find(|at| !goes_on(*at))
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Without what keeps the content in its place: blanks, comment signs, quotes, and line breaks written as `\n`.
fn without_layout(text: &str, side: Side) -> &str {
    let is_layout = |c: char| c.is_whitespace() || matches!(c, '#' | '"' | '\'');
    let mut rest = text;
    loop {
        let (trimmed, escaped) = match side {
            Side::Start => {
                (rest.trim_start_matches(is_layout), rest.trim_start_matches(is_layout).strip_prefix("\\n"))
            }
            Side::End => {
                (rest.trim_end_matches(is_layout), rest.trim_end_matches(is_layout).strip_suffix("\\n"))
            }
        };
        match escaped {
            Some(inner) => rest = inner,
            None => return trimmed,
        }
    }
}

/// How base64 of `-----BEGIN` starts.
const ENCODED_BEGIN: &str = "LS0tLS1CRUdJTi";

/// PEM blocks in base64, as in `caBundle` or a kubeconfig; long ones go on in the following lines.
fn encoded_pem(text: &str) -> Vec<(Span, Redaction)> {
    let mut blocks: Vec<Span> = Vec::new();
    for word in words(text) {
        let written = word.slice(text);
        let start = written.find(ENCODED_BEGIN).map(|at| word.start + at);
        match (start, blocks.last_mut()) {
            (Some(start), _) => blocks.push(Span::new(start, word.end)),
            (None, Some(block))
                if written.len() >= 16 && is_blank(Span::new(block.end, word.start).slice(text)) =>
            {
                *block = block.cover(word);
            }
            _ => {}
        }
    }
    blocks.into_iter().map(|span| (span, Redaction::Pem)).collect()
}

/// Tokens, each in its word.
fn tokens(text: &str) -> Vec<(Span, Redaction)> {
    let mut tokens = Vec::new();
    let mut before = Span::at(0);
    for word in words(text) {
        let written = word.slice(text);
        let start = if follows_scheme(text, before, word) { Some(0) } else { token_start(written) };
        tokens.extend(start.map(|at| (Span::new(word.start + at, word.end), Redaction::Token)));
        before = word;
    }
    tokens
}

/// Whether `word` is the credential behind `Bearer` or `Basic`. In prose ("Basic authentication is …") it has no digit,
/// and is not all that a value consists of.
fn follows_scheme(text: &str, scheme: Span, word: Span) -> bool {
    let is_scheme = ["Bearer", "Basic"].iter().any(|name| scheme.slice(text).eq_ignore_ascii_case(name));
    let gap = Span::new(scheme.end, word.start).slice(text);
    let written = word.slice(text);
    let before = || Span::new(0, scheme.start).slice(text).trim_end_matches(' ');
    let behind = || Span::new(word.end, text.len()).slice(text);
    let is_value = || before().ends_with([':', '=', '"', '\'']) && !behind().starts_with([' ', '\t']);
    is_scheme
        && is_blank(gap)
        && !gap.contains('\n')
        && written.len() >= 8
        && (written.contains(|c: char| c.is_ascii_digit()) || is_value())
}

/// Beginnings of tokens that their issuers have published: GitHub, GitLab, Slack, AWS, Google.
const PREFIXES: [&str; 10] =
    ["ghp_", "gho_", "ghu_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "AKIA", "AIza"];

/// Where in a word a token begins that needs no scheme to be known.
fn token_start(word: &str) -> Option<usize> {
    let begins = |at: usize| {
        !word.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let jwt = word.match_indices("eyJ").map(|(at, _)| at).filter(|at| word.get(*at..).is_some_and(is_jwt));
    let known = PREFIXES.iter().flat_map(|prefix| word.match_indices(prefix));
    let known = known.filter(|(at, prefix)| word.len() >= at + prefix.len() + 16).map(|(at, _)| at);
    jwt.chain(known).filter(|at| begins(*at)).min()
}

/// Whether a text that begins like base64 of `{"` has the parts of a JWT; the signature may be missing.
fn is_jwt(text: &str) -> bool {
    let mut parts = text.split('.');
    let is_part = |part: &str| part.len() >= 10;
    parts.next().is_some_and(is_part) && parts.next().is_some_and(is_part)
}

/// The words of a text: runs of the characters that tokens are made of.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let is_other = |c: char| !(c.is_ascii_alphanumeric() || "-._~+/=".contains(c));
    let mut start = 0;
    let parts = text.split_inclusive(is_other).map(move |part| {
        let word = Span::new(start, start + part.trim_end_matches(is_other).len());
        start += part.len();
        word
    });
    parts.filter(|word| !word.is_empty())
}

fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}
