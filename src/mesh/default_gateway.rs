//! The ingress gateway of Istio's default profile (D-1a). Most texts have the Gateways that it runs and not the gateway,
//! which came with Istio: then its pods are taken to be there, as they are installed.

use super::{InjectionFact, InjectionReason, ProxyKind, Settings, Workload, WorkloadId, managed, selects};
use crate::order;
use crate::resource::{
    AuthorizationPolicy, Gateway, Ingress, Inventory, Loaded, Pattern, Ref, ServiceAccount,
};
use crate::yaml::Path;
use std::collections::BTreeMap;

/// Its name.
const NAME: &str = "istio-ingressgateway";
/// The label of its pods that Gateways mostly select by, and those that Istio makes of Ingresses.
pub(in crate::mesh) const SELECTOR: (&str, &str) = ("istio", "ingressgateway");
/// The service account that `istioctl install` gives it (GW-3).
const ACCOUNT: &str = "istio-ingressgateway-service-account";

/// The labels of its pods.
fn labels() -> BTreeMap<String, String> {
    order::map([("app", NAME), SELECTOR].map(|(key, value)| (key.to_owned(), value.to_owned())))
}

/// Its pods, the n-th of those that nobody wrote, where a Gateway or Ingress is for them and there are none that look
/// like them.
pub(super) fn pods(
    inventory: &Inventory,
    settings: &Settings,
    written: &[Workload],
    n: usize,
) -> Option<Workload> {
    let by = asked(inventory)?;
    let labels = labels();
    let is_like = |pod: &Workload| labels.iter().any(|(key, value)| pod.labels.get(key) == Some(value));
    if written.iter().any(is_like) {
        return None;
    }
    let namespace = &settings.root_namespace;
    let template = managed::template(labels, account(inventory, namespace).as_deref().unwrap_or(ACCOUNT));
    let resource = managed::made(inventory.get(by.resource)?, namespace, NAME.to_owned(), template);
    let why = InjectionReason { fact: InjectionFact::DefaultProfile, by: Some(by) };
    let place = (WorkloadId(written.len()), managed::address(n));
    Some(managed::unwritten(resource, ProxyKind::Gateway, why, place))
}

/// Whether a Gateway is for it.
pub(super) fn runs(gateway: &Gateway) -> bool {
    !gateway.selector.is_empty() && selects(&gateway.selector, &labels())
}

/// Whether a policy may tell its service account.
pub(super) fn is_named_by(policy: &AuthorizationPolicy) -> bool {
    named(policy).next().is_some()
}

/// The field of the oldest Gateway, else Ingress, that is for it.
fn asked(inventory: &Inventory) -> Option<Ref> {
    let gateways = inventory.oldest_first::<Gateway>();
    let gateway = gateways.iter().find(|gateway| runs(&gateway.value));
    let gateway = gateway.map(|gateway| gateway.at(Path::of("spec.selector")));
    let ingress = || inventory.oldest_first::<Ingress>().into_iter().find(|it| it.value.is_for_istio());
    gateway.or_else(|| ingress().map(|ingress| ingress.whole()))
}

/// Its service account: the one that a policy names as that of an ingress gateway in this namespace, since other ways
/// to install it give it other names.
fn account(inventory: &Inventory, namespace: &str) -> Option<String> {
    let policies: Vec<Loaded<AuthorizationPolicy>> = inventory.all().collect();
    let named = policies.iter().flat_map(|policy| named(&policy.value));
    let own = named.filter(|(home, _)| *home == namespace);
    own.map(|(_, account)| account).min().map(str::to_owned)
}

/// The service accounts of ingress gateways that a policy names, with their namespaces.
fn named(policy: &AuthorizationPolicy) -> impl Iterator<Item = (&str, &str)> {
    let sources = policy.rules.iter().flat_map(|rule| &rule.from);
    let accounts = sources.flat_map(|source| &source.principals.any_of).filter_map(|pattern| match pattern {
        Pattern::Exact(principal) => ServiceAccount::of_principal(principal),
        _ => None,
    });
    accounts.filter(|(_, account)| account.contains("ingress"))
}
