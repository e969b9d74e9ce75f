//! Evaluating by classes of clients gives what evaluating each call by itself gives, to the last step.

use crate::common::{self, Scenario};
use crate::synthetic_mesh;
use mtls_playground::mesh::{Call, Mesh};
use mtls_playground::verdict::{Evaluator, evaluate};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use test_case::test_case;

/// Holds both ways of evaluating against each other, and tells how many verdicts there are and how many of them are
/// different objects.
fn compare(mesh: &Mesh, calls: &[Call], scenario: &str) -> (usize, usize) {
    let mut evaluator = Evaluator::new(mesh);
    let verdicts: Vec<_> = calls.iter().map(|call| evaluator.verdict(call)).collect();
    for (call, shared) in calls.iter().zip(&verdicts) {
        assert_eq!(**shared, evaluate(mesh, call), "{scenario}: {call:?}");
    }
    let different: BTreeSet<_> = verdicts.iter().map(Rc::as_ptr).collect();
    (calls.len(), different.len())
}

/// The same call by every workload.
fn by_all<'m>(mesh: &'m Mesh, call: &'m Call) -> impl Iterator<Item = Call> + 'm {
    mesh.workloads.iter().map(|client| Call { from: client.id, ..call.clone() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn recorded_scenarios(scenario in prop::sample::select(common::claimed()), reversed in any::<bool>()) {
        let Scenario { id, yaml, expect, .. } = &scenario;
        let mesh = common::mesh(yaml);
        let recorded: Vec<Call> = expect.iter().map(|expected| expected.call(&mesh)).collect();
        let mut calls: Vec<Call> = recorded.iter().flat_map(|call| by_all(&mesh, call)).chain(mesh.pairs()).collect();
        if reversed {
            calls.reverse();
        }
        compare(&mesh, &calls, id);
    }
}

#[test]
fn a_mesh_of_namespaces() {
    let mesh = common::mesh(&synthetic_mesh::synthetic_mesh(200));
    let calls: Vec<Call> = mesh.pairs().collect();
    let (all, different) = compare(&mesh, &calls, "synthetic mesh");
    assert!(different * 5 < all, "{different} of {all}");
}

/// Two clients that differ in name, labels and service account only, and a server.
const CLIENTS: &str = "\
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop, labels: {app: one}}
spec: {serviceAccountName: one}
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop, labels: {app: two}}
spec: {serviceAccountName: two}
---
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: store, labels: {app: cart}}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: store}
spec: {selector: {app: cart}, ports: [{port: 80, name: http}]}
";

#[test_case("" => true; "nothing")]
#[test_case("kind: Sidecar, spec: {workloadSelector: {labels: {app: one}}, egress: [{hosts: ['./*']}]}" => false; "a Sidecar for one of them")]
#[test_case("kind: Sidecar, spec: {workloadSelector: {labels: {app: three}}, egress: [{hosts: ['./*']}]}" => true; "a Sidecar for neither")]
#[test_case("kind: Sidecar, spec: {egress: [{hosts: ['./*']}]}" => true; "a Sidecar for both")]
#[test_case("kind: DestinationRule, spec: {host: cart.store.svc.cluster.local, workloadSelector: {matchLabels: {app: two}}, trafficPolicy: {tls: {mode: DISABLE}}}" => false; "a DestinationRule for one of them")]
#[test_case("kind: DestinationRule, spec: {host: cart.store.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}" => true; "a DestinationRule for both")]
#[test_case("kind: VirtualService, spec: {hosts: [cart.store.svc.cluster.local], http: [{match: [{sourceLabels: {app: one}}], redirect: {uri: /}}]}" => false; "a route for one of them")]
#[test_case("kind: VirtualService, spec: {hosts: [cart.store.svc.cluster.local], tcp: [{match: [{sourceLabels: {app: two}}], route: [{destination: {host: cart}}]}]}" => false; "a route of bytes for one of them")]
#[test_case("kind: VirtualService, spec: {hosts: [cart.store.svc.cluster.local], http: [{match: [{sourceLabels: {app: three}}], redirect: {uri: /}}]}" => true; "a route for neither")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/one]}}]}]}" => false; "a policy about one of them")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {principals: ['*/sa/one']}}]}]}" => false; "a policy about an end of the principal")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {principals: ['*wo']}}]}]}" => false; "a policy about an end of the account")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {notPrincipals: ['cluster.local/ns/shop/sa/t*']}}]}]}" => false; "a policy about a start of the account")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {principals: ['cluster.local/ns/shop/*']}}]}]}" => true; "a policy about their namespace")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/three, '*']}}]}]}" => true; "a policy about neither")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {serviceAccounts: [shop/two]}}]}]}" => false; "a policy about an account")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {serviceAccounts: [shop/three]}}]}]}" => true; "a policy about another account")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{when: [{key: source.principal, notValues: [cluster.local/ns/shop/sa/two]}]}]}" => false; "a condition on one of them")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {notIpBlocks: [10.0.0.1]}}]}]}" => false; "a policy about an address")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{when: [{key: source.ip, values: [10.0.0.2]}]}]}" => false; "a condition on an address")]
#[test_case("kind: AuthorizationPolicy, spec: {rules: [{from: [{source: {namespaces: [shop]}}]}]}" => true; "a policy about namespaces")]
fn clients_share_a_verdict(resource: &str) -> bool {
    let group = if resource.contains("AuthorizationPolicy") { "security" } else { "networking" };
    let namespace = if group == "security" { "store" } else { "shop" };
    let head = format!("{{apiVersion: {group}.istio.io/v1, metadata: {{name: it, namespace: {namespace}}}");
    let document = if resource.is_empty() { String::new() } else { format!("---\n{head}, {resource}}}\n") };
    let mesh = common::mesh(&format!("{CLIENTS}{document}"));
    let calls: Vec<Call> = mesh.pairs().filter(|call| call.from.0 < 2).collect();
    let (all, different) = compare(&mesh, &calls, resource);
    assert_eq!(all, 2);
    different == 1
}

#[test_case("", true)]
#[test_case("traffic.sidecar.istio.io/excludeOutboundPorts: '80'", false; "its ports")]
#[test_case("proxy.istio.io/config: ''", false; "its proxy")]
#[test_case("example.com/team: a", true; "nothing of Istio's")]
fn annotations_tell_clients_apart(annotation: &str, expected: bool) {
    let text = CLIENTS
        .replace("labels: {app: two}", &format!("labels: {{app: two}}, annotations: {{{annotation}}}"));
    let mesh = common::mesh(&text);
    let calls: Vec<Call> = mesh.pairs().filter(|call| call.from.0 < 2).collect();
    assert_eq!(compare(&mesh, &calls, annotation), (2, if expected { 1 } else { 2 }));
}

#[test]
fn who_calls_itself_goes_its_own_way() {
    let text = CLIENTS.replace("app: two", "app: cart").replace("namespace: store", "namespace: shop");
    let mesh = common::mesh(&text.replace("selector", "clusterIP: None, selector"));
    let calls: Vec<Call> = mesh.pairs().collect();
    assert_eq!(compare(&mesh, &calls, "headless"), (3, 3));
}
