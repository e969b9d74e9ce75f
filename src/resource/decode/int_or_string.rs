//! A port by number or by name.

use crate::resource::TargetPort;
use crate::yaml::INT_OR_STRING;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;

/// Kubernetes' `IntOrString`.
#[derive(Clone, Debug)]
pub(in crate::resource) enum IntOrString {
    Int(i64),
    Text(String),
}

impl IntOrString {
    /// The port that is meant: `None` for 0 and empty text, which Kubernetes takes for absent, an error where it is
    /// no port. Text that is a number means the number, as Istio reads it.
    pub(in crate::resource) fn port(self) -> Result<Option<TargetPort>, ()> {
        match self {
            Self::Int(0) => Ok(None),
            Self::Int(number) => {
                u16::try_from(number).map(|port| Some(TargetPort::Number(port))).map_err(|_| ())
            }
            Self::Text(text) if text.is_empty() => Ok(None),
            Self::Text(text) => Ok(Some(match text.parse() {
                Ok(number) => TargetPort::Number(number),
                Err(_) => TargetPort::Named(text),
            })),
        }
    }
}

impl<'de> Deserialize<'de> for IntOrString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(INT_OR_STRING, Either)
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = IntOrString;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or text")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<IntOrString, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<IntOrString, E> {
        Ok(IntOrString::Int(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<IntOrString, E> {
        i64::try_from(number).map(IntOrString::Int).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<IntOrString, E> {
        Ok(IntOrString::Text(text.to_owned()))
    }
}
