//! Secrets in one document that can be read.

use super::mention::mentions_secret;
use super::secret::Secret;
use super::{Edit, REDACTED, REDACTED_COMMENT, Redaction, is_blank, may_comment};
use crate::order;
use crate::text::Span;
use crate::yaml::{Document, Entry, Node, Value};
use std::rc::Rc;

/// The edits that leave no data of any Secret in `document`, which stands in `piece` with its comments.
pub(super) fn edits(text: &str, document: &Document, piece: Span) -> Vec<Edit> {
    let mut walk = Walk { text, tokens: Vec::new(), anchors: Vec::new(), edits: Vec::new() };
    walk.node(&document.root, &Place::default());
    order::sort(&mut walk.tokens);
    walk.anchored();
    walk.comments(piece);
    walk.edits
}

/// The walk through one document.
struct Walk<'a> {
    text: &'a str,
    /// All keys and scalars, and whether they are secret or lead to what is.
    tokens: Vec<(Span, bool)>,
    /// Anchors whose values go, because a Secret has them as its own.
    anchors: Vec<&'a str>,
    edits: Vec<Edit>,
}

/// Where a node stands.
#[derive(Clone, Default)]
struct Place<'a> {
    /// The Secret around it.
    secret: Option<Rc<Secret>>,
    /// The keys that lead to it from there.
    path: Vec<&'a str>,
}

impl Place<'_> {
    fn is_secret(&self) -> bool {
        self.secret.as_ref().is_some_and(|secret| !secret.shows(&self.path))
    }

    fn hides_key(&self) -> bool {
        self.secret.as_ref().is_some_and(|secret| secret.hides_key(&self.path))
    }
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a Node, place: &Place<'a>) {
        match &node.value {
            Value::Mapping(entries) => {
                let is_root = place.path.is_empty();
                let secret = place.secret.clone().or_else(|| Secret::read(node, is_root).map(Rc::new));
                for entry in entries {
                    let secret = secret.clone().or_else(|| Secret::lost(node, entry).map(Rc::new));
                    let mut path = if place.secret.is_some() { place.path.clone() } else { Vec::new() };
                    path.push(&entry.key);
                    self.entry(entry, &Place { secret, path });
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item, place)),
            value => self.scalar(node.span, value, place),
        }
    }

    fn entry(&mut self, entry: &'a Entry, place: &Place<'a>) {
        self.tokens.push((entry.key_span, place.is_secret()));
        if place.hides_key() && entry.key != REDACTED {
            self.edits.push(Edit { span: entry.key_span, with: REDACTED, what: Redaction::SecretText });
        }
        self.node(&entry.value, place);
    }

    fn scalar(&mut self, span: Span, value: &'a Value, place: &Place<'a>) {
        self.tokens.push((span, place.is_secret()));
        let what = match (&place.secret, value) {
            (_, Value::Null) => return,
            (Some(secret), _) if place.is_secret() => {
                Redaction::SecretValue { secret: secret.name.clone(), field: place.path.join(".") }
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
                let mut words =
                    Span::new(0, span.start).slice(self.text).trim_end().rsplit(char::is_whitespace);
                let property = words.find(|word| !word.starts_with('!'));
                property.and_then(|word| word.strip_suffix(anchor)).is_some_and(|mark| mark.ends_with('&'))
            };
            let spans = self.tokens.iter().map(|(span, _)| *span).filter(is_its);
            let edits = spans.map(|span| Edit { span, with: REDACTED, what: Redaction::SecretText });
            self.edits
                .extend(edits.filter(|edit| edit.span.slice(self.text) != REDACTED).collect::<Vec<_>>());
        }
    }

    /// The comments beside everything that is secret, and those that hold a Secret. Comments stand between the
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

fn comments(text: &str, gap: Span) -> impl Iterator<Item = Edit> {
    let mut start = gap.start;
    gap.slice(text).split_inclusive('\n').filter_map(move |line| {
        let here = start;
        start += line.len();
        let at = line.match_indices('#').map(|(at, _)| at).find(|at| may_comment(text, here + at))?;
        let comment = line.get(at..)?.trim_end_matches(is_blank);
        let says_something = comment.contains(|c| c != '#') && comment != REDACTED_COMMENT;
        let span = Span::new(here + at, here + at + comment.len());
        says_something.then_some(Edit { span, with: REDACTED_COMMENT, what: Redaction::Comment })
    })
}
