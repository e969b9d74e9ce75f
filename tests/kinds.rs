//! Every document of the recorded scenarios can be read, and would be admitted: Istio took all of them.
#![cfg(not(target_arch = "wasm32"))]

use crate::common::{self, Scenario};
use mtls_playground::resource::admission::review;
use mtls_playground::resource::{Resource, load};
use mtls_playground::text::{SourceFile, Sources};
use std::collections::BTreeSet;

const RECORDINGS: [&str; 5] = ["connections", "gateways", "requests", "ambient", "more"];
/// Kinds that no recording may lack, or the test says nothing about them.
const KINDS: [&str; 13] = [
    "AuthorizationPolicy",
    "DestinationRule",
    "Gateway",
    "HTTPRoute",
    "PeerAuthentication",
    "ReferenceGrant",
    "RequestAuthentication",
    "ServiceEntry",
    "Sidecar",
    "TCPRoute",
    "TLSRoute",
    "VirtualService",
    "WorkloadEntry",
];

#[test]
fn recorded_scenarios_are_readable() {
    let mut seen = BTreeSet::new();
    for scenario in RECORDINGS.into_iter().flat_map(common::read::<Scenario>) {
        let inventory = load(&Sources::new([SourceFile::new("scenario.yaml", scenario.yaml.as_str())]));
        assert_eq!(inventory.problems, [], "{}", scenario.id);
        for resource in inventory.resources.iter() {
            assert_ne!(*resource.value, Resource::Unreadable, "{}: {:?}", scenario.id, resource.meta);
            assert_eq!(review(&resource.root).messages, [], "{}: {:?}", scenario.id, resource.meta);
            seen.insert(resource.meta.kind.clone());
        }
    }
    assert!(KINDS.iter().all(|kind| seen.contains(*kind)), "{seen:?}");
}
