//! `trafficPolicy` of a DestinationRule, of its subsets and of its ports (DRV-2, DRV-3).

use super::connection_pool::{self, CONNECTION_POOL};
use super::load_balancer::{self, LOAD_BALANCER};
use super::{At, Objections, Rule};
use crate::resource::admission::Format;
use crate::resource::admission::schema::{
    BOOLEAN, DURATION, Field, Object, PORT, SIGNED, Schema, TEXT, TEXTS, UNSIGNED, field,
};

static PORT_SELECTOR: Object = Object::new(&[field("number", UNSIGNED)]);
static STATUS: Schema = Schema::integer(100, 599);
const PERCENT: Schema = Schema::integer(0, 100);

static OUTLIER: Object = Object::new(&[
    field("baseEjectionTime", DURATION),
    field("consecutive5xxErrors", UNSIGNED).nullable(),
    field("consecutiveErrors", SIGNED),
    field("consecutiveGatewayErrors", UNSIGNED).nullable(),
    field("consecutiveLocalOriginFailures", UNSIGNED).nullable(),
    field("interval", DURATION),
    field("maxEjectionPercent", PERCENT),
    field("minHealthPercent", PERCENT),
    field("outlierDetectionHttpErrorCodes", Schema::list(&STATUS)),
    field("splitExternalLocalOriginErrors", BOOLEAN),
]);

static TLS: Object = Object::new(&[
    field("mode", Schema::one_of(&["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"])),
    field("clientCertificate", TEXT),
    field("privateKey", TEXT),
    field("caCertificates", TEXT),
    field("credentialName", TEXT),
    field("subjectAltNames", TEXTS),
    field("sni", TEXT),
    field("insecureSkipVerify", BOOLEAN).nullable(),
    field("caCrl", TEXT),
]);

static TUNNEL: Object = Object::new(&[
    field("protocol", Schema::one_of(&["", "CONNECT", "POST"])),
    field("targetHost", TEXT.format(Format::DomainOrIp)).required(),
    field("targetPort", PORT).required(),
]);
static PROXY_PROTOCOL: Object = Object::new(&[field("version", Schema::one_of(&["V1", "V2"]))]);
static RETRY_BUDGET: Object = Object::new(&[
    field("percent", Schema::number(0, 100)).nullable(),
    field("minRetryConcurrency", UNSIGNED),
    field("budgetInterval", TEXT.format(Format::Duration)),
]);

const POOL: Field = field("connectionPool", Schema::Object(&CONNECTION_POOL));
const BALANCER: Field = field("loadBalancer", Schema::Object(&LOAD_BALANCER));
const DETECTION: Field = field("outlierDetection", Schema::Object(&OUTLIER));
const CLIENT_TLS: Field = field("tls", Schema::Object(&TLS));

static PORT_POLICY: Object =
    Object::new(&[field("port", Schema::Object(&PORT_SELECTOR)), POOL, BALANCER, DETECTION, CLIENT_TLS]);
static PORT_POLICY_ITEM: Schema = Schema::Object(&PORT_POLICY);

/// The fields of a traffic policy.
pub(super) static POLICY: Object = Object::new(&[
    POOL,
    BALANCER,
    DETECTION,
    CLIENT_TLS,
    field("portLevelSettings", Schema::list(&PORT_POLICY_ITEM).size(0, 4096)),
    field("tunnel", Schema::Object(&TUNNEL)),
    field("proxyProtocol", Schema::Object(&PROXY_PROTOCOL)),
    field("retryBudget", Schema::Object(&RETRY_BUDGET)),
]);

const PORT_BLOCKS: &[&str] = &["outlierDetection", "connectionPool", "loadBalancer", "tls"];
const BLOCKS: &[&str] = &[
    "outlierDetection",
    "connectionPool",
    "loadBalancer",
    "tls",
    "portLevelSettings",
    "tunnel",
    "proxyProtocol",
    "retryBudget",
];

/// A policy says something, and what it says fits together.
pub(super) fn rules(policy: &At<'_, '_>, namespace: &str, out: &mut Objections) {
    if !policy.exists() {
        return;
    }
    let ports = policy.key("portLevelSettings");
    let others = BLOCKS.iter().any(|name| *name != "portLevelSettings" && policy.key(name).exists());
    out.reject_if(!others && ports.is_empty(), policy, Rule::AtLeastOneOf { fields: BLOCKS });
    let tunnel = policy.key("tunnel");
    let both = tunnel.exists() && policy.key("proxyProtocol").exists();
    out.reject_if(both, &tunnel, Rule::NotWith { field: "proxyProtocol" });
    block_rules(policy, namespace, out);
    for port in ports.items() {
        let selector = port.key("port");
        out.reject_if(!selector.exists(), &selector, Rule::Missing);
        let says = PORT_BLOCKS.iter().any(|name| port.key(name).exists());
        out.reject_if(!says, &port, Rule::AtLeastOneOf { fields: PORT_BLOCKS });
        block_rules(&port, namespace, out);
    }
}

/// The rules for the blocks that a policy and a port of it have in common.
fn block_rules(policy: &At<'_, '_>, namespace: &str, out: &mut Objections) {
    let outlier = policy.key("outlierDetection");
    let failures = outlier.key("consecutiveLocalOriginFailures");
    let split = outlier.key("splitExternalLocalOriginErrors").flag();
    let useless = failures.int() > 0 && !split;
    out.reject_if(useless, &failures, Rule::Needs { field: "splitExternalLocalOriginErrors" });
    connection_pool::rules(&policy.key("connectionPool"), out);
    load_balancer::rules(&policy.key("loadBalancer"), out);
    tls_rules(&policy.key("tls"), namespace, out);
}

/// DRV-3. Certificates beside DISABLE and ISTIO_MUTUAL are ignored, not rejected.
fn tls_rules(tls: &At<'_, '_>, namespace: &str, out: &mut Objections) {
    let mode = tls.key("mode").text();
    let credential = tls.key("credentialName");
    if let Some(reference) = credential.text().strip_prefix("configmap://") {
        let (format, value) = (Format::ConfigMapReference, credential.text().to_owned());
        out.reject_if(!is_local(reference, namespace), &credential, Rule::Malformed { format, value });
    }
    if tls.key("insecureSkipVerify").flag() {
        let excluded: &[&'static str] = match mode {
            "SIMPLE" => &["caCertificates", "credentialName"],
            "MUTUAL" => &["caCertificates"],
            _ => &[],
        };
        for name in excluded {
            let at = tls.key(name);
            out.reject_if(at.has_text(), &at, Rule::NotWith { field: "insecureSkipVerify" });
        }
        let names = tls.key("subjectAltNames");
        let useless = !excluded.is_empty() && !names.is_empty();
        out.reject_if(useless, &names, Rule::NotWith { field: "insecureSkipVerify" });
    }
    if !matches!(mode, "SIMPLE" | "MUTUAL") {
        return;
    }
    if credential.has_text() {
        for name in ["clientCertificate", "privateKey", "caCertificates", "caCrl"] {
            let at = tls.key(name);
            out.reject_if(at.has_text(), &at, Rule::NotWith { field: "credentialName" });
        }
    } else if mode == "MUTUAL" {
        for name in ["clientCertificate", "privateKey"] {
            let at = tls.key(name);
            let rule = Rule::MissingForValue { field: "mode", value: mode.to_owned() };
            out.reject_if(!at.has_text(), &at, rule);
        }
    }
}

/// Whether a reference behind `configmap://` names a ConfigMap in the rule's own namespace.
fn is_local(reference: &str, namespace: &str) -> bool {
    let mut parts = reference.split('/');
    parts.next() == Some(namespace) && parts.next().is_some_and(|name| !name.is_empty())
}
