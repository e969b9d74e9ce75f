//! Documents as Kubernetes and Istio resources: one file per kind, wire types by serde first, then a validated
//! domain type by `TryFrom`.

mod destination_rule;
mod inventory;
mod kind;
mod loaded;
mod peer_authentication;
mod service;
mod workload;

pub use destination_rule::DestinationRule;
pub use inventory::Inventory;
pub use kind::Resource;
pub use loaded::{Loaded, Metadata, Ref, ResourceId};
pub use peer_authentication::{MtlsMode, PeerAuthentication};
pub use service::ServiceSpec;
pub use workload::PodTemplate;
