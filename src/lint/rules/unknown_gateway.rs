//! MP310: a VirtualService for a Gateway that is not there.

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::mesh::gateway_name;
use crate::order;
use crate::resource::{Gateway, Loaded, MESH, VirtualService};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownGateway,
    check,
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
  gateways: [edge]
  http: [{ route: [{ destination: { host: payments.shop.svc.cluster.local } }] }]
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
  http: [{ route: [{ destination: { host: payments.shop.svc.cluster.local } }] }]
",
};

/// Where the text has no Gateway at all, they are merely not in the text.
fn check(context: &Context) -> Vec<Finding> {
    let gateways = order::set(context.inventory.all::<Gateway>().map(|gateway| gateway.meta.key()));
    if gateways.is_empty() {
        return Vec::new();
    }
    // Of several of one name, the first.
    let mut by_name = BTreeMap::new();
    for gateway in &gateways {
        by_name.entry(gateway.split_once('/').map_or("", |(_, name)| name)).or_insert(gateway);
    }
    let routes: Vec<Loaded<VirtualService>> = context.inventory.all().collect();
    routes.iter().flat_map(|route| of_route(context, route, &gateways, &by_name)).collect()
}

fn of_route(
    context: &Context,
    route: &Loaded<VirtualService>,
    gateways: &BTreeSet<String>,
    by_name: &BTreeMap<&str, &String>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, written) in route.value.gateways.iter().enumerate().filter(|(_, name)| *name != MESH) {
        let gateway = gateway_name(written, &route.meta.namespace);
        if gateways.contains(&gateway) {
            continue;
        }
        let name = gateway.split_once('/').map_or(gateway.as_str(), |(_, name)| name);
        let meant = by_name.get(name).map(|&meant| meant.clone());
        let at = context.inventory.location(&route.at(Path::of("spec.gateways").index(index)));
        let route = route.meta.key();
        let message = Message::NoEffect(NoEffect::UnknownGateway { route, gateway, meant });
        findings.extend(at.map(|at| Finding::new(&RULE, Severity::Warning, message, at)));
    }
    findings
}
