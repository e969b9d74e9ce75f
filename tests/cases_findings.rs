//! Findings over the recorded scenarios: every call that fails has a finding, and where all calls work there is no error.

#![allow(clippy::unwrap_used, reason = "a recording that cannot be read is a failed test")]

mod common;

use mtls_playground::lint::{self, Context, Severity};
use mtls_playground::mesh::{Mesh, Origin};
use mtls_playground::resource;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{Connection, evaluate};

/// How many calls of a scenario fail, and what does not hold that must.
fn judge(scenario: &common::Scenario) -> (usize, Vec<String>) {
    let sources = Sources::new([SourceFile::new("scenario.yaml", scenario.yaml.as_str())]);
    let inventory = resource::load(&sources);
    let mesh = Mesh::build(&inventory);
    let declared = Origin::Declared(inventory.resources.first().unwrap().whole());
    let connection = |expected: &common::Expected| {
        let call = mtls_playground::mesh::Call { origin: declared.clone(), ..expected.call(&mesh) };
        Connection { verdict: evaluate(&mesh, &call).into(), call }
    };
    let connections: Vec<_> = scenario.expect.iter().map(connection).collect();
    let context =
        Context { sources: &sources, inventory: &inventory, mesh: &mesh, connections: &connections };
    let findings = lint::run(&context);

    let errors = || findings.iter().filter(|finding| finding.severity == Severity::Error);
    let unexplained = connections.iter().enumerate().filter(|(index, connection)| {
        !connection.verdict.works() && !findings.iter().any(|finding| finding.connections.contains(index))
    });
    let blamed = connections.iter().enumerate().filter(|(index, connection)| {
        connection.verdict.works() && findings.iter().any(|finding| finding.connections.contains(index))
    });
    let mut wrong: Vec<_> = unexplained
        .map(|(index, connection)| {
            format!("{} call {index} fails unexplained: {:?}", scenario.id, connection.call)
        })
        .chain(blamed.map(|(index, _)| format!("{} call {index} works and is blamed", scenario.id)))
        .collect();
    if connections.iter().all(|connection| connection.verdict.works()) {
        wrong.extend(errors().map(|error| format!("{} works: {:?}", scenario.id, error.message)));
    }
    let failing = connections.iter().filter(|connection| !connection.verdict.works()).count();
    (failing, wrong)
}

#[test]
fn every_failure_is_explained_and_nothing_else_is_blamed() {
    let (mut scenarios, mut failures, mut wrong) = (0, 0, Vec::new());
    for scenario in common::claimed() {
        scenarios += 1;
        let (failing, faults) = judge(&scenario);
        failures += failing;
        wrong.extend(faults);
    }
    println!("{scenarios} scenarios, {failures} calls that fail");
    assert!(scenarios > 300 && failures > 300, "{scenarios} scenarios with {failures} failures say little");
    let shown: Vec<_> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {scenarios}:\n{}", wrong.len(), shown.join("\n"));
}
