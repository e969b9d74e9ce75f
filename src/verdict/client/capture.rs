//! Whether a call enters the client's proxy at all (IN-23, IN-24).

use crate::mesh::{Mesh, ProxyKind, Workload};
use crate::resource::Ref;
use crate::verdict::Bypass;
use crate::verdict::capture::{Annotations, Capture, INTERCEPTION_MODE, holds_address, holds_port, proxy};
use std::net::IpAddr;

/// The user that the proxy runs as; what it sends is never captured, or it would go round in circles.
const PROXY_USER: i64 = 1337;

/// Whether a call to this address and port enters the client's proxy, and what decides that.
pub(in crate::verdict) fn outbound(mesh: &Mesh, client: &Workload, address: IpAddr, port: u16) -> Capture {
    let mut annotations = Annotations::of(client);
    let past = match client.proxy {
        ProxyKind::Sidecar => past_sidecar(client, &mut annotations, address, port),
        // What a pod sends to itself never gets to the ztunnel (AMB-16).
        ProxyKind::Ambient => (client.ip == address).then_some((Bypass::OwnAddress, None)),
        ProxyKind::Gateway | ProxyKind::Waypoint | ProxyKind::None => None,
    };
    proxy(mesh, client).unless(past, annotations)
}

fn past_sidecar(
    client: &Workload,
    annotations: &mut Annotations,
    address: IpAddr,
    port: u16,
) -> Option<(Bypass, Option<Ref>)> {
    if let Some(by) = annotations.says(INTERCEPTION_MODE, |mode| mode == "NONE") {
        return Some((Bypass::NoInterception, Some(by)));
    }
    if client.ip == address {
        return Some((Bypass::OwnAddress, None));
    }
    if let Some(by) = proxy_user(client) {
        return Some((Bypass::ProxyUser, Some(by)));
    }
    // The order of the rules in the pod's iptables: ports to exclude, addresses to exclude, ports to include,
    // addresses to include.
    let mut says = |name, fits: &dyn Fn(&str) -> bool| annotations.says(name, fits);
    if let Some(by) = says("traffic.sidecar.istio.io/excludeOutboundPorts", &|list| holds_port(list, port)) {
        return Some((Bypass::ExcludedPort(port), Some(by)));
    }
    let exclude = "traffic.sidecar.istio.io/excludeOutboundIPRanges";
    if let Some(by) = says(exclude, &|list| holds_address(list, address)) {
        return Some((Bypass::ExcludedAddress(address), Some(by)));
    }
    if says("traffic.sidecar.istio.io/includeOutboundPorts", &|list| holds_port(list, port)).is_some() {
        return None;
    }
    says("traffic.sidecar.istio.io/includeOutboundIPRanges", &|list| !holds_address(list, address))
        .map(|by| (Bypass::NotIncludedAddress(address), Some(by)))
}

/// Whether no field of the pod itself says anything about which calls enter its proxy.
pub(in crate::verdict) fn is_captured_as_usual(client: &Workload) -> bool {
    let about_proxy = |annotation: &String| annotation.contains("istio.io/");
    !client.resource.value.annotations.keys().any(about_proxy) && proxy_user(client).is_none()
}

/// The field that makes the app run as the proxy's user; a container's own setting beats that of its pod.
fn proxy_user(client: &Workload) -> Option<Ref> {
    let template = &client.resource.value;
    let mut apps = template.containers.iter().filter(|container| container.name != "istio-proxy");
    let user = apps.next()?.run_as_user.or(template.run_as_user)?;
    (user == PROXY_USER).then(|| client.resource.at(template.route("spec")))
}
