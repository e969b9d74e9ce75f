//! The order of documents gives addresses and decides nothing else.

use crate::common::{self, Scenario, mesh};
use mtls_playground::mesh::{Mesh, Workload};
use mtls_playground::resource::Metadata;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Policies and services in their order, without what the place of a document gives (ids and spans).
fn order(mesh: &Mesh) -> Vec<String> {
    let name = |meta: &Metadata| format!("{} {}/{}", meta.kind, meta.namespace, meta.name);
    let peers = mesh.peer_authentications.iter().map(|policy| name(&policy.meta));
    let patterns = mesh.destination_rules.iter().map(|rule| rule.value.host.clone());
    let hosts: BTreeSet<_> =
        patterns.chain(mesh.services.iter().map(|service| service.host.clone())).collect();
    let rules = hosts.iter().flat_map(|host| {
        mesh.destination_rules.for_host(host).map(move |(_, rule)| format!("{host}: {}", name(&rule.meta)))
    });
    let services = mesh.services.iter().map(|service| {
        let mut keys: Vec<_> =
            service.workloads.iter().filter_map(|id| mesh.workload(*id)).map(Workload::key).collect();
        keys.sort();
        format!("{} {keys:?}", service.host)
    });
    peers.chain(rules).chain(services).collect()
}

/// Scenarios with several policies of one age and of different ages.
fn scenarios() -> Vec<Scenario> {
    ["pa_conflict", "dr_lookup", "dr_merge", "kitchen"].iter().flat_map(|name| common::family(name)).collect()
}

/// A scenario and its text in another order.
fn shuffled() -> impl Strategy<Value = (Scenario, String)> {
    prop::sample::select(scenarios()).prop_flat_map(|scenario| {
        let documents: Vec<String> = scenario.yaml.split("---\n").map(str::to_owned).collect();
        let text = Just(documents).prop_shuffle().prop_map(|documents| documents.join("\n---\n"));
        (Just(scenario), text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn order_decides_nothing((scenario, text) in shuffled()) {
        let (written, shuffled) = (mesh(&scenario.yaml), mesh(&text));
        prop_assert_eq!(order(&written), order(&shuffled));
        for call in &scenario.expect {
            prop_assert_eq!(call.ours(&written), call.ours(&shuffled), "{} to {}", call.from, call.host);
        }
    }
}
