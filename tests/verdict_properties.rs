//! What holds for every verdict, whatever the text: the order of documents does not matter, the why names everything
//! that made a difference, and each way to an endpoint has one step to look at.

use crate::common::{self, Expected, Scenario, inventory, mesh};
use mtls_playground::mesh::Mesh;
use mtls_playground::resource::{Ref, ResourceId};
use mtls_playground::verdict::{Endpoint, Step, Verdict, Weight, evaluate};
use std::collections::BTreeSet;

const SEPARATOR: &str = "\n---\n";

/// Kinds whose removal must be explained: everything but the ends of a call themselves.
const POLICIES: [&str; 14] = [
    "PeerAuthentication",
    "DestinationRule",
    "VirtualService",
    "ServiceEntry",
    "Sidecar",
    "AuthorizationPolicy",
    "RequestAuthentication",
    "Gateway",
    "HTTPRoute",
    "TLSRoute",
    "TCPRoute",
    "ReferenceGrant",
    "Namespace",
    "ConfigMap",
];

fn scenarios() -> impl Iterator<Item = Scenario> {
    common::claimed().into_iter()
}

/// What a user sees of an endpoint without asking why.
fn rows(mesh: &Mesh, verdict: &Verdict) -> Vec<String> {
    let row = |endpoint: &Endpoint| {
        let Endpoint { server, port, sent, mode, outcome, peer, .. } = endpoint;
        format!("{} {port} {sent:?} {mode:?} {outcome:?} {peer:?}", server.name(mesh))
    };
    let call = verdict.outcome.map(|outcome| format!("{outcome:?}"));
    call.into_iter().chain(verdict.endpoints.iter().map(row)).collect()
}

/// Every resource that the why of a verdict names, as what decided or as what was beaten.
fn named(verdict: &Verdict) -> BTreeSet<ResourceId> {
    let endpoints = verdict.endpoints.iter().flat_map(|endpoint| &endpoint.why);
    let steps = verdict.why.iter().chain(&verdict.stopped).chain(endpoints);
    let refs = |step: &Step| -> Vec<Ref> {
        let ignored = step.ignored.iter().map(|ignored| ignored.by.clone());
        step.decided_by.iter().cloned().chain(ignored).collect()
    };
    steps.flat_map(refs).map(|by| by.resource).collect()
}

fn describe(scenario: &Scenario, expected: &Expected) -> String {
    let Expected { from, host, port, protocol, .. } = expected;
    format!("{} {from} → {host}:{port} {protocol}", scenario.id)
}

#[test]
fn order_of_documents_does_not_matter() {
    // Pods and services get their addresses in document order; where nobody writes them down, and two calls apart,
    // addresses decide nothing.
    let asks_for_addresses =
        |yaml: &str| ["pBlocks", ".ip", "10.0.0."].iter().any(|written| yaml.contains(written));
    for scenario in scenarios().filter(|scenario| !asks_for_addresses(&scenario.yaml)).step_by(3) {
        let mut documents: Vec<&str> = scenario.yaml.trim_end().split(SEPARATOR).collect();
        let straight = mesh(&documents.join(SEPARATOR));
        documents.reverse();
        let reversed = mesh(&documents.join(SEPARATOR));
        for expected in scenario.expect.iter().filter(|expected| !expected.host.starts_with("pod:")) {
            let verdicts =
                [&straight, &reversed].map(|mesh| rows(mesh, &evaluate(mesh, &expected.call(mesh))));
            assert_eq!(verdicts[0], verdicts[1], "{}", describe(&scenario, expected));
        }
    }
}

#[test]
fn why_names_everything_that_made_a_difference() {
    let (mut removals, mut differences, mut unexplained) = (0, 0, Vec::new());
    for scenario in scenarios() {
        let documents: Vec<&str> = scenario.yaml.trim_end().split(SEPARATOR).collect();
        let resources = inventory(&scenario.yaml).resources;
        let with = mesh(&scenario.yaml);
        let verdicts: Vec<_> =
            scenario.expect.iter().map(|expected| evaluate(&with, &expected.call(&with))).collect();
        let policies = resources.iter().filter(|resource| POLICIES.contains(&resource.meta.kind.as_str()));
        for policy in policies {
            removals += 1;
            let mut rest = documents.clone();
            rest.remove(policy.id.0);
            let without = mesh(&rest.join(SEPARATOR));
            for (expected, verdict) in scenario.expect.iter().zip(&verdicts) {
                let other = evaluate(&without, &expected.call(&without));
                if rows(&with, verdict) == rows(&without, &other) {
                    continue;
                }
                differences += 1;
                if !named(verdict).contains(&policy.id) {
                    let meta = &policy.meta;
                    unexplained.push(format!(
                        "{}: {} {}/{}",
                        describe(&scenario, expected),
                        meta.kind,
                        meta.namespace,
                        meta.name
                    ));
                }
            }
        }
    }
    assert!(differences > 500, "only {differences} differences in {removals} removals: the test says little");
    assert!(unexplained.is_empty(), "{} of {differences}:\n{}", unexplained.len(), unexplained.join("\n"));
}

#[test]
fn one_step_to_look_at() {
    for scenario in scenarios() {
        let mesh = mesh(&scenario.yaml);
        for expected in &scenario.expect {
            let verdict = evaluate(&mesh, &expected.call(&mesh));
            let what = describe(&scenario, expected);
            assert!(!verdict.why.is_empty(), "{what}");
            for endpoint in &verdict.endpoints {
                let count =
                    |weight| verdict.path(Some(endpoint)).filter(|step| step.weight == weight).count();
                let (decides, stops) = (count(Weight::Decides), count(Weight::Stops));
                let fits = if endpoint.outcome.works() {
                    (decides, stops) == (1, 0)
                } else {
                    stops == 1 && decides <= 1
                };
                assert!(fits, "{what}: {decides} decide, {stops} stop: {:#?}", endpoint.why);
                assert!(!endpoint.why.is_empty(), "{what}");
            }
        }
    }
}
