//! Tabs where Kubernetes takes only spaces, above all on lines that look empty.
//!
//! The parser follows YAML 1.2, which lets tabs separate tokens nearly everywhere. Kubernetes' library refuses a tab
//! wherever a key could begin: at the start of a line and behind the dash of a list.

use crate::text::Span;
use granit_parser::StructureStyle;

/// Where in a document with tabs the reader is.
#[derive(Debug, Default)]
pub(super) struct Tabs {
    /// Open brackets; inside them tabs are blanks.
    flow: usize,
    /// Columns of the open block collections.
    columns: Vec<usize>,
    /// Whether the last token was a plain scalar, which takes the blanks behind it: there only a tab left of the
    /// collection's content is refused.
    after_plain: bool,
}

impl Tabs {
    /// Notes a scalar or an alias.
    pub(super) fn consume(&mut self, plain: bool) {
        self.after_plain = plain;
    }

    /// Notes a collection that begins at `start`.
    pub(super) fn enter(&mut self, style: StructureStyle, text: &str, start: usize) {
        self.after_plain = false;
        match style {
            StructureStyle::Flow => self.flow += 1,
            StructureStyle::Block => self.columns.push(start - line_start(text, start)),
        }
    }

    /// Notes the end of a collection.
    pub(super) fn leave(&mut self, style: StructureStyle) {
        match style {
            StructureStyle::Flow => {
                self.after_plain = false;
                self.flow = self.flow.saturating_sub(1);
            }
            StructureStyle::Block => {
                self.columns.pop();
            }
        }
    }

    /// The first refused tab in `gap`, the text between two tokens; `first` if no token stands before it.
    pub(super) fn refused(&self, text: &str, gap: Span, first: bool) -> Option<usize> {
        if self.flow > 0 || !gap.slice(text).contains('\t') {
            return None;
        }
        let allowed_from = self.columns.last().map_or(0, |column| column + 1);
        let mut after_plain = self.after_plain;
        let mut key_may_begin = first;
        let mut line = line_start(text, gap.start);
        let mut characters = gap.slice(text).bytes().zip(gap.start..).peekable();
        while let Some((byte, at)) = characters.next() {
            match byte {
                b'\n' | b'\r' => {
                    key_may_begin = true;
                    line = at + 1;
                }
                b'\t' if key_may_begin && !(after_plain && at - line >= allowed_from) => return Some(at),
                b'\t' | b' ' => {}
                // The lines of a block scalar have a rule of their own.
                b'|' | b'>' => return None,
                b'-' | b'?' => (after_plain, key_may_begin) = (false, true),
                b':' => (after_plain, key_may_begin) = (false, false),
                b'#' => {
                    after_plain = false;
                    while characters.next_if(|(byte, _)| !matches!(byte, b'\n' | b'\r')).is_some() {}
                }
                // An anchor or a tag.
                _ => {
                    (after_plain, key_may_begin) = (false, false);
                    while characters.next_if(|(byte, _)| !byte.is_ascii_whitespace()).is_some() {}
                }
            }
        }
        None
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// The first tab in the indentation of a block scalar, whose text begins at `content`.
pub(super) fn refused_in_block(text: &str, header: usize, content: Span) -> Option<usize> {
    let indent = content.start - line_start(text, content.start);
    let mut line = header;
    Span::new(header, content.end).slice(text).split_inclusive('\n').enumerate().find_map(
        |(number, found)| {
            let at = line + found.bytes().take_while(|byte| *byte == b' ').count();
            let spaces = at - line;
            line += found.len();
            (number > 0 && spaces < indent && text.as_bytes().get(at) == Some(&b'\t')).then_some(at)
        },
    )
}
