//! MP120: requests are sent as plain HTTP to a port that is declared for TLS.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::Origin;
use crate::order;
use crate::resource::Ref;
use crate::verdict::{Answer, Codec, Connection, RouteAnswer, Sent};
use crate::yaml::Path;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code::RequestsToTlsPort,
    check,
    bad: "
apiVersion: v1
kind: Service
metadata: { name: console, namespace: shop }
spec:
  selector: { app: cache }
  ports: [{ name: https, port: 443, targetPort: 8443 }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ingress, namespace: shop }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [console.example.com]
      tls: { mode: SIMPLE, credentialName: console }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: console, namespace: shop }
spec:
  hosts: [console.example.com]
  gateways: [ingress]
  http:
    - route: [{ destination: { host: console, port: { number: 443 } } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: from-outside }
spec: { from: shop/ingress, to: console.example.com:443, protocol: tls }
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: console, namespace: shop }
spec:
  selector: { app: cache }
  ports: [{ name: https, port: 443, targetPort: 8443 }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ingress, namespace: shop }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [console.example.com]
      tls: { mode: SIMPLE, credentialName: console }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: console, namespace: shop }
spec:
  hosts: [console.example.com]
  gateways: [ingress]
  http:
    - route: [{ destination: { host: console, port: { number: 443 } } }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: console, namespace: shop }
spec:
  host: console.shop.svc.cluster.local
  trafficPolicy: { tls: { mode: SIMPLE } }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: from-outside }
spec: { from: shop/ingress, to: console.example.com:443, protocol: tls }
",
};

/// A service port, and the field that sends requests there.
type Cluster<'a> = (&'a str, u16, Option<&'a Ref>);

/// One finding for each port and route, at both. Between sidecars too: what they wrap in mutual TLS is unwrapped in front
/// of the app, which then gets plain HTTP.
fn check(context: &Context) -> Vec<Finding> {
    let clusters: BTreeSet<Cluster> =
        order::set(context.connections.iter().filter_map(|connection| plain(context, connection)));
    let finding = |(host, port, route): Cluster| {
        let service = context.mesh.service_with_host(host)?;
        let (position, _) = service.port(port)?;
        let declared = service.resource.at(Path::of("spec.ports").index(position));
        let declared = context.inventory.location(&declared);
        let place = route.and_then(|route| context.inventory.location(route)).or(declared)?;
        let message = Message::RequestsToTlsPort { host: host.to_owned(), port };
        Some(Finding::new(&RULE, Severity::Warning, message, place).and_at(declared))
    };
    clusters.into_iter().filter_map(finding).collect()
}

/// Where a call that somebody makes is sent as plain HTTP though TLS is declared there.
fn plain<'a>(context: &Context<'a>, connection: &'a Connection) -> Option<Cluster<'a>> {
    let is_plain = |sent| matches!(sent, Sent::Plaintext | Sent::IstioMtls | Sent::Hbone);
    let verdict = &connection.verdict;
    if connection.call.origin == Origin::Pair
        || !verdict.endpoints.iter().any(|end| end.outcome.works() && is_plain(end.sent))
    {
        return None;
    }
    verdict.steps().find_map(|step| match &step.answer {
        Answer::Route(RouteAnswer::Cluster { host, port, codec: Codec::Http, .. }) => {
            let (_, declared) = context.mesh.service_with_host(host)?.port(*port)?;
            declared.protocol.is_tls().then_some((host.as_str(), *port, step.decided_by.as_ref()))
        }
        _ => None,
    })
}
