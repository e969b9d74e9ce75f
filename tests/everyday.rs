//! Manifests as repositories have them: what is told about them, and what is no mistake.

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use mtls_playground::analyse;
use mtls_playground::i18n::Language;
use mtls_playground::lint::Severity;
use mtls_playground::mesh::{Origin, Workload};
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::Connection;
use test_case::test_case;

/// A namespace with servers, and a pod that calls some of them: its container and the ConfigMap `conf` are for the
/// cases.
const SHOP: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: db, namespace: shop, labels: { app: db } }, spec: { containers: [{ name: db }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { selector: { app: db }, ports: [{ name: mysql, port: 3306 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: mq, namespace: shop }, spec: { selector: { app: db }, ports: [{ name: tcp, port: 5672 }, { name: http, port: 15672 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: peers, namespace: shop }, spec: { clusterIP: None, selector: { app: db }, ports: [{ name: tcp, port: 9092 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, CONTAINER }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: conf, namespace: shop }
data:
";

/// The calls of the pod, as `host:port protocol`.
fn calls(container: &str, data: &str) -> String {
    let text = SHOP.replace("CONTAINER", container) + data;
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let told = analysis.connections.iter().filter(|connection| {
        let from = analysis.mesh.workload(connection.call.from).map(Workload::key);
        matches!(connection.call.origin, Origin::Inferred(_)) && from.as_deref() == Some("shop/web")
    });
    let call =
        |call: &mtls_playground::mesh::Call| format!("{}:{} {}", call.host, call.port, call.payload.as_str());
    told.map(|connection| call(&connection.call)).collect::<Vec<_>>().join(", ")
}

#[test_case("env: [{ name: DB_HOST, value: db }, { name: DB_PORT, value: '3306' }]", "" => "db:3306 tcp"; "two variables")]
#[test_case("env: [{ name: DB_HOST, value: db }]", "" => "db:3306 tcp"; "a name is enough where there is one port")]
#[test_case("env: [{ name: CART_HOSTNAME, value: db.shop.svc }]", "" => "db.shop.svc:3306 tcp"; "another ending")]
#[test_case("env: [{ name: MQ_HOST, value: mq }]", "" => ""; "which of two ports")]
#[test_case("env: [{ name: DB_HOST, value: db }, { name: DB_PORT, value: '3307' }]", "" => ""; "a port that it does not have")]
#[test_case("env: [{ name: DB, value: db }]", "" => ""; "a word like any other")]
#[test_case("env: [{ name: MY_HOST, value: web }]", "" => ""; "its own name")]
#[test_case("env: [{ name: URL, value: 'jdbc:mysql://db/x' }, { name: DB_HOST, value: db }]", "" => "db:3306 server-first"; "the URL says more")]
#[test_case("env: [{ name: A, valueFrom: { configMapKeyRef: { name: conf, key: dbHost } } }]", "  dbHost: db\n" => ""; "a variable by another name")]
#[test_case("env: [{ name: A_HOST, valueFrom: { configMapKeyRef: { name: conf, key: h } } }, { name: A_PORT, valueFrom: { configMapKeyRef: { name: conf, key: p } } }]", "  h: db\n  p: '3306'\n" => "db:3306 tcp"; "values of keys")]
#[test_case("envFrom: [{ configMapRef: { name: conf } }]", "  MQ_HOST: mq\n  MQ_PORT: '5672'\n" => "mq:5672 tcp"; "all keys")]
#[test_case("envFrom: [{ configMapRef: { name: conf } }]", "  a.properties: |\n    spring.redis.host=db\n    spring.redis.port=3306\n" => "db:3306 tcp"; "properties")]
#[test_case("envFrom: [{ configMapRef: { name: conf } }]", "  a.yml: |\n    rabbit:\n      host: mq\n      port: 5672\n" => "mq:5672 tcp"; "sections of a file")]
#[test_case("envFrom: [{ configMapRef: { name: conf } }]", "  a.yml: |\n    rabbit:\n      host: mq\n" => ""; "a file says a host alone")]
#[test_case("env: [{ name: BROKERS, value: 'PLAINTEXT://db-0.peers:9092' }]", "" => "db-0.peers:9092 tcp"; "a listener of Kafka")]
#[test_case("env: [{ name: BROKERS, value: 'db-0.peers:9092' }]", "" => "db-0.peers:9092 tcp"; "a pod of a headless service, as its port says")]
fn addresses(container: &str, data: &str) -> String {
    calls(container, data)
}

/// Findings but notes, as `severity rule: text`, and how many pairs of client and port there are.
fn told(text: &str) -> (Vec<String>, usize) {
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let findings = analysis.findings.iter().filter(|finding| finding.severity != Severity::Note);
    let told =
        findings.map(|finding| format!("{} {}", finding.severity.as_str(), finding.rule.code.as_str()));
    (told.collect(), analysis.mesh.pair_count())
}

/// Pods of a gateway with the Service that charts bring, and one client.
const GATEWAY: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: web }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: edge }
spec:
  template:
    metadata: { labels: { istio: edge, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } }
    spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: edge, namespace: edge }
spec:
  selector: { istio: edge }
  ports: [{ name: status-port, port: 15021 }, { name: http2, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: edge }
spec: { selector: { istio: edge }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }] }
";

const ROUTE: &str = "---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: ['*'], gateways: [edge/edge], http: [{ route: [{ destination: { host: web } }] }] }
";

/// A load balancer asks whether the gateway is ready.
fn asks(port: u16) -> String {
    format!(
        "---\n{{ apiVersion: v1, kind: Pod, metadata: {{ name: balancer, namespace: outside }}, spec: {{ containers: [] }} }}\n\
         ---\napiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\n\
         spec: {{ from: outside/balancer, to: 'edge.edge:{port}', protocol: http }}\n"
    )
}

#[test]
fn the_status_port_of_a_gateway_is_not_for_applications() {
    // One client with three ports that applications call: one of the server and two of the gateway.
    assert_eq!(told(&[GATEWAY, ROUTE].concat()), (vec![], 3), "IN-19");
}

#[test_case(15021, "plaintext"; "its own port")]
#[test_case(443, "refused"; "a port without a server")]
fn the_status_port_of_a_gateway_answers(port: u16, outcome: &str) {
    let text = [GATEWAY, ROUTE, &asks(port)].concat();
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let asked = |connection: &&Connection| matches!(connection.call.origin, Origin::Declared(_));
    let asked = analysis.connections.iter().find(asked).unwrap();
    assert_eq!(asked.verdict.overall().as_str(), outcome, "IN-19");
}

const ALONE: &str = "---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: local, namespace: edge }
spec: { selector: { istio: edge }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com] }] }
";

#[test_case("", "warning MP119"; "no route at all is in the text")]
#[test_case(ROUTE, ""; "one is")]
#[test_case(&[ROUTE, ALONE].concat(), "warning MP119"; "and none for another Gateway")]
fn gateways_without_routes(rest: &str, expected: &str) {
    assert_eq!(told(&[GATEWAY, rest].concat()).0.join(", "), expected, "GW-8");
}

const ALLOW: &str = "---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/default, cluster.local/ns/NAME] } }] }] }
";
const DEFAULT_GATEWAY: &str = "---
{ apiVersion: v1, kind: Pod, metadata: { name: jaeger, namespace: istio-system }, spec: { containers: [] } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [b.com] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: b, namespace: shop }
spec: { hosts: [b.com], gateways: [edge], http: [{ route: [{ destination: { host: web } }] }] }
";
const WAYPOINT: &str = "---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: shop }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
";

#[test_case(DEFAULT_GATEWAY, "istio-system/sa/istio-ingressgateway-service-account", ""; "the gateway that comes with Istio")]
#[test_case(WAYPOINT, "shop/sa/way", ""; "a waypoint")]
#[test_case("", "shop/sa/way", "warning MP303"; "nobody")]
fn identities_of_pods_that_nobody_wrote(rest: &str, name: &str, expected: &str) {
    let text = [GATEWAY, ROUTE, &ALLOW.replace("NAME", name), rest].concat();
    assert_eq!(told(&text).0.join(", "), expected, "AZ-16");
}

const OPERATED: &str = "---
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: { name: logs, namespace: shop }
";

/// A route for `/logs` in front of the others.
fn leads(host: &str) -> String {
    ROUTE.replace("http: [", &format!("http: [{{ match: [{{ uri: {{ prefix: /logs }} }}], route: [{{ destination: {{ host: {host} }} }}] }}, "))
}

#[test_case("logs-es-http", "", "error MP110"; "nothing of that name")]
#[test_case("logs-es-http", OPERATED, "warning MP110"; "an operator makes it")]
#[test_case("wbe", OPERATED, "error MP110"; "a slip")]
#[test_case("logs.elsewhere.svc.cluster.local", "", "error MP110"; "a namespace that is not in the text")]
#[test_case("logs.example.com", "", "error MP110"; "a host outside that nobody registered")]
#[test_case("web", "", ""; "a service")]
fn routes_to_what_others_make(host: &str, rest: &str, expected: &str) {
    let text = [GATEWAY, &leads(host), rest].concat();
    assert_eq!(told(&text).0.join(", "), expected, "VS-6");
}

/// The gateway between clusters of Istio's samples.
const EASTWEST: &str = "---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: networks, namespace: edge }
spec: { selector: { istio: edge }, servers: [{ port: { number: 8443, name: tls, protocol: TLS }, tls: { mode: AUTO_PASSTHROUGH }, hosts: ['*.local'] }] }
";

#[test]
fn other_clusters_know_what_they_ask_a_gateway_for() {
    assert_eq!(told(&[GATEWAY, ROUTE, EASTWEST].concat()).0, [""; 0], "GW-20");
}

const NAMED: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: web, ports: [{ PORT, containerPort: 8080 }] }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: TARGET }] } }
---
{ apiVersion: mtls-playground/v1, kind: Traffic, metadata: { name: t }, spec: { from: shop/web, to: 'web:80' } }
";

#[test_case("name: web", "http", Some("No pod is behind web:80: no container port of the pods of web.shop.svc.cluster.local is named http."); "another name")]
#[test_case("protocol: TCP", "http", Some("No pod is behind web:80: no container port of the pods of web.shop.svc.cluster.local is named http."); "no name")]
#[test_case("name: http", "http", None; "the name")]
#[test_case("name: web", "8080", None; "a number")]
fn ports_by_name(port: &str, target: &str, expected: Option<&str>) {
    let text = NAMED.replace("PORT", port).replace("TARGET", target);
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let told = analysis.findings.first().map(|finding| Language::English.catalog().message(&finding.message));
    assert_eq!(told.as_deref(), expected, "RT-17");
}

const PAST: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: scraper, namespace: shop, annotations: { ANNOTATION } }, spec: { containers: [{ name: a }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: web }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] } }
---
{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: shop }, spec: { mtls: { mode: STRICT } } }
---
{ apiVersion: mtls-playground/v1, kind: Traffic, metadata: { name: t }, spec: { from: shop/scraper, to: 'web:80' } }
";

#[test_case("traffic.sidecar.istio.io/includeOutboundIPRanges: ''", Some("What shop/scraper sends goes past its own proxy; shop/web accepts only mutual TLS."); "no address at all")]
#[test_case("traffic.sidecar.istio.io/excludeOutboundPorts: '80'", Some("What shop/scraper sends goes past its own proxy; shop/web accepts only mutual TLS."); "the port")]
#[test_case("traffic.sidecar.istio.io/excludeOutboundPorts: '81'", None; "another port")]
fn calls_past_the_proxy(annotation: &str, expected: Option<&str>) {
    let analysis = analyse([SourceFile::new("mesh.yaml", PAST.replace("ANNOTATION", annotation))]);
    let told = analysis.findings.first().map(|finding| Language::English.catalog().message(&finding.message));
    assert_eq!(told.as_deref(), expected, "IN-23");
}
