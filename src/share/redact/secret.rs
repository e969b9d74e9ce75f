//! Data of Secrets.
//!
//! Documents that can be read are walked, and in a Secret everything goes that is not known to be harmless. The text
//! around them (comments, broken documents) is only searched for the mention of a Secret.

use super::mention::{is_secret_kind, mentions_secret};
use super::{Edit, REDACTED, REDACTED_COMMENT, Redaction};
use crate::text::Span;
use crate::yaml::{self, Document, Entry, Node, Value};

/// The edits that leave no data of any Secret.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let pieces = yaml::split(text).pieces;
    let documents = yaml::parse(text).documents;
    let mut edits = unread(text, &documents);
    for document in &documents {
        let behind = pieces.partition_point(|piece| piece.start <= document.span.start);
        let piece = behind.checked_sub(1).and_then(|at| pieces.get(at)).copied().unwrap_or(document.span);
        edits.extend(Walk::new(text).document(document, piece));
    }
    edits
}

/// The parts between the documents that mention a Secret: what could not be read, and comments.
fn unread(text: &str, documents: &[Document]) -> Vec<Edit> {
    let starts = std::iter::once(0).chain(documents.iter().map(|document| document.span.end));
    let ends = documents.iter().map(|document| document.span.start).chain([text.len()]);
    let between = starts.zip(ends).flat_map(|(start, end)| chunks(text, Span::new(start, end)));
    between.filter_map(|chunk| without_secret_text(text, chunk)).collect()
}

fn without_secret_text(text: &str, chunk: Span) -> Option<Edit> {
    let whole = chunk.slice(text);
    if !mentions_secret(whole) {
        return None;
    }
    let start = chunk.start + whole.len() - whole.trim_start_matches(is_blank).len();
    let span = Span::new(start, chunk.start + whole.trim_end_matches(is_blank).len());
    Some(Edit { span, with: REDACTED_COMMENT, what: Redaction::SecretText })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// The parts of a span between the lines that begin with `---`.
fn chunks(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut start = span.start;
    let marks = span.slice(text).match_indices("---").map(move |(at, _)| span.start + at);
    let begins_line = |at: &usize| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with('\n'));
    let ends = marks.filter(begins_line).chain([span.end]).collect::<Vec<_>>();
    ends.into_iter().map(move |end| {
        let chunk = Span::new(start, end);
        start = (end + 3).min(span.end);
        chunk
    })
}

/// The walk through one document.
struct Walk<'a> {
    text: &'a str,
    /// All keys and scalars, and whether they belong to a Secret.
    tokens: Vec<(Span, bool)>,
    /// Anchors whose values go, because a Secret has them as its own.
    anchors: Vec<&'a str>,
    edits: Vec<Edit>,
}

/// Where a node stands.
#[derive(Clone, Default)]
struct Place<'a> {
    /// Name of the Secret around it.
    secret: Option<String>,
    /// The keys that lead to it from there.
    path: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, tokens: Vec::new(), anchors: Vec::new(), edits: Vec::new() }
    }

    fn document(mut self, document: &'a Document, piece: Span) -> Vec<Edit> {
        self.node(&document.root, &Place::default());
        self.tokens.sort_unstable();
        self.anchored();
        self.comments(piece);
        self.edits
    }

    fn node(&mut self, node: &'a Node, place: &Place<'a>) {
        match &node.value {
            Value::Mapping(entries) => {
                let secret = place.secret.clone().or_else(|| secret_name(node));
                for entry in entries {
                    let mut path = if place.secret.is_some() { place.path.clone() } else { Vec::new() };
                    path.push(&entry.key);
                    self.entry(entry, &Place { secret: secret.clone(), path });
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item, place)),
            value => self.scalar(node.span, value, place),
        }
    }

    fn entry(&mut self, entry: &'a Entry, place: &Place<'a>) {
        self.tokens.push((entry.key_span, place.secret.is_some()));
        self.node(&entry.value, place);
    }

    fn scalar(&mut self, span: Span, value: &'a Value, place: &Place<'a>) {
        self.tokens.push((span, place.secret.is_some()));
        let what = match (&place.secret, value) {
            (_, Value::Null) => return,
            (Some(secret), _) if !may_stay(&place.path) => {
                Redaction::SecretValue { secret: secret.clone(), field: place.path.join(".") }
            }
            (_, Value::String(text)) if mentions_secret(text) => Redaction::SecretText,
            _ => return,
        };
        let written = span.slice(self.text);
        if let Some(anchor) = written.strip_prefix('*') {
            self.anchors.push(anchor);
        }
        let with = match written.chars().next() {
            Some('"') => "\"REDACTED\"",
            Some('\'') => "'REDACTED'",
            _ => REDACTED,
        };
        if written != with {
            self.edits.push(Edit { span, with, what });
        }
    }

    /// The values behind the anchors to which a Secret refers.
    fn anchored(&mut self) {
        for anchor in &self.anchors {
            let is_its = |span: &Span| {
                let before = Span::new(0, span.start).slice(self.text).trim_end();
                before
                    .rsplit(char::is_whitespace)
                    .take(2)
                    .any(|word| word.strip_suffix(anchor).is_some_and(|mark| mark.ends_with('&')))
            };
            let spans = self.tokens.iter().map(|(span, _)| *span).filter(is_its);
            let edits = spans.map(|span| Edit { span, with: REDACTED, what: Redaction::SecretText });
            self.edits
                .extend(edits.filter(|edit| edit.span.slice(self.text) != REDACTED).collect::<Vec<_>>());
        }
    }

    /// The comments beside everything that belongs to a Secret, and those that hold one. Comments stand between the
    /// tokens, and nothing there but a comment has a `#` behind a blank.
    fn comments(&mut self, piece: Span) {
        let mut before = (Span::at(piece.start), false);
        for after in self.tokens.iter().copied().chain([(Span::at(piece.end), false)]) {
            let gap = Span::new(before.0.end, after.0.start);
            if before.1 || after.1 || mentions_secret(gap.slice(self.text)) {
                self.edits.extend(comments(self.text, gap));
            }
            before = after;
        }
    }
}

/// The name of the Secret that a mapping is, if it is one. A reference to a Secret has a kind, but no metadata.
fn secret_name(node: &Node) -> Option<String> {
    let text = |key| node.get(key).and_then(Node::as_str).unwrap_or_default();
    let has = |key| node.get(key).is_some();
    let is_object = has("metadata") || has("data") || has("items");
    let is_secret = (is_secret_kind(text("kind")) && is_object)
        || has("stringData")
        || (has("data") && (text("type") == "Opaque" || text("type").starts_with("kubernetes.io/")));
    let metadata = |key| node.get("metadata").and_then(|metadata| metadata.get(key)).and_then(Node::as_str);
    let name = metadata("name").unwrap_or_default();
    is_secret.then(|| {
        metadata("namespace").map_or_else(|| name.to_owned(), |namespace| format!("{namespace}/{name}"))
    })
}

/// Whether a field of a Secret tells nothing secret. Annotations do: `kubectl apply` keeps the whole Secret in one.
fn may_stay(path: &[&str]) -> bool {
    match path {
        ["items", path @ ..] => may_stay(path),
        ["apiVersion" | "kind" | "type" | "immutable"] => true,
        ["metadata", field, ..] => *field != "annotations",
        _ => false,
    }
}

fn comments(text: &str, gap: Span) -> impl Iterator<Item = Edit> {
    let mut start = gap.start;
    gap.slice(text).split_inclusive('\n').filter_map(move |line| {
        let here = start;
        start += line.len();
        let begins = |at: usize| match Span::new(0, here + at).slice(text).chars().next_back() {
            Some(before) => before.is_whitespace(),
            None => true,
        };
        let at = line.match_indices('#').map(|(at, _)| at).find(|at| begins(*at))?;
        let comment = line.get(at..)?.trim_end();
        let says_something = comment.contains(|c| c != '#') && comment != REDACTED_COMMENT;
        let span = Span::new(here + at, here + at + comment.len());
        says_something.then_some(Edit { span, with: REDACTED_COMMENT, what: Redaction::Comment })
    })
}
