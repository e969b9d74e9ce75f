//! Service (core).

use std::collections::BTreeMap;
use std::net::IpAddr;

/// The spec of a Service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceSpec {
    /// `type`.
    pub service_type: ServiceType,
    /// `clusterIP`.
    pub cluster_ip: ClusterIp,
    /// `selector`; empty means that somebody writes the endpoints by hand.
    pub selector: BTreeMap<String, String>,
    /// `ports` in their order.
    pub ports: Vec<PortSpec>,
    /// `externalName`, empty where absent.
    pub external_name: String,
    /// `publishNotReadyAddresses`.
    pub publish_not_ready: bool,
}

impl ServiceSpec {
    /// Whether it has no address of its own: the name resolves to the pods (AM-7).
    pub fn is_headless(&self) -> bool {
        self.service_type != ServiceType::ExternalName && self.cluster_ip == ClusterIp::None
    }

    /// Whether it is an alias of another name (RT-15).
    pub fn is_alias(&self) -> bool {
        self.service_type == ServiceType::ExternalName
    }
}

/// `type` of a Service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are Kubernetes' own")]
pub enum ServiceType {
    #[default]
    ClusterIp,
    NodePort,
    LoadBalancer,
    ExternalName,
}

/// `clusterIP` of a Service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClusterIp {
    /// Absent or empty: the cluster assigns one.
    #[default]
    Assigned,
    /// `None`: headless.
    None,
    /// This one.
    Given(IpAddr),
}

/// One entry of `ports`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortSpec {
    /// `name`, empty where absent.
    pub name: String,
    /// `port`: what clients dial. 0 where absent or unreadable, which nobody can dial.
    pub port: u16,
    /// `targetPort`; absent it is the same number as `port`.
    pub target: Option<TargetPort>,
    /// `protocol`.
    pub transport: Transport,
    /// `appProtocol`; present but empty is not the same as absent (IN-1).
    pub app_protocol: Option<String>,
}

/// The pod port behind a service port or a probe.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetPort {
    /// A number.
    Number(u16),
    /// The name of a container port, resolved pod by pod.
    Named(String),
}

/// `protocol` of a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are Kubernetes' own")]
pub enum Transport {
    #[default]
    Tcp,
    Udp,
    Sctp,
}
