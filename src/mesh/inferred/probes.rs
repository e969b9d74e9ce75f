//! Checks of the kubelet that meet a sidecar.
//!
//! Usually none does: the injector rewrites them to a port of the proxy itself, which is never captured (IN-28). A pod
//! may turn that off. A `tcpSocket` is left out, because the proxy accepts every connection, and so is a pod of ambient,
//! whose ztunnel lets the kubelet in (IN-29, AMB-16).

use super::call;
use crate::mesh::{Call, Mesh, Payload, ProxyKind, Workload, WorkloadId, dial};
use crate::resource::{Container, Probe, ProbeCheck, TargetPort};
use crate::yaml::Path;

/// The annotation that leaves checks as they are written.
const REWRITE: &str = "sidecar.istio.io/rewriteAppHTTPProbers";

/// Adds the checks that are not rewritten, as calls from outside.
pub(super) fn infer(mesh: &mut Mesh) {
    let outside = WorkloadId(mesh.workloads.len());
    let checked: Vec<_> = mesh.workloads.iter().filter(|pod| meets_proxy(pod)).collect();
    let calls: Vec<Call> = checked.iter().flat_map(|pod| checks(pod, outside)).collect();
    let told = checked.first().filter(|_| !calls.is_empty()).map(|pod| pod.resource.clone());
    if let Some(told) = told {
        mesh.outside.get_or_insert_with(|| Workload::outside(outside, &told));
    }
    mesh.take_over(calls);
}

/// Whether the checks of the kubelet come to the proxy of these pods like any call.
pub(in crate::mesh) fn meets_proxy(pod: &Workload) -> bool {
    let annotations = &pod.resource.value.annotations;
    pod.proxy == ProxyKind::Sidecar
        && pod.serves()
        && pod.machine.is_none()
        && annotations.get(REWRITE).is_some_and(|value| value == "false")
}

fn checks(pod: &Workload, kubelet: WorkloadId) -> Vec<Call> {
    let template = &pod.resource.value;
    let containers = template.containers.iter().enumerate();
    let checks = containers.flat_map(|(position, container)| {
        container.probes.iter().filter_map(move |probe| {
            let (port, payload, path, field) = requested(container, probe)?;
            let at = template.route("spec.containers").index(position);
            let at = pod.resource.at(at.join(&Path::of(probe.moment.path())).key(field));
            let host = dial::pod(pod.namespace(), pod.name());
            Some(call(kubelet, (host, port), (payload, path), at))
        })
    });
    checks.collect()
}

/// What a check asks of the pod: port, what it speaks, path, and the field that says so.
fn requested<'p>(container: &Container, probe: &'p Probe) -> Option<(u16, Payload, &'p str, &'static str)> {
    match &probe.check {
        ProbeCheck::Http { port, path, host, https } if host.is_empty() => {
            let payload = if *https { Payload::Tls } else { Payload::Http };
            let path = if path.is_empty() { "/" } else { path };
            Some((number(container, port)?, payload, path, "httpGet"))
        }
        ProbeCheck::Grpc { port } => Some((*port, Payload::Http, "/grpc.health.v1.Health/Check", "grpc")),
        ProbeCheck::Http { .. } | ProbeCheck::Tcp { .. } => None,
    }
}

fn number(container: &Container, port: &TargetPort) -> Option<u16> {
    match port {
        TargetPort::Number(number) => Some(*number),
        TargetPort::Named(name) => {
            container.ports.iter().find(|port| port.name == *name).map(|port| port.number)
        }
    }
}
