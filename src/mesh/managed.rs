//! Gateways that Istio runs: a Gateway of its class for which nobody wrote pods. Its deployment controller makes a
//! Deployment and a Service of it, both named after the Gateway and its class.

use super::{InjectionFact, InjectionReason, ProxyKind, Workload, WorkloadId, host};
use crate::order;
use crate::resource::{
    ApiGateway, Deployment, Inventory, ListenerProtocol, Loaded, Metadata, PodTemplate, PortSpec,
    ServiceSpec, ServiceType,
};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// The class of the Gateways that Istio runs.
pub const GATEWAY_CLASS: &str = "istio";
/// The label of pods that run a Gateway of the Gateway API.
pub const GATEWAY_NAME: &str = "gateway.networking.k8s.io/gateway-name";
/// The annotation that names the Deployment and the Service of a gateway that Istio runs.
const NAME_OVERRIDE: &str = "gateway.istio.io/name-override";
/// The annotation that names its service account.
const ACCOUNT_OVERRIDE: &str = "gateway.istio.io/service-account";

/// The name of the Deployment and of the Service that Istio makes of a Gateway.
pub(super) fn name(gateway: &Loaded<ApiGateway>) -> String {
    let meta = &gateway.meta;
    let written = meta.annotations.get(NAME_OVERRIDE).cloned();
    written.unwrap_or_else(|| format!("{}-{}", meta.name, gateway.value.class))
}

/// The Gateways whose pods and Service only Istio makes, in document order.
pub(super) fn gateways(inventory: &Inventory) -> Vec<Loaded<ApiGateway>> {
    let is_managed = |gateway: &Loaded<ApiGateway>| {
        gateway.value.class == GATEWAY_CLASS && gateway.value.deployment == Deployment::Managed
    };
    let mut managed: Vec<_> = inventory.all::<ApiGateway>().filter(is_managed).collect();
    if managed.is_empty() {
        return managed;
    }
    let named = |meta: &Metadata| (meta.namespace.clone(), meta.name.clone());
    let services = inventory.all::<ServiceSpec>().map(|service| named(&service.meta));
    let pods = inventory.all::<PodTemplate>().map(|pods| named(&pods.meta));
    let written: BTreeSet<_> = order::set(services.chain(pods));
    managed.retain(|gateway| !written.contains(&(gateway.meta.namespace.clone(), name(gateway))));
    managed
}

/// The pods of the n-th of them, from 1.
pub(super) fn pods(gateway: &Loaded<ApiGateway>, id: WorkloadId, n: usize) -> Workload {
    let name = name(gateway);
    let labels = order::map([
        (GATEWAY_NAME.to_owned(), gateway.meta.name.clone()),
        ("gateway.networking.k8s.io/gateway-class-name".to_owned(), gateway.value.class.clone()),
        ("gateway.istio.io/managed".to_owned(), "istio.io-gateway-controller".to_owned()),
    ]);
    let account = gateway.meta.annotations.get(ACCOUNT_OVERRIDE).unwrap_or(&name).clone();
    let template = template(labels, &account);
    let resource = made(gateway, &gateway.meta.namespace, name, template);
    unwritten(resource, ProxyKind::Gateway, by_class(gateway), (id, address(n)))
}

/// That a Gateway is of a class for which Istio makes pods.
pub(super) fn by_class(gateway: &Loaded<ApiGateway>) -> InjectionReason {
    InjectionReason {
        fact: InjectionFact::GatewayClass(gateway.value.class.clone()),
        by: Some(gateway.at(Path::of("spec.gatewayClassName"))),
    }
}

/// The template of pods with these labels and this service account.
pub(super) fn template(labels: BTreeMap<String, String>, account: &str) -> PodTemplate {
    PodTemplate {
        path: Path::root(),
        labels,
        service_account: Some(account.to_owned()),
        ..PodTemplate::default()
    }
}

/// The pods of a proxy whose template nobody wrote, and what says that they are there.
pub(super) fn unwritten(
    resource: Loaded<PodTemplate>,
    proxy: ProxyKind,
    why: InjectionReason,
    (id, ip): (WorkloadId, IpAddr),
) -> Workload {
    Workload {
        id,
        proxy,
        proxy_why: [why].into(),
        labels: resource.value.labels.clone().into(),
        service_account: resource.value.service_account.clone().unwrap_or_default(),
        resource,
        ip,
        is_dumped: false,
        machine: None,
    }
}

/// The Service of one of them, with a port for each number that a listener has.
pub(super) fn service(gateway: &Loaded<ApiGateway>) -> Loaded<ServiceSpec> {
    let mut ports: Vec<PortSpec> = Vec::new();
    for listener in &gateway.value.listeners {
        let word = match listener.protocol {
            ListenerProtocol::Http => "http",
            ListenerProtocol::Https => "https",
            ListenerProtocol::Tls => "tls",
            ListenerProtocol::Tcp => "tcp",
            ListenerProtocol::Hbone | ListenerProtocol::Other(_) => continue,
        };
        if !ports.iter().any(|port| port.port == listener.port) {
            let app_protocol = Some(word.to_owned());
            ports.push(PortSpec {
                name: listener.name.clone(),
                port: listener.port,
                app_protocol,
                ..PortSpec::default()
            });
        }
    }
    let spec = ServiceSpec {
        service_type: ServiceType::LoadBalancer,
        selector: order::map([(GATEWAY_NAME.to_owned(), gateway.meta.name.clone())]),
        ports,
        ..ServiceSpec::default()
    };
    made(gateway, &gateway.meta.namespace, name(gateway), spec)
}

/// The address of the n-th Service of theirs: 10.96.251.n.
pub(super) fn vip(n: usize) -> IpAddr {
    within(96, n)
}

/// The address of the n-th pods that nobody wrote: 10.0.251.n.
pub(super) fn address(n: usize) -> IpAddr {
    within(0, n)
}

/// The host of the Service.
pub(super) fn service_host(gateway: &Loaded<ApiGateway>) -> String {
    host::service_host(&name(gateway), &gateway.meta.namespace)
}

fn within(net: u8, n: usize) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(10, net, 251, u8::try_from(n).unwrap_or(u8::MAX)))
}

/// What nobody wrote, under a name of its own; it stands where the resource stands that asks for it.
pub(super) fn made<T, U>(by: &Loaded<T>, namespace: &str, name: String, value: U) -> Loaded<U> {
    let meta = Metadata {
        namespace: namespace.to_owned(),
        name,
        labels: order::map([]),
        annotations: order::map([]),
        ..(*by.meta).clone()
    };
    Loaded { meta: Rc::new(meta), ..by.with(Rc::new(value)) }
}
