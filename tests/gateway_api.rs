//! Routes of the Gateway API where the recorded answers have none of their kind.

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

mod common;

use common::{Expected, mesh};
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
    let call = Expected {
        from: from.to_owned(),
        host: host.to_owned(),
        port: 80,
        protocol: "http".to_owned(),
        path: Some(path.to_owned()),
        headers: BTreeMap::from([("x-user".to_owned(), header.to_owned())]),
        ..Expected::default()
    };
    let (outcome, rows) = call.ours(&mesh(text));
    rows.first().map(|row| row.server.clone()).or(outcome).unwrap()
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
