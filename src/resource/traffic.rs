//! Traffic, our own kind: a call that a scenario is about (contract, section 1).

use std::collections::BTreeMap;

/// The spec of a Traffic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// Namespace and name of the client.
    pub from: (String, String),
    /// What the client dials.
    pub to: Dialled,
    /// The port as dialled.
    pub port: u16,
    /// `protocol`; where absent, the Service port decides.
    pub protocol: Option<Payload>,
    /// `sni`.
    pub sni: Option<String>,
    /// `path`, `/` where absent.
    pub path: String,
    /// `method`, `GET` where absent.
    pub method: String,
    /// `headers`, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// `token` with `claims`.
    pub token: Token,
    /// `expect` as written.
    pub expect: Option<String>,
}

/// The host part of `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialled {
    /// A name or an IP literal, as the client writes it.
    Host(String),
    /// The pod of the workload with this namespace and name.
    Pod(String, String),
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
