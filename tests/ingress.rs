//! What comes of the requests that ingress controllers send to the mesh (GW-9, GW-10).

#![allow(clippy::unwrap_used, clippy::panic, reason = "what is not in a scenario is a failed test")]

use mtls_playground::Analysis;
use mtls_playground::analyse;
use mtls_playground::lint::Code;
use mtls_playground::mesh::{Origin, Workload};
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::{Answer, RouteAnswer, Unmatched};
use std::collections::BTreeSet;
use test_case::test_case;

/// An app of the mesh behind an Ingress, whose annotations, class and target port the cases choose, and a policy.
const APP: &str = "
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: MODE } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web }] } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: NAME, port: 80, targetPort: TARGET }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ANNOTATIONS } }
spec:
  ingressClassName: nginx
  rules:
  - host: shop.example.com
    http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
";

/// The controller, in a namespace with the labels that the cases choose.
const CONTROLLER: &str = "
---
apiVersion: v1
kind: Namespace
metadata: { name: ingress-nginx, labels: { LABELS } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: controller, namespace: ingress-nginx }
spec:
  template:
    metadata: { labels: { app.kubernetes.io/name: ingress-nginx } }
    spec: { containers: [{ name: controller, image: 'registry.k8s.io/ingress-nginx/controller:v1.11.1' }] }
";

const UPSTREAM: &str = "nginx.ingress.kubernetes.io/service-upstream: 'true'";
const VHOST: &str = "nginx.ingress.kubernetes.io/upstream-vhost: web.shop.svc.cluster.local";

/// Where the controller is.
#[derive(Clone, Copy)]
enum Controller {
    Elsewhere,
    Outside,
    Inside,
}

fn scenario(controller: Controller, annotations: &str, mode: &str, target: u16, name: &str) -> Analysis {
    let app = APP.replace("ANNOTATIONS", annotations).replace("MODE", mode);
    let app = app.replace("TARGET", &target.to_string()).replace("NAME", name);
    let controller = match controller {
        Controller::Elsewhere => String::new(),
        Controller::Outside => CONTROLLER.replace("LABELS", ""),
        Controller::Inside => CONTROLLER.replace("LABELS", "istio-injection: enabled"),
    };
    analyse([SourceFile::new("ingress.yaml", format!("{app}{controller}"))])
}

fn rows(analysis: &Analysis) -> Vec<String> {
    let inferred = analysis.connections.iter();
    let inferred = inferred.filter(|connection| matches!(connection.call.origin, Origin::Inferred(_)));
    let row = |connection: &mtls_playground::verdict::Connection| {
        let call = &connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap();
        format!("{from} → {}:{} {}", call.host, call.port, connection.verdict.overall().as_str())
    };
    inferred.map(row).collect()
}

use Controller::{Elsewhere, Inside, Outside};

#[test_case(Elsewhere, "", "PERMISSIVE" => "external → pod:shop/web:8080 plaintext")]
#[test_case(Elsewhere, "", "STRICT" => "external → pod:shop/web:8080 refused")]
#[test_case(Outside, "", "PERMISSIVE" => "ingress-nginx/controller → pod:shop/web:8080 plaintext")]
#[test_case(Outside, "", "STRICT" => "ingress-nginx/controller → pod:shop/web:8080 refused")]
#[test_case(Outside, UPSTREAM, "STRICT" => "ingress-nginx/controller → web.shop:80 refused"; "another way to dial is no proxy")]
#[test_case(Inside, "", "PERMISSIVE" => "ingress-nginx/controller → pod:shop/web:8080 plaintext"; "no service has the outside name")]
#[test_case(Inside, "", "STRICT" => "ingress-nginx/controller → pod:shop/web:8080 refused"; "passed through in plaintext")]
#[test_case(Inside, VHOST, "STRICT" => "ingress-nginx/controller → pod:shop/web:8080 refused"; "no listener on the pod port")]
#[test_case(Inside, UPSTREAM, "STRICT" => "ingress-nginx/controller → web.shop:80 refused"; "the Host header decides, not the address")]
#[test_case(Inside, &format!("{UPSTREAM}, {VHOST}"), "STRICT" => "ingress-nginx/controller → web.shop:80 mtls"; "both")]
#[test_case(Inside, "nginx.ingress.kubernetes.io/service-upstream: 'false'", "STRICT" => "ingress-nginx/controller → pod:shop/web:8080 refused"; "turned off")]
fn outcomes(controller: Controller, annotations: &str, mode: &str) -> String {
    rows(&scenario(controller, annotations, mode, 8080, "http")).join(", ")
}

#[test]
fn a_known_name_finds_its_listener_where_pod_and_service_port_are_the_same() {
    let analysis = scenario(Inside, VHOST, "STRICT", 80, "http");
    assert_eq!(rows(&analysis), ["ingress-nginx/controller → pod:shop/web:80 mtls"], "RT-3");
}

#[test]
fn the_name_does_not_matter_to_a_port_that_is_not_declared() {
    let analysis = scenario(Inside, UPSTREAM, "STRICT", 8080, "web");
    assert_eq!(rows(&analysis), ["ingress-nginx/controller → web.shop:80 mtls"], "RT-2");
}

#[test]
fn tls_to_the_backend_is_that_of_the_controller() {
    let annotation = "nginx.ingress.kubernetes.io/backend-protocol: HTTPS";
    let analysis = scenario(Outside, annotation, "STRICT", 8080, "https");
    assert_eq!(rows(&analysis), ["ingress-nginx/controller → pod:shop/web:8080 refused"]);
    let analysis = scenario(Outside, annotation, "PERMISSIVE", 8080, "https");
    assert_eq!(rows(&analysis), ["ingress-nginx/controller → pod:shop/web:8080 tls"]);
}

#[test]
fn the_call_says_why_and_where() {
    let analysis = scenario(Inside, "", "STRICT", 8080, "http");
    let connection = analysis.connections.first().unwrap();
    let Origin::Inferred(at) = &connection.call.origin else { panic!("{connection:?}") };
    assert_eq!(at.path.to_string(), "spec.rules[0].http.paths[0].backend");
    let place = analysis.sources.range(analysis.inventory.location(at).unwrap());
    assert_eq!(place.start.line, 28);
    let mut path = connection.verdict.path(connection.verdict.endpoints.first());
    let unmatched = path.find_map(|step| match &step.answer {
        Answer::Route(RouteAnswer::Passthrough(unmatched)) => Some(unmatched.clone()),
        _ => None,
    });
    assert_eq!(unmatched, Some(Unmatched::NoListener), "nothing listens on the pod port");
    let dialled = scenario(Inside, UPSTREAM, "STRICT", 8080, "http");
    let connection = dialled.connections.first().unwrap();
    let mut path = connection.verdict.path(connection.verdict.endpoints.first());
    let unknown = Answer::Route(RouteAnswer::Passthrough(Unmatched::UnknownHost("shop.example.com".into())));
    assert!(path.any(|step| step.answer == unknown), "{connection:?}");
}

#[test]
fn the_client_outside_is_no_workload() {
    let analysis = scenario(Elsewhere, "", "STRICT", 8080, "http");
    assert_eq!(analysis.mesh.workloads.len(), 1);
    assert_eq!(analysis.mesh.coverage().workloads, 1);
    assert_eq!(analysis.mesh.pair_count(), 1, "it calls nothing but what the Ingress tells");
    let codes: Vec<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, [Code::PlaintextToStrict]);
}

#[test]
fn what_is_of_its_own_class_istio_serves_itself() {
    let annotation = "kubernetes.io/ingress.class: istio";
    let analysis = scenario(Inside, annotation, "STRICT", 8080, "http");
    let told = analysis.connections.iter().filter(|it| matches!(it.call.origin, Origin::Inferred(_)));
    let clients = told.filter_map(|it| analysis.mesh.workload(it.call.from));
    let clients: BTreeSet<_> = clients.map(Workload::key).collect();
    assert_eq!(clients, BTreeSet::from(["istio-system/istio-ingressgateway".to_owned()]), "D-1a");
    assert_eq!(analysis.findings, []);
}
