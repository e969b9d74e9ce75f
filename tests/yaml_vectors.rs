//! Agreement with what Kubernetes' own YAML libraries make of 208 texts.

use crate::common;
use mtls_playground::yaml::{self, Node, Parsed, Value};
use serde::Deserialize;
use serde_json::Value as Json;

/// One recorded text.
#[derive(Deserialize)]
struct Line {
    kind: Kind,
    yaml: String,
    /// What a scalar or document is in JSON; absent where it is refused.
    #[serde(default, deserialize_with = "present")]
    json: Option<Json>,
    error: Option<String>,
    /// What a stream is split into.
    #[serde(default)]
    documents: Vec<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Scalar,
    Document,
    Stream,
}

/// Tells a recorded `null` from an absent value.
fn present<'de, D: serde::Deserializer<'de>>(json: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(json).map(Some)
}

fn lines(kinds: &[Kind]) -> Vec<Line> {
    common::read::<Line>("yaml").into_iter().filter(|line| kinds.contains(&line.kind)).collect()
}

/// A node as the JSON that Kubernetes would make of it.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::BigInt(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::String(text) => text.as_str().into(),
        Value::Sequence(items) => items.iter().map(json).collect(),
        Value::Mapping(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone().into_owned(), json(&entry.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// Numbers compare by value: Go writes `1e3` as `1000`.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

#[test]
fn recording_is_complete() {
    let count = |kind| lines(&[kind]).len();
    assert_eq!([count(Kind::Scalar), count(Kind::Document), count(Kind::Stream)], [143, 43, 22]);
}

#[test]
fn scalars_and_documents_agree() {
    let mut differences = Vec::new();
    for line in lines(&[Kind::Scalar, Kind::Document]) {
        let Parsed { documents, errors, nodes: _ } = yaml::parse(&line.yaml);
        let agrees = match &line.json {
            Some(expected) => {
                let found = documents.first().map_or(Json::Null, |document| json(&document.root));
                errors.is_empty() && documents.len() <= 1 && same(&found, expected)
            }
            None => documents.is_empty() && errors.len() == 1,
        };
        if !agrees {
            differences.push(format!(
                "{:?}: {:?} / {:?}: {documents:?} {errors:?}",
                line.yaml, line.json, line.error
            ));
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn streams_agree() {
    for line in lines(&[Kind::Stream]) {
        let stream = yaml::split(&line.yaml);
        assert_eq!(stream.errors.is_empty(), line.error.is_none(), "{:?}: {:?}", line.yaml, stream.errors);
        if line.error.is_some() {
            // kubectl gives up; here the other documents still count.
            continue;
        }
        // kubectl's reader writes every line with a line feed.
        let as_kubectl = |text: &str| text.lines().flat_map(|line| [line, "\n"]).collect::<String>();
        let pieces: Vec<String> =
            stream.pieces.iter().map(|piece| as_kubectl(piece.slice(&line.yaml))).collect();
        assert_eq!(pieces, line.documents, "{:?}", line.yaml);
    }
}
