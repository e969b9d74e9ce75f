//! Ingresses of class `istio`: its own ingress gateway serves them.

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use crate::common::{Expected, Row};
use mtls_playground::analyse;
use mtls_playground::lint::Code;
use mtls_playground::mesh::{Origin, Workload};
use mtls_playground::text::SourceFile;
use std::collections::BTreeSet;
use test_case::test_case;

const GATEWAY: &str = "
apiVersion: v1
kind: Pod
metadata: { name: gw, namespace: istio-system, labels: { istio: ingressgateway, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } }
spec: { serviceAccountName: gw, containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: gw, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }] }
---
";

const APP: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: web }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: api, namespace: shop, labels: { app: api } }, spec: { containers: [{ name: api }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: api, namespace: shop }, spec: { selector: { app: api }, ports: [{ name: http, port: 80 }] } }
---
{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: shop }, spec: { mtls: { mode: STRICT } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: istio
  tls: [{ hosts: [shop.example.com], secretName: SECRET }]
  rules:
  - host: shop.example.com
    http:
      paths:
      - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
      - { PATH, backend: { service: { name: api, port: PORT } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: MORE, namespace: shop }
spec:
  ingressClassName: istio
  rules:
  - host: shop.example.com
    http: { paths: [{ path: /more, pathType: Exact, backend: { service: { name: api, port: { number: 80 } } } }] }
  - http: { paths: [{ path: /any, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] }
";

fn text(path: &str, port: &str, secret: &str) -> String {
    format!(
        "{GATEWAY}{}",
        APP.replace("PATH", path).replace("PORT", port).replace("SECRET", secret).replace("MORE", "x-more")
    )
}

fn reach(text: &str, host: &str, port: u16, path: &str) -> String {
    let protocol = if port == 443 { "tls" } else { "http" };
    Expected::dialling("istio-system/gw", (host, port), protocol).asking(path).reaches(text, Row::outcome)
}

const HOST: &str = "shop.example.com";
const PREFIX: &str = "path: /api, pathType: Prefix";

#[test_case(PREFIX, HOST, 80, "/" => "shop/web mtls")]
#[test_case(PREFIX, HOST, 80, "/api" => "shop/api mtls")]
#[test_case(PREFIX, HOST, 80, "/api/v1" => "shop/api mtls"; "below a prefix")]
#[test_case(PREFIX, HOST, 80, "/apiary" => "shop/web mtls"; "a prefix ends at a slash")]
#[test_case("path: /api, pathType: Exact", HOST, 80, "/api/v1" => "shop/web mtls"; "an exact path")]
#[test_case("path: '/api/*', pathType: ImplementationSpecific", HOST, 80, "/apiary" => "shop/api mtls"; "a star at the end is a prefix")]
#[test_case("path: /api, pathType: ImplementationSpecific", HOST, 80, "/api/v1" => "shop/web mtls"; "without a star it is exact")]
#[test_case(PREFIX, HOST, 443, "/api" => "shop/api mtls"; "by TLS")]
#[test_case(PREFIX, "other.example.com", 443, "/api" => "no-filter-chain"; "a certificate is for its hosts")]
#[test_case(PREFIX, "other.example.com", 80, "/api" => "no-route"; "another host")]
#[test_case(PREFIX, "other.example.com", 80, "/any" => "shop/api mtls"; "a rule for every host")]
#[test_case(PREFIX, HOST, 80, "/any" => "shop/web mtls"; "and its own rules for a host that has some")]
#[test_case(PREFIX, HOST, 80, "/more" => "shop/api mtls"; "rules of another Ingress for the same host")]
fn paths(path: &str, host: &str, port: u16, asked: &str) -> String {
    reach(&text(path, "{ number: 80 }", "c"), host, port, asked)
}

#[test_case("{ name: http }", "c", 80 => "shop/api mtls"; "a port by name")]
#[test_case("{ name: none }", "c", 80 => "shop/web mtls"; "a name that nobody knows leaves the path out")]
#[test_case("{ number: 81 }", "c", 80 => "no-cluster"; "a port that is not there")]
#[test_case("{ number: 80 }", "missing-cert", 443 => "refused"; "no Secret")]
#[test_case("{ number: 80 }", "''", 443 => "no-listener"; "no certificate, no server")]
fn backends(port: &str, secret: &str, number: u16) -> String {
    reach(&text(PREFIX, port, secret), HOST, number, "/api")
}

#[test]
fn the_oldest_ingress_of_a_host_has_its_certificate() {
    let text = text(PREFIX, "{ number: 80 }", "c").replace("x-more", "a-more");
    assert_eq!(
        reach(&text, HOST, 443, "/api"),
        "no-route",
        "routes of both are bound to the Gateway of the first"
    );
    assert_eq!(reach(&text, HOST, 80, "/api"), "shop/api mtls");
}

#[test]
fn an_exact_path_goes_before_a_prefix_of_the_same_length() {
    let text = text("path: /more, pathType: Prefix", "{ number: 80 }", "c");
    let exact = "path: /more, pathType: Exact, backend: { service: { name: ";
    let text = text.replace(&format!("{exact}api"), &format!("{exact}web"));
    assert_eq!(reach(&text, HOST, 80, "/more"), "shop/web mtls");
    assert_eq!(reach(&text, HOST, 80, "/more/x"), "shop/api mtls");
}

#[test]
fn calls_are_told_and_nothing_is_left_out() {
    let analysis = analyse([SourceFile::new("mesh.yaml", text(PREFIX, "{ number: 80 }", "c"))]);
    let told = analysis.connections.iter().filter(|it| matches!(it.call.origin, Origin::Inferred(_)));
    let told: Vec<_> = told.map(|it| format!("{}:{}{}", it.call.host, it.call.port, it.call.path)).collect();
    assert!(told.contains(&"shop.example.com:80/api".to_owned()), "{told:?}");
    assert!(told.contains(&"any:80/any".to_owned()), "{told:?}");
    let codes: Vec<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
    assert!(!codes.contains(&Code::UnevaluatedKind), "{codes:?}");
}

#[test]
fn without_its_gateway_the_one_that_comes_with_istio_serves_it() {
    let app = text(PREFIX, "{ number: 80 }", "c").replace(GATEWAY, "");
    let analysis = analyse([SourceFile::new("mesh.yaml", app)]);
    assert_eq!(analysis.findings, []);
    let told = analysis.connections.iter().filter(|it| matches!(it.call.origin, Origin::Inferred(_)));
    let from: BTreeSet<_> =
        told.filter_map(|it| analysis.mesh.workload(it.call.from)).map(Workload::key).collect();
    assert_eq!(from, BTreeSet::from(["istio-system/istio-ingressgateway".to_owned()]), "D-1a");
}

/// Pods that look like the gateway and are none: nobody serves it.
#[test]
fn behind_pods_that_are_no_gateway_it_is_left_out() {
    let pod = "{ apiVersion: v1, kind: Pod, metadata: { name: old, namespace: istio-system, labels: { istio: ingressgateway } } }\n---\n";
    let app = pod.to_owned() + &text(PREFIX, "{ number: 80 }", "c").replace(GATEWAY, "");
    let analysis = analyse([SourceFile::new("mesh.yaml", app)]);
    let codes: Vec<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
    assert!(codes.contains(&Code::UnevaluatedKind), "{codes:?}");
}
