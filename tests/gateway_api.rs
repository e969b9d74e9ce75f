//! Routes of the Gateway API where the recorded answers have none of their kind.

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use crate::common::{self, Expected, Row, mesh};
use std::collections::BTreeMap;
use test_case::test_case;

/// A gateway, a client inside, two services, and a GRPCRoute with one rule before that for every call.
const GRPC: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: app, labels: { istio-injection: enabled } } }
---
apiVersion: v1
kind: Pod
metadata: { name: web-istio, namespace: app, labels: { app: gw, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
{ apiVersion: v1, kind: Service, metadata: { name: web-istio, namespace: app }, spec: { selector: { app: gw }, ports: [{ name: http, port: 80 }] } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: app }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP, hostname: '*.example.com', KINDS }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: app }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: app, labels: { app: a } }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: b, namespace: app, labels: { app: b } }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: app }, spec: { selector: { app: a }, ports: [{ name: grpc, port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: b, namespace: app }, spec: { selector: { app: b }, ports: [{ name: grpc, port: 80 }] } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: calls, namespace: app }
spec:
  parentRefs: [PARENT]
  rules:
    - { backendRefs: [{ name: a, port: 80 }] }
    - { matches: [{ MATCH }], filters: [FILTER], backendRefs: [{ name: b, port: 80, WEIGHT }] }
";

/// Where a call of gRPC gets.
fn grpc(text: &str, from: &str, host: &str, path: &str, header: &str) -> String {
    let headers = BTreeMap::from([("x-user".to_owned(), header.to_owned())]);
    let call = Expected { headers, ..Expected::dialling(from, (host, 80), "http").asking(path) };
    call.reaches(text, |row| row.server.clone())
}

fn route(entry: &str, filter: &str) -> String {
    let text = GRPC.replace("PARENT", "{ name: web }").replace("KINDS", "").replace("WEIGHT", "weight: 1");
    text.replace("MATCH", entry).replace("FILTER", filter)
}

#[test_case("method: { service: shop.Cart, method: Add }", "/shop.Cart/Add" => "app/b")]
#[test_case("method: { service: shop.Cart, method: Add }", "/shop.Cart/Drop" => "app/a"; "another method")]
#[test_case("method: { service: shop.Cart }", "/shop.Cart/Drop" => "app/b"; "every method")]
#[test_case("method: { service: shop.Cart }", "/shop.Cartoon/Drop" => "app/a"; "a service is a whole segment")]
#[test_case("method: { method: Add }", "/any/Add" => "app/b"; "of every service")]
#[test_case("method: { method: Add }", "/Add" => "app/a"; "a call has a service")]
#[test_case("method: { type: RegularExpression, service: 'shop[.].*' }", "/shop.Pay/Now" => "app/b")]
#[test_case("method: { type: RegularExpression, service: s, method: '[AB]' }", "/s/AB" => "app/a"; "an expression describes all")]
#[test_case("headers: [{ name: X-User, value: ann }]", "/s/A" => "app/b"; "by header")]
#[test_case("method: { service: s }, headers: [{ name: x-user, type: RegularExpression, value: 'b.*' }]", "/s/A" => "app/a"; "both must fit")]
fn at_a_gateway(entry: &str, path: &str) -> String {
    grpc(&route(entry, ""), "app/web-istio", "shop.example.com", path, "ann")
}

#[test]
fn unknown_filter() {
    let text = route("", "{ type: ExtensionRef, extensionRef: { group: a, kind: b, name: c } }");
    assert_eq!(
        grpc(&text, "app/web-istio", "shop.example.com", "/s/A", ""),
        "no-route",
        "the whole route is invalid"
    );
}

#[test]
fn no_weight() {
    let text = route("method: { service: s }", "").replace("weight: 1", "weight: 0");
    assert_eq!(grpc(&text, "app/web-istio", "shop.example.com", "/s/A", ""), "direct-response", "GW-21");
}

#[test_case("allowedRoutes: { kinds: [{ kind: HTTPRoute }] }" => "no-route"; "a listener for other kinds")]
#[test_case("allowedRoutes: { kinds: [{ kind: GRPCRoute }] }" => "app/a")]
fn listeners(kinds: &str) -> String {
    let text = GRPC.replace("PARENT", "{ name: web }").replace("KINDS", kinds).replace("WEIGHT", "");
    grpc(
        &text.replace("MATCH", "method: { service: x }").replace("FILTER", ""),
        "app/web-istio",
        "a.example.com",
        "/s/A",
        "",
    )
}

#[test_case("/s/A" => "app/b")]
#[test_case("/t/A" => "app/a")]
fn inside_the_mesh(path: &str) -> String {
    let parent = "{ group: '', kind: Service, name: a }";
    let text = GRPC.replace("PARENT", parent).replace("KINDS", "").replace("WEIGHT", "weight: 1");
    let text = text.replace("MATCH", "method: { service: s }").replace("FILTER", "");
    grpc(&text, "app/client", "a", path, "")
}

/// A Gateway as people write it: Istio makes its pods and its Service.
const MANAGED: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: app, labels: { istio-injection: enabled } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: app, annotations: { NOTE } }
spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }, { name: tls, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: c }] } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: all, namespace: app }
spec: { parentRefs: [{ name: web }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: a, port: 80 }] }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: app }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: app, labels: { app: a } }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: app }, spec: { selector: { app: a }, ports: [{ name: http, port: 80 }] } }
---
{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: app }, spec: { mtls: { mode: STRICT } } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: app }
spec: POLICY
";

const FROM_GATEWAY: &str = "{ selector: { matchLabels: { app: a } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/app/sa/web-istio] } }] }] }";
const AT_GATEWAY: &str = "{ targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: web }], action: DENY, rules: [{}] }";

#[test_case(FROM_GATEWAY, "", "app/web-istio", "shop.example.com", 80, "http" => "app/a:80 istio-mtls mtls"; "it has a service account of its own")]
#[test_case(FROM_GATEWAY, "gateway.istio.io/service-account: edge", "app/web-istio", "shop.example.com", 80, "http" => "app/a:80 istio-mtls denied"; "or the one that is asked for")]
#[test_case(FROM_GATEWAY, "gateway.istio.io/name-override: edge", "app/edge", "shop.example.com", 443, "tls" => "app/a:80 istio-mtls denied"; "another name gives another account")]
#[test_case(FROM_GATEWAY, "", "app/client", "a", 80, "http" => "app/a:80 istio-mtls denied"; "others have another one")]
#[test_case(AT_GATEWAY, "", "app/web-istio", "shop.example.com", 80, "http" => "denied"; "policies refer to it")]
#[test_case(AT_GATEWAY, "", "app/web-istio", "shop.example.com", 8080, "http" => "unreachable"; "no listener, no port")]
#[test_case(AT_GATEWAY, "", "app/client", "a", 80, "http" => "app/a:80 istio-mtls mtls"; "and not to others")]
#[test_case(FROM_GATEWAY, "", "app/client", "web-istio.app", 80, "http" => "app/web-istio:80 plaintext plaintext"; "its Service is there as well")]
fn managed(policy: &str, note: &str, from: &str, host: &str, port: u16, protocol: &str) -> String {
    let text = MANAGED.replace("POLICY", policy).replace("NOTE", note);
    Expected::dialling(from, (host, port), protocol).reaches(&text, Row::whole)
}

#[test_case("" => true; "nobody wrote pods")]
#[test_case("{ apiVersion: v1, kind: Service, metadata: { name: web-istio, namespace: app }, spec: { selector: { app: x } } }" => false; "somebody wrote the Service")]
#[test_case("{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web-istio, namespace: bar }, spec: { template: {} } }" => true; "of another namespace")]
fn implied(document: &str) -> bool {
    let text = format!("{}---\n{document}\n", MANAGED.replace("POLICY", AT_GATEWAY).replace("NOTE", ""));
    mesh(&text).workload_named("app", "web-istio").is_some()
}

#[test_case("istio" => false)]
#[test_case("istio-waypoint" => false)]
#[test_case("nginx" => true; "another controller's")]
fn unconsidered(class: &str) -> bool {
    let text = MANAGED.replace("gatewayClassName: istio", &format!("gatewayClassName: {class}"));
    let text = text.replace("POLICY", AT_GATEWAY).replace("NOTE", "");
    common::inventory(&text).resources.iter().any(|resource| resource.value.is_unconsidered())
}
