//! Traffic, our own kind: a call that a scenario is about (contract, section 1).

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire, text};
use super::{Claim, Fault, Form};
use crate::order;
use crate::yaml::Path;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The group of our own kind.
pub(super) const OWN_GROUP: &str = "mtls-playground";

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// Signed by the key of its issuer, not expired, with these claims.
    Valid(BTreeMap<String, Claim>),
    /// Signed by the key of its issuer, expired.
    Expired(BTreeMap<String, Claim>),
    /// Malformed or with a bad signature.
    Invalid,
}

/// The spec as it is written.
#[apply(wire)]
pub(super) struct TrafficWire {
    from: String,
    to: String,
    protocol: Option<Payload>,
    sni: String,
    path: String,
    method: String,
    headers: BTreeMap<String, String>,
    token: Option<TokenWord>,
    claims: BTreeMap<String, Claim>,
    expect: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TokenWord {
    None,
    Valid,
    Expired,
    Invalid,
}

impl Wire for TrafficWire {
    type Value = Traffic;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: OWN_GROUP, versions: &["v1"], kinds: &["Traffic"], namespaced: true }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = true;
}

impl TryFrom<TrafficWire> for Traffic {
    type Error = Flaw;

    fn try_from(wire: TrafficWire) -> Result<Self, Flaw> {
        // What is malformed is said before what is missing.
        let malformed = |field, form| Flaw::new(Path::of(field), Fault::Malformed(form));
        let from = written(&wire.from, workload).map_err(|()| malformed("from", Form::Workload))?;
        let to = written(&wire.to, destination).map_err(|()| malformed("to", Form::Destination))?;
        let missing = |field| Flaw::new(Path::root(), Fault::Missing { field });
        let from = from.ok_or_else(|| missing("from"))?;
        let (to, port) = to.ok_or_else(|| missing("to"))?;
        let token = match wire.token {
            None | Some(TokenWord::None) => Token::None,
            Some(TokenWord::Valid) => Token::Valid(wire.claims),
            Some(TokenWord::Expired) => Token::Expired(wire.claims),
            Some(TokenWord::Invalid) => Token::Invalid,
        };
        Ok(Self {
            from,
            to,
            port,
            protocol: wire.protocol,
            sni: text(wire.sni),
            path: text(wire.path).unwrap_or_else(|| "/".into()),
            method: text(wire.method).unwrap_or_else(|| "GET".into()),
            headers: order::map(
                wire.headers.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)),
            ),
            token,
            expect: text(wire.expect),
        })
    }
}

/// What a text says, if there is one.
fn written<T>(text: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).ok_or(()) }
}

/// `namespace/workload`.
fn workload(written: &str) -> Option<(String, String)> {
    let (namespace, name) = written.split_once('/')?;
    let proper = !namespace.is_empty() && !name.is_empty() && !name.contains('/');
    proper.then(|| (namespace.to_owned(), name.to_owned()))
}

/// `host:port`, `[address]:port` or `pod/namespace/workload:port`.
fn destination(written: &str) -> Option<(Dialled, u16)> {
    let (host, port) = written.rsplit_once(':')?;
    let port = port.parse().ok().filter(|port| *port > 0)?;
    if let Some(pod) = host.strip_prefix("pod/") {
        let (namespace, name) = workload(pod)?;
        return Some((Dialled::Pod(namespace, name), port));
    }
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    (!host.is_empty() && !host.contains('/')).then(|| (Dialled::Host(host.to_owned()), port))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use test_case::test_case;

    #[test_case("cart:80" => Some((Dialled::Host("cart".into()), 80)))]
    #[test_case("cart.shop.svc:8080" => Some((Dialled::Host("cart.shop.svc".into()), 8080)))]
    #[test_case("10.0.0.1:80" => Some((Dialled::Host("10.0.0.1".into()), 80)))]
    #[test_case("[fd00::1]:80" => Some((Dialled::Host("fd00::1".into()), 80)); "IPv6")]
    #[test_case("pod/shop/cart:80" => Some((Dialled::Pod("shop".into(), "cart".into()), 80)))]
    #[test_case("cart" => None; "no port")]
    #[test_case("cart:0" => None)]
    #[test_case("cart:http" => None)]
    #[test_case(":80" => None)]
    #[test_case("pod/cart:80" => None; "a pod without a namespace")]
    #[test_case("http://cart:80" => None; "a URL")]
    fn destinations(text: &str) -> Option<(Dialled, u16)> {
        destination(text)
    }

    #[test_case("shop/web", true)]
    #[test_case("web", false)]
    #[test_case("shop/", false)]
    #[test_case("/web", false)]
    #[test_case("a/b/c", false)]
    fn clients(text: &str, good: bool) {
        assert_eq!(workload(text).is_some(), good);
    }

    #[test]
    fn defaults_and_details() {
        let read = |text: &str| {
            spec::<Traffic>("mtls-playground/v1", "Traffic", &format!("from: a/b, to: 'c:1', {text}"))
        };
        let plain = read("");
        assert_eq!((plain.path.as_str(), plain.method.as_str(), &plain.token), ("/", "GET", &Token::None));
        assert_eq!((plain.protocol, &plain.sni, &plain.expect), (None, &None, &None));

        let full = read(
            "protocol: server-first, headers: {Host: x}, token: expired, claims: {iss: 'a\"b', m: [1, true, null]}",
        );
        assert_eq!(full.protocol, Some(Payload::ServerFirst));
        assert_eq!(full.headers.get("host").map(String::as_str), Some("x"));
        let Token::Expired(claims) = &full.token else { panic!("{:?}", full.token) };
        assert_eq!(claims.get("iss"), Some(&Claim::Text("a\"b".to_owned())));
        let literal = |text: &str| Claim::Literal(text.to_owned());
        let list = vec![literal("1"), literal("true"), Claim::Null];
        assert_eq!(claims.get("m"), Some(&Claim::List(list)));
    }
}
