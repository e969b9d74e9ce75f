//! Ingress of Kubernetes.

use super::TargetPort;
use super::decode::{Flaw, Vital};
use super::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The class that Istio's own control plane serves. It makes a Gateway and a VirtualService of it.
const ISTIO: &str = "istio";

/// The spec of an Ingress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingress {
    /// The class that says which controller serves it: the annotation `kubernetes.io/ingress.class`, else
    /// `ingressClassName`.
    pub class: Option<String>,
    /// How ingress-nginx reaches its backends.
    pub nginx: NginxOptions,
    /// `defaultBackend`.
    pub default_backend: Option<IngressBackend>,
    /// `rules` in their order.
    pub rules: Vec<IngressRule>,
    /// `tls` in its order.
    pub tls: Vec<IngressTls>,
}

/// Annotations of ingress-nginx that change what it sends and where (GW-10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NginxOptions {
    /// `service-upstream`: it dials the address of the Service instead of those of its pods.
    pub service_upstream: bool,
    /// `upstream-vhost`: the Host header that it writes instead of the client's.
    pub upstream_vhost: Option<String>,
    /// `backend-protocol` is `HTTPS` or `GRPCS`: it speaks TLS to the backend.
    pub tls: bool,
    /// `rewrite-target`: the path that it writes instead of the client's.
    pub rewrite_target: Option<String>,
}

impl NginxOptions {
    fn of(annotations: &BTreeMap<String, String>) -> Self {
        let says = |name: &str| annotations.get(&format!("nginx.ingress.kubernetes.io/{name}"));
        let written = |name| says(name).cloned().and_then(text);
        Self {
            service_upstream: says("service-upstream").is_some_and(|value| value == "true"),
            upstream_vhost: written("upstream-vhost"),
            tls: says("backend-protocol").is_some_and(|value| matches!(value.as_str(), "HTTPS" | "GRPCS")),
            rewrite_target: written("rewrite-target"),
        }
    }
}

impl Ingress {
    /// Whether Istio's own gateways serve it, instead of a controller that knows nothing of the mesh.
    pub fn is_for_istio(&self) -> bool {
        self.class.as_deref() == Some(ISTIO)
    }
}

/// An entry of `rules`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngressRule {
    /// `host`; `None` means every host.
    pub host: Option<String>,
    /// `http.paths` in their order.
    pub paths: Vec<IngressPath>,
}

/// An entry of `http.paths`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IngressPath {
    /// `path`; empty means every path.
    pub path: String,
    /// `pathType`.
    pub path_type: PathType,
    /// `backend.service`; `None` where the backend is another kind of resource.
    pub backend: Option<IngressBackend>,
}

/// `pathType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum PathType {
    /// As the controller likes.
    #[default]
    ImplementationSpecific,
    /// Exactly this path.
    Exact,
    /// This path and what follows it behind a slash.
    Prefix,
}

/// A Service and a port of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IngressBackend {
    /// `service.name`, in the namespace of the Ingress.
    pub service: String,
    /// `service.port`: the Service port by number or name.
    pub port: Option<TargetPort>,
}

/// An entry of `tls`.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IngressTls {
    /// `hosts`.
    pub hosts: Vec<String>,
    /// `secretName`.
    pub secret_name: String,
}

/// The document as it is written.
#[apply(wire)]
pub(super) struct IngressWire {
    metadata: MetadataWire,
    spec: SpecWire,
}

#[apply(wire)]
struct MetadataWire {
    annotations: BTreeMap<String, String>,
}

#[apply(wire)]
struct SpecWire {
    ingress_class_name: String,
    default_backend: Option<BackendWire>,
    rules: Vital<Vec<RuleWire>>,
    tls: Vec<IngressTls>,
}

#[apply(wire)]
struct RuleWire {
    host: String,
    http: HttpWire,
}

#[apply(wire)]
struct HttpWire {
    paths: Vec<PathWire>,
}

#[apply(wire)]
struct PathWire {
    path: String,
    path_type: Option<PathType>,
    backend: BackendWire,
}

#[apply(wire)]
struct BackendWire {
    service: Option<ServiceWire>,
}

#[apply(wire)]
struct ServiceWire {
    name: String,
    port: PortWire,
}

#[apply(wire)]
struct PortWire {
    number: u16,
    name: String,
}

impl Wire for IngressWire {
    type Value = Ingress;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "networking.k8s.io", versions: &["v1"], kinds: &["Ingress"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl TryFrom<IngressWire> for Ingress {
    type Error = Flaw;

    fn try_from(wire: IngressWire) -> Result<Self, Flaw> {
        let IngressWire { metadata: MetadataWire { annotations }, spec } = wire;
        let annotated = annotations.get("kubernetes.io/ingress.class").cloned().and_then(text);
        Ok(Self {
            class: annotated.or_else(|| text(spec.ingress_class_name)),
            nginx: NginxOptions::of(&annotations),
            default_backend: spec.default_backend.and_then(backend),
            rules: spec.rules.0.into_iter().map(IngressRule::from).collect(),
            tls: spec.tls,
        })
    }
}

impl From<RuleWire> for IngressRule {
    fn from(wire: RuleWire) -> Self {
        let path = |wire: PathWire| IngressPath {
            path: wire.path,
            path_type: wire.path_type.unwrap_or_default(),
            backend: backend(wire.backend),
        };
        Self { host: text(wire.host), paths: wire.http.paths.into_iter().map(path).collect() }
    }
}

fn backend(wire: BackendWire) -> Option<IngressBackend> {
    let service = wire.service?;
    let named = text(service.port.name).map(TargetPort::Named);
    let numbered = Some(service.port.number).filter(|number| *number > 0).map(TargetPort::Number);
    Some(IngressBackend { service: service.name, port: numbered.or(named) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;

    #[test]
    fn fields() {
        let ingress = spec::<Ingress>(
            "networking.k8s.io/v1",
            "Ingress",
            "ingressClassName: nginx, defaultBackend: {service: {name: d, port: {name: http}}}, \
             rules: [{host: a.com, http: {paths: [{path: /x, pathType: Prefix, \
             backend: {service: {name: a, port: {number: 80}}}}, {backend: {resource: {kind: B}}}]}}, {}], \
             tls: [{hosts: [a.com], secretName: s}]",
        );
        assert_eq!((ingress.class.as_deref(), ingress.tls[0].secret_name.as_str()), (Some("nginx"), "s"));
        let named =
            IngressBackend { service: "d".to_owned(), port: Some(TargetPort::Named("http".to_owned())) };
        assert_eq!(ingress.default_backend, Some(named));
        let [rule, empty] = ingress.rules.as_slice() else { panic!("{ingress:?}") };
        assert_eq!((rule.host.as_deref(), &empty.host, empty.paths.len()), (Some("a.com"), &None, 0));
        let [path, other] = rule.paths.as_slice() else { panic!("{rule:?}") };
        let numbered = IngressBackend { service: "a".to_owned(), port: Some(TargetPort::Number(80)) };
        assert_eq!((path.path_type, &path.backend), (PathType::Prefix, &Some(numbered)));
        assert_eq!(other.backend, None, "another kind of resource");
    }
}
