//! Services and their ports.

use super::WorkloadId;
use crate::resource::{Loaded, ServiceSpec, TargetPort};
use std::net::IpAddr;

/// Index of a service in `Mesh::services`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceId(pub usize);

/// A Kubernetes Service as Istio sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Index in the mesh.
    pub id: ServiceId,
    /// The resource.
    pub resource: Loaded<ServiceSpec>,
    /// Fully qualified name, `name.namespace.svc.cluster.local`.
    pub host: String,
    /// The address that clients dial; `None` for headless services and aliases.
    pub vip: Option<IpAddr>,
    /// Its ports in the order of the spec.
    pub ports: Vec<ServicePort>,
    /// The workloads that its selector picks, in document order.
    pub workloads: Vec<WorkloadId>,
}

/// A port of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicePort {
    /// The number that clients dial.
    pub number: u16,
    /// Its name, empty where it has none.
    pub name: String,
    /// What Istio takes the bytes to be (IN-1).
    pub protocol: PortProtocol,
    /// The pod port behind it.
    pub target: TargetPort,
}

/// What Istio takes the bytes of a port to be (IN-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the protocols' own")]
pub enum PortProtocol {
    Http,
    Http2,
    Grpc,
    GrpcWeb,
    HttpProxy,
    Tcp,
    Tls,
    Https,
    Mongo,
    Redis,
    Mysql,
    Udp,
    /// Not declared: the proxy sniffs.
    Auto,
}
