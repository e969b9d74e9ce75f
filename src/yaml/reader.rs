//! The one deserializer: it reads trees, keys, and what a type asks for.
//!
//! serde's derived code is compiled once for each type and deserializer, and the wire types are many, so this one keeps
//! it short. It calls the one method of a visitor that fits. It says which field or word is meant by its place in the
//! list that the derived code hands over, so that no type compares texts itself. And it cannot fail: what does not fit
//! reads as the zero of its type, and nothing has to be cleaned up half way. What does not fit is known beforehand, by
//! comparing the tree with the [`Shape`] of the type. All of this made the page 24 KiB smaller.

use super::{Entry, Node, Shape, Value};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;
use std::slice::Iter;

/// The name of the newtype that takes a number or text.
pub(crate) const INT_OR_STRING: &str = "IntOrString";

/// The name of the newtype around a value without which its object means nothing.
const VITAL: &str = "Vital";

/// The names of fields or the words of an enumeration.
type Names = &'static [&'static str];

/// Where values come from.
pub(super) enum Reader<'a> {
    /// A tree.
    Node(&'a Node),
    /// A free key.
    Key(&'a str),
    /// A name, by its place in its list.
    Name(usize),
    /// Nothing: every question is answered with zero, and written down.
    Probe(&'a mut Shape),
}

/// Reading cannot fail.
#[derive(Debug)]
pub(super) enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl serde::de::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!("the reader answers each type in the way it asks")
    }
}

/// Integers differ in their bounds only.
macro_rules! integers {
    ($($method:ident $type:ty),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            let max = i64::try_from(<$type>::MAX).unwrap_or(i64::MAX);
            visitor.visit_i64(self.integer(i64::try_from(<$type>::MIN).unwrap_or_default(), max))
        })*
    };
}

impl<'a> Reader<'a> {
    fn integer(self, min: i64, max: i64) -> i64 {
        match self {
            Self::Node(Node { value: Value::Int(number), .. }) if (min..=max).contains(number) => *number,
            Self::Probe(shape) => {
                *shape = Shape::Integer(min, max);
                0
            }
            _ => 0,
        }
    }

    fn boolean(self) -> bool {
        match self {
            Self::Node(Node { value: Value::Bool(value), .. }) => *value,
            Self::Probe(shape) => {
                *shape = Shape::Boolean;
                false
            }
            _ => false,
        }
    }

    fn text(self) -> &'a str {
        match self {
            Self::Node(Node { value: Value::String(text), .. }) => text,
            Self::Key(key) => key,
            Self::Probe(shape) => {
                *shape = Shape::Text;
                ""
            }
            _ => "",
        }
    }

    fn word(self, words: Names) -> Place {
        match self {
            Self::Node(Node { value: Value::String(word), .. }) => place(words, word).unwrap_or_default(),
            Self::Probe(shape) => {
                *shape = Shape::Word(words);
                Place::default()
            }
            _ => Place::default(),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Never;

    integers!(
        deserialize_i8 i8, deserialize_i16 i16, deserialize_i32 i32, deserialize_i64 i64,
        deserialize_u8 u8, deserialize_u16 u16, deserialize_u32 u32, deserialize_u64 u64
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let node = match self {
            Self::Node(node) => node,
            Self::Key(key) => return visitor.visit_str(key),
            Self::Name(_) | Self::Probe(_) => return visitor.visit_unit(),
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

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.boolean())
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self {
            Self::Node(Node { value: Value::Int(number), .. }) => visitor.visit_i64(*number),
            Self::Node(Node { value: Value::BigInt(number), .. }) => visitor.visit_u64(*number),
            Self::Node(Node { value: Value::Float(number), .. }) => visitor.visit_f64(*number),
            Self::Probe(shape) => {
                *shape = Shape::Number;
                visitor.visit_f64(0.0)
            }
            _ => visitor.visit_f64(0.0),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(match self {
            Self::Name(place) => place as u64,
            _ => 0,
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self {
            Self::Node(Node { value: Value::Null, .. }) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        match self {
            reader if name == INT_OR_STRING => match reader {
                Self::Node(Node { value: Value::Int(number), .. }) => visitor.visit_i64(*number),
                Self::Node(Node { value: Value::String(text), .. }) => visitor.visit_str(text),
                Self::Probe(shape) => {
                    *shape = Shape::IntegerOrText;
                    visitor.visit_i64(0)
                }
                _ => visitor.visit_i64(0),
            },
            Self::Probe(shape) if name == VITAL => {
                let mut inner = Shape::Any;
                let value = visitor.visit_newtype_struct(Reader::Probe(&mut inner));
                *shape = Shape::Vital(Box::new(inner));
                value
            }
            reader => visitor.visit_newtype_struct(reader),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self {
            Self::Node(Node { value: Value::Sequence(items), .. }) => {
                visitor.visit_seq(Items::Nodes(items.iter()))
            }
            Self::Probe(shape) => {
                let mut item = Shape::Any;
                let value = visitor.visit_seq(Items::Probe(Some(&mut item)));
                *shape = Shape::List(Box::new(item));
                value
            }
            _ => visitor.visit_seq(Items::Probe(None)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        match self {
            Self::Probe(shape) => {
                let mut known = Vec::new();
                let value = visitor.visit_map(Fields::Probe { names: &[""], known: &mut known });
                let item = known.pop().map_or(Shape::Any, |(_, item)| item);
                *shape = Shape::Map(Box::new(item));
                value
            }
            reader => visitor.visit_map(Fields::of(&reader, None)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Never> {
        match self {
            Self::Probe(shape) => {
                let mut known = Vec::with_capacity(names.len());
                let value = visitor.visit_map(Fields::Probe { names, known: &mut known });
                *shape = Shape::Object(known);
                value
            }
            reader => visitor.visit_map(Fields::of(&reader, Some(names))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: Names,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(self.word(words))
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The items of a list.
enum Items<'a> {
    Nodes(Iter<'a, Node>),
    Probe(Option<&'a mut Shape>),
}

impl<'a> Items<'a> {
    fn next(&mut self) -> Option<Reader<'a>> {
        match self {
            Self::Nodes(nodes) => nodes.next().map(Reader::Node),
            Self::Probe(shape) => shape.take().map(Reader::Probe),
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Never;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Never> {
        self.next().map(|reader| seed.deserialize(reader)).transpose()
    }
}

/// The entries of a mapping.
enum Fields<'a> {
    Entries { left: Iter<'a, Entry>, names: Option<Names>, current: Option<&'a Node> },
    Probe { names: Names, known: &'a mut Vec<(&'static str, Shape)> },
}

impl<'a> Fields<'a> {
    /// Those of a mapping, all of them or only those with these names.
    fn of(reader: &Reader<'a>, names: Option<Names>) -> Self {
        let left = match reader {
            Reader::Node(Node { value: Value::Mapping(entries), .. }) => entries.iter(),
            _ => [].iter(),
        };
        Self::Entries { left, names, current: None }
    }

    fn key(&mut self) -> Option<Reader<'a>> {
        match self {
            Self::Entries { left, names, current } => left.find_map(|entry| {
                *current = Some(&entry.value).filter(|node| node.value != Value::Null);
                (*current)?;
                match names {
                    Some(names) => place(names, &entry.key).map(|Place(place)| Reader::Name(place)),
                    None => Some(Reader::Key(&entry.key)),
                }
            }),
            Self::Probe { names, known } => {
                let place = known.len();
                known.push((names.get(place)?, Shape::Any));
                Some(Reader::Name(place))
            }
        }
    }

    fn value(&mut self) -> Reader<'_> {
        match self {
            Self::Entries { current: Some(node), .. } => Reader::Node(node),
            Self::Entries { current: None, .. } => Reader::Key(""),
            Self::Probe { known, .. } => {
                known.last_mut().map_or(Reader::Key(""), |(_, shape)| Reader::Probe(shape))
            }
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Never;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Never> {
        self.key().map(|reader| seed.deserialize(reader)).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Never> {
        seed.deserialize(self.value())
    }
}

fn place(names: Names, name: &str) -> Option<Place> {
    names.iter().position(|known| *known == name).map(Place)
}

/// A word of an enumeration, by its place in the list.
#[derive(Default)]
struct Place(usize);

impl<'de> EnumAccess<'de> for Place {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Never> {
        Ok((seed.deserialize(Reader::Name(self.0))?, self))
    }
}

/// Wire types have words only, no variants with content.
impl<'de> VariantAccess<'de> for Place {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Never> {
        seed.deserialize(Reader::Name(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn struct_variant<V: Visitor<'de>>(self, _: Names, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }
}
