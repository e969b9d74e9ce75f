//! The shape of a kind: which fields it has, and what each may hold.
//!
//! This is one table per kind, in the words of its CustomResourceDefinition, with the checks of the webhook that look
//! at a single field added to it as a [`Format`]. What looks at several fields is code, in the file of the kind.

use super::Format;

/// What a value may be.
#[derive(Clone, Copy)]
pub(super) enum Schema {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// A number.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Text.
    Text(Text),
    /// A list.
    List {
        /// What each item is.
        items: &'static Schema,
        /// Fewest and most items.
        size: (usize, usize),
    },
    /// A mapping whose keys are the author's own.
    Map {
        /// How keys are written.
        keys: Option<Format>,
        /// What each value is.
        values: &'static Schema,
        /// Fewest and most keys.
        size: (usize, usize),
    },
    /// A block of known fields.
    Object(&'static Object),
}

/// What a text may be.
#[derive(Clone, Copy)]
pub(super) struct Text {
    /// The words that it must be one of; empty where any will do.
    pub(super) allowed: &'static [&'static str],
    /// Fewest and most characters.
    pub(super) length: (usize, usize),
    /// How it is written.
    pub(super) format: Option<Format>,
    /// Whether the empty text counts as absent, so that `format` does not apply.
    pub(super) may_be_empty: bool,
}

/// A block of known fields.
pub(super) struct Object {
    /// Its fields.
    pub(super) fields: &'static [Field],
    /// Sets of fields of which only one may stand there.
    pub(super) exclusive: &'static [&'static [&'static str]],
}

/// A field of a block.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) schema: Schema,
    pub(super) required: bool,
    /// Whether it may be null; for every other field null is a value of the wrong type.
    pub(super) nullable: bool,
}

/// No upper bound.
pub(super) const UNBOUNDED: usize = usize::MAX;

/// `true` or `false`.
pub(super) const BOOLEAN: Schema = Schema::Boolean;
/// Any text.
pub(super) const TEXT: Schema =
    Schema::Text(Text { allowed: &[], length: (0, UNBOUNDED), format: None, may_be_empty: false });
/// Any text but the empty one.
pub(super) const FILLED: Schema = TEXT.length(1, UNBOUNDED);
/// A list of texts.
pub(super) const TEXTS: Schema = Schema::list(&TEXT);
/// A mapping of texts.
pub(super) const TEXT_MAP: Schema = Schema::map(None, &TEXT);
/// A 32-bit number without sign.
pub(super) const UNSIGNED: Schema = Schema::integer(0, u32::MAX as i64);
/// A 32-bit number that Istio wants to be 0 or more.
pub(super) const COUNT: Schema = Schema::integer(0, i32::MAX as i64);
/// A 32-bit number.
pub(super) const SIGNED: Schema = Schema::integer(i32::MIN as i64, i32::MAX as i64);
/// A port.
pub(super) const PORT: Schema = Schema::integer(1, 65535);
/// A port, or 0 for none.
pub(super) const PORT_OR_NONE: Schema = Schema::integer(0, 65535);
/// A time span that Istio uses in whole milliseconds.
pub(super) const DURATION: Schema = TEXT.format(Format::Milliseconds);

impl Schema {
    /// A whole number in a range.
    pub(super) const fn integer(min: i64, max: i64) -> Self {
        Self::Integer { min, max }
    }

    /// A number in a range.
    pub(super) const fn number(min: i64, max: i64) -> Self {
        Self::Number { min, max }
    }

    /// One of these words.
    pub(super) const fn one_of(allowed: &'static [&'static str]) -> Self {
        Self::Text(Text { allowed, length: (0, UNBOUNDED), format: None, may_be_empty: false })
    }

    /// A list of `items`.
    pub(super) const fn list(items: &'static Schema) -> Self {
        Self::List { items, size: (0, UNBOUNDED) }
    }

    /// A mapping to `values`.
    pub(super) const fn map(keys: Option<Format>, values: &'static Schema) -> Self {
        Self::Map { keys, values, size: (0, UNBOUNDED) }
    }

    /// The same list or mapping with this many items.
    pub(super) const fn size(self, min: usize, max: usize) -> Self {
        match self {
            Self::List { items, .. } => Self::List { items, size: (min, max) },
            Self::Map { keys, values, .. } => Self::Map { keys, values, size: (min, max) },
            other => other,
        }
    }

    /// The same text with this many characters.
    pub(super) const fn length(self, min: usize, max: usize) -> Self {
        match self {
            Self::Text(text) => Self::Text(Text { length: (min, max), ..text }),
            other => other,
        }
    }

    /// The same text, written like this.
    pub(super) const fn format(self, format: Format) -> Self {
        match self {
            Self::Text(text) => Self::Text(Text { format: Some(format), ..text }),
            other => other,
        }
    }

    /// The same text, where the empty one counts as absent.
    pub(super) const fn or_empty(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(Text { may_be_empty: true, ..text }),
            other => other,
        }
    }

    /// The block inside: the one itself, or the one in each item or value.
    pub(super) const fn block(self) -> Option<&'static Object> {
        match self {
            Self::Object(object) => Some(object),
            Self::List { items: Self::Object(object), .. }
            | Self::Map { values: Self::Object(object), .. } => Some(object),
            _ => None,
        }
    }
}

impl Object {
    /// A block of these fields.
    pub(super) const fn new(fields: &'static [Field]) -> Self {
        Self { fields, exclusive: &[] }
    }

    /// The same block, of which only one field in each of these sets may stand there.
    pub(super) const fn exclusive(self, exclusive: &'static [&'static [&'static str]]) -> Self {
        Self { exclusive, ..self }
    }

    /// The field of this name.
    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field {
    /// The same field, which must be present.
    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same field, which may be null.
    pub(super) const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }
}

/// An optional field.
pub(super) const fn field(name: &'static str, schema: Schema) -> Field {
    Field { name, schema, required: false, nullable: false }
}
