//! The parser's events, with spans in the file and with what the parser lets pass although Kubernetes does not.

use super::tabs::Tabs;
use super::{SyntaxError, SyntaxErrorKind, limits};
use crate::text::Span;
use granit_parser::{ErrorKind, Event, Options, Parser, ScanError, StrInput, StructureStyle};

/// An event and the bytes in the file that the parser gives for it.
pub(super) type Item<'a> = (Event<'a>, Span);

/// The events of one document.
pub(super) struct Events<'a> {
    /// The file up to the end of the document.
    pub(super) text: &'a str,
    /// Where the last key, value or bracket ended.
    pub(super) end: usize,
    parser: Parser<'a, StrInput<'a>>,
    /// Where the document begins.
    start: usize,
    /// Only for documents with tabs.
    tabs: Option<Tabs>,
    /// How many events of its kind the text had so far.
    nodes: &'a mut usize,
}

impl<'a> Events<'a> {
    /// The events of the part `body` of a file, of which `nodes` were seen before.
    pub(super) fn new(file: &'a str, body: Span, nodes: &'a mut usize) -> Self {
        // Our own budget of depth speaks first; the parser's is only a net below it.
        let mut options = granit_parser::options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: 2 * limits::DEPTH,
            block_nesting_limit: 2 * limits::DEPTH,
        };
        Options::set_emit_comments(&mut options, false);
        let document = body.slice(file);
        Self {
            text: file.get(..body.end).unwrap_or(file),
            end: body.start,
            parser: Parser::new_from_str_with_options(document, options),
            start: body.start,
            // JSON may be indented by tabs.
            tabs: (!document.starts_with('{') && document.contains('\t')).then(Tabs::default),
            nodes,
        }
    }

    /// The next event; nothing behind the last one.
    pub(super) fn next(&mut self) -> Result<Option<Item<'a>>, SyntaxError> {
        let Some(event) = self.parser.next_event() else { return Ok(None) };
        let (event, span) = event.map_err(|error| self.broken(&error))?;
        let range = span.byte_range().unwrap_or_default();
        let span = Span::new(range.start, range.end).shifted(self.start);
        self.count();
        if *self.nodes > limits::NODES {
            return Err(SyntaxError { span, kind: SyntaxErrorKind::TooManyNodes });
        }
        if let Some(tabs) = &self.tabs {
            let gap = Span::new(self.end, span.start);
            if let Some(at) = tabs.refused(self.text, gap, self.end == self.start) {
                return Err(SyntaxError {
                    span: Span::new(at, at + 1),
                    kind: SyntaxErrorKind::TabIndentation,
                });
            }
        }
        Ok(Some((event, span)))
    }

    /// Counts one more node.
    pub(super) fn count(&mut self) {
        *self.nodes += 1;
    }

    /// The next event inside a collection, which the parser always closes.
    pub(super) fn inner(&mut self) -> Result<Item<'a>, SyntaxError> {
        self.next()?.ok_or_else(|| SyntaxError {
            span: Span::at(self.text.len()),
            kind: SyntaxErrorKind::Malformed { detail: "unexpected end".to_owned() },
        })
    }

    /// Notes that a scalar or an alias was read.
    pub(super) fn consume(&mut self, span: Span, plain: bool) {
        self.end = span.end;
        if let Some(tabs) = &mut self.tabs {
            tabs.consume(plain && !span.is_empty());
        }
    }

    /// Notes that a collection begins.
    pub(super) fn enter(&mut self, style: StructureStyle, span: Span) {
        // Behind the bracket, or before the first dash or key.
        self.end = match style {
            StructureStyle::Flow => span.end,
            StructureStyle::Block => self.end.max(span.start),
        };
        if let Some(tabs) = &mut self.tabs {
            tabs.enter(style, self.text, span.start);
        }
    }

    /// Notes that a collection ends and gives its end. The end event of a block collection sits at the next token, and
    /// so does that of a mapping without braces in a flow list; they end where their last part ended.
    pub(super) fn leave(&mut self, style: StructureStyle, span: Span) -> usize {
        if style == StructureStyle::Flow && !span.is_empty() {
            self.end = span.end;
        }
        if let Some(tabs) = &mut self.tabs {
            tabs.leave(style);
        }
        self.end
    }

    /// Where lines begin that follow the document and that Kubernetes never reads, because they are indented less than
    /// its first line.
    pub(super) fn rest(&mut self) -> Result<Option<usize>, SyntaxError> {
        loop {
            match self.parser.next_event() {
                Some(Ok(_)) => {}
                None => return Ok(None),
                Some(Err(error)) if *error.kind() == ErrorKind::ExpectedDocumentStart => {
                    return Ok(error.marker().byte_offset().map(|at| self.start + at));
                }
                Some(Err(error)) => return Err(self.broken(&error)),
            }
        }
    }

    fn broken(&self, error: &ScanError) -> SyntaxError {
        let at = error.marker().byte_offset().map_or(self.end, |at| self.start + at).min(self.text.len());
        let character = self.text.get(at..).and_then(|rest| rest.chars().next());
        let width = character.filter(|c| !c.is_whitespace()).map_or(0, char::len_utf8);
        SyntaxError { span: Span::new(at, at + width), kind: kind(error) }
    }
}

fn kind(error: &ScanError) -> SyntaxErrorKind {
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
