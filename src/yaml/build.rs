//! From the parser's events to the spanned tree.
//!
//! The rules are those of the library with which Kubernetes turns YAML into JSON: keys become text, aliases and merge
//! keys are expanded, and only the first document of a piece is read.

use super::layout::{self, Place};
use super::{Document, Entry, Node, SyntaxError, SyntaxErrorKind, Value, limits, tag};
use crate::text::Span;
use granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StrInput, StructureStyle, Tag,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// Reads the document in `body` of `text`, which [`super::stream::split`] cut out. Nothing if there are only comments.
pub(super) fn document(text: &str, body: Span) -> Result<Built, SyntaxError> {
    let mut builder = Builder::new(body.slice(text), body.start);
    builder.document()
}

/// What a piece holds.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The document, unless there are only comments.
    pub(super) document: Option<Document>,
    /// Text behind its end marker that nobody reads.
    pub(super) ignored: Option<SyntaxError>,
}

struct Builder<'a> {
    text: &'a str,
    /// Where `text` begins in its file.
    offset: usize,
    events: Parser<'a, StrInput<'a>>,
    /// Where the last key, value or bracket ended, in `text`.
    end: usize,
    depth: usize,
    /// Nodes written in the text.
    nodes: usize,
    /// Nodes copied for anchors and aliases.
    copies: usize,
    anchors: BTreeMap<usize, Anchor>,
}

enum Anchor {
    /// The anchored collection is still being read.
    Open,
    /// The anchored node.
    Node(Node, Size),
}

#[derive(Clone, Copy, Default)]
struct Size {
    nodes: usize,
    depth: usize,
}

type Item<'a> = (Event<'a>, Span);

impl<'a> Builder<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        // Our own budget speaks first; the parser's is only a net below it.
        let mut options = granit_parser::options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: 2 * limits::DEPTH,
            block_nesting_limit: 2 * limits::DEPTH,
        };
        Options::set_emit_comments(&mut options, false);
        Self {
            text,
            offset,
            events: Parser::new_from_str_with_options(text, options),
            end: 0,
            depth: 0,
            nodes: 0,
            copies: 0,
            anchors: BTreeMap::new(),
        }
    }

    fn document(&mut self) -> Result<Built, SyntaxError> {
        let root = loop {
            match self.next()? {
                Some((Event::StreamStart | Event::DocumentStart(..), _)) => {}
                Some((Event::StreamEnd, _)) | None => return Ok(Built::default()),
                Some(item) => break self.node(item, Place::Root)?,
            }
        };
        Ok(Built { document: Some(Document { span: root.span, root }), ignored: self.ignored() })
    }

    /// Whatever follows the first document; broken or not, nobody reads it.
    fn ignored(&mut self) -> Option<SyntaxError> {
        loop {
            match self.next() {
                Ok(Some((Event::DocumentStart(..), span))) => {
                    let rest = Span::new(span.start, self.text.trim_end().len()).shifted(self.offset);
                    return Some(SyntaxError { span: rest, kind: SyntaxErrorKind::IgnoredAfterEnd });
                }
                Ok(Some(_)) => {}
                Ok(None) => return None,
                Err(error) => return Some(error),
            }
        }
    }

    fn next(&mut self) -> Result<Option<Item<'a>>, SyntaxError> {
        match self.events.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                Ok(Some((event, Span::new(range.start, range.end))))
            }
            Some(Err(error)) => Err(self.scan_error(&error)),
        }
    }

    /// The next event inside a collection, which the parser always closes.
    fn inner(&mut self) -> Result<Item<'a>, SyntaxError> {
        let end = Span::at(self.text.len());
        self.next()?.ok_or_else(|| {
            self.error(end, SyntaxErrorKind::Malformed { detail: "unexpected end".to_owned() })
        })
    }

    fn node(&mut self, (event, span): Item<'a>, place: Place) -> Result<Node, SyntaxError> {
        self.nodes += 1;
        let before = self.nodes + self.copies;
        let (anchor, node) = match event {
            Event::Alias(id) => return self.alias(id, span),
            Event::Scalar(text, style, anchor, tag) => {
                (anchor, self.scalar(text, style, tag.as_deref(), span, place)?)
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(style, anchor, span)?;
                (anchor, self.sequence(style, span, place)?)
            }
            Event::MappingStart(style, anchor, _) => {
                self.open(style, anchor, span)?;
                (anchor, self.mapping(style, span)?)
            }
            Event::UnresolvedAlias(name) => {
                return Err(self.error(span, SyntaxErrorKind::UnknownAnchor { name: name.into_owned() }));
            }
            _ => {
                return Err(
                    self.error(span, SyntaxErrorKind::Malformed { detail: "unexpected event".to_owned() })
                );
            }
        };
        if anchor != 0 {
            let size = Size { nodes: 1 + self.nodes + self.copies - before, depth: depth(&node) };
            self.copy(size.nodes, span)?;
            self.anchors.insert(anchor, Anchor::Node(node.clone(), size));
        }
        Ok(node)
    }

    /// Enters a collection.
    fn open(&mut self, style: StructureStyle, anchor: usize, span: Span) -> Result<(), SyntaxError> {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Open);
        }
        // The parser lets a tab indent the first line of a document, Kubernetes does not.
        if style == StructureStyle::Block && layout::is_indented_by_tab(self.text, span.start) {
            return Err(self.error(span, SyntaxErrorKind::TabIndentation));
        }
        self.depth += 1;
        if self.depth > limits::DEPTH { Err(self.error(span, SyntaxErrorKind::TooDeep)) } else { Ok(()) }
    }

    fn copy(&mut self, nodes: usize, span: Span) -> Result<(), SyntaxError> {
        self.copies += nodes;
        if self.copies > limits::expansion(self.nodes) {
            Err(self.error(span, SyntaxErrorKind::TooManyAliases))
        } else {
            Ok(())
        }
    }

    /// A copy of the anchored node. It stands where the alias stands; what is inside it stands at the anchor.
    fn alias(&mut self, id: usize, span: Span) -> Result<Node, SyntaxError> {
        self.end = span.end;
        let size = match self.anchors.get(&id) {
            Some(Anchor::Node(_, size)) => *size,
            Some(Anchor::Open) | None => return Err(self.error(span, SyntaxErrorKind::RecursiveAnchor)),
        };
        self.copy(size.nodes, span)?;
        if self.depth + size.depth > limits::DEPTH {
            return Err(self.error(span, SyntaxErrorKind::TooDeep));
        }
        let value = match self.anchors.get(&id) {
            Some(Anchor::Node(node, _)) => node.value.clone(),
            Some(Anchor::Open) | None => Value::Null,
        };
        Ok(Node { span: span.shifted(self.offset), value })
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
        place: Place,
    ) -> Result<Node, SyntaxError> {
        let span = self.scalar_span(style, span, place);
        let plain = style == ScalarStyle::Plain;
        // The parser writes an absent value as `~`.
        let text = if plain && span.is_empty() { Cow::Borrowed("") } else { text };
        let value = tag::value(text, plain, tag).map_err(|kind| self.error(span, kind))?;
        Ok(Node { span: span.shifted(self.offset), value })
    }

    fn scalar_span(&mut self, style: ScalarStyle, span: Span, place: Place) -> Span {
        let span = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => layout::block_scalar(self.text, self.end, span),
            ScalarStyle::Plain if span.is_empty() => {
                Span::at(layout::empty(self.text, place, self.end).max(span.start))
            }
            _ => span,
        };
        self.end = span.end;
        span
    }

    fn sequence(&mut self, style: StructureStyle, span: Span, place: Place) -> Result<Node, SyntaxError> {
        let start = match (style, place) {
            (StructureStyle::Block, Place::Value) => {
                layout::first_dash(self.text, self.end).unwrap_or(span.start)
            }
            _ => span.start,
        };
        self.end = self.end.max(span.end);
        let mut items = Vec::new();
        let end = loop {
            match self.inner()? {
                (Event::SequenceEnd, end) => break end,
                item => items.push(self.node(item, Place::Item)?),
            }
        };
        let span = self.close(style, start, end);
        Ok(Node { span, value: Value::Sequence(items) })
    }

    fn mapping(&mut self, style: StructureStyle, span: Span) -> Result<Node, SyntaxError> {
        self.end = self.end.max(span.end);
        let mut entries = Entries::default();
        let end = loop {
            match self.inner()? {
                (Event::MappingEnd, end) => break end,
                item => self.entry(item, &mut entries)?,
            }
        };
        let span = self.close(style, span.start, end);
        Ok(Node { span, value: Value::Mapping(entries.list) })
    }

    /// Leaves a collection. A block collection's end event sits at the next token, and so does that of a mapping
    /// without braces in a flow list; they end where their last part ended.
    fn close(&mut self, style: StructureStyle, start: usize, end: Span) -> Span {
        self.depth -= 1;
        if style == StructureStyle::Flow && !end.is_empty() {
            self.end = end.end;
        }
        Span::new(start, self.end).shifted(self.offset)
    }

    fn entry(&mut self, (event, span): Item<'a>, entries: &mut Entries) -> Result<(), SyntaxError> {
        if let Event::Scalar(text, ScalarStyle::Plain, 0, tag) = &event
            && text == "<<"
            && tag.as_deref().is_none_or(tag::is_merge)
        {
            self.end = span.end;
            let item = self.inner()?;
            let value_span = item.1;
            let value = self.node(item, Place::Value)?;
            return self.merge(value, value_span, entries);
        }
        let (key, key_span) = self.key((event, span))?;
        let item = self.inner()?;
        let value = self.node(item, Place::Value)?;
        self.add(Entry { key, key_span, value }, entries)
    }

    fn key(&mut self, (event, span): Item<'a>) -> Result<(String, Span), SyntaxError> {
        match event {
            Event::Scalar(text, style, 0, tag) => {
                self.nodes += 1;
                let span = self.scalar_span(style, span, Place::Key);
                let plain = style == ScalarStyle::Plain;
                let text = if plain && span.is_empty() { Cow::Borrowed("") } else { text };
                let key = tag::key(text, plain, tag.as_deref()).map_err(|kind| self.error(span, kind))?;
                Ok((key, span.shifted(self.offset)))
            }
            // An anchored or aliased key; too rare to care for a second reading of its value.
            event => {
                let node = self.node((event, span), Place::Key)?;
                let key = match node.value {
                    Value::String(text) => text,
                    Value::Bool(value) => value.to_string(),
                    Value::Int(value) => value.to_string(),
                    _ => return Err(SyntaxError { span: node.span, kind: SyntaxErrorKind::UnsupportedKey }),
                };
                Ok((key, node.span))
            }
        }
    }

    /// `<<: *name` or `<<: [*name, *other]`. A merged key that is also written out is a duplicate for Kubernetes.
    fn merge(&self, value: Node, span: Span, entries: &mut Entries) -> Result<(), SyntaxError> {
        match value.value {
            Value::Mapping(merged) => merged.into_iter().try_for_each(|entry| self.add(entry, entries)),
            Value::Sequence(items) => items.into_iter().try_for_each(|item| match item.value {
                Value::Mapping(_) => self.merge(item, span, entries),
                _ => Err(SyntaxError { span: item.span, kind: SyntaxErrorKind::MergeWithoutMapping }),
            }),
            _ => Err(self.error(span, SyntaxErrorKind::MergeWithoutMapping)),
        }
    }

    fn add(&self, entry: Entry, entries: &mut Entries) -> Result<(), SyntaxError> {
        match entries.find(&entry.key) {
            Some(first) => {
                let kind = SyntaxErrorKind::DuplicateKey { key: entry.key, first };
                Err(SyntaxError { span: entry.key_span, kind })
            }
            None => {
                entries.push(entry);
                Ok(())
            }
        }
    }

    fn error(&self, span: Span, kind: SyntaxErrorKind) -> SyntaxError {
        SyntaxError { span: span.shifted(self.offset), kind }
    }

    fn scan_error(&self, error: &ScanError) -> SyntaxError {
        let at = error.marker().byte_offset().unwrap_or(self.end).min(self.text.len());
        let width = self.text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_whitespace());
        self.error(Span::new(at, at + width.map_or(0, char::len_utf8)), scan_error_kind(error))
    }
}

fn scan_error_kind(error: &ScanError) -> SyntaxErrorKind {
    match error.kind() {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation => {
            SyntaxErrorKind::TabIndentation
        }
        ErrorKind::InvalidIndentation => SyntaxErrorKind::Indentation,
        ErrorKind::UnclosedFlowCollection { open } => SyntaxErrorKind::Unclosed { open: *open },
        ErrorKind::MappingValueNotAllowed => SyntaxErrorKind::UnexpectedMapping,
        ErrorKind::UnexpectedCharacter { character } => {
            SyntaxErrorKind::UnexpectedCharacter { character: *character }
        }
        ErrorKind::RecursionLimitExceeded => SyntaxErrorKind::TooDeep,
        _ => SyntaxErrorKind::Malformed { detail: error.info() },
    }
}

/// The entries of a mapping; long ones get an index.
#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    index: HashSet<String>,
}

impl Entries {
    /// Mappings of manifests are short; comparing a few keys is cheaper than hashing them.
    const SHORT: usize = 24;

    fn find(&self, key: &str) -> Option<Span> {
        if self.list.len() > Self::SHORT && !self.index.contains(key) {
            return None;
        }
        self.list.iter().find(|entry| entry.key == key).map(|entry| entry.key_span)
    }

    fn push(&mut self, entry: Entry) {
        if self.list.len() == Self::SHORT {
            self.index = self.list.iter().map(|entry| entry.key.clone()).collect();
        }
        if self.list.len() >= Self::SHORT {
            self.index.insert(entry.key.clone());
        }
        self.list.push(entry);
    }
}

/// Levels of nesting below a node.
fn depth(node: &Node) -> usize {
    let items = node.items().iter().map(depth);
    let values = node.entries().iter().map(|entry| depth(&entry.value));
    let inner = items.chain(values).max().unwrap_or(0);
    match node.value {
        Value::Sequence(_) | Value::Mapping(_) => 1 + inner,
        _ => 0,
    }
}
