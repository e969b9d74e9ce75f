//! Each field of the mesh config that changes an answer changes one, wherever it is written (D-1).

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use crate::common::mesh;
use mtls_playground::analyse;
use mtls_playground::mesh::Settings;
use mtls_playground::text::SourceFile;
use test_case::test_case;

/// Two workloads of the mesh, and one outside of it.
const MESH: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: b, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: a }, spec: { serviceAccountName: client } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: plain } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: server, namespace: b, labels: { app: server } } }
---
apiVersion: v1
kind: Service
metadata: { name: server, namespace: b }
spec:
  selector: { app: server }
  ports: [{ name: http, port: 80 }, { name: tcp, port: 90 }, { name: any, port: 95 }]
";

/// A resource of Istio.
fn istio(group: &str, kind: &str, namespace: &str, spec: &str) -> String {
    format!(
        "---\napiVersion: {group}.istio.io/v1\nkind: {kind}\nmetadata: {{ name: r, namespace: {namespace} }}\nspec: {spec}\n"
    )
}

fn config_map(config: &str) -> String {
    format!(
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: istio, namespace: istio-system }}\ndata:\n  mesh: |\n    {config}\n"
    )
}

fn operator(config: &str) -> String {
    format!(
        "---\napiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {{ name: i, namespace: istio-system }}\nspec:\n  meshConfig:\n    {config}\n"
    )
}

fn passed_on(config: &str) -> String {
    format!(
        "---\napiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {{ name: i }}\nspec:\n  values:\n    meshConfig:\n      {config}\n"
    )
}

fn sail(config: &str) -> String {
    format!(
        "---\napiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {{ name: default }}\nspec:\n  namespace: istio-system\n  values:\n    meshConfig:\n      {config}\n"
    )
}

fn values(config: &str) -> String {
    format!("---\nmeshConfig:\n  {config}\n")
}

fn outcome(traffic: &str, more: &str, config: &str) -> &'static str {
    let text = format!(
        "{MESH}{more}---\napiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\nspec: {{ {traffic} }}\n{config}"
    );
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    analysis.connections.first().unwrap().verdict.overall().as_str()
}

const CALL: &str = "from: a/client, to: 'server.b:80'";

#[test_case("rootNamespace: root", "from: plain/client, to: 'server.b:80'",
    ("security", "PeerAuthentication", "root", "{ mtls: { mode: STRICT } }") => ("plaintext", "refused"))]
#[test_case("enableAutoMtls: false", CALL, ("", "", "", "") => ("mtls", "plaintext"))]
#[test_case("outboundTrafficPolicy: { mode: REGISTRY_ONLY }", "from: a/client, to: 'example.com:80'",
    ("", "", "", "") => ("plaintext", "blackhole"))]
#[test_case("trustDomain: td", CALL,
    ("security", "AuthorizationPolicy", "b", "{ rules: [{ from: [{ source: { principals: [td/ns/a/sa/client] } }] }] }")
    => ("denied", "mtls"))]
#[test_case("trustDomainAliases: [old]", CALL,
    ("security", "AuthorizationPolicy", "b", "{ action: DENY, rules: [{ from: [{ source: { principals: [old/ns/a/sa/client] } }] }] }")
    => ("mtls", "denied"); "an alias is another name of the caller's trust domain")]
#[test_case("defaultServiceExportTo: ['.']", CALL, ("", "", "", "") => ("mtls", "plaintext"))]
#[test_case("defaultVirtualServiceExportTo: ['.']", CALL,
    ("networking", "VirtualService", "b", "{ hosts: [server], http: [{ directResponse: { status: 418 } }] }")
    => ("direct-response", "mtls"))]
#[test_case("defaultDestinationRuleExportTo: ['.']", CALL,
    ("networking", "DestinationRule", "b", "{ host: server, trafficPolicy: { tls: { mode: DISABLE } } }")
    => ("plaintext", "mtls"))]
#[test_case("extensionProviders: [{ name: opa, envoyExtAuthzGrpc: { port: 9191, service: opa.b.svc.cluster.local } }]", CALL,
    ("security", "AuthorizationPolicy", "b", "{ action: CUSTOM, provider: { name: opa }, rules: [{}] }")
    => ("denied", "mtls"); "extensionProviders")]
#[test_case("pathNormalization: { normalization: NONE }", "from: a/client, to: 'server.b:80', path: /x/../admin",
    ("security", "AuthorizationPolicy", "b", "{ action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }] }")
    => ("denied", "mtls"))]
#[test_case("protocolDetectionTimeout: 5s", "from: plain/client, to: 'server.b:90', protocol: server-first",
    ("", "", "", "") => ("hangs", "plaintext"); "IN-13")]
#[test_case("protocolDetectionTimeout: 5s", "from: a/client, to: 'server.b:95', protocol: server-first",
    ("", "", "", "") => ("hangs", "mtls"); "at the client")]
#[test_case("protocolDetectionTimeout: 0s", "from: plain/client, to: 'server.b:90', protocol: server-first",
    ("", "", "", "") => ("hangs", "hangs"); "zero is for ever")]
#[test_case("meshMTLS: { minProtocolVersion: TLSV1_3 }", CALL, ("", "", "", "") => ("mtls", "mtls"); "both ends know every version (D-7)")]
fn fields(
    config: &str,
    traffic: &str,
    (group, kind, namespace, spec): (&str, &str, &str, &str),
) -> (&'static str, &'static str) {
    let more = if kind.is_empty() { String::new() } else { istio(group, kind, namespace, spec) };
    let with = outcome(traffic, &more, &config_map(config));
    for elsewhere in [operator(config), passed_on(config), sail(config), values(config)] {
        assert_eq!(outcome(traffic, &more, &elsewhere), with, "{elsewhere}");
    }
    (outcome(traffic, &more, ""), with)
}

fn settings(text: &str) -> Settings {
    mesh(text).settings
}

#[test]
fn the_running_config_wins_over_what_installs_it() {
    let text = format!("{}{}", operator("trustDomain: written"), config_map("trustDomain: running"));
    assert_eq!(settings(&text).trust_domain, "running");
}

#[test]
fn the_namespace_of_the_control_plane_is_the_root() {
    let values = "global: { istioNamespace: home }\nmeshConfig: { trustDomain: td }\n";
    let own = settings(values);
    assert_eq!((own.root_namespace.as_str(), own.trust_domain.as_str()), ("home", "td"));
    let named = settings(&values.replace("trustDomain: td", "rootNamespace: root"));
    assert_eq!(named.root_namespace, "root", "the mesh config says otherwise");
}

#[test]
fn the_operator_wins_over_the_values_that_it_passes_on() {
    let text = "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: { name: i }\nspec:\n  \
                meshConfig: { trustDomain: own }\n  values: { meshConfig: { trustDomain: passed, enableAutoMtls: false } }\n";
    let settings = settings(text);
    assert_eq!((settings.trust_domain.as_str(), settings.auto_mtls), ("own", false));
    assert_eq!(settings.source.unwrap().path.to_string(), "spec", "what holds both");
}

#[test_case("namespace: home, values: { meshConfig: { trustDomain: td } }", "home", true; "the namespace of its control plane")]
#[test_case("namespace: home, values: { meshConfig: { rootNamespace: root } }", "root", true; "the mesh config says otherwise")]
#[test_case("namespace: home", "home", true; "nothing else")]
#[test_case("version: v1.28.0", "istio-system", true; "nothing at all")]
fn the_sail_operator_installs(spec: &str, root: &str, is_source: bool) {
    let settings = settings(&format!(
        "apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {{ name: i }}\nspec: {{ {spec} }}\n"
    ));
    assert_eq!((settings.root_namespace.as_str(), settings.source.is_some()), (root, is_source));
}

#[test]
fn other_texts_without_a_kind_are_no_values() {
    let analysis = analyse([SourceFile::new("values.yaml", "meshConfig: none\nreplicas: 2\n")]);
    assert_eq!(analysis.inventory.problems.len(), 1);
    let analysis = analyse([SourceFile::new("values.yaml", values("enableAutoMtls: false"))]);
    assert_eq!((analysis.inventory.problems.len(), analysis.findings.len()), (0, 0));
}

#[test]
fn an_operator_needs_no_name() {
    let text = "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: { profile: demo }\n";
    let analysis = analyse([SourceFile::new("operator.yaml", text)]);
    assert_eq!((analysis.inventory.problems.len(), analysis.findings.len()), (0, 0));
}
