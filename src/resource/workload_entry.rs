//! WorkloadEntry: a machine of the mesh, and the endpoints of a ServiceEntry (WE-1 … WE-3).

use super::decode::{Flaw, Vital};
use super::wire::{Body, TypeName, Wire, text};
use crate::yaml::wire;
use macro_rules_attribute::apply;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The spec of a WorkloadEntry, or an inline endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkloadEntry {
    /// `address`.
    pub address: EntryAddress,
    /// `ports`: the machine's port for each name of a service port (WE-1).
    pub ports: BTreeMap<String, u16>,
    /// `labels`; those of the metadata win over them (WE-1).
    pub labels: BTreeMap<String, String>,
    /// `network`.
    pub network: Option<String>,
    /// `locality`.
    pub locality: Option<String>,
    /// `weight`; 0 where absent, which counts as 1.
    pub weight: u32,
    /// `serviceAccount`; it says that the machine has a proxy (WE-1).
    pub service_account: Option<String>,
}

/// Where an endpoint is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntryAddress {
    /// Nothing is written: only its network is known.
    #[default]
    Unset,
    /// An IP address.
    Ip(IpAddr),
    /// A name that DNS resolves.
    Name(String),
    /// The path of a Unix domain socket.
    Socket(String),
}

impl EntryAddress {
    /// The number, if it is one.
    pub fn ip(&self) -> Option<IpAddr> {
        match self {
            Self::Ip(address) => Some(*address),
            Self::Unset | Self::Name(_) | Self::Socket(_) => None,
        }
    }

    fn parse(text: String) -> Self {
        if text.is_empty() {
            return Self::Unset;
        }
        match (text.strip_prefix("unix://"), text.parse()) {
            (Some(path), _) => Self::Socket(path.to_owned()),
            (None, Ok(address)) => Self::Ip(address),
            (None, Err(_)) => Self::Name(text),
        }
    }
}

/// The spec as it is written.
#[apply(wire)]
pub(super) struct WorkloadEntryWire {
    address: Vital<String>,
    ports: BTreeMap<String, u16>,
    labels: Vital<BTreeMap<String, String>>,
    network: String,
    locality: String,
    weight: u32,
    service_account: String,
}

impl Wire for WorkloadEntryWire {
    type Value = WorkloadEntry;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "networking.istio.io",
        versions: &["v1", "v1beta1", "v1alpha3"],
        kinds: &["WorkloadEntry"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<WorkloadEntryWire> for WorkloadEntry {
    type Error = Flaw;

    fn try_from(wire: WorkloadEntryWire) -> Result<Self, Flaw> {
        Ok(Self::read(wire))
    }
}

impl WorkloadEntry {
    /// The entry as it is written.
    pub(super) fn read(wire: WorkloadEntryWire) -> Self {
        Self {
            address: EntryAddress::parse(wire.address.0),
            ports: wire.ports,
            labels: wire.labels.0,
            network: text(wire.network),
            locality: text(wire.locality),
            weight: wire.weight,
            service_account: text(wire.service_account),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::testing::spec;
    use test_case::test_case;

    fn read(text: &str) -> WorkloadEntry {
        (*spec::<WorkloadEntry>("networking.istio.io/v1", "WorkloadEntry", text)).clone()
    }

    #[test_case("", &EntryAddress::Unset)]
    #[test_case("address: 10.0.0.1", &EntryAddress::Ip([10, 0, 0, 1].into()))]
    #[test_case("address: vm.example.com", &EntryAddress::Name("vm.example.com".to_owned()))]
    #[test_case("address: 'unix:///run/a'", &EntryAddress::Socket("/run/a".to_owned()))]
    fn addresses(text: &str, expected: &EntryAddress) {
        assert_eq!(&read(text).address, expected);
    }

    #[test]
    fn fields() {
        let entry =
            read("address: 10.0.0.1, ports: {http: 8080}, labels: {app: a}, serviceAccount: sa, weight: 3");
        assert_eq!((entry.ports["http"], entry.labels["app"].as_str(), entry.weight), (8080, "a", 3));
        assert_eq!(entry.service_account.as_deref(), Some("sa"), "WE-1");
    }
}
