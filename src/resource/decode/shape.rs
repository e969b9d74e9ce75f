//! The shape that a wire type expects, asked of its `Deserialize` implementation.
//!
//! The wire types are the only place that lists fields. Instead of a second list for checking, [`Shape::of`] lets
//! serde decode a type from nothing and writes down what the type asks for on the way.

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// What a wire type expects at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::resource) enum Shape {
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
    /// The shape of a wire type. Wire types must decode from nothing: every field has a default.
    pub(in crate::resource) fn of<'de, T: Deserialize<'de>>() -> Self {
        let mut shape = Self::Any;
        // A type that cannot be decoded from nothing is only asked as far as it goes.
        let _ = T::deserialize(Probe(&mut shape));
        shape
    }

    /// The field of an object.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(field, _)| *field == name).map(|(_, shape)| shape),
            _ => None,
        }
    }
}

/// The name under which [`super::IntOrString`] asks for its value.
pub(super) const INT_OR_STRING: &str = "IntOrString";

/// The name under which [`super::Vital`] asks for its value.
const VITAL: &str = "Vital";

/// A deserializer that answers every question with nothing and writes the question down.
struct Probe<'a>(&'a mut Shape);

/// The probe needs no words: nobody sees its errors.
#[derive(Debug)]
struct Silent;

impl fmt::Display for Silent {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Silent {}

impl serde::de::Error for Silent {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Probes of integers, which differ in their bounds only.
macro_rules! integers {
    ($($method:ident $type:ty),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
            let max = i64::try_from(<$type>::MAX).unwrap_or(i64::MAX);
            *self.0 = Shape::Integer(i64::try_from(<$type>::MIN).unwrap_or_default(), max);
            visitor.visit_u64(0)
        })*
    };
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Silent;

    integers!(
        deserialize_i8 i8, deserialize_i16 i16, deserialize_i32 i32, deserialize_i64 i64,
        deserialize_u8 u8, deserialize_u16 u16, deserialize_u32 u32, deserialize_u64 u64
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        *self.0 = Shape::Boolean;
        visitor.visit_bool(false)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        *self.0 = Shape::Number;
        visitor.visit_f64(0.0)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        *self.0 = Shape::Text;
        visitor.visit_str("")
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Silent> {
        if name == INT_OR_STRING {
            *self.0 = Shape::IntegerOrText;
            return visitor.visit_u64(0);
        }
        if name == VITAL {
            let mut inner = Shape::Any;
            let value = visitor.visit_newtype_struct(Probe(&mut inner));
            *self.0 = Shape::Vital(Box::new(inner));
            return value;
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        let mut item = Shape::Any;
        let value = visitor.visit_seq(One { shape: Some(&mut item) });
        *self.0 = Shape::List(Box::new(item));
        value
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Silent> {
        let mut item = Shape::Any;
        let value = visitor.visit_map(One { shape: Some(&mut item) });
        *self.0 = Shape::Map(Box::new(item));
        value
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Silent> {
        let mut known = Vec::with_capacity(fields.len());
        let value = visitor.visit_map(Fields { left: fields.iter(), known: &mut known });
        *self.0 = Shape::Object(known);
        value
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Silent> {
        *self.0 = Shape::Word(words);
        visitor.visit_enum(StrDeserializer::new(words.first().copied().unwrap_or_default()))
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// A list or a map with one probed item.
struct One<'a> {
    shape: Option<&'a mut Shape>,
}

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Silent;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Silent> {
        self.shape.take().map(|shape| seed.deserialize(Probe(shape))).transpose()
    }
}

impl<'de> MapAccess<'de> for One<'_> {
    type Error = Silent;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Silent> {
        if self.shape.is_none() {
            return Ok(None);
        }
        seed.deserialize(StrDeserializer::new("")).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Silent> {
        let shape = self.shape.take().ok_or_else(|| Silent::custom(""))?;
        seed.deserialize(Probe(shape))
    }
}

/// An object with all its fields.
struct Fields<'a> {
    left: std::slice::Iter<'static, &'static str>,
    known: &'a mut Vec<(&'static str, Shape)>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Silent;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Silent> {
        let Some(&field) = self.left.next() else { return Ok(None) };
        self.known.push((field, Shape::Any));
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Silent> {
        let (_, shape) = self.known.last_mut().ok_or_else(|| Silent::custom(""))?;
        seed.deserialize(Probe(shape))
    }
}
