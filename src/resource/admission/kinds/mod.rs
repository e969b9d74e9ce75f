//! The kinds that Istio admits: one file per kind with its table and its rules.

mod authorization_policy;
mod connection_pool;
mod destination_rule;
mod export_to;
mod gateway;
mod hosts;
mod http_route;
mod load_balancer;
mod metadata;
mod peer_authentication;
mod request_authentication;
mod route;
mod selector;
mod server_tls;
mod service_entry;
mod sidecar;
mod traffic_policy;
mod virtual_service;
mod workload_entry;

use super::Rule;
use super::at::{At, Objections};
use super::schema::Object;

/// A kind: its name, its shape and its rules.
pub(super) struct Definition {
    group: &'static str,
    kind: &'static str,
    versions: &'static [&'static str],
    /// Whether a document without `spec` is rejected.
    pub(super) needs_spec: bool,
    /// The fields of `spec`.
    pub(super) spec: &'static Object,
    /// What several fields say together.
    rules: fn(&Subject<'_, '_, '_>, &mut Objections),
}

/// A document, as the rules of its kind look at it.
pub(super) struct Subject<'n, 'p, 's> {
    /// `spec`.
    spec: &'s At<'n, 'p>,
    /// `metadata`.
    metadata: &'s At<'n, 'p>,
    /// `metadata.namespace`, or the namespace that the cluster would choose.
    namespace: &'n str,
}

const NETWORKING: &str = "networking.istio.io";
const SECURITY: &str = "security.istio.io";
const NETWORKING_VERSIONS: &[&str] = &["v1", "v1beta1", "v1alpha3"];
const SECURITY_VERSIONS: &[&str] = &["v1", "v1beta1"];

static DEFINITIONS: [Definition; 9] = [
    networking("VirtualService", &virtual_service::SPEC, virtual_service::rules),
    networking("DestinationRule", &destination_rule::SPEC, destination_rule::rules),
    networking("Gateway", &gateway::SPEC, gateway::rules),
    networking("ServiceEntry", &service_entry::SPEC, service_entry::rules),
    networking("WorkloadEntry", &workload_entry::SPEC, workload_entry::rules),
    networking("Sidecar", &sidecar::SPEC, sidecar::rules),
    security("PeerAuthentication", &peer_authentication::SPEC, peer_authentication::rules),
    security("RequestAuthentication", &request_authentication::SPEC, request_authentication::rules),
    security("AuthorizationPolicy", &authorization_policy::SPEC, authorization_policy::rules),
];

type Rules = fn(&Subject<'_, '_, '_>, &mut Objections);

const fn networking(kind: &'static str, spec: &'static Object, rules: Rules) -> Definition {
    Definition { group: NETWORKING, kind, versions: NETWORKING_VERSIONS, needs_spec: true, spec, rules }
}

const fn security(kind: &'static str, spec: &'static Object, rules: Rules) -> Definition {
    Definition { group: SECURITY, kind, versions: SECURITY_VERSIONS, needs_spec: false, spec, rules }
}

impl Definition {
    /// The definition of the document's kind.
    pub(super) fn of(root: &At<'_, '_>) -> Option<&'static Self> {
        let (group, _) = root.key("apiVersion").text().split_once('/')?;
        let kind = root.key("kind").text();
        DEFINITIONS.iter().find(|definition| definition.group == group && definition.kind == kind)
    }

    /// Rejects a version that is not served.
    pub(super) fn check_version(&self, root: &At<'_, '_>, out: &mut Objections) {
        let at = root.key("apiVersion");
        let served = at.text().split_once('/').is_some_and(|(_, version)| self.versions.contains(&version));
        out.reject_if(!served, &at, Rule::UnservedVersion { served: self.versions });
    }

    /// Applies what looks at several fields.
    pub(super) fn check_rules(&self, root: &At<'_, '_>, spec: &At<'_, '_>, out: &mut Objections) {
        let metadata = root.key("metadata");
        metadata::rules(&metadata, spec, self.kind, out);
        let namespace = match metadata.key("namespace").text() {
            "" => "default",
            written => written,
        };
        (self.rules)(&Subject { spec, metadata: &metadata, namespace }, out);
    }
}
