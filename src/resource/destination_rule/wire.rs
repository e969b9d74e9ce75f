//! DestinationRules as they are written. Every field that exists is listed: any other is a mistake.

use super::{
    ClientTls, ClientTlsMode, DestinationRule, LoadBalancer, PolicyBlock, PortPolicy, Subset, TrafficPolicy,
};
use crate::order;
use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, Ignored, Selector, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The spec as it is written.
#[apply(wire)]
pub(in crate::resource) struct DestinationRuleWire {
    host: String,
    export_to: Vec<String>,
    workload_selector: Option<Vital<Selector>>,
    traffic_policy: Option<PolicyWire>,
    subsets: Vec<SubsetWire>,
}

#[apply(wire)]
struct SubsetWire {
    name: String,
    labels: Vital<BTreeMap<String, String>>,
    traffic_policy: Option<PolicyWire>,
}

#[apply(wire)]
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

#[apply(wire)]
struct PortPolicyWire {
    port: PortSelector,
    tls: Option<TlsWire>,
    load_balancer: Option<BalancerWire>,
    connection_pool: Option<Ignored>,
    outlier_detection: Option<Ignored>,
}

#[apply(wire)]
struct PortSelector {
    number: Option<u16>,
}

#[apply(wire)]
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

#[apply(wire)]
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
    order::set(blocks.into_iter().filter(|(_, content)| content.is_some()).map(|(block, _)| block))
}

#[cfg(test)]
mod tests {
    use crate::resource::testing::spec;
    use crate::resource::{ClientTlsMode, DestinationRule, LoadBalancer, PolicyBlock, TrafficPolicy};
    use ClientTlsMode::{Disable, IstioMutual, Mutual, Simple};
    use std::collections::BTreeSet;
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
