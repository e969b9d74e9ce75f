//! Gateways in front of services that have a waypoint (WP-2).

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use mtls_playground::analyse;
use mtls_playground::text::SourceFile;
use test_case::test_case;

/// A gateway, and a service behind a waypoint that turns the gateway away: whoever gets to the pod went past it.
const MESH: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: app, labels: { istio.io/dataplane-mode: ambient, NAMESPACE } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: app, labels: { istio.io/waypoint-for: KIND } }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: shop, namespace: app, labels: { app: shop } }, spec: { containers: [{ name: shop }] } }
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: app, labels: { istio.io/use-waypoint: wp, SERVICE } }
spec: { selector: { app: shop }, ports: [{ name: http, port: 80 }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: closed, namespace: app }
spec:
  targetRefs: [{ group: '', kind: Service, name: shop }]
  action: DENY
  rules: [{ from: [{ source: { principals: [cluster.local/ns/in/sa/gw] } }] }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop, namespace: app }
spec: { host: shop.app.svc.cluster.local, trafficPolicy: { tls: { mode: TLS } } }
---
apiVersion: v1
kind: Pod
metadata: { name: gw, namespace: in, labels: { istio: ingress, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } }
spec: { serviceAccountName: gw, containers: [{ name: istio-proxy, image: auto }] }
---
{ apiVersion: v1, kind: Service, metadata: { name: gw, namespace: in }, spec: { selector: { istio: ingress }, ports: [{ name: http, port: 80 }] } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gw, namespace: in }
spec: { selector: { istio: ingress }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: r, namespace: in }
spec: { hosts: [a.com], gateways: [gw], http: [{ route: [{ destination: { host: shop.app.svc.cluster.local } }] }] }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: t }
spec: { from: in/gw, to: 'a.com:80' }
";

const TRUE: &str = "istio.io/ingress-use-waypoint: 'true'";
const FALSE: &str = "istio.io/ingress-use-waypoint: 'false'";

#[test_case("", "", "service", "ISTIO_MUTUAL" => "mtls"; "gateways go past waypoints")]
#[test_case(TRUE, "", "service", "ISTIO_MUTUAL" => "denied"; "unless the service says otherwise")]
#[test_case("", TRUE, "service", "ISTIO_MUTUAL" => "denied"; "or its namespace")]
#[test_case(FALSE, TRUE, "service", "ISTIO_MUTUAL" => "mtls"; "the service before its namespace")]
#[test_case(TRUE, "", "workload", "ISTIO_MUTUAL" => "mtls"; "a waypoint for other traffic")]
#[test_case(TRUE, "", "service", "SIMPLE" => "protocol-error"; "TLS inside of the tunnel, at a port for HTTP")]
fn gateways(service: &str, namespace: &str, kind: &str, tls: &str) -> &'static str {
    let text = MESH.replace("SERVICE", service).replace("NAMESPACE", namespace);
    let text = text.replace("KIND", kind).replace("mode: TLS", &format!("mode: {tls}"));
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let [connection] = analysis.connections.as_slice() else { return "no such call" };
    connection.verdict.overall().as_str()
}
