//! ServiceEntry: services that Kubernetes does not know.

use super::IpRange;
use super::decode::{Flaw, Vital};
use super::wire::{Body, TypeName, Wire};
use super::workload_entry::{WorkloadEntry, WorkloadEntryWire};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The spec of a ServiceEntry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceEntry {
    /// `hosts` as written.
    pub hosts: Vec<String>,
    /// `addresses`: virtual addresses.
    pub addresses: Vec<IpRange>,
    /// `ports` in their order.
    pub ports: Vec<ServiceEntryPort>,
    /// `location`.
    pub location: Location,
    /// `resolution`.
    pub resolution: Resolution,
    /// `endpoints` in their order.
    pub endpoints: Vec<WorkloadEntry>,
    /// `workloadSelector.labels`; `None` where the selector is absent.
    pub workload_selector: Option<BTreeMap<String, String>>,
    /// `exportTo` as written; empty means unset (RT-14).
    pub export_to: Vec<String>,
    /// `subjectAltNames`.
    pub subject_alt_names: Vec<String>,
}

/// An entry of `ports`.
#[apply(wire)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEntryPort {
    /// `number`: what clients dial.
    pub number: u16,
    /// `name`; it does not tell the protocol (IN-1).
    pub name: String,
    /// `protocol` as written; empty means that it is sniffed (IN-1).
    pub protocol: String,
    /// `targetPort`; 0 where absent, which means `number`.
    pub target_port: u16,
}

impl ServiceEntryPort {
    /// The port of an endpoint that names none itself (WE-1).
    pub fn target(&self) -> u16 {
        if self.target_port == 0 { self.number } else { self.target_port }
    }
}

/// `location`: whether the mesh's own identities are expected there (AM-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Location {
    /// Outside: never mTLS of the mesh by itself.
    #[default]
    MeshExternal,
    /// Part of the mesh.
    MeshInternal,
}

/// `resolution`: how an address is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Resolution {
    /// The address that the client dials (AM-8).
    #[default]
    #[serde(rename = "NONE")]
    None,
    /// The endpoints that are written or selected.
    #[serde(rename = "STATIC")]
    Static,
    /// All addresses that DNS gives for the endpoints, or for the hosts where there are none.
    #[serde(rename = "DNS")]
    Dns,
    /// One address that DNS gives at a time.
    #[serde(rename = "DNS_ROUND_ROBIN")]
    DnsRoundRobin,
    /// Whatever DNS gives for the host of each request.
    #[serde(rename = "DYNAMIC_DNS")]
    DynamicDns,
}

/// `workloadSelector` in its older form.
#[apply(wire)]
pub(super) struct LabelSelector {
    pub(super) labels: BTreeMap<String, String>,
}

/// The spec as it is written.
#[apply(wire)]
pub(super) struct ServiceEntryWire {
    hosts: Vital<Vec<String>>,
    addresses: Vital<Vec<String>>,
    ports: Vital<Vec<ServiceEntryPort>>,
    location: Option<Vital<Location>>,
    resolution: Option<Vital<Resolution>>,
    endpoints: Vital<Vec<WorkloadEntryWire>>,
    workload_selector: Option<Vital<LabelSelector>>,
    export_to: Vital<Vec<String>>,
    subject_alt_names: Vec<String>,
}

impl Wire for ServiceEntryWire {
    type Value = ServiceEntry;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "networking.istio.io",
        versions: &["v1", "v1beta1", "v1alpha3"],
        kinds: &["ServiceEntry"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

/// Hosts, addresses and ports of a ServiceEntry. The cluster refuses one that has more, which is said; thousands of each
/// would make millions of pairs.
const MOST: usize = 256;

/// The same for its endpoints.
const MOST_ENDPOINTS: usize = 4_096;

impl TryFrom<ServiceEntryWire> for ServiceEntry {
    type Error = Flaw;

    fn try_from(wire: ServiceEntryWire) -> Result<Self, Flaw> {
        Ok(Self {
            hosts: wire.hosts.0.into_iter().take(MOST).collect(),
            addresses: wire.addresses.0.iter().take(MOST).map(|text| IpRange::parse(text)).collect(),
            ports: wire.ports.0.into_iter().take(MOST).collect(),
            location: wire.location.map_or_else(Location::default, |Vital(location)| location),
            resolution: wire.resolution.map_or_else(Resolution::default, |Vital(resolution)| resolution),
            endpoints: wire.endpoints.0.into_iter().take(MOST_ENDPOINTS).map(WorkloadEntry::read).collect(),
            workload_selector: wire.workload_selector.map(|Vital(selector)| selector.labels),
            export_to: wire.export_to.0,
            subject_alt_names: wire.subject_alt_names,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::EntryAddress;
    use crate::resource::testing::{refused, spec};
    use Location::{MeshExternal, MeshInternal};
    use Resolution::{Dns, DnsRoundRobin, DynamicDns, None as NoResolution, Static};
    use test_case::test_case;

    fn read(text: &str) -> ServiceEntry {
        (*spec::<ServiceEntry>("networking.istio.io/v1", "ServiceEntry", text)).clone()
    }

    #[test_case("", MeshExternal, NoResolution; "defaults")]
    #[test_case("location: MESH_INTERNAL, resolution: STATIC", MeshInternal, Static)]
    #[test_case("location: MESH_EXTERNAL, resolution: DNS", MeshExternal, Dns)]
    #[test_case("resolution: DNS_ROUND_ROBIN", MeshExternal, DnsRoundRobin)]
    #[test_case("resolution: DYNAMIC_DNS", MeshExternal, DynamicDns)]
    fn words(text: &str, location: Location, resolution: Resolution) {
        let entry = read(text);
        assert_eq!((entry.location, entry.resolution), (location, resolution));
    }

    #[test]
    fn fields() {
        let entry = read(
            "hosts: [a.com], addresses: [10.0.0.0/8, x], exportTo: [.], \
             ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}, {number: 81, name: b}], \
             endpoints: [{address: 10.1.1.1, ports: {http: 9090}}]",
        );
        assert_eq!(entry.addresses[1], IpRange::Unreadable);
        assert_eq!(entry.ports.iter().map(ServiceEntryPort::target).collect::<Vec<_>>(), [8080, 81], "WE-1");
        assert_eq!(entry.endpoints[0].address, EntryAddress::Ip([10, 1, 1, 1].into()));
        assert_eq!(entry.workload_selector, None);
    }

    #[test_case("location: INSIDE"; "unknown word")]
    #[test_case("ports: [{number: '80', name: a}]"; "text for a number")]
    fn refused_as_a_whole(text: &str) {
        assert!(refused("networking.istio.io/v1", "ServiceEntry", text));
    }
}
