//! Whether a connection to a pod port meets the proxy of the pod (IN-19 … IN-22).

use crate::mesh::{Mesh, PROXY_PORTS, ProxyKind, Workload};
use crate::resource::Ref;
use crate::verdict::Bypass;
use crate::verdict::capture::{Annotations, Capture, INTERCEPTION_MODE, holds_port, proxy};

/// Whether bytes to this port of the pod meet its proxy, and what decides that.
pub(in crate::verdict) fn inbound(mesh: &Mesh, server: &Workload, port: u16) -> Capture {
    let mut annotations = Annotations::of(server);
    let past = match server.proxy {
        ProxyKind::Sidecar => past_sidecar(&mut annotations, port),
        ProxyKind::Ambient => annotations
            .says("ambient.istio.io/bypass-inbound-capture", |written| written == "true")
            .map(|by| (Bypass::NoInboundCapture, Some(by))),
        ProxyKind::Gateway => reserved(port).filter(|_| mesh.gateways.port(server.id, port).is_none()),
        ProxyKind::Waypoint | ProxyKind::None => None,
    };
    proxy(mesh, server).unless(past, annotations)
}

fn past_sidecar(annotations: &mut Annotations, port: u16) -> Option<(Bypass, Option<Ref>)> {
    if let Some(by) = annotations.says(INTERCEPTION_MODE, |mode| mode == "NONE") {
        return Some((Bypass::NoInterception, Some(by)));
    }
    if let Some(past) = reserved(port) {
        return Some(past);
    }
    match annotations.value("traffic.sidecar.istio.io/includeInboundPorts") {
        // With a list of ports to include, the one of ports to exclude is not looked at (IN-20).
        Some((list, by)) if list != "*" => {
            (!holds_port(list, port)).then_some((Bypass::NotIncludedPort(port), Some(by)))
        }
        Some(_) | None => annotations
            .says("traffic.sidecar.istio.io/excludeInboundPorts", |list| holds_port(list, port))
            .map(|by| (Bypass::ExcludedPort(port), Some(by))),
    }
}

/// What the proxy answers without looking at policies and routes.
fn reserved(port: u16) -> Option<(Bypass, Option<Ref>)> {
    PROXY_PORTS.contains(&port).then_some((Bypass::ReservedPort(port), None))
}
