//! MP313: a label or annotation about injection where nobody looks.

use crate::lint::{Code, Context, Finding, InjectionPlace, Message, NoEffect, Rule, Severity};
use crate::mesh::{InjectionFact, ProxyKind, Workload};
use crate::resource::Ref;
use crate::yaml::Path;

pub(super) static RULE: Rule = Rule {
    code: Code::MisplacedInjection,
    check,
    bad: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: stock, namespace: shop, labels: { sidecar.istio.io/inject: 'false' } }
spec:
  selector: { matchLabels: { app: stock } }
  template:
    metadata: { labels: { app: stock } }
    spec: { containers: [{ name: app, image: shop/stock }] }
",
    good: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: stock, namespace: shop }
spec:
  selector: { matchLabels: { app: stock } }
  template:
    metadata: { labels: { app: stock, sidecar.istio.io/inject: 'false' } }
    spec: { containers: [{ name: app, image: shop/stock }] }
",
};

/// Of pods.
const INJECT: &str = "sidecar.istio.io/inject";
/// Of Namespaces.
const INJECTION: &str = "istio-injection";

fn check(context: &Context) -> Vec<Finding> {
    let mut found: Vec<(Ref, &'static str, InjectionPlace)> = Vec::new();
    for namespace in context.mesh.namespaces.values() {
        let annotation = namespace.meta.annotations.contains_key(INJECTION);
        if annotation && !namespace.meta.labels.contains_key(INJECTION) {
            let at = namespace.at(Path::of("metadata.annotations").key(INJECTION));
            found.push((at, INJECTION, InjectionPlace::NamespaceLabel));
        }
        if namespace.meta.labels.contains_key(INJECT) {
            let at = namespace.at(Path::of("metadata.labels").key(INJECT));
            found.push((at, INJECT, InjectionPlace::PodLabel));
        }
    }
    let pods = context.mesh.workloads.iter().filter(|workload| workload.machine.is_none());
    found.extend(pods.flat_map(of_pod));
    let finding = |(at, key, place): (Ref, &'static str, InjectionPlace)| {
        let message = Message::NoEffect(NoEffect::MisplacedInjection { key, place });
        Some(Finding::new(&RULE, Severity::Warning, message, context.inventory.location(&at)?))
    };
    found.into_iter().filter_map(finding).collect()
}

fn of_pod(workload: &Workload) -> Vec<(Ref, &'static str, InjectionPlace)> {
    let (resource, template) = (&workload.resource, &workload.resource.value);
    let mut found = Vec::new();
    let is_controller = template.path != Path::root();
    let says = template.labels.contains_key(INJECT) || template.annotations.contains_key(INJECT);
    for (list, field) in
        [(&resource.meta.labels, "metadata.labels"), (&resource.meta.annotations, "metadata.annotations")]
    {
        if is_controller && !says && list.contains_key(INJECT) {
            found.push((resource.at(Path::of(field).key(INJECT)), INJECT, InjectionPlace::Template));
        }
    }
    if template.labels.contains_key(INJECTION) {
        let at = resource.at(template.route("metadata.labels").key(INJECTION));
        found.push((at, INJECTION, InjectionPlace::NamespaceLabel));
    }
    // The annotation asks for a proxy, and nothing else does: the webhook is never called (INJ-3).
    let asks = |fact: &InjectionFact| matches!(fact, InjectionFact::PodAnnotation(value) if value == "true");
    let reason = workload.proxy_why.iter().find(|reason| asks(&reason.fact));
    let nobody = workload.proxy_why.iter().any(|reason| reason.fact == InjectionFact::NothingAsks);
    if let Some(by) = reason.and_then(|reason| reason.by.clone())
        && nobody
        && workload.proxy == ProxyKind::None
    {
        found.push((by, INJECT, InjectionPlace::PodLabel));
    }
    found
}
