//! Documents as Kubernetes and Istio resources: one file per kind, wire types by serde first, then a validated
//! domain type by `TryFrom`.

pub mod admission;
mod config_map;
mod decode;
mod destination_rule;
mod endpoints;
mod identity;
mod inventory;
mod kind;
mod load;
mod loaded;
mod mesh_config;
mod metadata;
mod namespace;
mod peer_authentication;
mod problem;
mod service;
mod service_account;
mod short_name;
#[cfg(test)]
mod testing;
mod traffic;
mod wire;
mod workload;

pub use config_map::ConfigMap;
pub use destination_rule::{
    ClientTls, ClientTlsMode, DestinationRule, LoadBalancer, PolicyBlock, PortPolicy, Subset, TrafficPolicy,
};
pub use endpoints::{EndpointAddress, EndpointGroup, EndpointPort, Endpoints};
pub use inventory::Inventory;
pub use kind::{Kind, Resource};
pub use load::load;
pub use loaded::{Loaded, Metadata, Owner, Ref, ResourceId};
pub use mesh_config::{MeshConfig, OutboundMode};
pub use namespace::Namespace;
pub use peer_authentication::{MtlsMode, PeerAuthentication};
pub use problem::{Expected, Fault, Form, Meant, Problem};
pub use service::{ClusterIp, PortSpec, ServiceSpec, ServiceType, TargetPort, Transport};
pub use service_account::ServiceAccount;
pub use short_name::short_name;
pub use traffic::{Dialled, Payload, Token, Traffic};
pub use workload::{
    Container, ContainerPort, EnvVar, PodStatus, PodTemplate, Probe, ProbeCheck, ProbeMoment,
};
