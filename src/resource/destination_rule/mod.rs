//! DestinationRule: what a client sends (DR-1 … DR-32).

mod wire;

pub(super) use wire::DestinationRuleWire;

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The spec of a DestinationRule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DestinationRule {
    /// `host` as written; short names are not expanded yet (DR-2).
    pub host: String,
    /// `exportTo` as written; empty means unset, which is not the same as `*` (DR-9, DR-14).
    pub export_to: Vec<String>,
    /// `workloadSelector.matchLabels`; `None` where the selector is absent (DR-15, DR-16).
    pub workload_selector: Option<BTreeMap<String, String>>,
    /// `trafficPolicy`.
    pub policy: Option<TrafficPolicy>,
    /// `subsets` in their order.
    pub subsets: Vec<Subset>,
}

/// A named part of the endpoints of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subset {
    /// `name`.
    pub name: String,
    /// `labels` that its endpoints carry.
    pub labels: BTreeMap<String, String>,
    /// `trafficPolicy`, laid over the one of the rule (DR-21).
    pub policy: Option<TrafficPolicy>,
}

/// How clients treat a host, a subset or a port of it. Every field is absent unless it is written: which level
/// writes what decides the merge (DR-20, DR-21).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrafficPolicy {
    /// `tls`; present without a mode it means DISABLE (DR-23).
    pub tls: Option<ClientTls>,
    /// `loadBalancer`.
    pub load_balancer: Option<LoadBalancer>,
    /// The other blocks that are written here. Their content decides no outcome, their presence does (DR-13).
    pub others: BTreeSet<PolicyBlock>,
    /// `portLevelSettings` in their order; always empty inside another port's settings.
    pub ports: Vec<PortPolicy>,
}

/// One entry of `portLevelSettings`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortPolicy {
    /// `port.number`: the *Service* port (DR-20). Without a number the entry matches nothing.
    pub port: Option<u16>,
    /// The settings; they replace the policy around them, absent fields included.
    pub policy: TrafficPolicy,
}

/// Blocks of a traffic policy whose mere presence matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the fields' own")]
pub enum PolicyBlock {
    ConnectionPool,
    OutlierDetection,
    Tunnel,
    ProxyProtocol,
    RetryBudget,
}

/// `loadBalancer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LoadBalancer {
    /// `simple: PASSTHROUGH`: to the address that was dialled (AM-7).
    Passthrough,
    /// Any other.
    Other,
}

/// `tls` of a traffic policy (DR-25 … DR-28). Empty strings count as absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientTls {
    /// `mode`; `None` where `tls` has none. [`ClientTls::mode`] is what that means.
    pub written_mode: Option<ClientTlsMode>,
    /// `sni`.
    pub sni: Option<String>,
    /// `subjectAltNames`.
    pub subject_alt_names: Vec<String>,
    /// `credentialName` (DR-27).
    pub credential_name: Option<String>,
    /// `insecureSkipVerify`.
    pub insecure_skip_verify: bool,
    /// `clientCertificate`: a file in the proxy's container.
    pub client_certificate: Option<String>,
    /// `privateKey`: a file in the proxy's container.
    pub private_key: Option<String>,
    /// `caCertificates`: a file in the proxy's container.
    pub ca_certificates: Option<String>,
}

impl ClientTls {
    /// The mode in force: DISABLE where none is written (DR-23).
    pub fn mode(&self) -> ClientTlsMode {
        self.written_mode.unwrap_or_default()
    }
}

/// `tls.mode` of a traffic policy (DR-25).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClientTlsMode {
    /// Plaintext.
    #[default]
    Disable,
    /// One-way TLS.
    Simple,
    /// TLS with an own client certificate.
    Mutual,
    /// Mutual TLS of the mesh.
    IstioMutual,
}
