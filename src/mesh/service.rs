//! Services and their ports.

use super::{Visibility, Workload, WorkloadId};
use crate::resource::{
    ClusterIp, IpRange, Loaded, Location, Resolution, ServiceEntry, ServiceSpec, TargetPort, Transport,
    WorkloadEntry,
};
use crate::yaml::Path;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;

/// The annotation of a Kubernetes Service that says who sees it (RT-14).
pub(super) const EXPORT_TO: &str = "networking.istio.io/exportTo";

/// Index of a service in `Mesh::services`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceId(pub usize);

/// A service as Istio sees it: a Kubernetes Service, or one host of a ServiceEntry.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Index in the mesh.
    pub id: ServiceId,
    /// The resource.
    pub resource: Loaded<ServiceSource>,
    /// Fully qualified name: `name.namespace.svc.cluster.local`, or the host of a ServiceEntry, which may begin with
    /// `*`.
    pub host: String,
    /// The address that clients dial; `None` for headless services, aliases and ServiceEntries without addresses.
    pub vip: Option<IpAddr>,
    /// All addresses that are its own, ranges among them (only a ServiceEntry has more than one).
    pub addresses: Vec<IpRange>,
    /// Its ports in the order of the spec.
    pub ports: Vec<ServicePort>,
    /// The workloads that its selector picks, in document order.
    pub workloads: Vec<WorkloadId>,
    /// Who sees it (RT-14).
    pub visibility: Visibility,
}

/// What a service is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum ServiceSource {
    /// A Kubernetes Service.
    Kubernetes(Rc<ServiceSpec>),
    /// A ServiceEntry.
    Entry(Rc<ServiceEntry>),
}

impl ServiceSource {
    /// The spec of a Kubernetes Service.
    pub fn spec(&self) -> Option<&ServiceSpec> {
        match self {
            Self::Kubernetes(spec) => Some(spec),
            Self::Entry(_) => None,
        }
    }

    /// The spec of a ServiceEntry.
    pub fn entry(&self) -> Option<&ServiceEntry> {
        match self {
            Self::Kubernetes(_) => None,
            Self::Entry(entry) => Some(entry),
        }
    }

    /// Whether it is a Kubernetes Service without an address of its own: the name resolves to the pods (AM-7).
    pub fn is_headless(&self) -> bool {
        self.spec().is_some_and(|spec| !spec.is_alias() && spec.cluster_ip == ClusterIp::None)
    }

    /// Whether it is an alias of another name (RT-15).
    pub fn is_alias(&self) -> bool {
        self.spec().is_some_and(ServiceSpec::is_alias)
    }

    /// What an alias stands for, empty where it is none.
    pub fn external_name(&self) -> &str {
        self.spec().map_or("", |spec| &spec.external_name)
    }

    /// Whether the mesh's own identities are not expected there: then there is no auto mTLS (AM-2).
    pub fn is_external(&self) -> bool {
        self.entry().is_some_and(|entry| entry.location == Location::MeshExternal)
    }

    /// Whether proxies connect to the address that was dialled instead of choosing an endpoint (AM-7, AM-8).
    pub fn goes_as_dialled(&self) -> bool {
        self.is_headless() || self.entry().is_some_and(|entry| entry.resolution == Resolution::None)
    }

    /// The selector; `None` where somebody writes the endpoints by hand.
    pub fn selector(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            Self::Kubernetes(spec) => Some(&spec.selector).filter(|selector| !selector.is_empty()),
            Self::Entry(entry) => entry.workload_selector.as_ref(),
        }
    }

    /// The name of the field that says which pods belong to it.
    pub fn selector_field(&self) -> &'static str {
        match self {
            Self::Kubernetes(_) => "spec.selector",
            Self::Entry(entry) if entry.workload_selector.is_some() => "spec.workloadSelector",
            Self::Entry(_) => "spec.endpoints",
        }
    }
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

impl PortProtocol {
    /// Whether proxies read requests there (IN-2).
    pub const fn is_http(self) -> bool {
        matches!(self, Self::Http | Self::Http2 | Self::Grpc | Self::GrpcWeb | Self::HttpProxy)
    }

    /// Whether proxies take the bytes for TLS, which tells by its SNI where it is going (VS-10).
    pub const fn is_tls(self) -> bool {
        matches!(self, Self::Tls | Self::Https)
    }
}

impl ServicePort {
    /// A machine has ports by name; one that it does not name is the target itself, if that is a number (WE-1).
    fn target_on_machine(&self, machine: &WorkloadEntry) -> Option<u16> {
        match &self.target {
            TargetPort::Number(number) => Some(machine.ports.get(&self.name).copied().unwrap_or(*number)),
            TargetPort::Named(name) => machine.ports.get(name).copied(),
        }
    }

    /// The pod port of this workload that it leads to; `None` where no container port has the name (0.2).
    pub fn target_on(&self, workload: &Workload) -> Option<u16> {
        if let Some(machine) = &workload.machine {
            return self.target_on_machine(machine);
        }
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
    /// `namespace/name` of its resource, the form in which people name it.
    pub fn key(&self) -> String {
        [&self.resource.meta.namespace, "/", &self.resource.meta.name].concat()
    }

    /// A name under which clients of every namespace dial it: `name.namespace`, or the host of a ServiceEntry.
    pub fn dialled_name(&self) -> String {
        match &*self.resource.value {
            ServiceSource::Kubernetes(_) => {
                format!("{}.{}", self.resource.meta.name, self.resource.meta.namespace)
            }
            ServiceSource::Entry(_) => self.host.clone(),
        }
    }

    /// Whether it says itself who sees it (RT-14).
    pub fn exports_itself(&self) -> bool {
        match &*self.resource.value {
            ServiceSource::Kubernetes(_) => self.resource.meta.annotations.contains_key(EXPORT_TO),
            ServiceSource::Entry(entry) => !entry.export_to.is_empty(),
        }
    }

    /// Where it says who sees it.
    pub fn export_path(&self) -> Path {
        match &*self.resource.value {
            ServiceSource::Kubernetes(_) => Path::of("metadata.annotations").key(EXPORT_TO),
            ServiceSource::Entry(_) => Path::of("spec.exportTo"),
        }
    }

    /// Whether proxies listen for it at every address: a ServiceEntry that has none of its own, or only ranges. One
    /// that goes as dialled and knows its endpoints has the addresses of those.
    pub fn is_anywhere(&self) -> bool {
        self.resource.value.entry().is_some_and(|entry| {
            let known = !entry.endpoints.is_empty() || entry.workload_selector.is_some();
            let at_endpoints = entry.resolution == Resolution::None && known;
            let own = self.addresses.iter().any(|range| range.single().is_some());
            let elsewhere = own || (at_endpoints && self.addresses.is_empty());
            !elsewhere
        })
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
