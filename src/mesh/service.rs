//! Services and their ports.

use super::{Workload, WorkloadId};
use crate::resource::{Loaded, ServiceSpec, TargetPort, Transport};
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

impl ServicePort {
    /// The pod port of this workload that it leads to; `None` where no container port has the name (0.2).
    pub fn target_on(&self, workload: &Workload) -> Option<u16> {
        match &self.target {
            TargetPort::Number(number) => Some(*number),
            TargetPort::Named(name) => {
                let containers = workload.resource.value.containers.iter();
                let mut ports = containers.flat_map(|container| &container.ports);
                ports
                    .find(|port| port.name == *name && port.transport == Transport::Tcp)
                    .map(|port| port.number)
            }
        }
    }
}

impl Service {
    /// `namespace/name`, the form in which people name it.
    pub fn key(&self) -> String {
        format!("{}/{}", self.resource.meta.namespace, self.resource.meta.name)
    }

    /// The namespace.
    pub fn namespace(&self) -> &str {
        &self.resource.meta.namespace
    }

    /// The port of this number that a proxy takes, with its position in the spec.
    pub fn port(&self, number: u16) -> Option<(usize, &ServicePort)> {
        let mut ports = self.ports.iter().enumerate();
        ports.find(|(_, port)| port.number == number && port.protocol != PortProtocol::Udp)
    }
}
