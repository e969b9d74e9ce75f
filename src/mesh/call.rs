//! A call that a scenario is about.

use super::WorkloadId;
use crate::resource::Ref;
use std::collections::BTreeMap;

/// One call: who dials what, and what the application speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The client.
    pub from: WorkloadId,
    /// The host as the client dials it (`cart`, `cart.shop`, an IP literal), or `pod:namespace/workload` for the
    /// address of that workload's pod.
    pub host: String,
    /// The port as dialled.
    pub port: u16,
    /// What the client's application puts on the wire.
    pub payload: Payload,
    /// The SNI of a TLS client where it differs from the host.
    pub sni: Option<String>,
    /// Request path; `/` by default. Matters to HTTP only.
    pub path: String,
    /// Request method; `GET` by default. Matters to HTTP only.
    pub method: String,
    /// Request headers, names in lower case; `host` replaces the dialled host.
    pub headers: BTreeMap<String, String>,
    /// What the request carries in `Authorization: Bearer`.
    pub token: Token,
    /// Where the call comes from.
    pub origin: Origin,
    /// The outcome that the author expects (`expect` of `Traffic`), as written.
    pub expect: Option<String>,
}

/// What the client's application puts on the wire (`protocol` in the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Payload {
    /// Plaintext HTTP.
    Http,
    /// Bytes that are not HTTP; the client speaks first.
    Tcp,
    /// TLS by the application itself.
    Tls,
    /// Bytes that are not HTTP; the server speaks first.
    ServerFirst,
    /// Istio mTLS of another proxy, into a gateway only.
    Mtls,
}

impl Payload {
    /// Every payload.
    pub const ALL: [Self; 5] = [Self::Http, Self::Tcp, Self::Tls, Self::ServerFirst, Self::Mtls];

    /// The word of the contract (`protocol`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Tcp => "tcp",
            Self::Tls => "tls",
            Self::ServerFirst => "server-first",
            Self::Mtls => "mtls",
        }
    }

    /// The payload that a word of the contract means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payload| payload.as_str() == word)
    }
}

/// The token of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Token {
    /// No token.
    #[default]
    None,
    /// Signed by the key of its issuer, not expired, with these claims (JSON text by claim name).
    Valid(BTreeMap<String, String>),
    /// Signed by the key of its issuer, expired.
    Expired(BTreeMap<String, String>),
    /// Malformed or with a bad signature.
    Invalid,
}

/// How a call became part of the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// Declared by a `Traffic` resource.
    Declared(Ref),
    /// Read out of a manifest; the reference says where.
    Inferred(Ref),
    /// One of all pairs of client workload and service port.
    Pair,
}
