//! Explicit tags: `!!int "3"`, `!!binary aGk=`. Tags that Kubernetes does not know make text.

use super::common_key::common_key;
use super::scalar::{Word, word};
use super::{Key, SyntaxErrorKind, Value};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use granit_parser::Tag;
use std::borrow::Cow;

const CORE: &str = "tag:yaml.org,2002:";

/// The value of a scalar; `plain` if it is neither quoted nor a block.
pub(super) fn value(text: Cow<'_, str>, plain: bool, tag: Option<&Tag>) -> Result<Value, SyntaxErrorKind> {
    match meaning(&text, plain, tag)? {
        Meaning::Word(word) => word.value().ok_or(SyntaxErrorKind::NotFinite),
        Meaning::Itself => Ok(Value::String(text.into_owned())),
        Meaning::Text(text) => Ok(Value::String(text)),
    }
}

/// The text of a scalar that is a mapping key.
pub(super) fn key(text: Cow<'_, str>, plain: bool, tag: Option<&Tag>) -> Result<Key, SyntaxErrorKind> {
    // None of these means anything but itself.
    if let Some(common) = common_key(&text).filter(|_| tag.is_none()) {
        return Ok(Cow::Borrowed(common));
    }
    let owned = match meaning(&text, plain, tag)? {
        Meaning::Word(word) => word.key().ok_or(SyntaxErrorKind::UnsupportedKey)?,
        Meaning::Itself => text.into_owned(),
        Meaning::Text(text) => text,
    };
    Ok(Cow::Owned(owned))
}

/// Whether this is the tag of the merge key `<<`.
pub(super) fn is_merge(tag: &Tag) -> bool {
    tag.suffix_in_namespace(CORE).as_deref() == Some("merge")
}

enum Meaning {
    Word(Word),
    /// Text, as it stands.
    Itself,
    /// Decoded text.
    Text(String),
}

fn meaning(text: &str, plain: bool, tag: Option<&Tag>) -> Result<Meaning, SyntaxErrorKind> {
    let Some(tag) = tag else {
        let word = if plain { word(text) } else { None };
        return Ok(word.map_or(Meaning::Itself, Meaning::Word));
    };
    let Some(name) = tag.suffix_in_namespace(CORE) else { return Ok(Meaning::Itself) };
    let meaning = match (name.as_ref(), word(text)) {
        ("binary", _) => binary(text).map(Meaning::Text),
        ("bool", Some(word @ Word::Bool(_)))
        | ("null", Some(word @ Word::Null))
        | ("int", Some(word @ (Word::Int(_) | Word::Uint(_))))
        | ("float", Some(word @ (Word::Int(_) | Word::Float(_)))) => Some(Meaning::Word(word)),
        ("timestamp", None) if is_timestamp(text) => Some(Meaning::Itself),
        ("bool" | "null" | "int" | "float" | "timestamp", _) => None,
        _ => Some(Meaning::Itself),
    };
    meaning.ok_or_else(|| SyntaxErrorKind::TagMismatch { tag: name.into_owned() })
}

fn binary(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let bytes = STANDARD.decode(digits).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Four digits and a dash, as every timestamp begins.
fn is_timestamp(text: &str) -> bool {
    text.split_once('-')
        .is_some_and(|(year, _)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}
