//! Which route of a VirtualService takes a request or a connection (VS-4 … VS-16). Sidecars and gateways ask in the
//! same way; they differ in the tables that they ask.
//!
//! ```text
//! tables: Mesh::virtual_services .naming(host)                     a sidecar's, by host: see `client::scope`
//!                                .matching(host)                   the same for `tls` and `tcp` rules
//!                                .of_gateway(gateway, namespace)   a gateway's, in the order in which they count
//!
//! http:   http::candidates(table, &proxy)     rules that are left for this proxy, one entry for each match (VS-11)
//!         http::taking(&candidates, &request) the first that takes the request; none is 404 NR (VS-14)
//!         → candidate.route.rule.action       redirect, direct response, or destinations
//!         http::aborts(rule)                  how many requests the proxy answers with a fault (VS-13a)
//!         http::destinations(rule)            those that get any traffic (VS-9)
//!         request.along(candidate, position)  what the destination at this position gets to see (VS-16)
//! tls:    stream::tls(tables, &proxy, sni, address)
//! tcp:    stream::tcp(tables, &proxy, address)
//! ```
//!
//! [`Proxy`] says who asks: for a gateway its pod, the names `namespace/name` of the Gateways whose server took the
//! request, and the number of that server's port.

pub(super) mod http;
mod rewrite;
pub(super) mod stream;
mod text;

use crate::mesh::{Workload, selects};
use crate::resource::ClientMatch;

/// The proxy that asks for a route.
#[derive(Clone, Copy)]
pub(super) struct Proxy<'a> {
    /// The pod that it is in.
    pub(super) workload: &'a Workload,
    /// What it stands for: [`crate::resource::MESH`] alone, or the gateways that took the request.
    pub(super) gateways: &'a [String],
    /// The port of the listener that took it.
    pub(super) port: u16,
}

impl Proxy<'_> {
    /// Whether an `http` match is for this proxy. Where it names gateways, labels and namespace do not count (VS-11).
    fn is_meant(&self, condition: &ClientMatch) -> bool {
        let client = if condition.gateways.is_empty() {
            self.is_client(condition)
        } else {
            self.stands_for(condition)
        };
        client && self.listens(condition)
    }

    /// Whether a `tls` or `tcp` match is for this proxy: everything that is written counts (VS-11).
    fn is_meant_strictly(&self, condition: &ClientMatch) -> bool {
        let gateways = condition.gateways.is_empty() || self.stands_for(condition);
        gateways && self.is_client(condition) && self.listens(condition)
    }

    fn stands_for(&self, condition: &ClientMatch) -> bool {
        condition.gateways.iter().any(|gateway| self.gateways.contains(gateway))
    }

    fn is_client(&self, condition: &ClientMatch) -> bool {
        let namespace = condition.namespace.as_deref();
        selects(&condition.labels, &self.workload.labels)
            && namespace.is_none_or(|namespace| namespace == self.workload.namespace())
    }

    fn listens(&self, condition: &ClientMatch) -> bool {
        condition.port.is_none_or(|port| port == self.port)
    }
}
