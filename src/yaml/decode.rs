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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use test_case::test_case;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Wire {
        name: String,
        port: u16,
        ratio: f64,
        enabled: bool,
        mode: Option<Mode>,
        list: Vec<String>,
        ports: BTreeMap<String, u16>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "UPPERCASE")]
    enum Mode {
        Strict,
    }

    fn wire(text: &str) -> Result<Wire, String> {
        let root = parse(text).documents.remove(0).root;
        decode(&root).map_err(|error| error.path.to_string())
    }

    #[test_case("name: a", Wire { name: "a".to_owned(), ..Wire::default() }; "text")]
    #[test_case("name: \"80\"", Wire { name: "80".to_owned(), ..Wire::default() }; "quoted number is text")]
    #[test_case("port: 80.0", Wire { port: 80, ..Wire::default() }; "whole number with a point is an integer")]
    #[test_case("ratio: 1", Wire { ratio: 1.0, ..Wire::default() }; "integer is a number")]
    #[test_case("enabled: on", Wire { enabled: true, ..Wire::default() }; "word of YAML 1.1")]
    #[test_case("mode: STRICT", Wire { mode: Some(Mode::Strict), ..Wire::default() }; "word of an enumeration")]
    #[test_case("ports: {8080: 1}", Wire { ports: BTreeMap::from([("8080".to_owned(), 1)]), ..Wire::default() }; "keys are text")]
    #[test_case("name:\nmode: ~\nlist: null\nport: 1", Wire { port: 1, ..Wire::default() }; "null is absent")]
    #[test_case("other: {a: [1]}\nport: 1", Wire { port: 1, ..Wire::default() }; "unknown fields are passed over")]
    fn decodes(text: &str, expected: Wire) {
        assert_eq!(wire(text), Ok(expected));
    }

    #[test_case("name: 1.20", "name"; "number where text is wanted")]
    #[test_case("name: on", "name"; "boolean where text is wanted")]
    #[test_case("port: \"80\"", "port"; "text where a number is wanted")]
    #[test_case("port: 80.5", "port"; "fraction where an integer is wanted")]
    #[test_case("port: 70000", "port"; "integer out of range")]
    #[test_case("enabled: \"true\"", "enabled"; "text where a boolean is wanted")]
    #[test_case("mode: MUTUAL", "mode"; "word that the enumeration does not have")]
    #[test_case("list: [a, {b: c}]", "list[1]"; "mapping in a list of text")]
    #[test_case("ports: {http: x}", "ports.http"; "value of a map")]
    fn refuses(text: &str, path: &str) {
        assert_eq!(wire(text), Err(path.to_owned()));
    }
}
