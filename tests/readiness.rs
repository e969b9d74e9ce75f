//! What STRICT would do: who breaks and why, what stays as it is, and in which order to go.

#![allow(clippy::unwrap_used, reason = "a scope that is not there is a failed test")]

use crate::common;
use mtls_playground::lint::{Code, Context};
use mtls_playground::mesh::Mesh;
use mtls_playground::readiness::{Cost, Fate, Readiness, Scope, Status, Untried, readiness};
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{Connection, evaluate};
use mtls_playground::{Analysis, analyse, resource};
use test_case::test_case;

/// Calls a to g: within a namespace, by a rule that turns TLS off, from outside, to a port that stays open, to a server
/// without a proxy, into a namespace that is STRICT already from outside and from inside.
const MIGRATION: &str = include_str!("fixtures/readiness/migration.yaml");

fn migration() -> Analysis {
    analyse([SourceFile::new("mesh.yaml", MIGRATION)])
}

fn of(analysis: &Analysis, scope: &str) -> Readiness {
    readiness(&analysis.context(), &Scope::parse(scope).unwrap()).unwrap()
}

/// The fates as one letter for each connection in the scope.
fn fates(readiness: &Readiness) -> String {
    let letter = |index: usize| char::from(b'a' + u8::try_from(index).unwrap());
    let fate =
        |fate: Fate| format!("{} {}", fate.as_str(), readiness.with(fate).map(letter).collect::<String>());
    Fate::ALL.map(fate).join(", ")
}

#[test_case("mesh", "breaks c, stays_open bde, safe ag, mended , fails_anyway f"; "the policy of a namespace keeps that of the mesh from counting")]
#[test_case("namespace/shop", "breaks c, stays_open , safe a, mended , fails_anyway ")]
#[test_case("namespace/bank", "breaks b, stays_open d, safe , mended , fails_anyway "; "a port that is left open stays so")]
#[test_case("namespace/legacy", "breaks , stays_open e, safe , mended , fails_anyway "; "without a proxy STRICT means nothing")]
#[test_case("workload/bank/payments", "breaks b, stays_open d, safe , mended , fails_anyway ")]
#[test_case("workload/shop/web", "breaks , stays_open , safe , mended , fails_anyway "; "nobody calls it")]
fn what_becomes_of_connections(scope: &str, expected: &str) {
    assert_eq!(fates(&of(&migration(), scope)), expected);
}

#[test]
fn the_order_of_a_migration_of_the_mesh() {
    let readiness = of(&migration(), "mesh");
    let steps: Vec<_> = readiness
        .steps
        .iter()
        .map(|step| (step.unit.to_string(), step.status, step.breaks.as_slice(), step.coverage.percent()))
        .collect();
    let namespace = |name: &str| format!("namespace/{name}");
    assert_eq!(
        steps,
        [
            (namespace("vault"), Status::Done, &[][..], 100),
            // Also what the policy of the namespace hides from the mesh's.
            (namespace("bank"), Status::Blocked, &[1], 100),
            (namespace("shop"), Status::Blocked, &[2], 100),
            (namespace("legacy"), Status::Outside, &[], 0),
        ]
    );
    let obstacles: Vec<_> =
        readiness.obstacles.iter().map(|it| (it.rule.code, it.connections.as_slice())).collect();
    assert_eq!(obstacles, [(Code::PlaintextToStrict, &[1][..]), (Code::PlaintextToStrict, &[2][..])]);
    assert_eq!(
        readiness.steps.iter().map(|step| step.obstacles.as_slice()).collect::<Vec<_>>(),
        [&[][..], &[0], &[1], &[]]
    );
}

#[test]
fn obstacles_name_places_of_the_text() {
    let analysis = migration();
    let readiness = of(&analysis, "mesh");
    let first_lines: Vec<_> = readiness
        .obstacles
        .iter()
        .map(|finding| {
            assert!(finding.labels.iter().filter(|label| label.primary).count() == 1);
            let label = finding.labels.first().unwrap();
            let range = analysis.sources.range(label.location);
            MIGRATION.lines().nth(range.start.line - 1).unwrap()
        })
        .collect();
    assert_eq!(first_lines, ["  trafficPolicy: { tls: { mode: DISABLE } }", "metadata: { name: legacy }",]);
    let said = format!("{:?}", readiness.obstacles);
    assert!(!said.contains("what-if"), "the policy that was tried has no name in the text: {said}");
}

#[test_case("mesh", None)]
#[test_case("namespace/bank", Some("bank/default"))]
#[test_case("namespace/shop", None)]
#[test_case("workload/bank/payments", Some("bank/payments"))]
fn the_policy_to_change(scope: &str, expected: Option<&str>) {
    let analysis = migration();
    let policy = of(&analysis, scope).policy;
    let name = policy.map(|by| analysis.inventory.get(by.resource).unwrap().meta.key());
    assert_eq!(name.as_deref(), expected);
}

#[test_case("namespace/none", Untried::Unknown)]
#[test_case("workload/shop/none", Untried::Unknown)]
fn what_is_not_there_is_not_tried(scope: &str, expected: Untried) {
    let analysis = migration();
    let tried = readiness(&analysis.context(), &Scope::parse(scope).unwrap());
    assert_eq!(tried, Err(expected));
}

#[test]
fn cost_coverage_and_policies() {
    let readiness = of(&migration(), "mesh");
    assert_eq!(readiness.cost, Cost { sidecars: 6, missing: 2 }, "by replicas");
    assert_eq!(Cost::memory(readiness.cost.sidecars), (300, 600));
    assert_eq!((readiness.coverage.in_mesh, readiness.coverage.workloads), (4, 5));
    let counts: Vec<_> = readiness.policies.iter().map(|policy| (policy.kind, policy.count)).collect();
    assert_eq!(
        counts,
        [
            ("PeerAuthentication", 3),
            ("DestinationRule", 1),
            ("VirtualService", 0),
            ("AuthorizationPolicy", 0)
        ]
    );
}

/// Over the recorded scenarios: what is said to be safe or to break is what happens where the policy is written into
/// the text by hand.
#[test]
fn what_is_foretold_happens() {
    let (mut tried, mut broken) = (0, 0);
    for scenario in common::claimed().iter().step_by(9) {
        let sources = Sources::new([SourceFile::new("a.yaml", scenario.yaml.as_str())]);
        let inventory = resource::load(&sources);
        let mesh = Mesh::build(&inventory);
        let root = mesh.settings.root_namespace.clone();
        // A policy that is there already would have to be changed instead.
        if mesh.peer_authentications.general(&root).next().is_some() {
            continue;
        }
        let connect = |call: mtls_playground::mesh::Call| Connection::of(&mesh, call);
        let connections: Vec<_> = scenario.expect.iter().map(|it| connect(it.call(&mesh))).collect();
        let context = Context::new(&sources, &inventory, &mesh, &connections);
        let foretold = readiness(&context, &Scope::Mesh).unwrap();
        let policy = format!(
            "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
             metadata: {{ name: by-hand, namespace: {root} }}\nspec: {{ mtls: {{ mode: STRICT }} }}\n"
        );
        let files = [("a.yaml", scenario.yaml.as_str()), ("b.yaml", policy.as_str())];
        let files = Sources::new(files.map(|(name, text)| SourceFile::new(name, text)));
        let strict = Mesh::build(&resource::load(&files));
        for (index, fate) in &foretold.connections {
            let works = evaluate(&strict, &connections[*index].call).works();
            let said = matches!(fate, Fate::Safe | Fate::StaysOpen | Fate::Mended);
            assert_eq!(works, said, "{} call {index}: {fate:?}", scenario.id);
            broken += usize::from(*fate == Fate::Breaks);
        }
        let explained = |index: usize| foretold.obstacles.iter().any(|it| it.connections.contains(&index));
        assert!(foretold.with(Fate::Breaks).all(explained), "{}: {:?}", scenario.id, foretold.obstacles);
        tried += 1;
    }
    assert!(tried > 100 && broken > 50, "{tried} scenarios with {broken} calls that break say little");
}
