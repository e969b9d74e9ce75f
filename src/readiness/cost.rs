//! What proxies cost, and what there is to migrate.

use super::scope::{Scope, Target};
use crate::lint::Context;
use crate::mesh::{ProxyKind, Workload};

/// Memory of one sidecar in megabytes, from and to. An estimate: it grows with what a proxy has to know about the mesh
/// and with its connections.
pub const MEGABYTES: (usize, usize) = (50, 100);

/// What the proxies of a scope cost, estimated. A ztunnel is one for each node, which manifests do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Pods with a sidecar, by the `replicas` of their controllers; one where nothing is said (D-2).
    pub sidecars: usize,
    /// Pods without any proxy, which would get a sidecar on the way to full coverage.
    pub missing: usize,
}

impl Cost {
    pub(super) fn of(workloads: &[&Workload]) -> Self {
        let pods = |proxy| {
            let found =
                workloads.iter().filter(|workload| workload.proxy == proxy && workload.machine.is_none());
            found.map(|workload| workload.resource.value.replicas.map_or(1, |count| count as usize)).sum()
        };
        Self { sidecars: pods(ProxyKind::Sidecar), missing: pods(ProxyKind::None) }
    }

    /// The memory of so many sidecars in megabytes, from and to.
    pub const fn memory(sidecars: usize) -> (usize, usize) {
        (sidecars.saturating_mul(MEGABYTES.0), sidecars.saturating_mul(MEGABYTES.1))
    }
}

/// How many policies of a kind there are in a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyCount {
    /// The kind.
    pub kind: &'static str,
    /// How many.
    pub count: usize,
}

impl PolicyCount {
    /// The kinds that people count when they speak about the security of a mesh.
    const KINDS: [&'static str; 4] =
        ["PeerAuthentication", "DestinationRule", "VirtualService", "AuthorizationPolicy"];

    /// Of each kind, in the namespace of the scope or in all of them.
    pub(super) fn all(context: &Context, target: &Target) -> Vec<Self> {
        let is_in = |namespace: &str| match &target.scope {
            Scope::Mesh => true,
            Scope::Namespace(name) | Scope::Workload(name, _) => namespace == name,
        };
        let of = |kind: &str| {
            let all = context.inventory.resources.iter();
            all.filter(|resource| resource.meta.kind == kind && is_in(&resource.meta.namespace)).count()
        };
        Self::KINDS.map(|kind| Self { kind, count: of(kind) }).to_vec()
    }
}
