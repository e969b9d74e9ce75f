//! The recorded answers of Istio's control plane (`tests/vectors/*.jsonl.gz`), as values that tests can walk.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a broken recording is a failed test")]

pub(crate) mod brief;

use flate2::read::GzDecoder;
use mtls_playground::mesh::{Call, Mesh, Origin, Payload, Token};
use mtls_playground::resource::{self, Claim, Inventory};
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::evaluate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// Where they are recorded.
const RECORDINGS: [&str; 5] = ["connections", "gateways", "requests", "more", "ambient"];

/// The families whose rules are all there. One that is not in this list is not claimed.
pub(crate) const FAMILIES: &[&str] = &[
    "pa_levels",
    "pa_ports",
    "pa_conflict",
    "mixed",
    "injection",
    "dr_lookup",
    "dr_merge",
    "protocol",
    "headless_http",
    "externalname",
    "shared_target",
    "capture",
    "podip",
    "routing",
    "routing2",
    "external",
    "kitchen",
    "requests",
    "authz",
    "jwt",
    "authz_http",
    "jwt_tokens",
    "trust",
    "ambient",
    "waypoint",
    "gateway",
    "ingress_tls",
    "to_gateway",
    "egress_gateway",
    "workload_entry",
    "gateway_api",
];

/// One scenario and the answers to its calls.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    pub(crate) family: String,
    pub(crate) yaml: String,
    pub(crate) expect: Vec<Expected>,
}

/// A call as the contract's `replay` writes it, and its answer.
#[derive(Clone, Debug, Default, Deserialize)]
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
    #[serde(default)]
    pub(crate) claims: BTreeMap<String, Claim>,
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

/// Every scenario of the families whose rules are all there.
pub(crate) fn claimed() -> Vec<Scenario> {
    let recorded = RECORDINGS.into_iter().flat_map(read::<Scenario>);
    recorded.filter(|scenario| FAMILIES.contains(&scenario.family.as_str())).collect()
}

/// The mesh that a text describes.
pub(crate) fn mesh(yaml: &str) -> Mesh {
    Mesh::build(&inventory(yaml))
}

/// The resources in a text.
pub(crate) fn inventory(yaml: &str) -> Inventory {
    resource::load(&Sources::new([SourceFile::new("scenario.yaml", yaml)]))
}

impl Row {
    /// The server and what comes of it.
    pub(crate) fn outcome(&self) -> String {
        format!("{} {}", self.server, self.outcome)
    }

    /// All of it.
    pub(crate) fn whole(&self) -> String {
        format!("{}:{} {} {}", self.server, self.port, self.sent, self.outcome)
    }
}

impl Expected {
    /// A call without anything special about it.
    pub(crate) fn dialling(from: &str, (host, port): (&str, u16), protocol: &str) -> Self {
        let (from, host, protocol) = (from.to_owned(), host.to_owned(), protocol.to_owned());
        Self { from, host, port, protocol, ..Self::default() }
    }

    /// The same for this path.
    pub(crate) fn asking(self, path: &str) -> Self {
        Self { path: Some(path.to_owned()), ..self }
    }

    /// Where the engine says that it gets: its first endpoint, else what ends it.
    pub(crate) fn reaches(&self, text: &str, told: impl Fn(&Row) -> String) -> String {
        let (outcome, rows) = self.ours(&mesh(text));
        rows.first().map(told).or(outcome).unwrap()
    }

    /// The call, as the engine takes it.
    pub(crate) fn call(&self, mesh: &Mesh) -> Call {
        let (namespace, name) = self.from.split_once('/').unwrap();
        let from =
            mesh.workload_named(namespace, name).unwrap_or_else(|| panic!("no workload {}", self.from));
        Call {
            from: from.id,
            host: self.host.clone(),
            port: self.port,
            payload: Payload::from_word(&self.protocol).unwrap(),
            sni: self.sni.clone(),
            path: self.path.clone().unwrap_or_else(|| "/".into()),
            method: self.method.clone().unwrap_or_else(|| "GET".into()),
            headers: self.headers.clone(),
            token: self.token(),
            origin: Origin::Pair,
            expect: None,
        }
    }

    fn token(&self) -> Token {
        match self.token.as_deref() {
            None | Some("none") => Token::None,
            Some("valid") => Token::Valid(self.claims.clone()),
            Some("expired") => Token::Expired(self.claims.clone()),
            Some("invalid") => Token::Invalid,
            Some(other) => panic!("no such token: {other}"),
        }
    }

    /// What the engine answers, in the words of the contract.
    pub(crate) fn ours(&self, mesh: &Mesh) -> (Option<String>, Vec<Row>) {
        let verdict = evaluate(mesh, &self.call(mesh));
        let rows = verdict.endpoints.iter().map(|endpoint| Row {
            server: endpoint.server.name(mesh),
            port: endpoint.port,
            sent: endpoint.sent.as_str().to_owned(),
            outcome: endpoint.outcome.as_str().to_owned(),
        });
        (verdict.outcome.map(|outcome| outcome.as_str().to_owned()), rows.collect())
    }

    /// What was recorded, in the same form.
    pub(crate) fn recorded(&self) -> (Option<String>, Vec<Row>) {
        let mut rows = self.endpoints.clone();
        rows.sort();
        (self.outcome.clone(), rows)
    }
}
