//! ServiceEntries in an ambient mesh: a ztunnel takes their addresses for those of services, and waypoints stand in
//! front of them (WP-1).

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use crate::common::{Expected, Row};
use test_case::test_case;

const MESH: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: app, labels: { istio.io/dataplane-mode: ambient } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: old, labels: { istio-injection: enabled } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: app }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: app }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: sidecar, namespace: old }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: app, labels: { app: web } }, spec: { containers: [{ name: app }] } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api, namespace: app, labels: { LABEL } }
spec: { hosts: ['api.example.com'], ports: [{ number: 80, name: http, protocol: HTTP, targetPort: 8080 }], ENTRY }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: p, namespace: app }
spec: { targetRefs: [{ group: networking.istio.io, kind: ServiceEntry, name: api }], action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: r, namespace: app }
spec: { host: api.example.com, trafficPolicy: { POLICY } }
";

const POD: &str = "location: MESH_INTERNAL, resolution: STATIC, workloadSelector: { labels: { app: web } }";
const DNS: &str = "resolution: DNS";
const BEHIND: &str = "istio.io/use-waypoint: wp";
const PLAIN: &str = "connectionPool: { tcp: { maxConnections: 1 } }";
const ORIGINATED: &str = "tls: { mode: SIMPLE }";

fn reach(from: &str, entry: &str, label: &str, policy: &str, path: &str) -> String {
    let text = MESH.replace("ENTRY", entry).replace("LABEL", label).replace("POLICY", policy);
    let host = if entry.contains("hosts") { "any.example.com" } else { "api.example.com" };
    let text = if entry.contains("hosts") { text.replace("hosts: ['api.example.com'], ", "") } else { text };
    Expected::dialling(from, (host, 80), "http").asking(path).reaches(&text, Row::whole)
}

#[test_case("app/client", POD, "", "/" => "app/web:8080 hbone mtls"; "pods behind a host")]
#[test_case("app/client", "addresses: [10.9.9.9], resolution: STATIC, endpoints: [{ address: 8.8.8.8 }]", "", "/" => "external:8080 plaintext plaintext"; "addresses outside")]
#[test_case("app/client", "location: MESH_INTERNAL, resolution: STATIC, workloadSelector: { labels: { app: nobody } }", "", "/" => "no-endpoint"; "nobody behind a host")]
#[test_case("app/client", DNS, "", "/" => "external:8080 plaintext plaintext"; "a name outside")]
#[test_case("app/client", "resolution: NONE", "", "/" => "external:80 plaintext plaintext"; "as dialled")]
#[test_case("app/client", "hosts: ['*.example.com'], resolution: NONE", BEHIND, "/" => "external:80 plaintext plaintext"; "a pattern has no address")]
#[test_case("app/client", DNS, BEHIND, "/" => "external:8080 hbone plaintext"; "through a waypoint, and out of it as it came")]
#[test_case("app/client", DNS, BEHIND, "/admin" => "external:8080 hbone denied"; "its policies count")]
#[test_case("app/client", DNS, "", "/admin" => "external:8080 plaintext plaintext"; "and nowhere else")]
#[test_case("app/client", POD, BEHIND, "/" => "app/web:8080 hbone mtls"; "to pods through a waypoint")]
#[test_case("app/client", DNS, "istio.io/use-waypoint: none", "/admin" => "external:8080 plaintext plaintext"; "it wants none")]
#[test_case("old/sidecar", DNS, BEHIND, "/admin" => "external:8080 plaintext plaintext"; "sidecars go past")]
fn entries(from: &str, entry: &str, label: &str, path: &str) -> String {
    reach(from, entry, label, PLAIN, path)
}

#[test_case(BEHIND => "external:8080 hbone tls"; "a waypoint originates TLS")]
#[test_case("" => "external:8080 plaintext plaintext"; "a ztunnel does not")]
fn origination(label: &str) -> String {
    reach("app/client", DNS, label, ORIGINATED, "/")
}
