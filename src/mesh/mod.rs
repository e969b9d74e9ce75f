//! The inventory of a mesh: who runs where, with which proxy, behind which service, and what calls what.

mod attached;
mod authentication;
mod build;
mod call;
mod calls;
mod coverage;
mod dial;
pub mod host;
mod index;
mod inferred;
mod injection;
mod pods;
mod protocol;
mod proxy;
mod revisions;
mod rules;
mod selector;
mod service;
mod services;
mod settings;
mod virtual_services;
mod visibility;
mod waypoint;
mod workload;

pub use crate::resource::{OutboundMode, Payload, TargetPort, Token};
pub use attached::{AttachedPolicies, Targeted};
pub use authentication::PeerAuthentications;
pub use call::{Call, Origin};
pub use coverage::Coverage;
pub use index::Index;
pub use injection::{InjectionFact, InjectionReason, ProxyKind};
pub use revisions::Revisions;
pub use rules::{ByHost, DestinationRules, MergedRule, RuleId};
pub use selector::selects;
pub use service::{PortProtocol, Service, ServiceId, ServicePort, ServiceSource};
pub use settings::Settings;
pub use virtual_services::{HttpRoute, RouteTable, VirtualServices, gateway_name};
pub use visibility::{Seen, Visibility};
pub use waypoint::{WAYPOINT_CLASS, Waypoint, WaypointChoice, WaypointLabel, WaypointTarget, Waypoints};
pub use workload::{TUNNEL, TunnelEnd, Workload, WorkloadId};

use crate::resource::{AuthorizationPolicy, Endpoints, Loaded, Namespace, Ref, RequestAuthentication};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Everything that the evaluation needs, indexed. Plain data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Mesh config, from the ConfigMap `istio` or its defaults (D-1).
    pub settings: Settings,
    /// What says that the installation has ambient: the first Namespace that asks for it. Injected sidecars take the
    /// tunnel then (AMB-3, INJ-15).
    pub ambient_install: Option<Ref>,
    /// The namespaces that the text declares, by name (INJ-17).
    pub namespaces: BTreeMap<String, Loaded<Namespace>>,
    /// In document order; the order gives pods their addresses.
    pub workloads: Vec<Workload>,
    /// Waypoints, by namespace and name.
    pub waypoints: Waypoints,
    /// Oldest first (RT-5): the order in which conflicts between services are decided.
    pub services: Vec<Service>,
    /// Endpoints as objects, in document order. They count only for services without a selector: those with one get
    /// theirs from their pods.
    pub endpoints: Vec<Loaded<Endpoints>>,
    /// PeerAuthentications, by namespace and age.
    pub peer_authentications: PeerAuthentications,
    /// AuthorizationPolicies, by what they are attached to.
    pub authorization_policies: AttachedPolicies<AuthorizationPolicy>,
    /// RequestAuthentications, by what they are attached to.
    pub request_authentications: AttachedPolicies<RequestAuthentication>,
    /// DestinationRules, merged and by host.
    pub destination_rules: DestinationRules,
    /// VirtualServices, delegates put in, by host and gateway.
    pub virtual_services: VirtualServices,
    /// The declared calls, in document order; where none is declared, those that the manifests tell.
    pub calls: Vec<Call>,
    /// Declared calls whose client is not in the text: the fields that name it.
    pub lost_calls: Vec<Ref>,
    /// Where names, addresses and numbers lead.
    pub index: Index,
}

impl Mesh {
    /// The workload.
    pub fn workload(&self, id: WorkloadId) -> Option<&Workload> {
        self.workloads.get(id.0)
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
        self.services.get(id.0)
    }

    /// The service with this fully qualified name.
    pub fn service_with_host(&self, host: &str) -> Option<&Service> {
        self.service(*self.index.hosts.get(host)?)
    }

    /// The services that have a port of this number, oldest first.
    pub fn services_on(&self, port: u16) -> impl Iterator<Item = &Service> {
        self.index.ports.get(&port).into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The services whose selector picks this workload, oldest first.
    pub fn services_of(&self, workload: WorkloadId) -> impl Iterator<Item = &Service> {
        self.index.fronting.get(&workload).into_iter().flatten().filter_map(|&id| self.service(id))
    }

    /// The service with this virtual address.
    pub fn service_at(&self, address: IpAddr) -> Option<&Service> {
        self.service(*self.index.vips.get(&address)?)
    }
}
