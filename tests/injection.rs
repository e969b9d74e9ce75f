//! Which pods have a proxy: agreement with Istio's own webhook selectors and injection code.

use crate::common;
use mtls_playground::analyse;
use mtls_playground::mesh::ProxyKind;
use mtls_playground::text::SourceFile;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Scenario {
    id: String,
    yaml: String,
    /// `namespace/workload` of those that have a sidecar or are gateways.
    sidecars: Option<BTreeSet<String>>,
    /// `namespace/workload` of those that ztunnel captures.
    ambient: Option<BTreeSet<String>>,
    /// `namespace/name` of the WorkloadEntries that have a proxy.
    machines: Option<BTreeSet<String>>,
}

#[test]
fn proxies_agree_with_istio() {
    let mut disagreements = Vec::new();
    let mut compared = 0;
    for name in ["connections", "gateways", "requests", "more", "ambient"] {
        for scenario in common::read::<Scenario>(name) {
            let mesh = analyse([SourceFile::new("scenario.yaml", scenario.yaml)]).mesh;
            let with = |kinds: &[ProxyKind], machine: bool| -> BTreeSet<_> {
                let workloads = mesh.workloads.iter().filter(|workload| kinds.contains(&workload.proxy));
                let workloads = workloads.filter(|workload| workload.machine.is_some() == machine);
                workloads.map(mtls_playground::mesh::Workload::key).collect()
            };
            let sidecars = with(&[ProxyKind::Sidecar, ProxyKind::Gateway], false);
            let ambient = with(&[ProxyKind::Ambient], false);
            let machines = with(&[ProxyKind::Sidecar], true);
            compared += 1;
            if scenario.sidecars.is_some_and(|expected| expected != sidecars) {
                disagreements.push(format!("{}: sidecars {sidecars:?}", scenario.id));
            }
            if scenario.ambient.is_some_and(|expected| expected != ambient) {
                disagreements.push(format!("{}: ambient {ambient:?}", scenario.id));
            }
            if scenario.machines.is_some_and(|expected| expected != machines) {
                disagreements.push(format!("{}: machines {machines:?}", scenario.id));
            }
        }
    }
    assert!(disagreements.is_empty(), "{} disagree: {disagreements:#?}", disagreements.len());
    assert_eq!(compared, 1_947);
}
