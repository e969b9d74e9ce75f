//! The tables of section 5 of the semantics, row by row: which webhook is called, and what the injector answers.

#![allow(clippy::indexing_slicing, reason = "a scenario without its workload is a failed test")]

use mtls_playground::analyse;
use mtls_playground::mesh::{InjectionFact, Mesh, ProxyKind, Workload};
use mtls_playground::text::SourceFile;
use test_case::test_case;

/// Cell of the table that fits everything.
const ANY: &str = "any";
/// Cell that fits a label that is not there.
const ABSENT: &str = "absent";
/// Cell that fits everything but `false`.
const NOT_FALSE: &str = "not false";
/// Cell that fits a label with any value.
const PRESENT: &str = "X";

/// Section 5.2: namespace `istio-injection`, namespace `istio.io/rev`, pod `sidecar.istio.io/inject`, pod
/// `istio.io/rev`, and the revision whose webhook is called. `ns` and `pod` stand for the revision that they name.
const WEBHOOKS: [[&str; 5]; 10] = [
    ["enabled", ANY, NOT_FALSE, ANY, "default"],
    ["enabled", ANY, "false", ANY, "none"],
    [PRESENT, ANY, ANY, ANY, "none"],
    [ABSENT, PRESENT, NOT_FALSE, ANY, "ns"],
    [ABSENT, PRESENT, "false", ANY, "none"],
    [ABSENT, ABSENT, NOT_FALSE, PRESENT, "pod"],
    [ABSENT, ABSENT, "true", ABSENT, "default"],
    [ABSENT, ABSENT, ABSENT, ABSENT, "none"],
    [ABSENT, ABSENT, "false", ANY, "none"],
    // Neither `true` nor `false` asks nobody.
    [ABSENT, ABSENT, PRESENT, ABSENT, "none"],
];

fn fits(cell: &str, label: Option<&str>) -> bool {
    match cell {
        ANY => true,
        ABSENT => label.is_none(),
        NOT_FALSE => label != Some("false"),
        PRESENT => label.is_some(),
        value => label == Some(value),
    }
}

fn mesh(labels: [Option<&str>; 4], pod: &str, more: &str) -> Mesh {
    let [injection, ns_revision, inject, pod_revision] = labels;
    let line = |key: &str, value: Option<&str>| value.map(|value| format!("{key}: \"{value}\""));
    let map = |lines: [Option<String>; 2]| lines.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let namespace = map([line("istio-injection", injection), line("istio.io/rev", ns_revision)]);
    let labels = map([line("sidecar.istio.io/inject", inject), line("istio.io/rev", pod_revision)]);
    let text = format!(
        "{{apiVersion: v1, kind: Namespace, metadata: {{name: ns, labels: {{{namespace}}}}}}}\n---\n\
         {{apiVersion: apps/v1, kind: Deployment, metadata: {{name: w, namespace: ns}}, \
         spec: {{template: {{metadata: {{labels: {{{labels}}}}}, spec: {{{pod}}}}}}}}}\n---\n{more}\n"
    );
    let analysis = analyse([SourceFile::new("table.yaml", text.clone())]);
    assert_eq!(analysis.inventory.problems, [], "{text}");
    analysis.mesh
}

fn injected(labels: [Option<&str>; 4], more: &str) -> bool {
    mesh(labels, "", more).workloads[0].proxy == ProxyKind::Sidecar
}

const CANARY: &str = "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-canary, namespace: istio-system}, data: {mesh: ''}}";

#[test]
fn webhook_selectors() {
    let values = |values: &[&'static str]| -> Vec<Option<&'static str>> {
        std::iter::once(None).chain(values.iter().copied().map(Some)).collect()
    };
    let mut compared = 0;
    for injection in values(&["enabled", "disabled", "true", ""]) {
        for ns_revision in values(&["default", "canary", "gone"]) {
            for inject in values(&["true", "false", "yes", ""]) {
                for pod_revision in values(&["default", "canary", "gone"]) {
                    let labels = [injection, ns_revision, inject, pod_revision];
                    let row = WEBHOOKS
                        .iter()
                        .find(|row| row.iter().zip(labels).all(|(cell, label)| fits(cell, label)))
                        .unwrap_or_else(|| panic!("no row for {labels:?}"));
                    let called = match row[4] {
                        "ns" => ns_revision,
                        "pod" => pod_revision,
                        "none" => None,
                        revision => Some(revision),
                    };
                    let expected = |installed: &[&str]| called.is_some_and(|name| installed.contains(&name));
                    assert_eq!(injected(labels, CANARY), expected(&["default", "canary"]), "{labels:?}");
                    // INJ-4: a text without any revision is for a cluster that has those that it asks for.
                    assert_eq!(injected(labels, ""), called.is_some(), "{labels:?} without canary");
                    compared += 2;
                }
            }
        }
    }
    assert_eq!(compared, 800);
}

const ENABLED: [Option<&str>; 4] = [Some("enabled"), None, None, None];

fn only(mesh: &Mesh) -> &Workload {
    &mesh.workloads[0]
}

/// The deciding fact of a workload in an enabled namespace.
fn decided(pod: &str) -> (ProxyKind, Option<InjectionFact>) {
    let mesh = mesh(ENABLED, pod, "");
    let workload = only(&mesh);
    (workload.proxy, workload.proxy_why.last().map(|reason| reason.fact.clone()))
}

#[test_case("hostNetwork: true" => (ProxyKind::None, Some(InjectionFact::HostNetwork)); "INJ-5")]
#[test_case("containers: [{name: istio-proxy, image: auto}]" =>
    (ProxyKind::Sidecar, Some(InjectionFact::NamespaceLabel("enabled".into()))); "INJ-9 does not block")]
#[test_case("hostNetwork: true, containers: [{name: istio-proxy}]" =>
    (ProxyKind::Sidecar, Some(InjectionFact::StaticProxy)); "INJ-10 container")]
#[test_case("hostNetwork: true, initContainers: [{name: istio-proxy}]" =>
    (ProxyKind::Sidecar, Some(InjectionFact::StaticProxy)); "INJ-10 init container")]
#[test_case("hostNetwork: true, containers: [{name: istio-proxy, args: [proxy, router]}]" =>
    (ProxyKind::Gateway, Some(InjectionFact::StaticProxy)); "gateway from a rendered manifest")]
fn pod_specs(pod: &str) -> (ProxyKind, Option<InjectionFact>) {
    decided(pod)
}

/// A Pod in namespace `ns`, which is enabled, unlabelled or whatever `namespace` says.
fn pod(namespace: &str, metadata: &str, rest: &str) -> Mesh {
    let text = format!(
        "{{apiVersion: v1, kind: Namespace, metadata: {{name: ns, labels: {{{namespace}}}}}}}\n---\n\
         {{apiVersion: v1, kind: Pod, metadata: {{name: w, namespace: ns, {metadata}}}, {rest}}}\n"
    );
    analyse([SourceFile::new("pod.yaml", text)]).mesh
}

const ON: &str = "istio-injection: enabled";

#[test_case(ON, "annotations: {sidecar.istio.io/inject: 'false'}", false; "annotation false")]
#[test_case(ON, "annotations: {sidecar.istio.io/inject: 'no'}", true; "annotation that says nothing")]
#[test_case(ON, "annotations: {sidecar.istio.io/inject: 'false'}, labels: {sidecar.istio.io/inject: 'true'}", true;
    "INJ-7 the label replaces the annotation")]
#[test_case(ON, "annotations: {sidecar.istio.io/inject: 'false'}, labels: {sidecar.istio.io/inject: ''}", true;
    "INJ-7 even an empty label replaces it")]
#[test_case(ON, "annotations: {sidecar.istio.io/inject: 'true'}, labels: {sidecar.istio.io/inject: 'false'}", false;
    "B26")]
#[test_case(ON, "labels: {sidecar.istio.io/inject: 'False'}", true; "only exactly false")]
#[test_case("", "annotations: {sidecar.istio.io/inject: 'true'}", false; "B25 the annotation alone")]
#[test_case("", "labels: {sidecar.istio.io/inject: 'true'}", true; "B25 the label")]
#[test_case("istio-injection: 'true'", "labels: {sidecar.istio.io/inject: 'true'}", false; "B24")]
#[test_case(ON, "annotations: {inject.istio.io/templates: grpc-agent}", false; "INJ-13 proxyless")]
fn annotations_and_labels(namespace: &str, metadata: &str, sidecar: bool) {
    let mesh = pod(namespace, metadata, "spec: {}");
    assert_eq!(only(&mesh).proxy == ProxyKind::Sidecar, sidecar, "{:?}", only(&mesh).proxy_why);
    assert_eq!(only(&mesh).tls_mode() == "istio", sidecar);
}

#[test]
fn system_namespaces_are_left_alone() {
    for (name, expected) in [("kube-system", ProxyKind::None), ("istio-system", ProxyKind::Sidecar)] {
        let text = format!(
            "{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}, labels: {{{ON}}}}}}}\n---\n\
             {{apiVersion: v1, kind: Pod, metadata: {{name: w, namespace: {name}}}}}\n"
        );
        assert_eq!(analyse([SourceFile::new("pod.yaml", text)]).mesh.workloads[0].proxy, expected, "{name}");
    }
}

#[test]
fn gateway_template_makes_a_gateway_without_tls_mode() {
    let mesh = pod(ON, "annotations: {inject.istio.io/templates: gateway}", "spec: {}");
    assert_eq!((only(&mesh).proxy, only(&mesh).tls_mode()), (ProxyKind::Gateway, "disabled"));
}

#[test_case("containers: [{name: app}, {name: istio-proxy}]", ProxyKind::Sidecar)]
#[test_case("containers: [{name: app}]", ProxyKind::None)]
fn running_pods_are_what_they_are(spec: &str, expected: ProxyKind) {
    for namespace in [ON, ""] {
        let mesh = pod(namespace, "uid: a", &format!("spec: {{{spec}}}, status: {{podIP: 10.1.2.3}}"));
        assert_eq!(only(&mesh).proxy, expected, "INJ-14");
        assert_eq!(only(&mesh).ip.to_string(), "10.1.2.3");
    }
}

#[test]
fn a_tls_mode_that_is_set_stays() {
    let mesh = pod(ON, "labels: {security.istio.io/tlsMode: disabled, app: a}", "spec: {}");
    assert_eq!((only(&mesh).proxy, only(&mesh).tls_mode()), (ProxyKind::Sidecar, "disabled"));
    assert_eq!(only(&mesh).labels["service.istio.io/canonical-name"], "a");
}

#[test_case("istio.io/dataplane-mode: ambient", "", ProxyKind::Ambient; "namespace")]
#[test_case("", "labels: {istio.io/dataplane-mode: ambient}", ProxyKind::Ambient; "pod")]
#[test_case("istio.io/dataplane-mode: ambient", "labels: {istio.io/dataplane-mode: none}", ProxyKind::None; "opted out")]
#[test_case("istio.io/dataplane-mode: ambient", "labels: {istio.io/dataplane-mode: ''}", ProxyKind::Ambient;
    "any other value of an enrolled namespace")]
#[test_case("istio.io/dataplane-mode: Ambient", "", ProxyKind::None; "exactly")]
#[test_case("istio.io/dataplane-mode: ambient, istio-injection: enabled", "", ProxyKind::Sidecar; "AMB-2")]
fn ambient(namespace: &str, metadata: &str, expected: ProxyKind) {
    assert_eq!(only(&pod(namespace, metadata, "spec: {}")).proxy, expected);
}
