//! MP316: a certificate of a Gateway is in another namespace than its pods.

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::resource::{Gateway, Kind, Loaded, Ref, Resource};
use crate::yaml::{Node, Path};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code::UnreadSecret,
    check,
    bad: "
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: shop }
type: kubernetes.io/tls
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example]
      tls: { mode: SIMPLE, credentialName: shop-tls }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example]
  gateways: [edge]
  http: [{ route: [{ destination: { host: payments } }] }]
",
    good: "
apiVersion: v1
kind: Secret
metadata: { name: shop-tls, namespace: istio-system }
type: kubernetes.io/tls
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example]
      tls: { mode: SIMPLE, credentialName: shop-tls }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example]
  gateways: [edge]
  http: [{ route: [{ destination: { host: payments } }] }]
",
};

/// Gateways read Secrets of the namespace that their pods are in (GW-4a). One that is in the text in no namespace is
/// merely not in the text.
fn check(context: &Context) -> Vec<Finding> {
    let secrets: Vec<_> = context.inventory.resources.iter().filter_map(secret).collect();
    if secrets.is_empty() {
        return Vec::new();
    }
    let gateways = &context.mesh.gateways;
    let mut asked: BTreeSet<(Ref, &str, &str)> = BTreeSet::new();
    for pod in context.mesh.workloads.iter() {
        let servers = gateways.ports(pod.id).flat_map(|(_, port)| &port.servers);
        for server in servers.filter_map(|&id| gateways.server(id)) {
            let is_istios = |by: &Loaded<Resource>| Gateway::of(&by.value).is_some();
            if context.inventory.get(server.at.resource).is_some_and(is_istios) {
                let names = server.tls.iter().flat_map(|tls| &tls.credentials);
                asked.extend(names.map(|name| (server.at.clone(), name.as_str(), pod.namespace())));
            }
        }
    }
    let finding = |(at, name, home): (Ref, &str, &str)| {
        let mut namesakes = secrets.iter().filter(|(_, _, known)| *known == name).peekable();
        let &&(resource, namespace, _) = namesakes.peek()?;
        if namesakes.any(|(_, namespace, _)| *namespace == home) {
            return None;
        }
        let place = Ref { path: at.path.join(&Path::of("tls")), ..at };
        let what = NoEffect::UnreadSecret {
            secret: [namespace, "/", name].concat(),
            gateway: context.inventory.get(place.resource)?.meta.key(),
            namespace: home.to_owned(),
        };
        let place = context.inventory.location(&place)?;
        let also = context.inventory.location(&resource.at(Path::of("metadata")));
        Some(Finding::new(&RULE, Severity::Warning, Message::NoEffect(what), place).and_at(also))
    };
    asked.into_iter().filter_map(finding).collect()
}

/// A Secret, with its namespace and name; or what will make one.
fn secret(resource: &Loaded<Resource>) -> Option<(&Loaded<Resource>, &str, &str)> {
    let meta = &resource.meta;
    let name = match (meta.group.as_str(), meta.kind.as_str()) {
        ("", "Secret") | ("bitnami.com", "SealedSecret") => meta.name.as_str(),
        ("cert-manager.io", "Certificate") => {
            resource.root.at(&Path::of("spec.secretName")).and_then(Node::as_str)?
        }
        _ => return None,
    };
    Some((resource, &meta.namespace, name))
}
