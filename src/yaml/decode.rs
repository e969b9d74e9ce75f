//! Typed values from the tree. This is the only place that names the decoding library.

use super::{Node, Path, Value};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use serde_yaml::{Mapping, Value as Yaml};

/// A value that does not have the type that its field asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The route of the value from the decoded node.
    pub path: Path,
    /// The decoder's own words, in English.
    pub message: String,
}

/// Reads a node as a `T`, as strictly as the Kubernetes API does: a number is not a text, and a text not a number. Keys
/// are always text. An entry whose value is null counts as absent.
///
/// # Errors
/// The first value that does not have the type of its field.
pub fn decode<T: DeserializeOwned>(node: &Node) -> Result<T, DecodeError> {
    serde_path_to_error::deserialize(yaml(node)).map_err(|error| DecodeError {
        path: error.path().iter().fold(Path::root(), |path, segment| match segment {
            Segment::Seq { index } => path.index(*index),
            Segment::Map { key } => path.key(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => path,
        }),
        message: error.into_inner().to_string(),
    })
}

fn yaml(node: &Node) -> Yaml {
    match &node.value {
        Value::Null => Yaml::Null,
        Value::Bool(value) => Yaml::Bool(*value),
        Value::Int(value) => Yaml::Number((*value).into()),
        Value::BigInt(value) => Yaml::Number((*value).into()),
        Value::Float(value) => Yaml::Number((*value).into()),
        Value::String(text) => Yaml::String(text.clone()),
        Value::Sequence(items) => Yaml::Sequence(items.iter().map(yaml).collect()),
        Value::Mapping(entries) => {
            let present = entries.iter().filter(|entry| entry.value.value != Value::Null);
            let pairs = present.map(|entry| (Yaml::String(entry.key.clone()), yaml(&entry.value)));
            Yaml::Mapping(pairs.collect::<Mapping>())
        }
    }
}
