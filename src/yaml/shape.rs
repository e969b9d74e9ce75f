//! The shape that a typed value expects of a tree.

use super::reader::Reader;
use serde::Deserialize;

/// What a wire type expects at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Anything.
    Any,
    /// Text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// An integer within these bounds.
    Integer(i64, i64),
    /// Any number.
    Number,
    /// A number or text: a port by number or name.
    IntegerOrText,
    /// One of these words.
    Word(&'static [&'static str]),
    /// This, and without it the object around it means nothing.
    Vital(Box<Shape>),
    /// A list of these.
    List(Box<Shape>),
    /// Free keys with these values.
    Map(Box<Shape>),
    /// These fields.
    Object(Vec<(&'static str, Shape)>),
}

impl Shape {
    /// What `T` expects. `T` must decode from nothing: every field has a default.
    ///
    /// The types are the only place that lists fields. Instead of a second list for checking, serde decodes the type
    /// from nothing, and what the type asks for on the way is written down.
    pub(crate) fn of<'de, T: Deserialize<'de>>() -> Self {
        let mut shape = Self::Any;
        // A type that cannot be decoded from nothing is only asked as far as it goes.
        let _ = T::deserialize(Reader::Probe(&mut shape));
        shape
    }

    /// The field of an object.
    pub(crate) fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(field, _)| *field == name).map(|(_, shape)| shape),
            _ => None,
        }
    }
}
