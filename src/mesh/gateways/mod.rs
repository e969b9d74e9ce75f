//! Gateways: which servers each gateway pod runs, and where they lead (section 7 of the semantics).

mod api;
mod chain;
mod ingress;
mod merge;
mod server;

pub use api::{BackendGrant, Grants};
pub use chain::{GatewayChain, StreamRoute};
pub use merge::{Dropped, GatewayPort};
pub use server::{Role, Server};

pub(super) use api::GatewayApi;
pub(super) use ingress::tables as ingress_tables;

use self::api::ApiServer;
use self::chain::Chains;
use self::merge::Merge;
use super::room::Room;
use super::{Index, Labelled, ProxyKind, Service, VirtualServices, Workload, WorkloadId, selects};
use crate::order;
use crate::resource::{Gateway, Inventory, Loaded, Metadata, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Position of a server in `Gateways::servers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerId(usize);

/// The servers of all Gateways, the pod ports that they listen to, and what routes make of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gateways {
    /// In the order of their Gateways' age (GW-14).
    servers: Vec<Server>,
    /// By the resource that says so.
    by_resource: BTreeMap<ResourceId, Vec<ServerId>>,
    /// The resources that a pod listens for.
    listening: BTreeSet<ResourceId>,
    /// By pod and pod port.
    ports: BTreeMap<WorkloadId, BTreeMap<u16, GatewayPort>>,
    /// Which routes may refer to other namespaces (GW-21).
    pub grants: Grants,
}

/// What gateways are made of.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) inventory: &'a Inventory,
    pub(super) workloads: &'a [Workload],
    pub(super) services: &'a [Service],
    pub(super) index: &'a Index,
}

/// Servers on their way to the pods that run them, with what decides about their order.
struct Placed<'a> {
    age: (bool, Option<String>, String, String),
    server: Server,
    pods: Vec<&'a Workload>,
    /// The pod port that each pod listens to for it, if any.
    ports: Vec<Option<u16>>,
}

impl Gateways {
    /// Reads all gateways, and the routes behind them.
    pub(super) fn new(
        surroundings: Surroundings,
        api: GatewayApi,
        routes: &VirtualServices,
        room: &Room,
    ) -> Self {
        let mut placed = surroundings.of_istio(room);
        placed.extend(api.servers.into_iter().map(|server| surroundings.of_listener(server, room)));
        order::sort_by(&mut placed, |a, b| a.age.cmp(&b.age));
        let mut gateways = Self { grants: api.grants, ..Self::default() };
        let mut chosen = BTreeMap::<WorkloadId, BTreeMap<u16, Vec<ServerId>>>::new();
        for Placed { server, pods, ports, .. } in placed {
            let id = ServerId(gateways.servers.len());
            for (pod, port) in pods.iter().zip(ports) {
                if let Some(port) = port {
                    chosen.entry(pod.id).or_default().entry(port).or_default().push(id);
                }
            }
            gateways.by_resource.entry(server.at.resource).or_default().push(id);
            gateways.servers.push(server);
        }
        for (pod, ports) in chosen {
            let namespace = surroundings.workloads.get(pod.0).map_or("", Workload::namespace);
            let merged = ports.into_iter().map(|(number, servers)| {
                let port = gateways.merge(&servers);
                // Each route is held against each server that it may be for.
                let of_server = |server: &Server| {
                    let hosts = server.hosts.len().max(1);
                    let bound = routes.bound_to(&server.gateway).map(|table| table.hosts.len().max(1));
                    let compared = bound.fold(0, usize::saturating_add).saturating_mul(hosts);
                    let admitted = room.admits(compared, || server.at.clone());
                    if admitted { routes.of_gateway(&server.gateway, namespace) } else { Vec::new() }
                };
                let chains = Chains::new(of_server);
                let (chains, late) =
                    chains.of(port.servers.iter().filter_map(|&id| Some((id, gateways.servers.get(id.0)?))));
                let passing = port.servers.iter().filter_map(|id| gateways.servers.get(id.0));
                let mut passing = passing.filter(|server| server.role() == Role::AutoPassthrough);
                let passes_mesh_on = passing.any(|server| {
                    let compared = surroundings.services.len().saturating_mul(server.hosts.len());
                    let admitted = room.admits(compared, || server.at.clone());
                    admitted && surroundings.services.iter().any(|service| server.covers(service, namespace))
                });
                (number, GatewayPort { chains, passes_mesh_on, late, ..port })
            });
            let merged = order::map(merged);
            gateways.ports.insert(pod, merged);
        }
        let listening = gateways.ports.values().flat_map(BTreeMap::values).flat_map(|port| &port.servers);
        let resources = listening.filter_map(|&id| Some(gateways.server(id)?.at.resource));
        gateways.listening = order::set(resources);
        gateways
    }

    fn merge(&self, servers: &[ServerId]) -> GatewayPort {
        let mut merge = Merge::default();
        for &id in servers {
            if let Some(server) = self.server(id) {
                merge.take(id, server);
            }
        }
        merge.finish()
    }

    /// The server.
    pub fn server(&self, id: ServerId) -> Option<&Server> {
        self.servers.get(id.0)
    }

    /// All servers, in the order of their Gateways' age.
    pub fn servers(&self) -> impl Iterator<Item = &Server> {
        self.servers.iter()
    }

    /// The servers that a resource asks for.
    pub fn servers_of(&self, resource: ResourceId) -> impl Iterator<Item = &Server> {
        self.by_resource.get(&resource).into_iter().flatten().filter_map(|&id| self.server(id))
    }

    /// What a port of a gateway's pod listens for, if anything.
    pub fn port(&self, pod: WorkloadId, port: u16) -> Option<&GatewayPort> {
        self.ports.get(&pod)?.get(&port)
    }

    /// Whether a pod listens for what this resource says.
    pub fn serves(&self, resource: ResourceId) -> bool {
        self.listening.contains(&resource)
    }

    /// The ports of a gateway's pod.
    pub fn ports(&self, pod: WorkloadId) -> impl Iterator<Item = (u16, &GatewayPort)> {
        self.ports.get(&pod).into_iter().flatten().map(|(&number, port)| (number, port))
    }
}

/// Whether a Secret is taken to be there. Secrets do not belong into a scenario, so all of them are, but those whose
/// name says otherwise.
pub fn is_there(secret: &str) -> bool {
    !secret.starts_with("missing")
}

impl<'a> Surroundings<'a> {
    /// The servers of Istio's Gateways, and of those that it makes of Ingresses. Without a Service port of the number a pod listens to the number itself
    /// (GW-13).
    fn of_istio(&self, room: &Room) -> Vec<Placed<'a>> {
        let pods = Pods::new(self.workloads);
        // By pod and number: the services of a pod are looked through once for each.
        let mut known = BTreeMap::<(WorkloadId, u16), u16>::new();
        let mut placed = Vec::new();
        for gateway in self.inventory.all::<Gateway>().chain(ingress::gateways(self.inventory)) {
            let selected = pods.selected(&gateway, room);
            for server in Server::of(&gateway) {
                let admitted = room.admits(selected.len(), || server.at.clone());
                let mut pods = if admitted { selected.clone() } else { Vec::new() };
                let port = |pod: &Workload| {
                    let fronting = self.index.fronting.get(&pod.id).map_or(&[][..], Vec::as_slice);
                    room.admits(fronting.len(), || server.at.clone()).then_some(())?;
                    let services = fronting.iter().filter_map(|id| self.services.get(id.0));
                    Some(pod_port(pod, services, server.number).unwrap_or(server.number))
                };
                let mut ports = Vec::new();
                pods.retain(|pod| {
                    let asked = (pod.id, server.number);
                    let port = known.get(&asked).copied().or_else(|| port(pod));
                    known.extend(port.map(|port| (asked, port)));
                    ports.extend(port.map(Some));
                    port.is_some()
                });
                let age = age(&gateway.meta, &gateway.meta.name);
                placed.push(Placed { age, server, pods, ports });
            }
        }
        placed
    }

    /// A listener of the Gateway API runs in the pods of its Services, and listens only to their ports (GW-13).
    fn of_listener(&self, listener: ApiServer, room: &Room) -> Placed<'a> {
        let ApiServer { server, listener, gateway, services } = listener;
        let hosts = services.iter().filter_map(|host| self.index.hosts.get(host)).flatten();
        let services = hosts.filter_map(|id| self.services.get(id.0));
        let services = services.filter(|service| service.namespace() == gateway.meta.namespace);
        let mut pods = Vec::new();
        let mut ports = Vec::new();
        for service in services {
            if !room.admits(service.workloads.len(), || server.at.clone()) {
                break;
            }
            let members = service.workloads.iter().filter_map(|id| self.workloads.get(id.0));
            for pod in members.filter(|pod| pod.proxy == ProxyKind::Gateway) {
                pods.push(pod);
                ports.push(pod_port(pod, std::iter::once(service), server.number));
            }
        }
        let name = format!("{}-istio-autogenerated-k8s-gateway-{listener}", gateway.meta.name);
        Placed { age: age(&gateway.meta, &name), server, pods, ports }
    }
}

/// Creation time, name, namespace; a listener counts under the name of the Gateway that Istio makes of it.
fn age(meta: &Metadata, name: &str) -> (bool, Option<String>, String, String) {
    (meta.created.is_none(), meta.created.clone(), name.to_owned(), meta.namespace.clone())
}

/// The pod port behind a service port of this number; the first service that has one decides.
pub fn pod_port<'s>(
    pod: &Workload,
    mut services: impl Iterator<Item = &'s Service>,
    number: u16,
) -> Option<u16> {
    let (_, port) = services.find_map(|service| service.port(number))?;
    port.target_on(pod)
}

/// Gateway pods.
struct Pods<'a> {
    all: Vec<&'a Workload>,
    by_label: Labelled<'a>,
}

impl<'a> Pods<'a> {
    fn new(workloads: &'a [Workload]) -> Self {
        let all: Vec<_> =
            workloads.iter().filter(|pod| pod.proxy == ProxyKind::Gateway && pod.serves()).collect();
        let by_label = Labelled::of(&all);
        Self { all, by_label }
    }

    /// The pods of a Gateway, in whatever namespace; without a selector all of them.
    fn selected(&self, gateway: &Loaded<Gateway>, room: &Room) -> Vec<&'a Workload> {
        let selector = &gateway.value.selector;
        let candidates = self.by_label.candidates(selector).unwrap_or(&self.all);
        if !room.admits(candidates.len(), || gateway.whole()) {
            return Vec::new();
        }
        candidates.iter().copied().filter(|pod| selects(selector, &pod.labels)).collect()
    }
}
