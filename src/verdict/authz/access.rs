//! What a proxy knows about a connection or request when it asks its policies.

use crate::mesh::{Settings, Token, Workload};
use crate::resource::Claim;
use crate::verdict::request::Request;
use crate::verdict::url_path;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The header that carries a token.
pub(super) const AUTHORIZATION: &str = "authorization";

/// Who a peer is: the parts of its SPIFFE identity (AZ-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verdict) struct Identity<'a> {
    /// The trust domain.
    pub(in crate::verdict) trust_domain: &'a str,
    /// The namespace.
    pub(in crate::verdict) namespace: &'a str,
    /// The service account.
    pub(in crate::verdict) service_account: &'a str,
}

impl<'a> Identity<'a> {
    /// The identity that the pods of this workload have.
    pub(in crate::verdict) fn of(workload: &'a Workload, settings: &'a Settings) -> Self {
        Self {
            trust_domain: &settings.trust_domain,
            namespace: workload.namespace(),
            service_account: &workload.service_account,
        }
    }

    /// The identity as `principals` write it.
    pub(super) fn principal(self) -> String {
        format!("{}/ns/{}/sa/{}", self.trust_domain, self.namespace, self.service_account)
    }
}

/// What asks the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verdict) enum Reader {
    /// A sidecar or waypoint.
    Proxy,
    /// A gateway: its clients are outside, and nobody there is believed about addresses (AZ-20a).
    Gateway,
    /// A ztunnel, which gets another form of them and sees connections only (AMB-20).
    Ztunnel,
}

/// A connection at a proxy, and the request in it if the proxy reads requests.
#[derive(Clone, Debug)]
pub(in crate::verdict) struct Access<'a> {
    /// Who asks.
    pub(in crate::verdict) reader: Reader,
    /// Who the peer proved to be in a handshake with this proxy; `None` on plaintext and on TLS that this proxy does
    /// not end (AZ-24).
    pub(in crate::verdict) identity: Option<Identity<'a>>,
    /// The address of the direct peer (AZ-20).
    pub(in crate::verdict) source: IpAddr,
    /// The address of the proxy's pod.
    pub(in crate::verdict) destination: IpAddr,
    /// The port as this proxy sees it: at a sidecar that of the pod (AZ-21).
    pub(in crate::verdict) port: u16,
    /// The server name in the TLS that arrived.
    pub(in crate::verdict) sni: Option<&'a str>,
    /// The request; `None` on a filter chain that reads bytes (AZ-28).
    pub(in crate::verdict) request: Option<&'a Request>,
}

/// The same, read for policies.
pub(super) struct Seen<'a> {
    pub(super) settings: &'a Settings,
    pub(super) access: &'a Access<'a>,
    pub(super) request: Option<SeenRequest<'a>>,
}

/// A request, read for policies.
#[derive(Clone)]
pub(super) struct SeenRequest<'a> {
    pub(super) request: &'a Request,
    /// Normalized, without the query (AZ-38).
    pub(super) path: Cow<'a, str>,
    /// Names in lower case, without the authority. The token check adds and removes some.
    pub(super) headers: BTreeMap<String, String>,
    /// The claims of the token that was accepted, if one was.
    pub(super) claims: Option<BTreeMap<String, Claim>>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(settings: &'a Settings, access: &'a Access<'a>) -> Self {
        let request = access.request.map(|request| SeenRequest {
            request,
            path: url_path::compared(&request.path, settings.path_normalization),
            headers: request.headers.clone(),
            claims: None,
        });
        Self { settings, access, request }
    }

    /// The address of the client behind all proxies: at a sidecar the last one that `X-Forwarded-For` names, at a
    /// gateway that of the direct peer (AZ-20a).
    pub(super) fn remote(&self) -> IpAddr {
        let forwarded = || {
            let header = self.request.as_ref()?.headers.get("x-forwarded-for")?;
            header.rsplit(',').next()?.trim().parse().ok()
        };
        let forwarded = if self.access.reader == Reader::Gateway { None } else { forwarded() };
        forwarded.unwrap_or(self.access.source)
    }
}

impl SeenRequest<'_> {
    /// The request as the proxy sends it on: the token that it checked may stay behind, and claims may be in headers.
    pub(super) fn onward(self) -> Request {
        let Self { request, mut headers, claims, .. } = self;
        let mut token = request.token.clone();
        if token != Token::None && headers.remove(AUTHORIZATION).is_none() {
            token = Token::None;
        }
        Request { headers, token, claims: claims.unwrap_or_default(), ..request.clone() }
    }

    /// The header of this name, whatever its case. HTTP/2 writes method, path and authority as headers, too.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            ":method" => Some(&self.request.method),
            ":path" => Some(&self.request.path),
            ":authority" | "host" => Some(&self.request.authority),
            _ => self.headers.get(&name).map(String::as_str),
        }
    }

    /// The claim at the end of these names, of the token that was accepted.
    pub(super) fn claim(&self, names: &[String]) -> Option<&Claim> {
        let (first, rest) = names.split_first()?;
        self.claims.as_ref()?.get(first)?.nested(rest)
    }

    /// The same for a claim at the top, where it is a text.
    pub(super) fn text_claim(&self, name: &str) -> Option<&str> {
        self.claims.as_ref()?.get(name)?.as_text()
    }
}
