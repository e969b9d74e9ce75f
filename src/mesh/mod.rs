//! The inventory of a mesh: who runs where, with which proxy, behind which service, and what calls what.

mod call;
mod injection;
mod service;
mod settings;
mod workload;

pub use call::{Call, Origin, Payload, Token};
pub use injection::{InjectionFact, InjectionReason, ProxyKind};
pub use service::{PortProtocol, Service, ServiceId, ServicePort, TargetPort};
pub use settings::Settings;
pub use workload::{Workload, WorkloadId};

use crate::resource::{DestinationRule, Loaded, PeerAuthentication};

/// Everything that the evaluation needs, indexed. Plain data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Mesh config, from the ConfigMap `istio` or its defaults (D-1).
    pub settings: Settings,
    /// In document order; the order gives pods their addresses.
    pub workloads: Vec<Workload>,
    /// Oldest first (RT-5): the order in which conflicts between services are decided.
    pub services: Vec<Service>,
    /// Oldest first (PA-11).
    pub peer_authentications: Vec<Loaded<PeerAuthentication>>,
    /// In processing order (DR-12).
    pub destination_rules: Vec<Loaded<DestinationRule>>,
    /// The declared calls, in document order.
    pub calls: Vec<Call>,
}
