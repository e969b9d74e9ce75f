//! The one deserializer: it reads trees, keys, and what a type asks for.
//!
//! serde's derived code is compiled once for each deserializer that it meets, and the wire types are many. Reading a
//! tree and probing a type by one deserializer, which calls the one method of a visitor that fits, makes the page a
//! third smaller than decoding through values of another library and following routes in a wrapper around it.

use super::{Node, Path, Segment, Shape, Value};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// The name of the newtype that takes a number or text.
pub(crate) const INT_OR_STRING: &str = "IntOrString";

/// The name of the newtype around a value without which its object means nothing.
const VITAL: &str = "Vital";

/// Where values come from.
pub(super) enum Reader<'a> {
    /// A tree.
    Node(&'a Node),
    /// A key, or a word of an enumeration.
    Word(&'a str),
    /// Nothing: every question is answered with nothing, and written down.
    Probe(&'a mut Shape),
}

/// A value was refused. The route to it grows from the value upwards.
#[derive(Debug, Default)]
pub(super) struct Refusal(Vec<Segment>);

impl Refusal {
    /// The route to the refused value.
    pub(super) fn path(self) -> Path {
        self.0.into_iter().rev().fold(Path::root(), |path, segment| match segment {
            Segment::Key(key) => path.key(key),
            Segment::Index(index) => path.index(index),
        })
    }

    fn below(mut self, segment: Segment) -> Self {
        self.0.push(segment);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Callers report the route in the user's language; serde's own words would be seen by nobody.
        Ok(())
    }
}

impl std::error::Error for Refusal {}

impl serde::de::Error for Refusal {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::default()
    }
}

/// Integers differ in their bounds only, which the visitors check.
macro_rules! integers {
    ($($method:ident $type:ty),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            let max = i64::try_from(<$type>::MAX).unwrap_or(i64::MAX);
            self.integer(i64::try_from(<$type>::MIN).unwrap_or_default(), max, visitor)
        })*
    };
}

impl Reader<'_> {
    fn integer<'de, V: Visitor<'de>>(self, min: i64, max: i64, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Int(number), .. }) => visitor.visit_i64(*number),
            Self::Node(Node { value: Value::BigInt(number), .. }) => visitor.visit_u64(*number),
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                *shape = Shape::Integer(min, max);
                visitor.visit_i64(0)
            }
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Refusal;

    integers!(
        deserialize_i8 i8, deserialize_i16 i16, deserialize_i32 i32, deserialize_i64 i64,
        deserialize_u8 u8, deserialize_u16 u16, deserialize_u32 u32, deserialize_u64 u64
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let node = match self {
            Self::Node(node) => node,
            Self::Word(word) => return visitor.visit_str(word),
            Self::Probe(_) => return visitor.visit_unit(),
        };
        match &node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Int(value) => visitor.visit_i64(*value),
            Value::BigInt(value) => visitor.visit_u64(*value),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::String(text) => visitor.visit_str(text),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Bool(value), .. }) => visitor.visit_bool(*value),
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                *shape = Shape::Boolean;
                visitor.visit_bool(false)
            }
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Int(number), .. }) => visitor.visit_i64(*number),
            Self::Node(Node { value: Value::BigInt(number), .. }) => visitor.visit_u64(*number),
            Self::Node(Node { value: Value::Float(number), .. }) => visitor.visit_f64(*number),
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                *shape = Shape::Number;
                visitor.visit_f64(0.0)
            }
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::String(text), .. }) => visitor.visit_str(text),
            Self::Word(word) => visitor.visit_str(word),
            Self::Node(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                *shape = Shape::Text;
                visitor.visit_str("")
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Null, .. }) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self {
            Self::Probe(shape) if name == INT_OR_STRING => {
                *shape = Shape::IntegerOrText;
                visitor.visit_i64(0)
            }
            Self::Probe(shape) if name == VITAL => {
                let mut inner = Shape::Any;
                let value = visitor.visit_newtype_struct(Reader::Probe(&mut inner));
                *shape = Shape::Vital(Box::new(inner));
                value
            }
            reader => visitor.visit_newtype_struct(reader),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Sequence(items), .. }) => {
                visitor.visit_seq(Items::Nodes { items, next: 0 })
            }
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                let mut item = Shape::Any;
                let value = visitor.visit_seq(Items::Probe(Some(&mut item)));
                *shape = Shape::List(Box::new(item));
                value
            }
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Mapping(_), .. }) => self.deserialize_struct("", &[], visitor),
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                let mut known = Vec::new();
                let value = visitor.visit_map(Fields::Probe { left: [""].iter(), known: &mut known });
                let item = known.pop().map_or(Shape::Any, |(_, item)| item);
                *shape = Shape::Map(Box::new(item));
                value
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::Mapping(entries), .. }) => {
                visitor.visit_map(Fields::Nodes { left: entries.iter(), current: None })
            }
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                let mut known = Vec::with_capacity(fields.len());
                let value = visitor.visit_map(Fields::Probe { left: fields.iter(), known: &mut known });
                *shape = Shape::Object(known);
                value
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self {
            Self::Node(Node { value: Value::String(word), .. }) => visitor.visit_enum(Variant(word)),
            Self::Node(_) | Self::Word(_) => Err(Refusal::default()),
            Self::Probe(shape) => {
                *shape = Shape::Word(words);
                visitor.visit_enum(Variant(words.first().copied().unwrap_or_default()))
            }
        }
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The items of a list.
enum Items<'a> {
    Nodes { items: &'a [Node], next: usize },
    Probe(Option<&'a mut Shape>),
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refusal> {
        let (reader, index) = match self {
            Self::Nodes { items, next } => {
                let Some(node) = items.get(*next) else { return Ok(None) };
                *next += 1;
                (Reader::Node(node), *next - 1)
            }
            Self::Probe(shape) => match shape.take() {
                Some(shape) => (Reader::Probe(shape), 0),
                None => return Ok(None),
            },
        };
        seed.deserialize(reader).map(Some).map_err(|refusal| refusal.below(Segment::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        match self {
            Self::Nodes { items, next } => Some(items.len() - next),
            Self::Probe(_) => None,
        }
    }
}

/// The entries of a mapping.
enum Fields<'a> {
    Nodes { left: std::slice::Iter<'a, super::Entry>, current: Option<&'a super::Entry> },
    Probe { left: std::slice::Iter<'a, &'static str>, known: &'a mut Vec<(&'static str, Shape)> },
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refusal> {
        let word = match self {
            Self::Nodes { left, current } => {
                *current = left.find(|entry| entry.value.value != Value::Null);
                let Some(entry) = current else { return Ok(None) };
                entry.key.as_str()
            }
            Self::Probe { left, known } => {
                let Some(&field) = left.next() else { return Ok(None) };
                known.push((field, Shape::Any));
                field
            }
        };
        seed.deserialize(Reader::Word(word)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refusal> {
        match self {
            Self::Nodes { current: Some(entry), .. } => {
                let refused = |refusal: Refusal| refusal.below(Segment::Key(entry.key.clone().into()));
                seed.deserialize(Reader::Node(&entry.value)).map_err(refused)
            }
            Self::Nodes { current: None, .. } => Err(Refusal::default()),
            Self::Probe { known, .. } => {
                let (_, shape) = known.last_mut().ok_or_else(Refusal::default)?;
                seed.deserialize(Reader::Probe(shape))
            }
        }
    }
}

/// A word of an enumeration.
struct Variant<'a>(&'a str);

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Refusal> {
        Ok((seed.deserialize(Reader::Word(self.0))?, self))
    }
}

/// Wire types have words only, no variants with content.
impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Refusal> {
        Err(Refusal::default())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refusal> {
        Err(Refusal::default())
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Refusal> {
        Err(Refusal::default())
    }
}
