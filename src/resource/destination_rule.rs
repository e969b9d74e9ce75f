//! DestinationRule: what a client sends (DR-1 … DR-32).

use super::decode::{Flaw, Vital};
use super::wire::{Body, Ignored, Selector, TypeName, Wire, text};
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

/// The spec as it is written.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct DestinationRuleWire {
    host: String,
    export_to: Vec<String>,
    workload_selector: Option<Vital<Selector>>,
    traffic_policy: Option<PolicyWire>,
    subsets: Vec<SubsetWire>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct SubsetWire {
    name: String,
    labels: Vital<BTreeMap<String, String>>,
    traffic_policy: Option<PolicyWire>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct PolicyWire {
    tls: Option<TlsWire>,
    load_balancer: Option<BalancerWire>,
    connection_pool: Option<Ignored>,
    outlier_detection: Option<Ignored>,
    tunnel: Option<Ignored>,
    proxy_protocol: Option<Ignored>,
    retry_budget: Option<Ignored>,
    port_level_settings: Vec<PortPolicyWire>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct PortPolicyWire {
    port: PortSelector,
    tls: Option<TlsWire>,
    load_balancer: Option<BalancerWire>,
    connection_pool: Option<Ignored>,
    outlier_detection: Option<Ignored>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PortSelector {
    number: Option<u16>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct TlsWire {
    mode: Option<Vital<ClientTlsMode>>,
    sni: String,
    subject_alt_names: Vec<String>,
    credential_name: String,
    insecure_skip_verify: bool,
    client_certificate: String,
    private_key: String,
    ca_certificates: String,
    ca_crl: Ignored,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct BalancerWire {
    simple: Option<SimpleBalancer>,
    consistent_hash: Ignored,
    locality_lb_setting: Ignored,
    warmup: Ignored,
    warmup_duration_secs: Ignored,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum SimpleBalancer {
    Unspecified,
    LeastConn,
    Random,
    Passthrough,
    RoundRobin,
    LeastRequest,
}

impl Wire for DestinationRuleWire {
    type Value = DestinationRule;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "networking.istio.io",
        versions: &["v1", "v1beta1", "v1alpha3"],
        kinds: &["DestinationRule"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = true;
}

impl TryFrom<DestinationRuleWire> for DestinationRule {
    type Error = Flaw;

    fn try_from(wire: DestinationRuleWire) -> Result<Self, Flaw> {
        Ok(Self {
            host: wire.host,
            export_to: wire.export_to,
            workload_selector: wire.workload_selector.map(|Vital(selector)| selector.match_labels),
            policy: wire.traffic_policy.map(TrafficPolicy::from),
            subsets: wire.subsets.into_iter().map(Subset::from).collect(),
        })
    }
}

impl From<SubsetWire> for Subset {
    fn from(wire: SubsetWire) -> Self {
        Self { name: wire.name, labels: wire.labels.0, policy: wire.traffic_policy.map(TrafficPolicy::from) }
    }
}

impl From<PolicyWire> for TrafficPolicy {
    fn from(wire: PolicyWire) -> Self {
        Self {
            tls: wire.tls.map(ClientTls::from),
            load_balancer: wire.load_balancer.map(LoadBalancer::from),
            others: written([
                (PolicyBlock::ConnectionPool, &wire.connection_pool),
                (PolicyBlock::OutlierDetection, &wire.outlier_detection),
                (PolicyBlock::Tunnel, &wire.tunnel),
                (PolicyBlock::ProxyProtocol, &wire.proxy_protocol),
                (PolicyBlock::RetryBudget, &wire.retry_budget),
            ]),
            ports: wire.port_level_settings.into_iter().map(PortPolicy::from).collect(),
        }
    }
}

impl From<PortPolicyWire> for PortPolicy {
    fn from(wire: PortPolicyWire) -> Self {
        let policy = TrafficPolicy {
            tls: wire.tls.map(ClientTls::from),
            load_balancer: wire.load_balancer.map(LoadBalancer::from),
            others: written([
                (PolicyBlock::ConnectionPool, &wire.connection_pool),
                (PolicyBlock::OutlierDetection, &wire.outlier_detection),
            ]),
            ports: Vec::new(),
        };
        Self { port: wire.port.number, policy }
    }
}

impl From<TlsWire> for ClientTls {
    fn from(wire: TlsWire) -> Self {
        Self {
            written_mode: wire.mode.map(|Vital(mode)| mode),
            sni: text(wire.sni),
            subject_alt_names: wire.subject_alt_names,
            credential_name: text(wire.credential_name),
            insecure_skip_verify: wire.insecure_skip_verify,
            client_certificate: text(wire.client_certificate),
            private_key: text(wire.private_key),
            ca_certificates: text(wire.ca_certificates),
        }
    }
}

impl From<BalancerWire> for LoadBalancer {
    fn from(wire: BalancerWire) -> Self {
        if wire.simple == Some(SimpleBalancer::Passthrough) { Self::Passthrough } else { Self::Other }
    }
}

fn written<const N: usize>(blocks: [(PolicyBlock, &Option<Ignored>); N]) -> BTreeSet<PolicyBlock> {
    blocks.into_iter().filter(|(_, content)| content.is_some()).map(|(block, _)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use ClientTlsMode::{Disable, IstioMutual, Mutual, Simple};
    use test_case::test_case;

    fn read(text: &str) -> DestinationRule {
        (*spec::<DestinationRule>("networking.istio.io/v1", "DestinationRule", text)).clone()
    }

    fn policy(text: &str) -> TrafficPolicy {
        read(&format!("trafficPolicy: {{{text}}}")).policy.unwrap_or_default()
    }

    #[test_case("", None; "absent")]
    #[test_case("tls: null", None; "null is absent")]
    #[test_case("tls: {}", Some((None, Disable)); "DR-23 empty")]
    #[test_case("tls: {sni: a}", Some((None, Disable)); "DR-23 without a mode")]
    #[test_case("tls: {mode: DISABLE}", Some((Some(Disable), Disable)))]
    #[test_case("tls: {mode: SIMPLE}", Some((Some(Simple), Simple)))]
    #[test_case("tls: {mode: MUTUAL}", Some((Some(Mutual), Mutual)))]
    #[test_case("tls: {mode: ISTIO_MUTUAL}", Some((Some(IstioMutual), IstioMutual)))]
    fn modes(text: &str, expected: Option<(Option<ClientTlsMode>, ClientTlsMode)>) {
        assert_eq!(policy(text).tls.map(|tls| (tls.written_mode, tls.mode())), expected);
    }

    #[test]
    fn tls_settings() {
        let text =
            "tls: {mode: SIMPLE, sni: a, subjectAltNames: [b], credentialName: '', insecureSkipVerify: true}";
        let tls = policy(text).tls.unwrap_or_default();
        assert_eq!(
            (tls.sni.as_deref(), tls.credential_name, tls.insecure_skip_verify),
            (Some("a"), None, true)
        );
        assert_eq!(tls.subject_alt_names, ["b"]);
    }

    #[test_case("loadBalancer: {simple: PASSTHROUGH}", Some(LoadBalancer::Passthrough))]
    #[test_case("loadBalancer: {simple: ROUND_ROBIN}", Some(LoadBalancer::Other))]
    #[test_case("loadBalancer: {}", Some(LoadBalancer::Other))]
    #[test_case("", None)]
    fn load_balancers(text: &str, expected: Option<LoadBalancer>) {
        assert_eq!(policy(text).load_balancer, expected);
    }

    #[test]
    fn ports_are_policies_of_their_own() {
        let text = "tls: {mode: ISTIO_MUTUAL}, connectionPool: {}, \
                    portLevelSettings: [{port: {number: 80}, outlierDetection: {}}, {tls: {}}]";
        let policy = policy(text);
        let [first, second] = policy.ports.as_slice() else { panic!("{policy:?}") };
        assert_eq!((first.port, &first.policy.tls), (Some(80), &None));
        assert_eq!(first.policy.others, BTreeSet::from([PolicyBlock::OutlierDetection]));
        assert_eq!((second.port, second.policy.tls.is_some()), (None, true));
        assert_eq!(policy.others, BTreeSet::from([PolicyBlock::ConnectionPool]));
    }

    #[test_case("", None; "no selector")]
    #[test_case("workloadSelector: {}", Some(0); "a selector without labels is one")]
    #[test_case("workloadSelector: {matchLabels: {app: a}}", Some(1))]
    fn workload_selectors(text: &str, labels: Option<usize>) {
        assert_eq!(read(text).workload_selector.map(|selector| selector.len()), labels);
    }

    #[test]
    fn subsets_and_export() {
        let rule = read(
            "host: a, exportTo: [., b], subsets: [{name: v1, labels: {v: '1'}}, {name: v2, trafficPolicy: {}}]",
        );
        assert_eq!((rule.host.as_str(), rule.export_to.len()), ("a", 2));
        let [first, second] = rule.subsets.as_slice() else { panic!("{rule:?}") };
        assert_eq!((first.name.as_str(), first.labels.len(), &first.policy), ("v1", 1, &None));
        assert_eq!(second.policy, Some(TrafficPolicy::default()), "empty is not absent");
    }
}
