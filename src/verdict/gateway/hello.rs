//! What the first bytes of a connection tell a gateway.

use crate::verdict::{Arrival, Inside, Sent};
use std::net::IpAddr;

/// How a call writes the address of a pod.
const POD: &str = "pod:";

/// What arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::verdict) struct Hello {
    /// The TLS around it, if any.
    pub(in crate::verdict) tls: Option<Handshake>,
    /// What is inside.
    pub(in crate::verdict) inside: Content,
}

/// The client's half of a TLS handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::verdict) struct Handshake {
    /// The name that it asks for.
    pub(in crate::verdict) sni: Option<String>,
    /// The certificate that it can show.
    pub(in crate::verdict) certificate: Certificate,
}

/// The certificate of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verdict) enum Certificate {
    /// Whatever the server asks for, but none of the mesh.
    AsAsked,
    /// None.
    None,
    /// One of the mesh; such clients announce Istio's ALPN.
    Mesh,
}

/// What is inside of TLS, or without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verdict) enum Content {
    /// HTTP.
    Http,
    /// Anything else; nothing at all where the server speaks first.
    Bytes,
}

impl Hello {
    /// What `arrival` tells, where `sent` left the client; `sni` is the name that its TLS asks for.
    pub(in crate::verdict) fn of(arrival: Arrival, sent: Sent, sni: Option<&str>) -> Self {
        let tls = |certificate| Some(Handshake::new(sni, certificate));
        let foreign = if sent == Sent::Tls { Certificate::None } else { Certificate::AsAsked };
        let (tls, inside) = match arrival {
            Arrival::Http => (None, Content::Http),
            Arrival::Bytes | Arrival::Silence => (None, Content::Bytes),
            Arrival::Tls => (tls(foreign), Content::Http),
            Arrival::TlsInTls => (tls(foreign), Content::Bytes),
            Arrival::MeshHttp | Arrival::MeshTcp(Inside::Http) => (tls(Certificate::Mesh), Content::Http),
            Arrival::MeshTcp(Inside::Bytes | Inside::Silence) => (tls(Certificate::Mesh), Content::Bytes),
        };
        Self { tls, inside }
    }
}

impl Handshake {
    /// A handshake that asks for this name. An address is no name.
    pub(in crate::verdict) fn new(sni: Option<&str>, certificate: Certificate) -> Self {
        let is_name = |name: &&str| !name.starts_with(POD) && name.parse::<IpAddr>().is_err();
        Self { sni: sni.filter(is_name).map(str::to_owned), certificate }
    }

    /// The name that it asks for.
    pub(in crate::verdict) fn name(&self) -> Option<&str> {
        self.sni.as_deref()
    }
}
