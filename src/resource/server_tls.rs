//! `tls` of a server: of a Gateway, or of the ingress of a Sidecar.

use super::wire::text;
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;

/// How a server treats TLS (GW-1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerTls {
    /// `mode`.
    pub mode: ServerTlsMode,
    /// `httpsRedirect`: sends plain HTTP to HTTPS (GW-17).
    pub https_redirect: bool,
    /// `credentialName` and `credentialNames`: Secrets with the server's certificates.
    pub credentials: Vec<String>,
    /// `serverCertificate`: a file in the proxy's container.
    pub server_certificate: Option<String>,
    /// `privateKey`: a file in the proxy's container.
    pub private_key: Option<String>,
    /// `caCertificates`: a file in the proxy's container.
    pub ca_certificates: Option<String>,
    /// `subjectAltNames` that a client certificate must have one of.
    pub subject_alt_names: Vec<String>,
}

/// `tls.mode` of a server (GW-1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServerTlsMode {
    /// Routes by SNI and leaves TLS untouched; also what a missing mode means.
    #[default]
    Passthrough,
    /// Terminates one-way TLS.
    Simple,
    /// Terminates TLS and asks for a client certificate.
    Mutual,
    /// Passes mTLS of the mesh on, by the SNI that other proxies make.
    AutoPassthrough,
    /// Terminates mTLS of the mesh.
    IstioMutual,
    /// Terminates TLS, and looks at a client certificate if there is one.
    OptionalMutual,
}

/// The settings as they are written.
#[apply(wire)]
pub(super) struct ServerTlsWire {
    mode: Option<ServerTlsMode>,
    https_redirect: bool,
    credential_name: String,
    credential_names: Vec<String>,
    server_certificate: String,
    private_key: String,
    ca_certificates: String,
    subject_alt_names: Vec<String>,
}

impl From<ServerTlsWire> for ServerTls {
    fn from(wire: ServerTlsWire) -> Self {
        Self {
            mode: wire.mode.unwrap_or_default(),
            https_redirect: wire.https_redirect,
            credentials: text(wire.credential_name).into_iter().chain(wire.credential_names).collect(),
            server_certificate: text(wire.server_certificate),
            private_key: text(wire.private_key),
            ca_certificates: text(wire.ca_certificates),
            subject_alt_names: wire.subject_alt_names,
        }
    }
}
