//! MP314: an annotation or label of Istio that nobody reads: misspelt, on the wrong object, or the one for the other.

use crate::lint::{AnnotationFlaw, Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::mesh::Workload;
use crate::resource::{Loaded, Namespace, Ref, annotations};
use crate::yaml::Path;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::IgnoredAnnotation,
    check,
    bad: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: stock, namespace: shop }
spec:
  selector: { matchLabels: { app: stock } }
  template:
    metadata:
      labels: { app: stock }
      annotations: { traffic.sidecar.istio.io/excludeInboundPort: '9090' }
    spec: { containers: [{ name: app, image: shop/stock }] }
",
    good: "
apiVersion: apps/v1
kind: Deployment
metadata: { name: stock, namespace: shop }
spec:
  selector: { matchLabels: { app: stock } }
  template:
    metadata:
      labels: { app: stock }
      annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '9090' }
    spec: { containers: [{ name: app, image: shop/stock }] }
",
};

/// The label of pods of which MP312 and MP313 speak.
const INJECT: &str = "sidecar.istio.io/inject";

fn check(context: &Context) -> Vec<Finding> {
    let mesh = context.mesh;
    let pods = mesh.workloads.iter().filter(|pod| pod.machine.is_none()).flat_map(of_pod);
    let found = pods.chain(mesh.namespaces.values().flat_map(of_namespace));
    let finding = |(at, key, flaw): (Ref, &String, AnnotationFlaw)| {
        let message = NoEffect::IgnoredAnnotation { key: key.clone(), flaw };
        let at = context.inventory.location(&at)?;
        Some(Finding::new(&RULE, Severity::Warning, Message::NoEffect(message), at))
    };
    found.filter_map(finding).collect()
}

type Found<'a> = (Ref, &'a String, AnnotationFlaw);

fn of_pod(pod: &Workload) -> Vec<Found<'_>> {
    let (resource, template) = (&pod.resource, &pod.resource.value);
    let at = |field, key: &String| resource.at(template.route(field).key(key.clone()));
    let mut found = misread(&template.annotations, &template.labels, &at);
    if template.path == Path::root() {
        return found;
    }
    // Labels and annotations of the controller itself reach no pod (INJ-16).
    let own = |field, key: &String| resource.at(Path::of(field).key(key.clone()));
    for key in resource.meta.annotations.keys().filter(|key| *key != INJECT) {
        let is_lost = annotations::is_of_pods(key) && !template.annotations.contains_key(key);
        found.extend(is_lost.then(|| (own("metadata.annotations", key), key, AnnotationFlaw::Template)));
    }
    found
}

fn of_namespace(namespace: &Loaded<Namespace>) -> Vec<Found<'_>> {
    let meta = &namespace.meta;
    let at = |field, key: &String| namespace.at(Path::of(field).key(key.clone()));
    let mut found = misread(&meta.annotations, &meta.labels, &at);
    for key in meta.annotations.keys().filter(|key| *key != INJECT && annotations::is_of_pods(key)) {
        found.push((at("metadata.annotations", key), key, AnnotationFlaw::Template));
    }
    found
}

/// Whether a name is one of these.
type Names = fn(&str) -> bool;

/// What is wrong with the names, whoever has them.
fn misread<'a>(
    written: &'a BTreeMap<String, String>,
    labels: &'a BTreeMap<String, String>,
    at: &dyn Fn(&'static str, &String) -> Ref,
) -> Vec<Found<'a>> {
    let sides = [
        (written, labels, "metadata.annotations", annotations::is_label as Names, AnnotationFlaw::Label),
        (labels, written, "metadata.labels", annotations::is_of_pods as Names, AnnotationFlaw::Annotation),
    ];
    let mut found = Vec::new();
    for (own, other, field, is_for_other, misplaced) in sides {
        for key in own.keys().filter(|key| *key != INJECT) {
            let flaw = match is_for_other(key) {
                true if !other.contains_key(key) => Some(misplaced.clone()),
                true => None,
                false => annotations::nearest(key).map(AnnotationFlaw::Unknown),
            };
            found.extend(flaw.map(|flaw| (at(field, key), key, flaw)));
        }
    }
    found
}
