//! From the parser's events to the spanned tree.
//!
//! The rules are those of the library with which Kubernetes turns YAML into JSON: keys become text, aliases and merge
//! keys are expanded, and only the first document of a piece is read.

use super::anchors::Anchors;
use super::entries::Entries;
use super::events::{Events, Item};
use super::layout::{self, Place};
use super::{Document, Entry, Key, Node, SyntaxError, SyntaxErrorKind, Value, limits, tabs, tag};
use crate::text::Span;
use granit_parser::{Event, ScalarStyle, StructureStyle};
use std::borrow::Cow;

/// What a piece of a stream holds.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The document, unless there are only comments.
    pub(super) document: Option<Document>,
    /// Where text begins behind the document that nobody reads.
    pub(super) rest: Option<usize>,
}

/// Reads the document in the part `body` of a file, and counts its nodes among those of the whole text.
pub(super) fn document(file: &str, body: Span, nodes: &mut usize) -> Result<Built, SyntaxError> {
    let events = Events::new(file, body, nodes);
    let mut builder = Builder { events, anchors: Anchors::default(), depth: 0, nodes: 0 };
    let root = loop {
        match builder.events.next()? {
            Some((Event::StreamStart | Event::DocumentStart(..), _)) => {}
            Some((Event::StreamEnd, _)) | None => return Ok(Built::default()),
            Some(item) => break builder.node(item, Place::Root)?,
        }
    };
    let rest = builder.events.rest()?;
    Ok(Built { document: Some(Document { span: root.span, root }), rest })
}

struct Builder<'a> {
    events: Events<'a>,
    anchors: Anchors,
    /// Open collections.
    depth: usize,
    /// Nodes written in the text.
    nodes: usize,
}

/// The text of a scalar and how it is written.
type Written<'a> = (Cow<'a, str>, ScalarStyle);

impl<'a> Builder<'a> {
    fn node(&mut self, (event, span): Item<'a>, place: Place) -> Result<Node, SyntaxError> {
        self.nodes += 1;
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let (text, span) = self.read((text, style), span, place)?;
                let value = tag::value(text, style == ScalarStyle::Plain, tag.as_deref());
                (anchor, Node { span, value: value.map_err(|kind| SyntaxError { span, kind })? })
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(anchor, span)?;
                (anchor, self.sequence(style, span, place)?)
            }
            Event::MappingStart(style, anchor, _) => {
                self.open(anchor, span)?;
                (anchor, self.mapping(style, span)?)
            }
            Event::Alias(anchor) => return self.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                return Err(SyntaxError {
                    span,
                    kind: SyntaxErrorKind::UnknownAnchor { name: name.into_owned() },
                });
            }
            // The parser does not send any other event here.
            event => {
                let detail = format!("unexpected {event:?}");
                return Err(SyntaxError { span, kind: SyntaxErrorKind::Malformed { detail } });
            }
        };
        if anchor != 0 {
            // It is kept twice.
            self.events.count();
            let closed = self.anchors.close(anchor, &node, self.nodes);
            closed.map_err(|kind| SyntaxError { span: node.span, kind })?;
        }
        Ok(node)
    }

    /// The text of a scalar and its place, which differs from the parser's.
    fn read(
        &mut self,
        (text, style): Written<'a>,
        span: Span,
        place: Place,
    ) -> Result<(Cow<'a, str>, Span), SyntaxError> {
        let file = self.events.text;
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let whole = layout::block_scalar(file, self.events.end, span);
                if let Some(at) = tabs::refused_in_block(file, whole.start, span) {
                    let kind = SyntaxErrorKind::TabIndentation;
                    return Err(SyntaxError { span: Span::new(at, at + 1), kind });
                }
                self.events.consume(whole, false);
                Ok((text, whole))
            }
            ScalarStyle::Plain if span.is_empty() => {
                let at = layout::empty(file, place, self.events.end, span.start);
                self.events.consume(Span::at(at), false);
                // The parser writes an absent value as `~`.
                Ok((Cow::Borrowed(""), Span::at(at)))
            }
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                self.events.consume(span, style == ScalarStyle::Plain);
                Ok((text, span))
            }
        }
    }

    /// A copy of the anchored node. It stands where the alias stands; what is inside it stands at the anchor.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<Node, SyntaxError> {
        self.events.consume(span, false);
        let value = self.anchors.copy(anchor, self.depth, self.nodes);
        value.map(|value| Node { span, value }).map_err(|kind| SyntaxError { span, kind })
    }

    fn sequence(&mut self, style: StructureStyle, span: Span, place: Place) -> Result<Node, SyntaxError> {
        let start = match (style, place) {
            (StructureStyle::Block, Place::Value) => {
                layout::first_dash(self.events.text, self.events.end).unwrap_or(span.start)
            }
            _ => span.start,
        };
        self.events.enter(style, Span::new(start, span.end));
        let mut items = Vec::new();
        let last = loop {
            match self.events.inner()? {
                (Event::SequenceEnd, last) => break last,
                item => items.push(self.node(item, Place::Item)?),
            }
        };
        Ok(Node { span: self.close(style, start, last), value: Value::Sequence(items) })
    }

    fn mapping(&mut self, style: StructureStyle, span: Span) -> Result<Node, SyntaxError> {
        self.events.enter(style, span);
        let mut entries = Entries::default();
        let last = loop {
            match self.events.inner()? {
                (Event::MappingEnd, last) => break last,
                key => self.entry(key, &mut entries)?,
            }
        };
        Ok(Node { span: self.close(style, span.start, last), value: entries.into_value() })
    }

    fn open(&mut self, anchor: usize, span: Span) -> Result<(), SyntaxError> {
        if anchor != 0 {
            self.anchors.open(anchor);
        }
        self.depth += 1;
        if self.depth > limits::DEPTH {
            return Err(SyntaxError { span, kind: SyntaxErrorKind::TooDeep });
        }
        Ok(())
    }

    fn close(&mut self, style: StructureStyle, start: usize, last: Span) -> Span {
        self.depth -= 1;
        Span::new(start, self.events.leave(style, last))
    }

    fn entry(&mut self, key: Item<'a>, entries: &mut Entries) -> Result<(), SyntaxError> {
        if is_merge(&key.0) {
            self.events.consume(key.1, true);
            return entries.merge(self.value()?);
        }
        let (key, key_span) = self.key(key)?;
        let value = self.value()?;
        entries.add(Entry { key, key_span, value })
    }

    fn value(&mut self) -> Result<Node, SyntaxError> {
        let item = self.events.inner()?;
        self.node(item, Place::Value)
    }

    fn key(&mut self, (event, span): Item<'a>) -> Result<(Key, Span), SyntaxError> {
        let unsupported = |span| SyntaxError { span, kind: SyntaxErrorKind::UnsupportedKey };
        match event {
            Event::Scalar(text, style, 0, tag) => {
                let (text, span) = self.read((text, style), span, Place::Key)?;
                let key = tag::key(text, style == ScalarStyle::Plain, tag.as_deref());
                key.map(|key| (key, span)).map_err(|kind| SyntaxError { span, kind })
            }
            // An anchored or aliased key, which is too rare to be read twice.
            event => match self.node((event, span), Place::Key)? {
                Node { value: Value::String(text), span } => Ok((text.into(), span)),
                Node { value: Value::Bool(value), span } => Ok((value.to_string().into(), span)),
                Node { value: Value::Int(value), span } => Ok((value.to_string().into(), span)),
                node => Err(unsupported(node.span)),
            },
        }
    }
}

/// Whether a key is `<<`, neither quoted nor tagged as anything else.
fn is_merge(key: &Event) -> bool {
    match key {
        Event::Scalar(text, ScalarStyle::Plain, _, tag) => {
            text == "<<" && tag.as_deref().is_none_or(tag::is_merge)
        }
        _ => false,
    }
}
