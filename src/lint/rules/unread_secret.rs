//! MP316: a certificate of a Gateway is in another namespace than its pods.

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::mesh::{ProxyKind, Workload, selects};
use crate::resource::{Gateway, Kind, Loaded, Ref, Resource};
use crate::yaml::{Node, Path};

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
    let mut findings = Vec::new();
    if secrets.is_empty() {
        return findings;
    }
    let is_gateway = |pod: &&Workload| pod.proxy == ProxyKind::Gateway;
    let pods: Vec<_> = context.mesh.workloads.iter().filter(is_gateway).collect();
    for server in context.mesh.gateways.servers() {
        let Some(gateway) = context.inventory.get(server.at.resource) else { continue };
        let Some(Gateway { selector, .. }) = Gateway::of(&gateway.value).map(|gateway| &**gateway) else {
            continue;
        };
        let credentials = server.tls.as_ref().map_or(&[][..], |tls| &tls.credentials);
        if !context.has_patience_for(pods.len() + credentials.len().saturating_mul(secrets.len())) {
            break;
        }
        let Some(pod) = pods.iter().find(|pod| selects(selector, &pod.labels)) else { continue };
        for name in credentials {
            findings.extend(finding(context, (&server.at, name), pod.namespace(), &secrets));
        }
    }
    findings
}

/// What is wrong with the certificate of a server whose pods are in a namespace.
fn finding(context: &Context, (at, name): (&Ref, &str), home: &str, secrets: &[Secret]) -> Option<Finding> {
    let (resource, elsewhere, _) = secrets.iter().find(|(_, _, known)| *known == name)?;
    if secrets.iter().any(|(_, namespace, known)| (*known, *namespace) == (name, home)) {
        return None;
    }
    let what = NoEffect::UnreadSecret {
        secret: [elsewhere, "/", name].concat(),
        gateway: context.inventory.get(at.resource)?.meta.key(),
        namespace: home.to_owned(),
    };
    let tls = Ref { resource: at.resource, path: at.path.clone().join(&Path::of("tls")) };
    let place = context.inventory.location(&tls)?;
    let also = context.inventory.location(&resource.at(Path::of("metadata")));
    Some(Finding::new(&RULE, Severity::Warning, Message::NoEffect(what), place).and_at(also))
}

/// A document, and namespace and name of the Secret that it is, or will make.
type Secret<'a> = (&'a Loaded<Resource>, &'a str, &'a str);

fn secret(resource: &Loaded<Resource>) -> Option<Secret<'_>> {
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
