//! The ingress gateway of Istio's default profile (D-1a). Most texts have the Gateways that it runs and not the gateway,
//! which came with Istio: then its pods are taken to be there, as they are installed.

use super::{InjectionFact, InjectionReason, ProxyKind, Settings, Workload, WorkloadId, managed, selects};
use crate::order;
use crate::resource::{
    AuthorizationPolicy, Gateway, Ingress, Inventory, Loaded, Metadata, Pattern, PodTemplate, Ref,
};
use crate::yaml::Path;
use std::rc::Rc;

/// Its name.
const NAME: &str = "istio-ingressgateway";
/// The labels of its pods that Gateways select by.
const LABELS: [(&str, &str); 2] = [("app", NAME), ("istio", "ingressgateway")];
/// The service account that `istioctl install` gives it (GW-3).
const ACCOUNT: &str = "istio-ingressgateway-service-account";

/// Its pods, where a Gateway or Ingress is for them and nobody wrote any that look like them. They have the address
/// 10.0.251.n.
pub(super) fn pods(
    inventory: &Inventory,
    settings: &Settings,
    written: &[Workload],
    n: usize,
) -> Option<Workload> {
    let by = asked(inventory)?;
    let is_like =
        |pod: &Workload| LABELS.iter().any(|(key, value)| pod.labels.get(*key).is_some_and(|it| it == value));
    if written.iter().any(is_like) {
        return None;
    }
    let labels = order::map(LABELS.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let account = account(inventory, &settings.root_namespace);
    let template = PodTemplate {
        path: Path::root(),
        labels: labels.clone(),
        service_account: Some(account.clone()),
        ..PodTemplate::default()
    };
    let gateway = inventory.get(by.resource)?;
    let meta = Metadata {
        name: NAME.to_owned(),
        namespace: settings.root_namespace.clone(),
        labels: order::map([]),
        annotations: order::map([]),
        ..(*gateway.meta).clone()
    };
    Some(Workload {
        id: WorkloadId(written.len()),
        resource: Loaded { meta: Rc::new(meta), ..gateway.with(Rc::new(template)) },
        proxy: ProxyKind::Gateway,
        proxy_why: vec![InjectionReason { fact: InjectionFact::DefaultProfile, by: Some(by) }],
        labels,
        service_account: account,
        ip: managed::address(0, n),
        machine: None,
    })
}

/// The field of the oldest Gateway, else Ingress, that is for it.
fn asked(inventory: &Inventory) -> Option<Ref> {
    let labels = order::map(LABELS.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let is_for = |gateway: &Loaded<Gateway>| {
        let selector = &gateway.value.selector;
        !selector.is_empty() && selects(selector, &labels)
    };
    let gateway = inventory
        .oldest_first::<Gateway>()
        .into_iter()
        .find(is_for)
        .map(|gateway| gateway.at(Path::of("spec.selector")));
    let ingress =
        || inventory.oldest_first::<Ingress>().into_iter().find(|ingress| ingress.value.is_for_istio());
    gateway.or_else(|| ingress().map(|ingress| ingress.whole()))
}

/// Its service account: the one that a policy names as that of an ingress gateway in this namespace, since other ways
/// to install it give it other names.
fn account(inventory: &Inventory, namespace: &str) -> String {
    let policies: Vec<_> = inventory.all::<AuthorizationPolicy>().collect();
    let sources = policies.iter().flat_map(|policy| &policy.value.rules).flat_map(|rule| &rule.from);
    let named = sources.flat_map(|source| &source.principals.any_of).filter_map(|pattern| match pattern {
        Pattern::Exact(principal) => principal.split_once("/ns/")?.1.split_once("/sa/"),
        _ => None,
    });
    let own = named.filter(|(home, account)| *home == namespace && account.contains("ingress"));
    own.map(|(_, account)| account).min().unwrap_or(ACCOUNT).to_owned()
}
