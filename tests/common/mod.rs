//! The recorded answers of Istio's control plane (`tests/vectors/*.jsonl.gz`), as values that tests can walk.

#![allow(dead_code, reason = "each test crate uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a broken recording is a failed test")]

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// One scenario and the answers to its calls.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    pub(crate) family: String,
    pub(crate) yaml: String,
    pub(crate) expect: Vec<Expected>,
}

/// A call as the contract's `replay` writes it, and its answer.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Expected {
    pub(crate) from: String,
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) protocol: String,
    pub(crate) path: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) sni: Option<String>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) token: Option<String>,
    pub(crate) claims: Option<BTreeMap<String, serde_json::Value>>,
    pub(crate) outcome: Option<String>,
    pub(crate) endpoints: Vec<Row>,
}

/// One endpoint of an answer, in the words of the contract.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) server: String,
    pub(crate) port: u16,
    pub(crate) sent: String,
    pub(crate) outcome: String,
}

/// The lines of `tests/vectors/<name>.jsonl.gz`.
pub(crate) fn read<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/{name}.jsonl.gz"));
    let packed = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut text = String::new();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// The scenarios of one family of `connections`.
pub(crate) fn family(name: &str) -> Vec<Scenario> {
    let mut scenarios = read::<Scenario>("connections");
    scenarios.retain(|scenario| scenario.family == name);
    scenarios
}
