//! Endpoints (core) and EndpointSlice (discovery.k8s.io): endpoints that somebody wrote by hand, or a dump.

use super::decode::Flaw;
use super::wire::{Body, TypeName, Wire};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;

/// The endpoints of a Service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// The Service, in the same namespace: the own name of Endpoints, the label `kubernetes.io/service-name` of an
    /// EndpointSlice.
    pub service: String,
    /// Addresses with the ports that they serve.
    pub groups: Vec<EndpointGroup>,
}

/// Addresses that serve the same ports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointGroup {
    /// The addresses.
    pub addresses: Vec<EndpointAddress>,
    /// The ports.
    pub ports: Vec<EndpointPort>,
}

/// One address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointAddress {
    /// The IP, or a name where an EndpointSlice has `addressType: FQDN`.
    pub address: String,
    /// Whether it takes traffic.
    pub ready: bool,
    /// Namespace and name of the Pod that `targetRef` names.
    pub pod: Option<(String, String)>,
}

/// One port of an [`EndpointGroup`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointPort {
    /// `name`: that of the Service port, empty where it has none.
    pub name: String,
    /// `port`.
    pub number: u16,
}

/// Endpoints as they are written.
#[apply(wire)]
pub(super) struct EndpointsWire {
    metadata: MetadataWire,
    subsets: Vec<SubsetWire>,
}

/// An EndpointSlice as it is written.
#[apply(wire)]
pub(super) struct EndpointSliceWire {
    metadata: MetadataWire,
    endpoints: Vec<SliceEndpointWire>,
    ports: Vec<PortWire>,
}

#[apply(wire)]
struct MetadataWire {
    name: String,
    namespace: String,
    labels: BTreeMap<String, String>,
}

#[apply(wire)]
struct SubsetWire {
    addresses: Vec<AddressWire>,
    not_ready_addresses: Vec<AddressWire>,
    ports: Vec<PortWire>,
}

#[apply(wire)]
struct AddressWire {
    ip: String,
    target_ref: TargetRef,
}

#[apply(wire)]
struct SliceEndpointWire {
    addresses: Vec<String>,
    conditions: Conditions,
    target_ref: TargetRef,
}

#[apply(wire)]
struct Conditions {
    ready: Option<bool>,
}

#[apply(wire)]
struct TargetRef {
    kind: String,
    namespace: String,
    name: String,
}

#[apply(wire)]
struct PortWire {
    name: String,
    port: u16,
}

impl Wire for EndpointsWire {
    type Value = Endpoints;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "", versions: &["v1"], kinds: &["Endpoints"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl Wire for EndpointSliceWire {
    type Value = Endpoints;
    const TYPES: &'static [TypeName] =
        &[TypeName { group: "discovery.k8s.io", versions: &[], kinds: &["EndpointSlice"], namespaced: true }];
    const BODY: Body = Body::Document;
    const CLOSED: bool = false;
}

impl TryFrom<EndpointsWire> for Endpoints {
    type Error = Flaw;

    fn try_from(wire: EndpointsWire) -> Result<Self, Flaw> {
        let own = &wire.metadata.namespace;
        let group = |subset: SubsetWire| {
            let ready = subset.addresses.into_iter().map(|address| (address, true));
            let waiting = subset.not_ready_addresses.into_iter().map(|address| (address, false));
            let address = |(wire, ready): (AddressWire, bool)| EndpointAddress {
                address: wire.ip,
                ready,
                pod: wire.target_ref.pod(own),
            };
            EndpointGroup {
                addresses: ready.chain(waiting).map(address).collect(),
                ports: subset.ports.into_iter().map(EndpointPort::from).collect(),
            }
        };
        let groups = wire.subsets.into_iter().map(group).collect();
        Ok(Self { groups, service: wire.metadata.name })
    }
}

impl TryFrom<EndpointSliceWire> for Endpoints {
    type Error = Flaw;

    fn try_from(mut wire: EndpointSliceWire) -> Result<Self, Flaw> {
        let own = &wire.metadata.namespace;
        let addresses = wire.endpoints.into_iter().flat_map(|endpoint| {
            // An unknown state counts as ready.
            let ready = endpoint.conditions.ready.unwrap_or(true);
            let pod = endpoint.target_ref.pod(own);
            endpoint.addresses.into_iter().map(move |address| EndpointAddress {
                address,
                ready,
                pod: pod.clone(),
            })
        });
        let group = EndpointGroup {
            addresses: addresses.collect(),
            ports: wire.ports.into_iter().map(EndpointPort::from).collect(),
        };
        let service = wire.metadata.labels.remove("kubernetes.io/service-name").unwrap_or_default();
        Ok(Self { service, groups: vec![group] })
    }
}

impl TargetRef {
    /// The Pod that it names; its namespace is that of the endpoints where it has none.
    fn pod(self, own_namespace: &str) -> Option<(String, String)> {
        let namespace = if self.namespace.is_empty() { own_namespace.to_owned() } else { self.namespace };
        (self.kind == "Pod").then_some((namespace, self.name))
    }
}

impl From<PortWire> for EndpointPort {
    fn from(wire: PortWire) -> Self {
        Self { name: wire.name, number: wire.port }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::read;

    fn shown(endpoints: &Endpoints) -> Vec<String> {
        let groups = endpoints.groups.iter();
        let addresses = groups.flat_map(|group| &group.addresses).map(|address| {
            let pod = address.pod.as_ref().map(|(namespace, name)| format!(" {namespace}/{name}"));
            format!("{}{} {}", address.address, pod.unwrap_or_default(), address.ready)
        });
        addresses.collect()
    }

    #[test]
    fn endpoints() {
        let read = read::<Endpoints>(
            "{apiVersion: v1, kind: Endpoints, metadata: {name: db, namespace: data}, subsets: [{addresses: [{ip: 1.2.3.4}, \
             {ip: 1.2.3.5, targetRef: {kind: Pod, name: p}}], notReadyAddresses: [{ip: 1.2.3.6}], ports: [{port: 3306}]}]}",
        );
        assert_eq!(read.service, "db");
        assert_eq!(shown(&read), ["1.2.3.4 true", "1.2.3.5 data/p true", "1.2.3.6 false"]);
        assert_eq!(read.groups.first().map(|group| group.ports.len()), Some(1));
    }

    #[test]
    fn slices() {
        let read = read::<Endpoints>(
            "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4, \
             metadata: {name: db-x, labels: {kubernetes.io/service-name: db}}, ports: [{name: mysql, port: 3306}], \
             endpoints: [{addresses: [1.2.3.4]}, {addresses: [1.2.3.5], conditions: {ready: false}, \
             targetRef: {kind: Pod, name: p, namespace: m}}, {addresses: [1.2.3.6], targetRef: {kind: Node, name: m}}]}",
        );
        assert_eq!(read.service, "db");
        assert_eq!(shown(&read), ["1.2.3.4 true", "1.2.3.5 m/p false", "1.2.3.6 true"]);
    }
}
