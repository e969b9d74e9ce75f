//! Service (core).

use super::decode::{Flaw, IntOrString};
use super::wire::{Body, Ignored, TypeName, Wire};
use super::{Fault, Form};
use crate::yaml::Path;
use crate::yaml::wire;
use macro_rules_attribute::apply;
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
#[apply(wire)]
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

#[apply(wire)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use test_case::test_case;

    fn read(text: &str) -> ServiceSpec {
        (*spec::<ServiceSpec>("v1", "Service", text)).clone()
    }

    #[test_case("", false, false)]
    #[test_case("clusterIP: ''", false, false)]
    #[test_case("clusterIP: None", true, false)]
    #[test_case("clusterIP: 10.0.0.1", false, false)]
    #[test_case("type: ExternalName, externalName: a.b", false, true)]
    #[test_case("type: ExternalName, clusterIP: None", false, true; "an alias is not headless")]
    #[test_case("type: LoadBalancer", false, false)]
    fn sorts(text: &str, headless: bool, alias: bool) {
        assert_eq!((read(text).is_headless(), read(text).is_alias()), (headless, alias));
    }

    #[test_case("", None; "absent")]
    #[test_case("targetPort: 8080", Some(TargetPort::Number(8080)))]
    #[test_case("targetPort: '8080'", Some(TargetPort::Number(8080)); "text that is a number")]
    #[test_case("targetPort: web", Some(TargetPort::Named("web".into())))]
    #[test_case("targetPort: 0", None; "0 is absent")]
    #[test_case("targetPort: ''", None; "empty is absent")]
    fn targets(text: &str, expected: Option<TargetPort>) {
        let ports = read(&format!("ports: [{{port: 80, {text}}}]")).ports;
        assert_eq!(ports.first().map(|port| port.target.clone()), Some(expected));
    }

    #[test_case("", None, Transport::Tcp)]
    #[test_case("appProtocol: ''", Some(""), Transport::Tcp; "empty is not absent")]
    #[test_case("appProtocol: null", None, Transport::Tcp; "null is absent")]
    #[test_case("appProtocol: grpc, protocol: SCTP", Some("grpc"), Transport::Sctp)]
    fn protocols(text: &str, app_protocol: Option<&str>, transport: Transport) {
        let ports = read(&format!("ports: [{{port: 80, {text}}}]")).ports;
        let found = ports.first().map(|port| (port.app_protocol.as_deref(), port.transport));
        assert_eq!(found, Some((app_protocol, transport)));
    }
}
