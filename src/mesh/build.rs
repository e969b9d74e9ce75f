//! From an inventory to a mesh, part by part.

use super::attachments::Attachments;
use super::gateways::{GatewayApi, Surroundings, ingress_tables};
use super::pods::Pods;
use super::room::Room;
use super::{
    AttachedPolicies, Crowd, DestinationRules, Gateways, Index, Mesh, PeerAuthentications, Revisions,
    Settings, Sidecars, VirtualServices, Workload, WorkloadId, calls, default_gateway, inferred, machines,
    managed, pods, proxy, services, waypoint,
};
use crate::order;
use crate::resource::{Inventory, Kind, Loaded, Namespace, Ref, Traffic, WorkloadEntry};
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;

/// A part of a mesh, which is made of resources and of the parts before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Mesh config, namespaces and pods.
    Pods,
    /// Services and waypoints, and where names and addresses lead.
    Services,
    PeerAuthentications,
    AuthorizationPolicies,
    RequestAuthentications,
    DestinationRules,
    Sidecars,
    /// VirtualServices and routes of the Gateway API, and the gateways that they lead through.
    Routes,
    /// The calls of the text.
    Calls,
}

impl Part {
    /// In the order in which they are made.
    pub(super) const ALL: &[Self] = &[
        Self::Pods,
        Self::Services,
        Self::PeerAuthentications,
        Self::AuthorizationPolicies,
        Self::RequestAuthentications,
        Self::DestinationRules,
        Self::Sidecars,
        Self::Routes,
        Self::Calls,
    ];

    /// Makes it; those before it are made.
    pub(super) fn make(self, mesh: &mut Mesh, inventory: &Inventory) {
        match self {
            Self::Pods => pods(mesh, inventory),
            Self::Services => services(mesh, inventory),
            Self::PeerAuthentications => {
                mesh.peer_authentications = mesh.attach(inventory.all().collect(), PeerAuthentications::new);
            }
            Self::AuthorizationPolicies => {
                mesh.authorization_policies = mesh.attach(inventory.all().collect(), AttachedPolicies::new);
            }
            Self::RequestAuthentications => {
                mesh.request_authentications = mesh.attach(inventory.all().collect(), AttachedPolicies::new);
            }
            Self::DestinationRules => {
                let rules = inventory.all().collect();
                let before = std::mem::take(&mut mesh.destination_rules);
                let rules = DestinationRules::new(rules, &mesh.settings, &before);
                mesh.crowd(Crowd::Merges, rules.crowded().cloned());
                mesh.destination_rules = rules.into();
            }
            Self::Sidecars => {
                let root = &mesh.settings.root_namespace;
                mesh.sidecars = Sidecars::new(inventory.all().collect(), root).into();
            }
            Self::Routes => routes(mesh, inventory),
            Self::Calls => calls(mesh, inventory),
        }
    }
}

impl Mesh {
    /// Reads the mesh out of the resources. The order of the documents gives pods and services their addresses and
    /// decides nothing else.
    pub fn build(inventory: &Inventory) -> Self {
        let mut mesh = Self::default();
        for part in Part::ALL {
            part.make(&mut mesh, inventory);
        }
        mesh
    }

    /// The policies of a kind, indexed by the pods that they are for.
    fn attach<T: Kind, P>(
        &mut self,
        policies: Vec<Loaded<T>>,
        index: fn(Vec<Loaded<T>>, &Attachments) -> P,
    ) -> Rc<P> {
        let attachments = Attachments::new(T::NAME, &self.workloads, &self.settings.root_namespace);
        let indexed = index(policies, &attachments);
        let overflow = attachments.overflow();
        self.crowd(Crowd::Policies(T::NAME), overflow);
        Rc::new(indexed)
    }

    /// Remembers where there was no room any more, if there was not.
    fn crowd(&mut self, crowd: Crowd, overflow: Option<Ref>) {
        self.crowded.retain(|(other, _)| *other != crowd);
        self.crowded.extend(overflow.map(|by| (crowd, by)));
    }
}

fn pods(mesh: &mut Mesh, inventory: &Inventory) {
    let settings = Settings::of(inventory);
    let namespaces =
        order::map(inventory.all::<Namespace>().map(|namespace| (namespace.meta.name.clone(), namespace)));
    let injector = Injector {
        ambient_install: ambient_install(&namespaces),
        revisions: Revisions::of(inventory),
        namespaces,
    };
    let managed = managed::gateways(inventory);
    let mut workloads = injector.workloads(inventory, mesh);
    for (gateway, n) in managed.iter().zip(1..) {
        workloads.push(managed::pods(gateway, WorkloadId(workloads.len()), n));
    }
    workloads.extend(default_gateway::pods(inventory, &settings, &workloads, managed.len() + 1));
    mesh.settings = settings;
    mesh.ambient_install = injector.ambient_install;
    mesh.namespaces = injector.namespaces.into();
    mesh.revisions = injector.revisions.into();
    mesh.workloads = workloads.into();
}

fn services(mesh: &mut Mesh, inventory: &Inventory) {
    let managed = managed::gateways(inventory);
    let room = Room::new(Crowd::Members);
    let services = services::services(inventory, &managed, &mesh.workloads, &mesh.settings, &room);
    mesh.index = Index::new(&mesh.workloads, &services, &room).into();
    mesh.crowd(Crowd::Members, room.overflow());
    mesh.services = services.into();
    mesh.endpoints = Rc::new(inventory.all().collect());
    mesh.waypoints = waypoint::waypoints(inventory.all()).into();
}

fn routes(mesh: &mut Mesh, inventory: &Inventory) {
    let rules = Room::new(Crowd::Rules);
    let listeners = Room::new(Crowd::Listeners);
    let mut api = GatewayApi::read(inventory, &mesh.namespaces, &mesh.services, (&rules, &listeners));
    let mut tables = std::mem::take(&mut api.tables);
    tables.extend(ingress_tables(inventory, &mesh.services));
    let routes = VirtualServices::new(inventory.all().collect(), tables, &mesh.settings, &rules);
    let surroundings =
        Surroundings { inventory, workloads: &mesh.workloads, services: &mesh.services, index: &mesh.index };
    mesh.gateways = Gateways::new(surroundings, api, &routes, &listeners).into();
    mesh.virtual_services = routes.into();
    mesh.crowd(Crowd::Rules, rules.overflow());
    mesh.crowd(Crowd::Listeners, listeners.overflow());
}

fn calls(mesh: &mut Mesh, inventory: &Inventory) {
    mesh.calls = Rc::default();
    mesh.lost_calls.clear();
    mesh.outside = None;
    calls::declare(mesh, inventory);
    let mentions = Room::new(Crowd::Mentions);
    let calls = Room::new(Crowd::Calls);
    if inventory.all::<Traffic>().next().is_none() {
        inferred::infer(mesh, inventory, (&mentions, &calls));
    }
    mesh.crowd(Crowd::Mentions, mentions.overflow());
    mesh.crowd(Crowd::Calls, calls.overflow());
}

/// What says that the installation has ambient: any Namespace that asks for it (AMB-3).
fn ambient_install(namespaces: &BTreeMap<String, Loaded<Namespace>>) -> Option<Ref> {
    let asks = |namespace: &&Loaded<Namespace>| {
        namespace.meta.labels.get(proxy::DATAPLANE).is_some_and(|mode| mode == "ambient")
    };
    let namespace = namespaces.values().find(asks)?;
    Some(namespace.at(Path::of("metadata.labels").key(proxy::DATAPLANE)))
}

/// What decides which pods get a proxy.
struct Injector {
    ambient_install: Option<Ref>,
    revisions: Revisions,
    namespaces: BTreeMap<String, Loaded<Namespace>>,
}

impl Injector {
    /// The pods and machines of the text. Those that nothing changed for are taken from the mesh as it was before.
    fn workloads(&self, inventory: &Inventory, before: &Mesh) -> Vec<Workload> {
        let is_same = self.ambient_install == before.ambient_install && self.revisions == *before.revisions;
        let known = if is_same { before.workloads.as_slice() } else { &[] };
        let workload = |(position, pods): (usize, Pods)| {
            let known = known.get(position).filter(|known| {
                let namespace = known.namespace();
                pods.running.is_none()
                    && known.resource.id == pods.resource.id
                    && Rc::ptr_eq(&known.resource.value, &pods.resource.value)
                    && before.namespaces.get(namespace) == self.namespaces.get(namespace)
            });
            known.cloned().unwrap_or_else(|| self.injected(WorkloadId(position), pods))
        };
        let mut workloads: Vec<_> =
            pods::workloads(inventory).into_iter().enumerate().map(workload).collect();
        for entry in inventory.all::<WorkloadEntry>() {
            workloads.push(machines::machine(&entry, WorkloadId(workloads.len())));
        }
        workloads
    }

    fn injected(&self, id: WorkloadId, Pods { resource, running }: Pods) -> Workload {
        // Where a pod of it was dumped from a cluster, that shows what the pods really are.
        let pod = running.as_ref().unwrap_or(&resource);
        let dumped = pod.value.status.as_ref().and_then(|status| status.pod_ip.parse().ok());
        let decision = proxy::decide(pod, self.namespaces.get(&pod.meta.namespace), &self.revisions);
        Workload {
            id,
            labels: proxy::running_labels(pod, &decision, self.ambient_install.is_some()).into(),
            service_account: pod.value.service_account.clone().unwrap_or_else(|| "default".to_owned()),
            ip: dumped.unwrap_or_else(|| invented_ip(id.0)),
            is_dumped: dumped.is_some() && !pod.value.host_network,
            machine: None,
            proxy: decision.proxy,
            proxy_why: decision.why.into(),
            resource,
        }
    }
}

/// The address of the n-th workload where no dump tells one: 10.0.(n/200).(n%200+1).
fn invented_ip(n: usize) -> IpAddr {
    let [low, high] = [n % 200 + 1, n / 200 % 256].map(|byte| u8::try_from(byte).unwrap_or(u8::MAX));
    IpAddr::V4(Ipv4Addr::new(10, 0, high, low))
}
