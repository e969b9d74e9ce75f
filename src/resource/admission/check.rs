//! Holds a value against its schema.

use super::at::{At, Objections};
use super::schema::{Field, Object, Schema, Text};
use super::suggest::suggestion;
use super::{JsonType, Rule};
use crate::yaml::{Value, write_float};

/// Says where `at` is not what `schema` describes.
pub(super) fn check(at: &At<'_, '_>, schema: Schema, out: &mut Objections) {
    let Some(value) = at.value() else { return };
    match (schema, value) {
        (Schema::Boolean, Value::Bool(_)) => {}
        (Schema::Integer { min, max }, Value::Int(_) | Value::BigInt(_) | Value::Float(_))
            if at.whole().is_some() =>
        {
            in_range(at, min, max, out);
        }
        (Schema::Number { min, max }, Value::Int(_) | Value::BigInt(_) | Value::Float(_)) => {
            number_in_range(at, min, max, out);
        }
        (Schema::Text(text), Value::String(value)) => check_text(at, value, text, out),
        (Schema::List { items, size }, Value::Sequence(_)) => {
            check_size(at, size, out);
            at.items().for_each(|item| check(&item, *items, out));
        }
        (Schema::Map { keys, values, size }, Value::Mapping(_)) => {
            check_size(at, size, out);
            for (key, entry) in at.entries() {
                if let Some(format) = keys.filter(|format| !format.accepts(key)) {
                    out.reject(&entry, Rule::Malformed { format, value: key.to_owned() });
                }
                check(&entry, *values, out);
            }
        }
        (Schema::Object(object), Value::Mapping(_)) => check_object(at, object, out),
        (_, found) => {
            out.reject(at, Rule::WrongType { expected: schema.json_type(), found: JsonType::of(found) });
        }
    }
}

fn check_object(at: &At<'_, '_>, object: &'static Object, out: &mut Objections) {
    for (name, entry) in at.entries() {
        match object.field(name) {
            // What is meant takes long to find, and would not be told.
            None if out.is_full() => {}
            None => out.reject(&entry, Rule::UnknownField { suggestion: suggestion(name, object) }),
            Some(Field { nullable: true, .. }) if !entry.exists() => {}
            Some(field) => check(&entry, field.schema, out),
        }
    }
    for field in object.fields.iter().filter(|field| field.required) {
        let entry = at.key(field.name);
        out.reject_if(entry.value().is_none(), &entry, Rule::Missing);
    }
    for fields in object.exclusive {
        let set = fields.iter().filter(|name| at.key(name).value().is_some()).count();
        out.reject_if(set > 1, at, Rule::OnlyOneOf { fields });
    }
}

fn check_text(at: &At<'_, '_>, value: &str, text: Text, out: &mut Objections) {
    let (min, max) = text.length;
    let length = value.chars().count();
    if length < min {
        out.reject(at, Rule::Empty);
    } else if length > max {
        out.reject(at, Rule::TooLong { max });
    } else if !text.allowed.is_empty() && !text.allowed.contains(&value) {
        out.reject(at, Rule::UnknownValue { value: value.to_owned(), allowed: text.allowed });
    } else if let Some(format) = text.format
        && !(value.is_empty() && text.may_be_empty)
        && !format.accepts(value)
    {
        out.reject(at, Rule::Malformed { format, value: value.to_owned() });
    }
}

fn check_size(at: &At<'_, '_>, (min, max): (usize, usize), out: &mut Objections) {
    out.reject_if(at.len() < min, at, Rule::Empty);
    out.reject_if(at.len() > max, at, Rule::TooMany { max });
}

fn in_range(at: &At<'_, '_>, min: i64, max: i64, out: &mut Objections) {
    if let Some(value) = at.whole().filter(|value| !(i128::from(min)..=i128::from(max)).contains(value)) {
        out.reject(at, Rule::OutOfRange { value: value.to_string(), min, max });
    }
}

#[expect(clippy::cast_precision_loss, reason = "bounds of numbers are small")]
fn number_in_range(at: &At<'_, '_>, min: i64, max: i64, out: &mut Objections) {
    let value = at.number();
    if value < min as f64 || value > max as f64 {
        let value = if value.is_finite() { write_float(value) } else { "inf".to_owned() };
        out.reject(at, Rule::OutOfRange { value, min, max });
    }
}

impl Schema {
    /// The JSON type of its values.
    fn json_type(self) -> JsonType {
        match self {
            Self::Boolean => JsonType::Boolean,
            Self::Integer { .. } => JsonType::Integer,
            Self::Number { .. } => JsonType::Number,
            Self::Text(_) => JsonType::String,
            Self::List { .. } => JsonType::List,
            Self::Map { .. } | Self::Object(_) => JsonType::Object,
        }
    }
}

impl JsonType {
    /// The type of a value.
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Int(_) | Value::BigInt(_) => Self::Integer,
            Value::Float(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Sequence(_) => Self::List,
            Value::Mapping(_) => Self::Object,
        }
    }
}
