//! Which proxy a pod gets, and why (section 5 and AMB-1 of the semantics).
//!
//! Injection has two stages: the API server calls the webhook or not, by labels of the namespace and the pod
//! ([`Case::webhook`]); then the injector accepts or not ([`Case::injector`]). Both must say yes. A proxy that stands
//! in the manifest already counts whatever they say.

use super::{InjectionFact, InjectionReason, ProxyKind, Revisions, TUNNEL};
use crate::resource::{Container, Loaded, Namespace, PodTemplate};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// Namespace label that asks for injection, or forbids it.
const INJECTION: &str = "istio-injection";
/// Label of namespaces and pods that asks a revision for injection.
pub(super) const REVISION: &str = "istio.io/rev";
/// Label and annotation of pods that asks for injection, or forbids it.
const INJECT: &str = "sidecar.istio.io/inject";
/// Annotation of pods that names the templates to inject.
const TEMPLATES: &str = "inject.istio.io/templates";
/// Label of namespaces and pods that chooses between sidecar and ambient.
pub(super) const DATAPLANE: &str = "istio.io/dataplane-mode";
/// Ports of the proxy itself: the tunnel, what its agent serves, its health and its statistics (IN-19).
pub const PROXY_PORTS: [u16; 4] = [15008, 15020, 15021, 15090];
/// Namespaces that are never injected (INJ-6).
const SYSTEM_NAMESPACES: [&str; 4] = ["kube-system", "kube-public", "kube-node-lease", "local-path-storage"];

/// The proxy of a pod.
pub(super) struct Decision {
    pub(super) proxy: ProxyKind,
    /// What was considered, the deciding fact last.
    pub(super) why: Vec<InjectionReason>,
    /// Whether the webhook injects it, which labels the pod (INJ-15).
    pub(super) injected: bool,
}

/// Decides for one pod in its namespace, which may not be declared.
pub(super) fn decide(
    pod: &Loaded<PodTemplate>,
    namespace: Option<&Loaded<Namespace>>,
    revisions: &Revisions,
) -> Decision {
    let mut case = Case { pod, namespace, revisions, why: Vec::new() };
    // A pod that was dumped from a cluster shows what it is; labels only matter when a pod is made (INJ-14).
    let running = pod.value.status.is_some();
    if !running && case.webhook() && case.injector() {
        return case.injected();
    }
    if let Some(container) = pod.value.all_containers().find(|container| container.name == "istio-proxy") {
        case.note_pod(InjectionFact::StaticProxy, "spec");
        let proxy =
            if case.asks_for_template("gateway") { ProxyKind::Gateway } else { static_proxy(container) };
        return case.decided(proxy);
    }
    if running {
        case.note_pod(InjectionFact::RunsWithout, "spec");
    }
    let proxy = if case.ambient() { ProxyKind::Ambient } else { ProxyKind::None };
    case.decided(proxy)
}

/// What an `istio-proxy` container that nobody needs to inject is told to be.
fn static_proxy(container: &Container) -> ProxyKind {
    let told = |role: &str| container.args.iter().any(|arg| arg == role);
    match () {
        () if told("router") => ProxyKind::Gateway,
        () if told("waypoint") => ProxyKind::Waypoint,
        () => ProxyKind::Sidecar,
    }
}

struct Case<'a> {
    pod: &'a Loaded<PodTemplate>,
    namespace: Option<&'a Loaded<Namespace>>,
    revisions: &'a Revisions,
    why: Vec<InjectionReason>,
}

impl Case<'_> {
    /// Stage A: does the API server call a webhook (the table of section 5.2, INJ-2 … INJ-4)?
    fn webhook(&mut self) -> bool {
        let inject = self.pod_label(INJECT);
        if let Some(injection) = self.namespace_label(INJECTION) {
            let enabled = injection == "enabled";
            self.note_namespace(InjectionFact::NamespaceLabel(injection), INJECTION);
            return enabled && !self.opted_out(inject);
        }
        if let Some(revision) = self.namespace_label(REVISION) {
            self.note_namespace(InjectionFact::NamespaceRevision(revision.clone()), REVISION);
            return !self.opted_out(inject) && self.installed(revision);
        }
        if let Some(revision) = self.pod_label(REVISION) {
            self.note_pod_label(InjectionFact::PodRevision(revision.clone()), REVISION);
            return !self.opted_out(inject) && self.installed(revision);
        }
        if let Some(value) = inject {
            let asks = value == "true";
            self.note_pod_label(InjectionFact::PodLabel(value), INJECT);
            return asks;
        }
        // The annotation alone never reaches the webhook (INJ-3).
        if let Some(value) = self.pod.value.annotations.get(INJECT) {
            self.note_pod_annotation(InjectionFact::PodAnnotation(value.clone()), INJECT);
        }
        self.why.push(InjectionReason { fact: InjectionFact::NothingAsks, by: None });
        false
    }

    /// Whether the pod says exactly `false`.
    fn opted_out(&mut self, inject: Option<String>) -> bool {
        let out = inject.filter(|value| value == "false");
        match out {
            Some(value) => {
                self.note_pod_label(InjectionFact::PodLabel(value), INJECT);
                true
            }
            None => false,
        }
    }

    fn installed(&mut self, revision: String) -> bool {
        let against = self.revisions.against(&revision).cloned();
        let installed = against.is_none();
        if !installed {
            self.why
                .push(InjectionReason { fact: InjectionFact::RevisionNotInstalled(revision), by: against });
        }
        installed
    }

    /// Stage B: does the injector accept (INJ-5 … INJ-8, with the default policy)?
    fn injector(&mut self) -> bool {
        if self.pod.value.host_network {
            self.note_pod(InjectionFact::HostNetwork, "spec.hostNetwork");
            return false;
        }
        let namespace = &self.pod.meta.namespace;
        if SYSTEM_NAMESPACES.contains(&namespace.as_str()) {
            self.why
                .push(InjectionReason { fact: InjectionFact::SystemNamespace(namespace.clone()), by: None });
            return false;
        }
        // The label replaces the annotation even where its value means nothing (INJ-7).
        if let Some(value) = self.pod_label(INJECT) {
            let refuses = value == "false";
            let known = self.why.iter().any(|reason| matches!(reason.fact, InjectionFact::PodLabel(_)));
            if !known {
                self.note_pod_label(InjectionFact::PodLabel(value), INJECT);
            }
            return !refuses;
        }
        if let Some(value) = self.pod.value.annotations.get(INJECT) {
            self.note_pod_annotation(InjectionFact::PodAnnotation(value.clone()), INJECT);
            return value != "false";
        }
        true
    }

    /// Both stages said yes: the templates decide what is injected (INJ-13).
    fn injected(mut self) -> Decision {
        if self.asks_for_template("gateway") {
            self.note_pod_annotation(InjectionFact::GatewayTemplate, TEMPLATES);
            return Decision { injected: true, ..self.decided(ProxyKind::Gateway) };
        }
        for template in ["grpc-agent", "grpc-simple"] {
            if self.asks_for_template(template) {
                self.note_pod_annotation(InjectionFact::Proxyless(template.to_owned()), TEMPLATES);
                return self.decided(ProxyKind::None);
            }
        }
        Decision { injected: true, ..self.decided(ProxyKind::Sidecar) }
    }

    /// Whether the node's ztunnel captures the pod (AMB-1).
    fn ambient(&mut self) -> bool {
        if self.pod.value.host_network || self.pod.meta.namespace == "kube-system" {
            return false;
        }
        let by_namespace = self.namespace_label(DATAPLANE).is_some_and(|mode| mode == "ambient");
        if by_namespace {
            self.note_namespace(InjectionFact::AmbientNamespace, DATAPLANE);
        }
        match self.pod_label(DATAPLANE) {
            Some(mode) => {
                let enrolled = if by_namespace { mode != "none" } else { mode == "ambient" };
                self.note_pod_label(InjectionFact::PodDataplaneMode(mode), DATAPLANE);
                enrolled
            }
            None => by_namespace,
        }
    }

    fn asks_for_template(&self, template: &str) -> bool {
        let templates = self.pod.value.annotations.get(TEMPLATES);
        templates.is_some_and(|list| list.split(',').any(|name| name.trim() == template))
    }

    fn decided(self, proxy: ProxyKind) -> Decision {
        Decision { proxy, why: self.why, injected: false }
    }

    fn pod_label(&self, key: &str) -> Option<String> {
        self.pod.value.labels.get(key).cloned()
    }

    fn namespace_label(&self, key: &str) -> Option<String> {
        self.namespace?.meta.labels.get(key).cloned()
    }

    fn note_pod(&mut self, fact: InjectionFact, below: &'static str) {
        let by = Some(self.pod.at(self.pod.value.route(below)));
        self.why.push(InjectionReason { fact, by });
    }

    fn note_pod_label(&mut self, fact: InjectionFact, key: &'static str) {
        let by = Some(self.pod.at(self.pod.value.route("metadata.labels").key(key)));
        self.why.push(InjectionReason { fact, by });
    }

    fn note_pod_annotation(&mut self, fact: InjectionFact, key: &'static str) {
        let by = Some(self.pod.at(self.pod.value.route("metadata.annotations").key(key)));
        self.why.push(InjectionReason { fact, by });
    }

    fn note_namespace(&mut self, fact: InjectionFact, key: &'static str) {
        let by = self.namespace.map(|namespace| namespace.at(Path::of("metadata.labels").key(key)));
        self.why.push(InjectionReason { fact, by });
    }
}

/// Labels of the running pod: those of its template and those that the injected templates add (INJ-15). An empty
/// label counts as unset, as the templates have it.
pub(super) fn running_labels(
    pod: &Loaded<PodTemplate>,
    decision: &Decision,
    ambient_install: bool,
) -> BTreeMap<String, String> {
    let written = &pod.value.labels;
    let mut labels = written.clone();
    let mut add = |key: &str, alternatives: &[&str], default: &str| {
        let mut values =
            std::iter::once(key).chain(alternatives.iter().copied()).filter_map(|key| written.get(key));
        let value = values.find(|value| !value.is_empty()).map_or(default, String::as_str);
        labels.insert(key.to_owned(), value.to_owned());
    };
    if decision.injected {
        add("service.istio.io/canonical-name", &["app.kubernetes.io/name", "app"], &pod.meta.name);
        add("service.istio.io/canonical-revision", &["app.kubernetes.io/version", "version"], "latest");
    }
    if decision.injected && decision.proxy == ProxyKind::Sidecar {
        add("security.istio.io/tlsMode", &[], "istio");
        if ambient_install {
            add(TUNNEL, &[], "http");
        }
    }
    labels
}
