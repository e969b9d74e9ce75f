//! Service (core).

use super::decode::{Flaw, IntOrString};
use super::wire::{Body, Ignored, TypeName, Wire};
use super::{Fault, Form};
use crate::yaml::Path;
use serde::Deserialize;
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[expect(missing_docs, reason = "the names are Kubernetes' own")]
pub enum ServiceType {
    #[default]
    #[serde(rename = "ClusterIP")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are Kubernetes' own")]
pub enum Transport {
    #[default]
    Tcp,
    Udp,
    Sctp,
}

/// The spec as it is written.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ServiceWire {
    #[serde(rename = "type")]
    service_type: Option<ServiceType>,
    #[serde(rename = "clusterIP")]
    cluster_ip: String,
    selector: BTreeMap<String, String>,
    ports: Vec<PortWire>,
    external_name: String,
    publish_not_ready_addresses: bool,
    #[serde(rename = "clusterIPs")]
    cluster_ips: Ignored,
    #[serde(rename = "externalIPs")]
    external_ips: Ignored,
    session_affinity: Ignored,
    session_affinity_config: Ignored,
    #[serde(rename = "loadBalancerIP")]
    load_balancer_ip: Ignored,
    load_balancer_source_ranges: Ignored,
    load_balancer_class: Ignored,
    allocate_load_balancer_node_ports: Ignored,
    external_traffic_policy: Ignored,
    internal_traffic_policy: Ignored,
    traffic_distribution: Ignored,
    health_check_node_port: Ignored,
    ip_families: Ignored,
    ip_family_policy: Ignored,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct PortWire {
    name: String,
    port: u16,
    target_port: Option<IntOrString>,
    protocol: Option<Transport>,
    app_protocol: Option<String>,
    node_port: Ignored,
}

impl Wire for ServiceWire {
    type Value = ServiceSpec;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "", versions: &["v1"], kinds: &["Service"], namespaced: true }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = true;
}

impl TryFrom<ServiceWire> for ServiceSpec {
    type Error = Flaw;

    fn try_from(wire: ServiceWire) -> Result<Self, Flaw> {
        let cluster_ip = match wire.cluster_ip.as_str() {
            "" => ClusterIp::Assigned,
            "None" => ClusterIp::None,
            address => ClusterIp::Given(
                address
                    .parse()
                    .map_err(|_| Flaw::new(Path::of("clusterIP"), Fault::Malformed(Form::Address)))?,
            ),
        };
        Ok(Self {
            service_type: wire.service_type.unwrap_or_default(),
            cluster_ip,
            selector: wire.selector,
            ports: wire.ports.into_iter().enumerate().map(port).collect::<Result<_, _>>()?,
            external_name: wire.external_name,
            publish_not_ready: wire.publish_not_ready_addresses,
        })
    }
}

fn port((index, wire): (usize, PortWire)) -> Result<PortSpec, Flaw> {
    let target = match wire.target_port.map(IntOrString::port) {
        // Kubernetes takes 0 and "" for absent.
        None | Some(Ok(None)) => None,
        Some(Ok(target)) => target,
        Some(Err(())) => {
            let path = Path::of("ports").index(index).key("targetPort");
            return Err(Flaw::new(path, Fault::Malformed(Form::Port)));
        }
    };
    Ok(PortSpec {
        name: wire.name,
        port: wire.port,
        target,
        transport: wire.protocol.unwrap_or_default(),
        app_protocol: wire.app_protocol,
    })
}
