//! MP119: a gateway listens, and no route is bound to it.

use crate::lint::set_aside::warning;
use crate::lint::{Code, Context, Finding, Message, Rule};
use crate::mesh::gateways::Server;
use crate::mesh::{ProxyKind, Workload, host, selects};
use crate::resource::{Gateway, Loaded};

pub(super) static RULE: Rule = Rule {
    code: Code::GatewayWithoutRoute,
    check: |context| {
        let gateways = context.inventory.all::<Gateway>();
        gateways.filter_map(|gateway| finding(context, &gateway)).collect()
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example]
  http: [{ route: [{ destination: { host: payments } }] }]
",
    good: "
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example]
  gateways: [istio-system/edge]
  http: [{ route: [{ destination: { host: payments } }] }]
",
};

/// Where its pods are in the text and some route is, calls tell what becomes of them. Where nothing is that routes
/// could lead to, the routes are merely not in the text either.
fn finding(context: &Context, gateway: &Loaded<Gateway>) -> Option<Finding> {
    let mesh = context.mesh;
    context.has_patience_for(mesh.workloads.len()).then_some(())?;
    let is_gateway = |pod: &Workload| pod.proxy == ProxyKind::Gateway && !pod.is_assumed();
    let runs = |pod: &Workload| is_gateway(pod) && selects(&gateway.value.selector, &pod.labels);
    let is_told = mesh.workloads.iter().any(runs)
        && mesh
            .gateways
            .servers_of(gateway.id)
            .any(|server| mesh.virtual_services.bound_to(&server.gateway).next().is_some());
    let mut waiting =
        mesh.gateways.servers_of(gateway.id).filter(|server| server.waits_for_routes()).peekable();
    let is_waiting = waiting.peek().is_some();
    if is_told || !is_waiting || mesh.services.is_empty() || waiting.any(|server| is_routed(context, server))
    {
        return None;
    }
    let message = Message::GatewayWithoutRoute { gateway: gateway.meta.key() };
    warning(context, &RULE, (context.inventory.get(gateway.id)?, "spec.servers"), message, None)
}

/// Whether a route is bound to a server, as far as names tell.
fn is_routed(context: &Context, server: &Server) -> bool {
    context.mesh.virtual_services.bound_to(&server.gateway).any(|table| {
        if !context.has_patience_for(server.hosts.len().saturating_mul(table.hosts.len())) {
            return true;
        }
        let hosts = || server.hosts_for(&table.resource.meta.namespace);
        hosts().any(|own| table.hosts.iter().any(|routed| host::common(own, routed).is_some()))
    })
}
