//! Backends of routes as destinations (GW-21).

use super::grants::{BackendGrant, Grants, Target};
use crate::mesh::host;
use crate::resource::{BackendRef, Destination, Ref, WeightedBackend};

/// Looks up what backends may be.
pub(super) struct Backends<'a> {
    pub(super) grants: &'a mut Grants,
}

/// Whose backends they are.
#[derive(Clone)]
pub(super) struct Referrer<'a> {
    /// The kind of the route.
    pub(super) kind: &'static str,
    /// Its namespace.
    pub(super) namespace: &'a str,
    /// The rule.
    pub(super) rule: Ref,
    /// Whether references to other namespaces need a grant: at gateways, not inside the mesh.
    pub(super) asks: bool,
}

/// A backend makes the whole route invalid.
pub(super) struct Invalid;

impl Backends<'_> {
    /// The destinations that get any traffic, with their weights. One that may not be referred to, or is of a kind
    /// that nobody knows, has no host.
    pub(super) fn destinations(
        &mut self,
        referrer: &Referrer,
        backends: &[WeightedBackend],
    ) -> Result<Vec<(Destination, u32)>, Invalid> {
        let weighted = backends.iter().enumerate().filter(|(_, backend)| backend.weight > 0);
        weighted
            .map(|(position, backend)| {
                Ok((self.destination(referrer, position, &backend.backend)?, backend.weight))
            })
            .collect()
    }

    fn destination(
        &mut self,
        referrer: &Referrer,
        position: usize,
        reference: &BackendRef,
    ) -> Result<Destination, Invalid> {
        let backend = &reference.backend;
        let namespace = backend.namespace.as_deref().unwrap_or(referrer.namespace);
        if referrer.asks && namespace != referrer.namespace {
            let target = Target { kind: "Service", namespace, name: &backend.name };
            let by = self.grants.allowing(referrer.kind, referrer.namespace, target);
            let granted = by.is_some();
            let backend = format!("{namespace}/{}", backend.name);
            self.grants.note(&referrer.rule, BackendGrant { position, backend, by });
            if !granted {
                return Ok(Destination::default());
            }
        }
        let host = match (backend.group.as_str(), backend.kind.as_str()) {
            ("" | "core", "Service") if backend.name.contains('.') => return Err(Invalid),
            ("" | "core", "Service") => host::service_host(&backend.name, namespace),
            ("networking.istio.io", "Hostname") if backend.namespace.is_some() => return Err(Invalid),
            ("networking.istio.io", "Hostname") => backend.name.clone(),
            _ => return Ok(Destination::default()),
        };
        match reference.port {
            None => Err(Invalid),
            port => Ok(Destination { host, subset: None, port }),
        }
    }
}
