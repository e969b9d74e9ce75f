//! Calls that arrive at gateways: their servers and routes tell for which hosts.

use super::call;
use crate::mesh::gateways::{Role, Server, pod_port};
use crate::mesh::{Call, Mesh, Payload, ProxyKind, Workload, host};
use crate::order;
use std::collections::BTreeSet;

/// One call for each host of each server of each gateway, in document order of the gateways.
pub(super) fn arriving(mesh: &Mesh) -> Vec<Call> {
    let gateways = mesh.workloads.iter().filter(|pod| pod.proxy == ProxyKind::Gateway && pod.runs());
    gateways.flat_map(|pod| at_gateway(mesh, pod)).collect()
}

fn at_gateway(mesh: &Mesh, pod: &Workload) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut known = BTreeSet::new();
    for (_, port) in mesh.gateways.ports(pod.id) {
        for server in port.servers.iter().filter_map(|&id| mesh.gateways.server(id)) {
            // A port that no Service leads to can be dialled by nobody outside.
            if pod_port(pod, mesh.services_of(pod.id), server.number).is_none() {
                continue;
            }
            for host in hosts(mesh, pod, server) {
                if known.insert((host.clone(), server.number)) {
                    let told = (host, server.number);
                    calls.push(call(pod.id, told, (payload(server), "/"), server.at.clone()));
                }
            }
        }
    }
    calls
}

/// The hosts of a server, where routes have them the more specific ones; a name that begins with a star is no host.
fn hosts(mesh: &Mesh, pod: &Workload, server: &Server) -> BTreeSet<String> {
    let tables = mesh.virtual_services.of_gateway(&server.gateway, pod.namespace());
    let routed = tables.into_iter().flat_map(|table| {
        let own: Vec<_> = server.hosts_for(&table.resource.meta.namespace).collect();
        let shared = move |routed: &String| {
            own.iter().filter_map(|own| host::common(own, routed)).map(str::to_owned).collect::<Vec<_>>()
        };
        table.hosts.iter().flat_map(shared)
    });
    let own = server.hosts.iter().map(|host| host.host.clone());
    order::set(routed.chain(own).filter(|host| !host.starts_with('*')))
}

/// What a client speaks to a server.
fn payload(server: &Server) -> Payload {
    match server.role() {
        Role::Http => Payload::Http,
        Role::Tcp => Payload::Tcp,
        Role::Https | Role::Tls if server.is_for_the_mesh() => Payload::Mtls,
        Role::AutoPassthrough => Payload::Mtls,
        Role::Https | Role::Tls | Role::Passthrough => Payload::Tls,
    }
}

impl Mesh {
    /// What a client speaks to this service port of a gateway, unless it says otherwise.
    pub(in crate::mesh) fn payload_at_gateway(&self, pod: &Workload, number: u16) -> Option<Payload> {
        let port = pod_port(pod, self.services_of(pod.id), number).unwrap_or(number);
        let first = self.gateways.port(pod.id, port)?.servers.first();
        first.and_then(|&id| self.gateways.server(id)).map(payload)
    }
}
