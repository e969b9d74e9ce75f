//! The Gateway API of Kubernetes, read as what Istio makes of it: each listener a server, each route a table of rules
//! for a host (GW-21 … GW-23).

mod backend;
mod grants;
mod http;
mod listener;
mod order;
mod parent;
mod stream;

pub use grants::{BackendGrant, Grants};

use self::backend::Backends;
use self::listener::Listener;
use super::Server;
use crate::mesh::room::Room;
use crate::mesh::{RouteTable, Service};
use crate::resource::{ApiGateway, Inventory, Loaded, Namespace};
use std::collections::BTreeMap;

/// What the resources of the Gateway API say.
#[derive(Default)]
pub(in crate::mesh) struct GatewayApi {
    /// Their servers, and the Services whose pods run them.
    pub(super) servers: Vec<ApiServer>,
    /// Their routes, those of the mesh among them (GW-23), under the names that Istio gives them.
    pub(in crate::mesh) tables: Vec<(String, RouteTable)>,
    /// Which rules may refer to other namespaces, and why.
    pub(super) grants: Grants,
}

/// A listener as a server.
pub(super) struct ApiServer {
    pub(super) server: Server,
    /// The name of the listener; with that of the Gateway it decides about its place among the servers of a port.
    pub(super) listener: String,
    /// Its Gateway.
    pub(super) gateway: Loaded<ApiGateway>,
    /// The hosts of the Services whose pods run it.
    pub(super) services: Vec<String>,
}

impl GatewayApi {
    /// Reads them.
    pub(in crate::mesh) fn read(
        inventory: &Inventory,
        namespaces: &BTreeMap<String, Loaded<Namespace>>,
        services: &[Service],
        (rules, listening): (&Room, &Room),
    ) -> Self {
        let mut grants = Grants::new(inventory, rules);
        let gateways = inventory.oldest_first::<ApiGateway>();
        let listeners: Vec<Listener> = gateways
            .iter()
            .flat_map(|gateway| Listener::of(gateway, namespaces, &grants, listening))
            .collect();
        let mut backends = Backends { grants: &mut grants };
        let parents = parent::Parents::new(&listeners, services, rules);
        let mut tables = http::tables(inventory, &parents, &mut backends);
        tables.extend(stream::tables(inventory, &parents, &mut backends));
        Self { servers: listeners.into_iter().filter_map(Listener::server).collect(), tables, grants }
    }
}
