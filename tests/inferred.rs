//! Calls that nobody declares but the manifests tell, and the places that tell them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "what is not in a scenario is a failed test"
)]

use mtls_playground::analyse;
use mtls_playground::mesh::{Origin, Workload};
use mtls_playground::text::SourceFile;
use mtls_playground::view::rows;
use test_case::test_case;

/// The inferred calls as `from → host:port path (Host) outcome at line:column "text"`.
fn told(text: &str) -> Vec<String> {
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let told = analysis.connections.iter().filter_map(|connection| {
        let Origin::Inferred(by) = &connection.call.origin else { return None };
        let call = &connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap();
        let location = analysis.inventory.location(by).unwrap();
        let place = analysis.sources.range(location).start;
        let written = location.span.slice(text).lines().next().unwrap_or_default();
        let headers: Vec<_> = call.headers.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        let headers = headers.concat();
        let method = if call.method == "GET" { String::new() } else { format!("{} ", call.method) };
        Some(format!(
            "{from} → {}:{} {method}{}{headers} {} at {}:{} {written:?}",
            call.host,
            call.port,
            call.path,
            connection.verdict.overall().as_str(),
            place.line,
            place.column,
        ))
    });
    told.collect()
}

/// Three tiers: an Ingress from outside, nginx, and an app behind it. The file of nginx is for the cases.
const BLOG: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: blog, labels: { istio-injection: enabled } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: blog }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: nginx, image: nginx }]
      volumes: [{ name: conf, configMap: { name: nginx } }]
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: blog }, spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] } }
---
apiVersion: v1
kind: Pod
metadata: { name: was, namespace: blog, labels: { app: was } }
spec: { containers: [{ name: was }] }
---
{ apiVersion: v1, kind: Service, metadata: { name: was, namespace: blog }, spec: { selector: { app: was }, ports: [{ name: http, port: 8080 }] } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: was, namespace: blog }
spec: { host: was, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: nginx, namespace: blog }
data:
  default.conf: |
    server {
      location / {
        HEADER
        proxy_pass http://was:8080;
      }
    }
";

const INGRESS: &str = "
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: blog, namespace: blog }
spec:
  rules:
  - host: blog.example.com
    http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
";

#[test_case("", "blog/web → was:8080 / mtls at 36:20 \"http://was:8080\""; "nginx writes the name that it dials")]
#[test_case("proxy_set_header Host $host;",
    "blog/web → was:8080 / host=blog.example.com plaintext at 36:20 \"http://was:8080\""; "the outside name passes through")]
#[test_case("proxy_set_header Host was.blog;",
    "blog/web → was:8080 / host=was.blog mtls at 36:20 \"http://was:8080\""; "the name of the service")]
fn the_host_header_decides_between_a_route_and_passthrough(header: &str, expected: &str) {
    let calls = told(&format!("{}{INGRESS}", BLOG.replace("HEADER", header)));
    assert_eq!(calls.len(), 2, "{calls:?}");
    assert_eq!(calls[0], expected);
    assert!(
        calls[1].starts_with("external → pod:blog/web:80 / host=blog.example.com plaintext"),
        "{calls:?}"
    );
}

#[test]
fn without_an_ingress_clients_use_the_name_of_the_service() {
    let calls = told(&BLOG.replace("HEADER", "proxy_set_header Host $http_host;"));
    assert_eq!(calls, ["blog/web → was:8080 / host=web.blog plaintext at 36:20 \"http://was:8080\""]);
}

#[test_case("", "shop.example"; "a route of a gateway")]
#[test_case("*.", "web.blog"; "a pattern is no name")]
fn clients_use_the_name_that_a_gateway_routes(star: &str, host: &str) {
    let routed = format!(
        "\n---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: web, namespace: blog }}\n\
         spec: {{ hosts: ['{star}shop.example'], gateways: [in/gw], http: [{{ route: [{{ destination: {{ host: web }} }}] }}] }}\n"
    );
    let calls =
        told(&[&BLOG.replace("HEADER", "proxy_set_header Host $http_host;"), routed.as_str()].concat());
    assert_eq!(calls, [format!("blog/web → was:8080 / host={host} plaintext at 36:20 \"http://was:8080\"")]);
}

#[test]
fn the_name_of_an_upstream_is_no_host() {
    let upstream =
        "      location / {\n        HEADER\n        proxy_pass http://was:8080;\n      }\n    }\n";
    let named = "      location / { proxy_pass http://was; }\n    }\n    upstream was { server was:8080; }\n";
    let text = BLOG.replace(upstream, named);
    assert_ne!(text, BLOG);
    assert_eq!(told(&text), ["blog/web → was:8080 / host=was mtls at 36:27 \"was:8080\""]);
}

/// A pod that has these fields in its container, and a service that it may mean.
fn teller(container: &str, annotations: &str, data: &str) -> Vec<String> {
    told(&format!(
        "{{ apiVersion: v1, kind: Namespace, metadata: {{ name: shop, labels: {{ istio-injection: enabled }} }} }}\n\
         ---\n\
         apiVersion: v1\nkind: Pod\nmetadata: {{ name: teller, namespace: shop, labels: {{ app: teller }}, annotations: {{ {annotations} }} }}\n\
         spec: {{ containers: [{{ name: a, envFrom: [{{ configMapRef: {{ name: files }} }}], {container} }}] }}\n\
         ---\n\
         {{ apiVersion: v1, kind: Service, metadata: {{ name: db, namespace: shop }}, spec: {{ selector: {{ app: teller }}, ports: [{{ port: 3306 }}] }} }}\n\
         ---\n\
         apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{ name: p, namespace: shop }}\nspec: {{ mtls: {{ mode: STRICT }} }}\n\
         ---\n\
         apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: files, namespace: shop }}\ndata:\n{data}"
    ))
}

#[test_case("  a: |\n    # http://db:1\n\n      url = jdbc:mysql://db/x  # y\n", "22:13 \"jdbc:mysql://db/x\""; "a literal text")]
#[test_case("  a: |2\n    url: db:3306\n", "20:10 \"db:3306\""; "with its indentation written down")]
#[test_case("  a: url=db:3306\n", "19:10 \"db:3306\""; "a plain word")]
#[test_case("  a: \"x db:3306\"\n", "19:9 \"db:3306\""; "a quoted word")]
#[test_case("  a: \"\\ty db:3306\"\n", "19:3 \"a: \\\"\\\\ty db:3306\\\"\""; "with an escape, the whole")]
#[test_case("  a: >\n    x\n    db:3306\n", "19:3 \"a: >\""; "a folded text, the whole")]
#[test_case("  a: |\r\n    x\r\n    db:3306\r\n", "21:5 \"db:3306\""; "line ends of another system")]
fn places_in_files(data: &str, expected: &str) {
    let calls = teller("", "", data);
    assert_eq!(calls.len(), 1, "{calls:?}");
    assert!(calls[0].ends_with(&format!(" at {expected}")), "{calls:?}");
}

const AS_WRITTEN: &str = "sidecar.istio.io/rewriteAppHTTPProbers: 'false'";

#[test_case("livenessProbe: { httpGet: { port: 80, path: /live } }", AS_WRITTEN,
    &["external → pod:shop/teller:80 /live refused at 6:96 \"httpGet: { port: 80, path: /live }\""]; "plaintext of the kubelet")]
#[test_case("ports: [{ name: web, containerPort: 81 }], readinessProbe: { httpGet: { port: web, scheme: HTTPS } }", AS_WRITTEN,
    &["external → pod:shop/teller:81 / refused at 6:140 \"httpGet: { port: web, scheme: HTTPS }\""]; "a port by name")]
#[test_case("startupProbe: { grpc: { port: 90 } }", AS_WRITTEN,
    &["external → pod:shop/teller:90 /grpc.health.v1.Health/Check refused at 6:95 \"grpc: { port: 90 }\""]; "gRPC")]
#[test_case("livenessProbe: { tcpSocket: { port: 80 } }", AS_WRITTEN, &[]; "the proxy accepts every connection")]
#[test_case("livenessProbe: { httpGet: { port: 80 } }", "", &[]; "rewritten")]
#[test_case("livenessProbe: { exec: { command: [mysql, 'db:3306'] } }", "",
    &["shop/teller → db:3306 / mtls at 6:121 \"'db:3306'\""]; "a command in the container")]
#[test_case("lifecycle: { preStop: { exec: { command: [ls] } } }", "", &[]; "a command that calls nobody")]
fn checks(container: &str, annotations: &str, expected: &[&str]) {
    assert_eq!(teller(container, annotations, "  a: b\n"), expected);
}

/// A gateway with the routes of the cases.
fn at_gateway(hosts: &str, rules: &str) -> Vec<String> {
    told(&format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{ name: gw, namespace: in, labels: {{ istio: ingress, sidecar.istio.io/inject: 'true' }}, annotations: {{ inject.istio.io/templates: gateway }} }}\n\
         spec: {{ containers: [{{ name: istio-proxy, image: auto }}] }}\n\
         ---\n\
         {{ apiVersion: v1, kind: Service, metadata: {{ name: gw, namespace: in }}, spec: {{ selector: {{ istio: ingress }}, ports: [{{ name: http, port: 80 }}] }} }}\n\
         ---\n\
         apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {{ name: gw, namespace: in }}\n\
         spec: {{ selector: {{ istio: ingress }}, servers: [{{ port: {{ number: 80, name: http, protocol: HTTP }}, hosts: ['*'] }}] }}\n\
         ---\n\
         apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: r, namespace: in }}\n\
         spec:\n  hosts: [{hosts}]\n  gateways: [gw]\n  http:\n{rules}"
    ))
}

#[test_case("'*'", "  - directResponse: { status: 200 }\n", &["in/gw → any:80 / direct-response at 20:5 \"directResponse: { status: 200 }\""]; "every host")]
#[test_case("a.com", "  - match: [{ uri: { exact: /a } }, { uri: { prefix: /b }, method: { exact: POST } }]\n    directResponse: { status: 200 }\n",
    &["in/gw → a.com:80 /a direct-response at 20:13 \"{ uri: { exact: /a } }\"",
      "in/gw → a.com:80 POST /b direct-response at 20:37 \"{ uri: { prefix: /b }, method: { exact: POST } }\""]; "one call for each match, and none that no rule takes")]
#[test_case("a.com", "  - match: [{ headers: { x: { exact: b } }, queryParams: { q: { exact: '1' } } }]\n    directResponse: { status: 200 }\n",
    &["in/gw → a.com:80 /?q=1 x=b direct-response at 20:13 \"{ headers: { x: { exact: b } }, queryParams: { q: { exact: '1' } } }\""]; "headers and query")]
#[test_case("a.com", "  - match: [{ uri: { regex: '/a.*' } }]\n    directResponse: { status: 200 }\n", &[]; "nobody guesses what an expression takes")]
#[test_case("a.com", "  - match: [{ uri: { prefix: /a }, port: 81 }]\n    directResponse: { status: 200 }\n", &[]; "another port")]
fn routes_of_gateways(hosts: &str, rules: &str, expected: &[&str]) {
    assert_eq!(at_gateway(hosts, rules), expected);
}

const VALIDATING: &str = "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\n\
     metadata: { name: hook }\nwebhooks:\n- name: a.b.c\n  clientConfig: { service: { name: hook, namespace: shop, path: /check } }\n";
const AGGREGATED: &str = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: { name: v1.hook }\n\
     spec: { service: { name: hook, namespace: shop, port: 443 }, group: hook, version: v1 }\n";
const CONVERSION: &str = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: hooks }\n\
     spec: { conversion: { strategy: Webhook, webhook: { clientConfig: { service: { name: hook, namespace: shop } } } } }\n";

/// A webhook in the mesh, in this mode and behind a port of this name.
fn webhook(mode: &str, port: &str, configuration: &str) -> Vec<String> {
    told(&format!(
        "{{ apiVersion: v1, kind: Namespace, metadata: {{ name: shop, labels: {{ istio-injection: enabled }} }} }}\n---\n\
         {{ apiVersion: v1, kind: Pod, metadata: {{ name: hook, namespace: shop, labels: {{ app: hook }} }}, spec: {{ containers: [{{ name: a }}] }} }}\n---\n\
         {{ apiVersion: v1, kind: Service, metadata: {{ name: hook, namespace: shop }}, spec: {{ selector: {{ app: hook }}, ports: [{{ name: {port}, port: 443, targetPort: 8443 }}] }} }}\n---\n\
         {{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {{ name: default, namespace: shop }}, spec: {{ mtls: {{ mode: {mode} }} }} }}\n---\n\
         {configuration}"
    ))
}

#[test_case("STRICT", "https", VALIDATING,
    &["external → hook.shop.svc:443 / refused at 14:19 \"service: { name: hook, namespace: shop, path: /check }\""]; "STRICT refuses the TLS of the API server")]
#[test_case("PERMISSIVE", "https", VALIDATING,
    &["external → hook.shop.svc:443 / tls at 14:19 \"service: { name: hook, namespace: shop, path: /check }\""]; "PERMISSIVE lets it through")]
#[test_case("PERMISSIVE", "http", VALIDATING,
    &["external → hook.shop.svc:443 / refused at 14:19 \"service: { name: hook, namespace: shop, path: /check }\""]; "a port that is declared for HTTP")]
#[test_case("STRICT", "https", AGGREGATED,
    &["external → hook.shop.svc:443 / refused at 12:9 \"service: { name: hook, namespace: shop, port: 443 }\""]; "an aggregated API")]
#[test_case("STRICT", "https", CONVERSION,
    &["external → hook.shop.svc:443 / refused at 12:69 \"service: { name: hook, namespace: shop }\""]; "a conversion")]
fn webhooks(mode: &str, port: &str, configuration: &str, expected: &[&str]) {
    assert_eq!(webhook(mode, port, configuration), expected);
}

#[test_case("name: hook, namespace: shop", "name: hook, namespace: elsewhere"; "a service that is not in the text")]
#[test_case("service: { name: hook, namespace: shop, path: /check }", "url: 'https://hook.example.com'"; "an address outside")]
#[test_case("path: /check", "port: 8443"; "a port that the service does not have")]
fn webhooks_elsewhere(written: &str, instead: &str) {
    assert_eq!(webhook("STRICT", "https", &VALIDATING.replace(written, instead)), [""; 0]);
}

/// A Gateway, a route, and the service behind it.
fn behind_gateway(selector: &str, rest: &str) -> String {
    format!(
        "{{ apiVersion: v1, kind: Namespace, metadata: {{ name: shop, labels: {{ istio-injection: enabled }} }} }}\n---\n\
         {{ apiVersion: v1, kind: Pod, metadata: {{ name: web, namespace: shop, labels: {{ app: web }} }} }}\n---\n\
         {{ apiVersion: v1, kind: Service, metadata: {{ name: web, namespace: shop }}, spec: {{ selector: {{ app: web }}, ports: [{{ name: http, port: 80 }}] }} }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {{ name: gw, namespace: shop }}\n\
         spec: {{ selector: {{ {selector} }}, servers: [{{ port: {{ number: 443, name: https, protocol: HTTPS }}, tls: {{ mode: SIMPLE, credentialName: c }}, hosts: [a.com] }}] }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: web, namespace: shop }}\n\
         spec:\n  hosts: [a.com]\n  gateways: [gw]\n  http:\n  - route: [{{ destination: {{ host: web }} }}]\n---\n{rest}"
    )
}

const ROUTED: &str = "istio-system/istio-ingressgateway → a.com:443 / mtls at 19:5 \"route: [{ destination: { host: web } }]\"";
const ALLOWED: &str = "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: p, namespace: shop }\n\
    spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/istio-system/sa/istio-ingress] } }] }] }\n";
const MINE: &str = "{ apiVersion: v1, kind: Pod, metadata: { name: mine, namespace: istio-system, labels: { istio: ingressgateway, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } } }\n";

#[test_case("istio: ingressgateway", "", &[ROUTED]; "by one label")]
#[test_case("istio: ingressgateway, app: istio-ingressgateway", "", &[ROUTED]; "by both labels")]
#[test_case("istio: ingressgateway", ALLOWED, &[ROUTED]; "as the account that a policy names")]
#[test_case("istio: ingressgateway", MINE, &["istio-system/mine → a.com:443 / mtls at 19:5 \"route: [{ destination: { host: web } }]\""]; "its pods are in the text")]
#[test_case("istio: my-gateway", "", &[]; "a gateway that Istio does not bring")]
#[test_case("", "", &[]; "no label")]
fn gateway_of_the_default_profile(selector: &str, rest: &str, expected: &[&str]) {
    assert_eq!(told(&behind_gateway(selector, rest)), expected, "D-1a, GW-3");
}

#[test]
fn rows_of_one_host_are_told_apart_by_their_path() {
    let text = behind_gateway("istio: ingressgateway", "");
    let text = text.replace("  - route:", "  - match: [{ uri: { prefix: /pay } }]\n    route:");
    let rows = rows(&analyse([SourceFile::new("mesh.yaml", text)]));
    let dialled: Vec<_> = rows.iter().filter(|row| &*row.host == "a.com").map(|row| row.dialled()).collect();
    assert_eq!(dialled, ["a.com:443/pay"]);
    let plain: Vec<_> = rows.iter().filter(|row| &*row.server == "shop/web").map(|row| &row.path).collect();
    assert!(plain.iter().any(|path| path.is_none()), "{plain:?}");
}

/// A pod that names an address, beside one that has this status.
fn addressed(url: &str, status: &str) -> Vec<String> {
    told(&format!(
        "{{ apiVersion: v1, kind: Pod, metadata: {{ name: web, namespace: shop }}, spec: {{ containers: [{{ name: a, args: ['{url}'] }}] }}, status: {{ podIP: 10.42.0.7 }} }}\n---\n\
         {{ apiVersion: v1, kind: Pod, metadata: {{ name: cart, namespace: shop }}, spec: {{ containers: [{{ name: a }}] }}{status} }}\n"
    ))
}

#[test_case("http://10.42.0.9:8080/x", ", status: { podIP: 10.42.0.9 }", &["shop/web → 10.42.0.9:8080 /x plaintext at 1:111 \"'http://10.42.0.9:8080/x'\""]; "of a pod")]
#[test_case("10.42.0.9:8080", ", status: { podIP: 10.42.0.9 }", &["shop/web → 10.42.0.9:8080 / plaintext at 1:111 \"'10.42.0.9:8080'\""]; "without a scheme")]
#[test_case("10.42.0.9", ", status: { podIP: 10.42.0.9 }", &[]; "without a port")]
#[test_case("http://10.0.0.2:8080", "", &[]; "one that no text tells")]
#[test_case("http://10.42.0.7:8080", "", &[]; "its own")]
fn addresses_of_pods(url: &str, status: &str, expected: &[&str]) {
    assert_eq!(addressed(url, status), expected);
}
