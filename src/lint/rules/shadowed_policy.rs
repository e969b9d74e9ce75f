//! MP305: another resource of the same kind takes the place of one.

use crate::lint::set_aside::{Family, set_aside, warning};
use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Shadow};
use crate::resource::{Loaded, Resource};
use crate::verdict::Because;
use crate::yaml::Path;
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
    let other = other.and_then(|other| context.inventory.location(&other.at(Path::of("metadata.name"))));
    let (kind, name) = (kind.clone(), resource.meta.key());
    let message = Message::NoEffect(NoEffect::Shadowed { kind, resource: name, by, than: than.to_owned() });
    warning(context, &RULE, (resource, "metadata.name"), message, other)
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
        _ => None,
    }
}
