//! The inventory of a mesh: who runs where, with which proxy, behind which service, and what calls what.

mod again;
mod attached;
mod attachments;
mod authentication;
mod build;
mod call;
mod calls;
mod coverage;
mod default_gateway;
mod dial;
mod footprint;
pub mod gateways;
pub mod host;
mod index;
mod inferred;
mod injection;
mod labelled;
mod machines;
mod managed;
mod pods;
mod protocol;
mod proxy;
mod reach;
mod revisions;
mod room;
mod rules;
mod selector;
mod service;
mod services;
mod settings;
mod sidecars;
mod virtual_services;
mod visibility;
mod waypoint;
mod workload;

pub use crate::resource::{OutboundMode, Payload, TargetPort, Token};
pub use attached::{AttachedPolicies, Targeted};
pub use authentication::PeerAuthentications;
pub use call::{Call, Origin};
pub use coverage::Coverage;
pub use footprint::Footprint;
pub use gateways::Gateways;
pub use index::Index;
pub use injection::{InjectionFact, InjectionReason, ProxyKind};
pub use labelled::Labelled;
pub use managed::{GATEWAY_CLASS, GATEWAY_NAME};
pub use protocol::of_word as protocol_of_word;
pub use proxy::PROXY_PORTS;
pub use reach::Reach;
pub use revisions::Revisions;
pub use room::Crowd;
pub use rules::{ByHost, DestinationRules, MergedRule, RuleId};
pub use selector::selects;
pub use service::{PortProtocol, Service, ServiceId, ServicePort, ServiceSource};
pub use settings::Settings;
pub use sidecars::Sidecars;
pub use virtual_services::{HttpRoute, RouteTable, VirtualServices, gateway_name};
pub use visibility::{Seen, Visibility};
pub use waypoint::{WAYPOINT_CLASS, Waypoint, WaypointChoice, WaypointLabel, WaypointTarget, Waypoints};
pub use workload::{EXTERNAL, TLS_MODE, TUNNEL, TunnelEnd, Workload, WorkloadId};

use self::footprint::Looked;
use crate::resource::{AuthorizationPolicy, Endpoints, Loaded, Namespace, Ref, RequestAuthentication};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;

/// Everything that the evaluation needs, indexed. Plain data, whose parts meshes share that have them in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Mesh config, from the ConfigMap `istio` or its defaults (D-1).
    pub settings: Settings,
    /// What says that the installation has ambient: the first Namespace that asks for it. Injected sidecars take the
    /// tunnel then (AMB-3, INJ-15).
    pub ambient_install: Option<Ref>,
    /// The revisions of Istio that are installed (INJ-4).
    pub revisions: Rc<Revisions>,
    /// The namespaces that the text declares, by name (INJ-17).
    pub namespaces: Rc<BTreeMap<String, Loaded<Namespace>>>,
    /// Pods in document order, which gives them their addresses; then machines, and gateways that only Istio makes.
    pub workloads: Rc<Vec<Workload>>,
    /// The client of calls that come from outside of the text, if there are any. It is none of the workloads: nobody
    /// counts it, and it calls nothing else.
    pub outside: Option<Workload>,
    /// Waypoints, by namespace and name.
    pub waypoints: Rc<Waypoints>,
    /// Oldest first (RT-5): the order in which conflicts between services are decided.
    pub services: Rc<Vec<Service>>,
    /// Endpoints as objects, in document order. They count only for services without a selector: those with one get
    /// theirs from their pods.
    pub endpoints: Rc<Vec<Loaded<Endpoints>>>,
    /// PeerAuthentications, by namespace and age.
    pub peer_authentications: Rc<PeerAuthentications>,
    /// AuthorizationPolicies, by what they are attached to.
    pub authorization_policies: Rc<AttachedPolicies<AuthorizationPolicy>>,
    /// RequestAuthentications, by what they are attached to.
    pub request_authentications: Rc<AttachedPolicies<RequestAuthentication>>,
    /// DestinationRules, merged and by host.
    pub destination_rules: Rc<DestinationRules>,
    /// VirtualServices, delegates put in, by host and gateway.
    pub virtual_services: Rc<VirtualServices>,
    /// Sidecars, by the pods that they are for.
    pub sidecars: Rc<Sidecars>,
    /// What gateways listen to.
    pub gateways: Rc<Gateways>,
    /// The declared calls, in document order; where none is declared, those that the manifests tell.
    pub calls: Rc<Vec<Call>>,
    /// Declared calls whose client is not in the text: the fields that name it.
    pub lost_calls: Vec<Ref>,
    /// Where names, addresses and numbers lead.
    pub index: Rc<Index>,
    /// What resources make too much of, and the first for which there was no room.
    pub crowded: Vec<(Crowd, Ref)>,
    /// What was asked for: no part of what the mesh says.
    looked: Looked,
}

impl Mesh {
    /// The workload, or the client outside.
    pub fn workload(&self, id: WorkloadId) -> Option<&Workload> {
        self.looked.workloads.note_number(id.0);
        self.looked.effort.add(1);
        self.workloads.get(id.0).or_else(|| self.outside.as_ref().filter(|outside| outside.id == id))
    }

    /// Whether this is the client outside of the text.
    pub fn is_outside(&self, workload: &Workload) -> bool {
        self.outside.as_ref().is_some_and(|outside| outside.id == workload.id)
    }

    /// The workload with this namespace and name.
    pub fn workload_named(&self, namespace: &str, name: &str) -> Option<&Workload> {
        self.workload(*self.index.workloads.get(&(namespace.to_owned(), name.to_owned()))?)
    }

    /// The workload whose pod has this address.
    pub fn workload_at(&self, address: IpAddr) -> Option<&Workload> {
        self.workload(*self.index.pods.get(&address)?)
    }

    /// The service.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.looked.services.note_number(id.0);
        self.looked.effort.add(1);
        self.services.get(id.0)
    }

    /// The service with this fully qualified name; a Kubernetes Service rather than a ServiceEntry.
    pub fn service_with_host(&self, host: &str) -> Option<&Service> {
        self.services_with_host(host).next()
    }

    /// The services with this fully qualified name or pattern: the Kubernetes Service, then ServiceEntries.
    pub fn services_with_host(&self, host: &str) -> impl Iterator<Item = &Service> {
        self.index.hosts.get(host).into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The services whose name fits a pattern, `*` and the end of it, in no order that means anything.
    pub fn services_ending(&self, pattern: &str) -> impl Iterator<Item = &Service> {
        let end: String = pattern.trim_start_matches('*').chars().rev().collect();
        let fitting =
            self.index.ends.range(end.clone()..).take_while(move |(name, _)| name.starts_with(&end));
        fitting.flat_map(|(_, ids)| ids).filter_map(|&id| self.service(id))
    }

    /// The services that have a port of this number, oldest first.
    pub fn services_on(&self, port: u16) -> impl Iterator<Item = &Service> {
        self.index.ports.get(&port).into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The services of a namespace that have a port of this number, oldest first.
    pub fn services_in(&self, namespace: &str, port: u16) -> impl Iterator<Item = &Service> {
        let ids = self.index.homes.get(&(port, namespace.to_owned()));
        ids.into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The services whose selector picks this workload, oldest first.
    pub fn services_of(&self, workload: WorkloadId) -> impl Iterator<Item = &Service> {
        self.index.fronting.get(&workload).into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The service with this address of its own; the oldest of several.
    pub fn service_at(&self, address: IpAddr) -> Option<&Service> {
        self.services_at(address).next()
    }

    /// The services with this address of their own, oldest first.
    pub fn services_at(&self, address: IpAddr) -> impl Iterator<Item = &Service> {
        self.index.vips.get(&address).into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The services that take more than HTTP on this port wherever it is dialled, or in ranges, oldest first.
    pub fn services_anywhere(&self, port: u16) -> impl Iterator<Item = &Service> {
        self.index.anywhere.get(&port).into_iter().flatten().filter_map(|&id| self.service(id))
    }
}
