//! The pods behind a service port (0.2, RT-17).

use crate::mesh::{Mesh, Service, ServicePort, Workload, selects};
use std::collections::BTreeMap;

/// Where bytes can end up: a pod of the scenario or something outside of it, and the port there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Target<'m> {
    /// The pod; `None` outside.
    pub(super) server: Option<&'m Workload>,
    /// The port.
    pub(super) port: u16,
}

impl Target<'_> {
    /// Whether clients are told that it takes Istio mTLS (AM-5).
    pub(super) fn takes_mtls(self) -> bool {
        self.server.is_some_and(|server| server.tls_mode() == "istio")
    }

    /// Whether clients are told that it takes no mTLS at all, which is not the same as not being told that it does:
    /// the label may have any value.
    pub(super) fn takes_none(self) -> bool {
        self.server.is_none_or(|server| server.tls_mode() == "disabled")
    }
}

/// The endpoints of a service port, in document order; of a subset, those that carry its labels.
pub(super) fn behind<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    port: &ServicePort,
    subset: Option<&BTreeMap<String, String>>,
) -> Vec<Target<'m>> {
    if service.resource.value.selector().is_none() {
        return by_hand(mesh, service, port).collect();
    }
    let servers = service.workloads.iter().filter_map(|&id| mesh.workload(id));
    let chosen = servers.filter(|server| subset.is_none_or(|labels| selects(labels, &server.labels)));
    chosen
        .filter(|server| server.resource.value.replicas != Some(0))
        .filter_map(|server| Some(Target { server: Some(server), port: port.target_on(server)? }))
        .collect()
}

/// Endpoints that somebody wrote for a Service without a selector. An address is a pod only if the pod is in the
/// Service's own namespace (WE-3).
fn by_hand<'m>(
    mesh: &'m Mesh,
    service: &'m Service,
    port: &ServicePort,
) -> impl Iterator<Item = Target<'m>> + use<'m> {
    let name = port.name.clone();
    let meta = &service.resource.meta;
    let written = mesh.endpoints.iter().filter(move |endpoints| {
        endpoints.value.service == meta.name && endpoints.meta.namespace == meta.namespace
    });
    written.flat_map(|endpoints| &endpoints.value.groups).flat_map(move |group| {
        let number = group.ports.iter().find(|port| port.name == name).map(|port| port.number);
        let addresses = group.addresses.iter().filter(|address| address.ready);
        addresses.filter_map(move |address| {
            let pod = address.address.parse().ok().and_then(|ip| mesh.workload_at(ip));
            let server = pod.filter(|pod| pod.namespace() == service.namespace());
            Some(Target { server, port: number? })
        })
    })
}
