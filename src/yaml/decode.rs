//! Typed values from the tree, by serde.

use super::Node;
use super::reader::Reader;
use serde::Deserialize;

/// Reads a node as a `T`. A value counts as zero where the Kubernetes API would refuse it, because a number is not a
/// text, and a text not a number; comparing the tree with the [`Shape`](super::Shape) of `T` tells where that is so. Keys
/// are always text. An entry whose value is null counts as absent.
pub(crate) fn decode<'de, T: Deserialize<'de>>(node: &Node) -> T {
    match T::deserialize(Reader::Node(node)) {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Value, parse, wire};
    use macro_rules_attribute::apply;
    use proptest::prelude::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;
    use test_case::test_case;

    #[apply(wire)]
    #[derive(Debug, PartialEq)]
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

    fn wire(text: &str) -> Wire {
        decode(&parse(text).documents.remove(0).root)
    }

    #[test_case("name: a", &Wire { name: "a".to_owned(), ..Wire::default() }; "text")]
    #[test_case("name: \"80\"", &Wire { name: "80".to_owned(), ..Wire::default() }; "quoted number is text")]
    #[test_case("port: 80.0", &Wire { port: 80, ..Wire::default() }; "whole number with a point is an integer")]
    #[test_case("ratio: 1", &Wire { ratio: 1.0, ..Wire::default() }; "integer is a number")]
    #[test_case("enabled: on", &Wire { enabled: true, ..Wire::default() }; "word of YAML 1.1")]
    #[test_case("mode: STRICT", &Wire { mode: Some(Mode::Strict), ..Wire::default() }; "word of an enumeration")]
    #[test_case("ports: {8080: 1}", &Wire { ports: BTreeMap::from([("8080".to_owned(), 1)]), ..Wire::default() }; "keys are text")]
    #[test_case("name:\nmode: ~\nlist: null\nport: 1", &Wire { port: 1, ..Wire::default() }; "null is absent")]
    #[test_case("other: {a: [1]}\nport: 1", &Wire { port: 1, ..Wire::default() }; "unknown fields are passed over")]
    fn decodes(text: &str, expected: &Wire) {
        assert_eq!(&wire(text), expected);
    }

    /// What the library that everybody uses makes of the same tree.
    fn oracle(node: &Node) -> serde_yaml::Value {
        use serde_yaml::Value as Yaml;
        match &node.value {
            Value::Null => Yaml::Null,
            Value::Bool(value) => (*value).into(),
            Value::Int(value) => (*value).into(),
            Value::BigInt(value) => (*value).into(),
            Value::Float(value) => (*value).into(),
            Value::String(text) => text.as_str().into(),
            Value::Sequence(items) => items.iter().map(oracle).collect::<Vec<_>>().into(),
            Value::Mapping(entries) => {
                let present = entries.iter().filter(|entry| entry.value.value != Value::Null);
                Yaml::Mapping(present.map(|e| ((*e.key).into(), oracle(&e.value))).collect())
            }
        }
    }

    fn any_value() -> impl Strategy<Value = String> {
        let scalar = prop_oneof![
            Just("a".to_owned()),
            Just("\"80\"".to_owned()),
            Just("STRICT".to_owned()),
            Just("on".to_owned()),
            Just("~".to_owned()),
            Just("80.5".to_owned()),
            Just("18446744073709551615".to_owned()),
            any::<i64>().prop_map(|number| number.to_string()),
            (0..70_000_u32).prop_map(|number| number.to_string()),
        ];
        scalar.prop_recursive(2, 8, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3)
                    .prop_map(|items| format!("[{}]", items.join(", "))),
                inner.prop_map(|value| format!("{{k: {value}}}")),
            ]
        })
    }

    proptest! {
        #[test]
        fn agrees_with_serde_yaml(values in prop::collection::vec((0..8_usize, any_value()), 0..5)) {
            const FIELDS: [&str; 8] = ["name", "port", "ratio", "enabled", "mode", "list", "ports", "other"];
            let mut seen = std::collections::BTreeMap::new();
            seen.extend(values);
            let text = seen.iter().fold(String::new(), |text, (field, value)| text + FIELDS[*field] + ": " + value + "\n");
            let root = parse(&format!("{{}}\n---\nx: 1\n{text}")).documents.remove(1).root;
            let theirs: Option<Wire> = serde_yaml::from_value(oracle(&root)).ok();
            let ours = decode::<Wire>(&root);
            if let Some(theirs) = theirs {
                prop_assert_eq!(ours, theirs, "{}", text);
            }
        }
    }

    #[test_case("name: 1.20"; "number where text is wanted")]
    #[test_case("name: on"; "boolean where text is wanted")]
    #[test_case("port: \"80\""; "text where a number is wanted")]
    #[test_case("port: 80.5"; "fraction where an integer is wanted")]
    #[test_case("port: 70000"; "integer out of range")]
    #[test_case("port: 18446744073709551615"; "integer out of every range")]
    #[test_case("enabled: \"true\""; "text where a boolean is wanted")]
    #[test_case("list: {b: c}"; "mapping where a list is wanted")]
    #[test_case("ports: [b]"; "list where a mapping is wanted")]
    #[test_case("[name]"; "list where an object is wanted")]
    fn reads_as_zero(text: &str) {
        assert_eq!(wire(text), Wire::default());
    }

    #[test_case("mode: MUTUAL", &Wire { mode: Some(Mode::Strict), ..Wire::default() }; "unknown word is the first one")]
    #[test_case("list: [a, {b: c}]", &Wire { list: vec!["a".to_owned(), String::new()], ..Wire::default() }; "items keep their places")]
    #[test_case("ports: {http: x}", &Wire { ports: BTreeMap::from([("http".to_owned(), 0)]), ..Wire::default() }; "value of a map")]
    fn reads_as_zero_within(text: &str, expected: &Wire) {
        assert_eq!(&wire(text), expected);
    }
}
