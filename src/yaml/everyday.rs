//! A short way for documents in the everyday subset of YAML, which nearly every manifest is written in: keys, lists,
//! words and simple quotes, one to a line, indented by spaces.
//!
//! Two thirds of the time from text to tree went into the general parser, so a large mesh is read more than twice as
//! fast. The short way never decides that a text is wrong: whatever it does not know, down to a line that does not line
//! up, it leaves to the general parser, which also is the oracle of its tests.

use super::entries::Entries;
use super::layout::Place;
use super::{Entry, Node, Value, limits, tag};
use crate::text::Span;
use std::borrow::Cow;

/// The root of the document in the part `body` of a file; nothing if the document uses anything else.
pub(super) fn document(file: &str, body: Span) -> Option<Node> {
    let content = body.slice(file);
    // One JSON object may be followed by thousands; asking that first keeps their cost linear.
    let foreign = content.starts_with('{')
        || content.contains('\t')
        || content.contains('\r')
        || (!content.is_ascii() && content.contains('\u{feff}'));
    if foreign {
        return None;
    }
    let mut reader =
        Reader { text: file.get(..body.end)?, next: body.start, line: None, depth: 0, values: 0 };
    reader.advance();
    let root = reader.block(0)?;
    reader.line.is_none().then_some(root)
}

struct Reader<'a> {
    /// The file up to the end of the document.
    text: &'a str,
    /// Where the line behind `line` begins.
    next: usize,
    /// The line to be read: neither empty nor a comment; none at the end.
    line: Option<Line>,
    /// Open collections.
    depth: usize,
    /// Keys and items so far.
    values: usize,
}

/// The unread part of a line.
#[derive(Clone, Copy)]
struct Line {
    /// Its column.
    indent: usize,
    start: usize,
    /// Where the line ends.
    end: usize,
}

/// A scalar.
struct Scalar<'a> {
    /// Without quotes.
    content: &'a str,
    span: Span,
    /// Whether it stands without quotes.
    plain: bool,
}

/// Bytes of a key; the general parser gives up on keys of more than 1,024 characters.
const LONGEST_KEY: usize = 1_000;

impl<'a> Reader<'a> {
    /// Goes to the next line that is neither empty nor a comment.
    fn advance(&mut self) {
        self.line = loop {
            let Some(rest) = self.text.get(self.next..).filter(|rest| !rest.is_empty()) else { break None };
            let length = rest.find('\n').unwrap_or(rest.len());
            let indent = rest.bytes().take_while(|byte| *byte == b' ').count();
            let line = Line { indent, start: self.next + indent, end: self.next + length };
            self.next += length + 1;
            if indent < length && self.byte(line.start) != Some(b'#') {
                break Some(line);
            }
        };
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The line to be read, if it begins at this column.
    fn at(&self, indent: usize) -> Option<Line> {
        self.line.filter(|line| line.indent == indent)
    }

    /// Whether the line to be read goes on deeper than `indent`.
    fn is_deeper(&self, indent: usize) -> bool {
        self.line.is_some_and(|line| line.indent > indent)
    }

    /// Whether a line is an item of a list.
    fn has_dash(&self, line: Line) -> bool {
        self.byte(line.start) == Some(b'-')
            && (line.start + 1 == line.end || self.byte(line.start + 1) == Some(b' '))
    }

    /// A mapping or a list whose lines begin at this column.
    fn block(&mut self, indent: usize) -> Option<Node> {
        let first = self.at(indent)?;
        self.depth += 1;
        if self.depth > limits::DEPTH {
            return None;
        }
        let (end, value) = if self.has_dash(first) { self.list(indent)? } else { self.mapping(indent)? };
        self.depth -= 1;
        Some(Node { span: Span::new(first.start, end), value })
    }

    fn mapping(&mut self, indent: usize) -> Option<(usize, Value)> {
        let mut entries = Entries::default();
        let mut end = 0;
        while let Some(line) = self.at(indent).filter(|line| !self.has_dash(*line)) {
            let Scalar { content, span, plain } = self.key(line)?;
            let key = tag::key(Cow::Borrowed(content), plain, None).ok()?;
            let value = self.value(Line { start: span.end + 1, ..line }, Place::Value)?;
            end = value.span.end;
            entries.add(Entry { key, key_span: span, value }).ok()?;
        }
        Some((end, entries.into_value()))
    }

    fn list(&mut self, indent: usize) -> Option<(usize, Value)> {
        let mut items = Vec::new();
        while let Some(line) = self.at(indent).filter(|line| self.has_dash(*line)) {
            items.push(self.value(Line { start: line.start + 1, ..line }, Place::Item)?);
        }
        Some((items.last()?.span.end, Value::Sequence(items)))
    }

    /// What stands behind a colon or a dash: on the same line, or on deeper ones. The list of a mapping's value may
    /// stand as deep as the mapping.
    fn value(&mut self, rest: Line, place: Place) -> Option<Node> {
        // Where the text leaves this way at its end, it has not cost much.
        self.values += 1;
        if self.values > limits::NODES {
            return None;
        }
        let content = Span::new(rest.start, rest.end).slice(self.text);
        let start = rest.end - content.trim_start_matches(' ').len();
        if start == rest.end || self.byte(start) == Some(b'#') {
            self.advance();
            return match self.line {
                Some(line) if line.indent > rest.indent => self.block(line.indent),
                Some(line) if place == Place::Value && line.indent == rest.indent && self.has_dash(line) => {
                    self.block(line.indent)
                }
                _ => Some(Node { span: Span::at(rest.start), value: Value::Null }),
            };
        }
        if place == Place::Item {
            let inner = Line { indent: rest.indent + start - (rest.start - 1), start, ..rest };
            if self.has_dash(inner) || self.key(inner).is_some() {
                self.line = Some(inner);
                return self.block(inner.indent);
            }
        }
        let node = self.scalar(Line { start, ..rest })?;
        self.advance();
        (!self.is_deeper(rest.indent)).then_some(node)
    }

    /// The key at the start of a line that has one.
    fn key(&self, line: Line) -> Option<Scalar<'a>> {
        let key = match self.byte(line.start)? {
            b'"' | b'\'' => self.quoted(line)?,
            _ => self.word(line)?,
        };
        let behind = key.span.end + 1;
        let has_colon =
            self.byte(key.span.end) == Some(b':') && (behind == line.end || self.byte(behind) == Some(b' '));
        (has_colon && key.span.len() <= LONGEST_KEY).then_some(key)
    }

    /// A run of the bytes that mean nothing to YAML anywhere; it does not begin with a dash.
    fn word(&self, line: Line) -> Option<Scalar<'a>> {
        let content = self.text.as_bytes().get(line.start..line.end)?;
        let length = content.iter().take_while(|byte| is_harmless(**byte)).count();
        let span = Span::new(line.start, line.start + length);
        let is_word = length > 0 && content.first() != Some(&b'-');
        is_word.then_some(Scalar { content: span.slice(self.text), span, plain: true })
    }

    fn scalar(&self, line: Line) -> Option<Node> {
        let Scalar { content, span, plain } = match self.byte(line.start)? {
            b'"' | b'\'' => self.quoted(line)?,
            b'{' => return self.braces(line),
            b'[' => return self.brackets(line),
            b'-' if self.has_dash(line) => return None,
            b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'?' | b':' | b',' | b']' | b'}' => {
                return None;
            }
            _ => self.plain(line)?,
        };
        let value = tag::value(Cow::Borrowed(content), plain, None).ok()?;
        self.is_blank(Span::new(span.end, line.end)).then_some(Node { span, value })
    }

    /// `{}`.
    fn braces(&self, line: Line) -> Option<Node> {
        let span = Span::new(line.start, line.start + 2);
        let is_empty = span.slice(self.text) == "{}" && self.is_blank(Span::new(span.end, line.end));
        is_empty.then_some(Node { span, value: Value::Mapping(Vec::new()) })
    }

    /// `[]`, `[a, "b"]`: words and simple quotes on one line.
    fn brackets(&self, line: Line) -> Option<Node> {
        let mut items = Vec::new();
        let mut at = self.skip_blanks(line.start + 1);
        while self.byte(at) != Some(b']') || !items.is_empty() {
            let rest = Line { start: at, ..line };
            let Scalar { content, span, plain } = match self.byte(at)? {
                b'"' | b'\'' => self.quoted(rest)?,
                _ => self.word(rest)?,
            };
            items.push(Node { span, value: tag::value(Cow::Borrowed(content), plain, None).ok()? });
            at = self.skip_blanks(span.end);
            match self.byte(at)? {
                b',' => at = self.skip_blanks(at + 1),
                b']' => break,
                _ => return None,
            }
        }
        let span = Span::new(line.start, at + 1);
        let ends = span.end <= line.end && self.is_blank(Span::new(span.end, line.end));
        ends.then_some(Node { span, value: Value::Sequence(items) })
    }

    fn skip_blanks(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| **byte == b' ').count()
    }

    /// Text in quotes without escapes.
    fn quoted(&self, line: Line) -> Option<Scalar<'a>> {
        let quote = self.byte(line.start)?;
        let inside = self.text.get(line.start + 1..line.end)?;
        let length = inside.bytes().position(|byte| byte == quote || byte == b'\\')?;
        let end = line.start + 1 + length;
        let closes = self.byte(end) == Some(quote) && self.byte(end + 1) != Some(quote);
        let content = inside.get(..length).filter(|_| closes)?;
        Some(Scalar { content, span: Span::new(line.start, end + 1), plain: false })
    }

    /// Text without quotes that does not look like a mapping.
    fn plain(&self, line: Line) -> Option<Scalar<'a>> {
        let content = self.text.as_bytes().get(line.start..line.end)?;
        let mut length = 0;
        let mut previous = b' ';
        for (at, byte) in content.iter().enumerate() {
            match byte {
                b'#' if previous == b' ' => break,
                b':' if matches!(content.get(at + 1), None | Some(b' ')) => return None,
                b' ' => {}
                _ => length = at + 1,
            }
            previous = *byte;
        }
        let span = Span::new(line.start, line.start + length);
        Some(Scalar { content: span.slice(self.text), span, plain: true })
    }

    /// Whether there is nothing but blanks and perhaps a comment.
    fn is_blank(&self, rest: Span) -> bool {
        let content = rest.slice(self.text);
        let trimmed = content.trim_start_matches(' ');
        trimmed.is_empty() || (trimmed.len() < content.len() && trimmed.starts_with('#'))
    }
}

/// Whether a byte means nothing to YAML wherever it stands in a word, except for a dash at its start.
fn is_harmless(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::build;
    use proptest::prelude::*;
    use test_case::test_case;

    /// What the general parser makes of a text, if it finds nothing wrong.
    fn oracle(text: &str) -> Option<Node> {
        let built = build::document(text, Span::new(0, text.len()), &mut 0).ok()?;
        built.document.filter(|_| built.rest.is_none()).map(|document| document.root)
    }

    fn short(text: &str) -> Option<Node> {
        document(text, Span::new(0, text.len()))
    }

    #[test_case("a: 1\nb:\n  c: x y # note\n  d:\n# note\n\ne: ''\n"; "mappings")]
    #[test_case("a:\n- b\n- c: 1\n  d: 2\n-\n  e: 3\n- - f\n  - g\n-\n"; "lists")]
    #[test_case("- a:\n  - b\n  c: {}\n- []\n"; "list as deep as its key in a list")]
    #[test_case("\"8080\": yes\n'x y': \"# no comment\"\non: 0x1F\n"; "quotes and words")]
    #[test_case("a: http://x:80/#y\nb: --flag=1\nc: -1\nd: a:b\n"; "colons, dashes and hashes inside words")]
    #[test_case("a: []\nb: [ ]\nc: [x, 'y',\"z\" ] # note\nd:\n- [1, yes]\n"; "brackets")]
    #[test_case("한글: 1\n"; "other letters in keys are left alone")]
    fn agrees(text: &str) {
        let found = short(text);
        assert_eq!(found.is_some(), text.is_ascii());
        assert_eq!(found.unwrap_or_else(|| oracle(text).unwrap()), oracle(text).unwrap());
    }

    #[test_case(""; "nothing")]
    #[test_case("a\n"; "word alone")]
    #[test_case("a: |\n  b\n"; "block scalar")]
    #[test_case("a: [b: c]\n"; "mapping in brackets")]
    #[test_case("a: [[b], c]\n"; "brackets in brackets")]
    #[test_case("a: [b, c,]\n"; "comma at the end")]
    #[test_case("a: [b,\n  c]\n"; "brackets over two lines")]
    #[test_case("a: [\"b\":c]\n"; "mapping of quotes in brackets")]
    #[test_case("a: [b]c\n"; "text behind brackets")]
    #[test_case("a: &x b\nc: *x\n"; "anchors")]
    #[test_case("a: b\n  c\n"; "value of two lines")]
    #[test_case("a:\n  b\n"; "value on the next line")]
    #[test_case("a: \"b\\n\"\n"; "escape")]
    #[test_case("a: 'it''s'\n"; "quote in quotes")]
    #[test_case("a: 1\na: 2\n"; "duplicate key")]
    #[test_case("a:\n  b: 1\n c: 2\n"; "line between two levels")]
    #[test_case("a: b: c\n"; "mapping in a value")]
    #[test_case("  a: 1\nb: 2\n"; "first line is indented")]
    #[test_case("a: 1\r\n"; "carriage return")]
    #[test_case("a:\t1\n"; "tab")]
    #[test_case("<<: {}\n"; "merge key")]
    #[test_case("a: .inf\n"; "no JSON number")]
    fn leaves_the_rest_to_the_parser(text: &str) {
        assert_eq!(short(text), None);
    }

    /// Lines of everyday manifests and some that are not, at small indentations.
    fn lines() -> impl Strategy<Value = String> {
        let words = [
            "a: 1",
            "b:",
            "c: x y",
            "- a",
            "- b: 2",
            "-",
            "- - c",
            "- d:",
            "# note",
            "",
            "e: \"q\" # c",
            "'f': {}",
            "g: []",
            "- 'h'",
            "i: x#y",
            "j:k",
            "l: m: n",
            "o: |",
            "p: [q]",
            "p: [q, r: s]",
            "- [\"t\", -u, v/w]",
            "text",
            "8080: on",
            "- -1",
            "r: -",
            "s: \"t\"#u",
            "v: 'w' x",
            "? y",
            "z: &a b",
        ];
        let line = (
            0_usize..6,
            prop::sample::select(words.to_vec()),
            prop::sample::select(vec!["", "", "", " ", " # c", ":"]),
        );
        prop::collection::vec(line, 1..9).prop_map(|lines| {
            let line =
                |(indent, word, end): (usize, &str, &str)| format!("{}{word}{end}", " ".repeat(indent));
            lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
        })
    }

    /// A manifest to be written down in everyday style.
    #[derive(Clone, Debug)]
    enum Tree {
        Word(&'static str),
        Mapping(Vec<Tree>),
        /// Items, and how much deeper than a key before them they stand.
        List(Vec<Tree>, usize),
    }

    fn trees() -> impl Strategy<Value = Tree> {
        let words = [
            "",
            "1",
            "yes",
            "x y",
            "\"q: #\"",
            "'z'",
            "{}",
            "[]",
            "[a, 'b: c',\"d\" , 8]",
            "http://x:80/#y",
            "~",
            "-1",
            "0x1F",
            "값",
        ];
        let leaf = prop::sample::select(words.to_vec()).prop_map(Tree::Word);
        leaf.prop_recursive(5, 40, 4, |inner| {
            let several = prop::collection::vec(inner, 1..4);
            prop_oneof![
                several.clone().prop_map(Tree::Mapping),
                (several, prop::sample::select(vec![0_usize, 2, 4]))
                    .prop_map(|(items, deeper)| Tree::List(items, deeper)),
            ]
        })
    }

    /// The lines of a tree, to stand at any column.
    fn write(tree: &Tree) -> Vec<String> {
        let below = |head: String, lines: Vec<String>, by: usize| {
            std::iter::once(head)
                .chain(lines.into_iter().map(move |line| format!("{}{line}", " ".repeat(by))))
        };
        match tree {
            Tree::Word(word) => vec![(*word).to_owned()],
            Tree::Mapping(values) => (1..)
                .zip(values)
                .flat_map(|(number, value)| match value {
                    Tree::Word(word) => vec![format!("k{number}: {word}  # note")],
                    Tree::Mapping(_) => below(format!("k{number}:"), write(value), 2).collect(),
                    Tree::List(_, deeper) => {
                        below(format!("k{number}: # note"), write(value), *deeper).collect()
                    }
                })
                .collect(),
            Tree::List(items, _) => items
                .iter()
                .flat_map(|item| {
                    let mut lines = write(item).into_iter();
                    let first = format!("- {}", lines.next().unwrap_or_default());
                    below(first, lines.collect(), 2).collect::<Vec<_>>()
                })
                .collect(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn never_differs_from_the_parser(text in lines()) {
            if let Some(found) = short(&text) {
                prop_assert_eq!(Some(found), oracle(&text), "{}", text);
            }
        }

        #[test]
        fn takes_everyday_manifests(tree in trees().prop_filter("a word alone", |tree| !matches!(tree, Tree::Word(_)))) {
            let text = write(&tree).join("\n");
            prop_assert!(short(&text).is_some(), "{}", text);
            prop_assert_eq!(short(&text), oracle(&text), "{}", text);
        }
    }
}
