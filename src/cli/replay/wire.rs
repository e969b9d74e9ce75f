//! The lines of `replay` (contract, section 3).

use mtls_playground::mesh::{Call, Mesh, Origin, Payload, Token};
use mtls_playground::resource::Claim;
use mtls_playground::verdict::{CallOutcome, Verdict};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A question.
#[derive(Deserialize)]
pub(super) struct Scenario {
    pub(super) id: Value,
    pub(super) yaml: String,
    // Recorded scenarios have the calls together with their answers, under `expect`.
    #[serde(alias = "expect")]
    pub(super) calls: Option<Vec<WireCall>>,
}

/// A call as it is asked for.
#[derive(Deserialize)]
pub(super) struct WireCall {
    from: String,
    host: String,
    port: u16,
    protocol: String,
    sni: Option<String>,
    path: Option<String>,
    method: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    token: Option<WireToken>,
    #[serde(default)]
    claims: BTreeMap<String, Claim>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WireToken {
    None,
    Valid,
    Expired,
    Invalid,
}

impl WireCall {
    /// The call in this mesh, or what is wrong with it.
    pub(super) fn resolve(&self, mesh: &Mesh) -> Result<Call, String> {
        let client =
            self.from.split_once('/').and_then(|(namespace, name)| mesh.workload_named(namespace, name));
        let payload = Payload::from_word(&self.protocol);
        Ok(Call {
            from: client.ok_or_else(|| format!("no workload {}", self.from))?.id,
            host: self.host.clone(),
            port: self.port,
            payload: payload.ok_or_else(|| format!("unknown protocol {}", self.protocol))?,
            sni: self.sni.clone(),
            path: self.path.clone().unwrap_or_else(|| "/".to_owned()),
            method: self.method.clone().unwrap_or_else(|| "GET".to_owned()),
            headers: self.headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect(),
            token: self.token(),
            // Nobody declared it, but it is meant no less.
            origin: Origin::Pair,
            expect: None,
        })
    }

    fn token(&self) -> Token {
        let claims = || self.claims.clone();
        match self.token.unwrap_or(WireToken::None) {
            WireToken::None => Token::None,
            WireToken::Valid => Token::Valid(claims()),
            WireToken::Expired => Token::Expired(claims()),
            WireToken::Invalid => Token::Invalid,
        }
    }
}

/// The answer to a question.
#[derive(Serialize)]
pub(super) struct Reply {
    pub(super) id: Value,
    #[serde(flatten)]
    pub(super) content: Content,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) micros: Option<u128>,
}

/// What was asked for.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Content {
    /// The answers to the calls, in their order.
    Answers(Vec<Answer>),
    /// What a cluster would say to the documents, in their order.
    Admission(Vec<Admission>),
}

/// What a cluster would say to a document.
#[derive(Serialize)]
pub(super) struct Admission {
    pub(super) kind: String,
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) accepted: bool,
    pub(super) messages: Vec<String>,
}

/// The answer to a call.
#[derive(Serialize)]
pub(super) struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    endpoints: BTreeSet<Row>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<WireFix>,
}

/// A fix, with the whole text as it is with it.
#[derive(Serialize)]
pub(super) struct WireFix {
    pub(super) id: String,
    pub(super) code: &'static str,
    pub(super) title: String,
    pub(super) safety: &'static str,
    pub(super) yaml: String,
}

/// One endpoint. The order of the fields is the order of the rows: server, port, sent.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    server: String,
    port: u16,
    sent: &'static str,
    outcome: &'static str,
}

impl Answer {
    /// The verdict in the words of the contract.
    pub(super) fn new(verdict: &Verdict, mesh: &Mesh, fixes: Vec<WireFix>) -> Self {
        let row = |endpoint: &mtls_playground::verdict::Endpoint| Row {
            server: endpoint.server.name(mesh),
            port: endpoint.port,
            sent: endpoint.sent.as_str(),
            outcome: endpoint.outcome.as_str(),
        };
        Self {
            outcome: verdict.outcome.map(CallOutcome::as_str),
            endpoints: verdict.endpoints.iter().map(row).collect(),
            fixes,
        }
    }
}
