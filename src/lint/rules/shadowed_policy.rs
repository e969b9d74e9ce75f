//! MP305: another resource of the same kind takes the place of one.

use crate::lint::set_aside::{Family, set_aside, warning};
use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Shadow};
use crate::resource::{Loaded, Resource, ResourceId};
use crate::verdict::Because;
use crate::yaml::{Node, Path};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::ShadowedPolicy,
    check: |context| {
        let all = set_aside(context, Family::Shadowed);
        let named = if all.is_empty() { ByName::new() } else { by_name(context) };
        all.into_iter()
            .filter_map(|(resource, because)| finding(context, resource, because, &named))
            .collect()
    },
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop, creationTimestamp: \"2024-01-01T00:00:00Z\" }
spec: { mtls: { mode: PERMISSIVE } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: strict, namespace: shop, creationTimestamp: \"2025-01-01T00:00:00Z\" }
spec: { mtls: { mode: STRICT } }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop, creationTimestamp: \"2024-01-01T00:00:00Z\" }
spec: { mtls: { mode: STRICT } }
",
};

/// Resources by kind, and by namespace and name.
type ByName<'a> = BTreeMap<(&'a str, String), &'a Loaded<Resource>>;

fn by_name<'a>(context: &Context<'a>) -> ByName<'a> {
    let mut named = ByName::new();
    for resource in context.inventory.resources.iter() {
        named.entry((resource.meta.kind.as_str(), resource.meta.key())).or_insert(resource);
    }
    named
}

fn finding(
    context: &Context,
    resource: &Loaded<Resource>,
    because: &Because,
    named: &ByName,
) -> Option<Finding> {
    let (by, than) = shadow(because)?;
    let kind = &resource.meta.kind;
    // A younger Service still has its name and address; only its protocol is not asked (MP118).
    if matches!(kind.as_str(), "Service" | "ServiceEntry") {
        return None;
    }
    let other = named.get(&(kind.as_str(), than.to_owned()));
    let is_meant = match by {
        // A route for a pattern gives way to that for a name, as it should.
        Shadow::EarlierRoutes => {
            let (own, others) = (hosts(context, resource.id), hosts(context, other?.id));
            !context.has_patience_for(own.len().saturating_mul(others.len()))
                || !own.iter().any(|own| others.contains(own))
        }
        // A client may well have settings of its own; only who loses its TLS by that did hardly mean it.
        Shadow::EarlierNamespace => !says_tls(resource),
        Shadow::Older
        | Shadow::EarlierName
        | Shadow::Younger
        | Shadow::OlderPolicy
        | Shadow::SameHost
        | Shadow::SamePort => false,
    };
    if is_meant {
        return None;
    }
    let other = other.and_then(|other| context.inventory.location(&other.at(Path::of("metadata.name"))));
    let (kind, name) = (kind.clone(), resource.meta.key());
    let message = Message::NoEffect(NoEffect::Shadowed { kind, resource: name, by, than: than.to_owned() });
    warning(context, &RULE, (resource, "metadata.name"), message, other)
}

/// The hosts of a VirtualService, in full.
fn hosts<'c>(context: &'c Context, resource: ResourceId) -> &'c [String] {
    let mut tables = context.mesh.virtual_services.iter();
    tables.find(|table| table.resource.id == resource).map_or(&[], |table| &table.hosts)
}

/// Whether a DestinationRule for one service says anything about TLS.
fn says_tls(resource: &Loaded<Resource>) -> bool {
    let Resource::DestinationRule(rule) = &*resource.value else { return false };
    if rule.host.starts_with('*') {
        return false;
    }
    let policy = Path::of("spec.trafficPolicy");
    let entries = resource.root.at(&policy.clone().key("portLevelSettings"));
    let blocks = entries.into_iter().flat_map(Node::items).map(|entry| entry.get("tls"));
    blocks.chain([resource.root.at(&policy.key("tls"))]).any(|block| block.is_some())
}

/// What takes its place, and how.
fn shadow(because: &Because) -> Option<(Shadow, &str)> {
    match because {
        Because::Younger { than, tied: false } => Some((Shadow::Older, than)),
        Because::Younger { than, tied: true } => Some((Shadow::EarlierName, than)),
        Because::Older { than } => Some((Shadow::Younger, than)),
        Because::MergedAway { into } => Some((Shadow::OlderPolicy, into)),
        Because::SharesHost { with } => Some((Shadow::SameHost, with)),
        Because::PortTaken { by } => Some((Shadow::SamePort, by)),
        Because::OtherRoutes { of } => Some((Shadow::EarlierRoutes, of)),
        Because::LaterNamespace { than } => Some((Shadow::EarlierNamespace, than)),
        _ => None,
    }
}
