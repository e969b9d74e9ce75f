//! New content, and how it is written.

use super::super::scalar;
use crate::text::Span;
use crate::yaml::{Entry, Node, Value};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A value to be written into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// Text; put in quotes where YAML would take it for something else.
    Text(String),
    /// An integer.
    Int(i64),
    /// Keys and values, in this order.
    Mapping(Vec<(String, Self)>),
    /// Items.
    Sequence(Vec<Self>),
}

/// How a scalar is quoted, in the manner of what stands there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Where needed.
    Needed,
    /// Always `'`.
    Single,
    /// Always `"`: the manner of JSON.
    Double,
}

impl Fragment {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A mapping.
    pub fn mapping<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Mapping(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A text for each key.
    pub fn texts(entries: &BTreeMap<String, String>) -> Self {
        Self::mapping(entries.iter().map(|(key, value)| (key.as_str(), Self::text(value.as_str()))))
    }

    /// This fragment below these keys, the last one innermost.
    #[must_use]
    pub fn below<'a>(self, keys: impl DoubleEndedIterator<Item = &'a str>) -> Self {
        keys.rfold(self, |inner, key| Self::mapping([(key, inner)]))
    }

    /// The tree that reading it gives, without spans.
    pub(super) fn node(&self) -> Node {
        let value = match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Int(number) => Value::Int(*number),
            Self::Mapping(entries) => Value::Mapping(entries.iter().map(entry).collect()),
            Self::Sequence(items) => Value::Sequence(items.iter().map(Self::node).collect()),
        };
        Node { span: Span::default(), value }
    }

    /// On one line, collections in brackets.
    pub(super) fn flow(&self, quotes: Quotes) -> String {
        match self {
            Self::Text(text) => scalar(text, quotes),
            Self::Int(number) => number.to_string(),
            Self::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Mapping(entries) => {
                let entries = entries.iter().map(|(key, value)| flow_entry(key, value, quotes));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
            Self::Sequence(items) => {
                let items = items.iter().map(|item| item.flow(quotes));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// In block style as the value of a key in column `indent`, from behind the colon: ` text`, or lines of their own.
    pub(super) fn behind_colon(&self, indent: usize, line_break: &str) -> String {
        match self {
            Self::Mapping(entries) if !entries.is_empty() => {
                let column = indent + STEP;
                format!("{line_break}{}{}", " ".repeat(column), self.block(column, line_break))
            }
            Self::Sequence(items) if !items.is_empty() => {
                let column = indent + STEP;
                format!("{line_break}{}{}", " ".repeat(column), self.block(column, line_break))
            }
            _ => format!(" {}", self.flow(Quotes::Needed)),
        }
    }

    /// In block style with its first line in column `indent`, where the text stands already.
    pub(super) fn block(&self, indent: usize, line_break: &str) -> String {
        let mut written = String::new();
        let begin = |first: bool| {
            if first { String::new() } else { format!("{line_break}{}", " ".repeat(indent)) }
        };
        match self {
            Self::Mapping(entries) if !entries.is_empty() => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    let value = value.behind_colon(indent, line_break);
                    // Writing into a text cannot fail.
                    let _ = write!(written, "{}{}:{value}", begin(index == 0), scalar(key, Quotes::Needed));
                }
            }
            Self::Sequence(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    let item = item.block(indent + STEP, line_break);
                    let _ = write!(written, "{}- {item}", begin(index == 0));
                }
            }
            _ => written = self.flow(Quotes::Needed),
        }
        written
    }
}

/// How much deeper a level stands than the one around it.
const STEP: usize = 2;

fn entry((key, value): &(String, Fragment)) -> Entry {
    Entry { key: key.clone().into(), key_span: Span::default(), value: value.node() }
}

/// `key: value` on one line.
pub(super) fn flow_entry(key: &str, value: &Fragment, quotes: Quotes) -> String {
    format!("{}: {}", scalar(key, quotes), value.flow(quotes))
}

/// A scalar that reads back as this text.
pub(super) fn scalar(text: &str, quotes: Quotes) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    match quotes {
        Quotes::Needed if is_plain(text) => text.to_owned(),
        Quotes::Single if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        Quotes::Needed | Quotes::Single | Quotes::Double => format!("\"{}\"", escaped(text)),
    }
}

/// Whether the text needs no quotes wherever it stands.
fn is_plain(text: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let starts = text.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '/');
    starts && text.chars().all(inside) && scalar::word(text).is_none()
}
