//! Findings over the recorded scenarios: every call that fails has a finding, and where all calls work there is no error.

#![allow(clippy::unwrap_used, reason = "a recording that cannot be read is a failed test")]

mod common;

use mtls_playground::lint::{self, Code, Context, Severity};
use mtls_playground::mesh::{Mesh, Origin};
use mtls_playground::resource;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{Connection, evaluate};
use std::collections::BTreeMap;

/// What there is to say about a scenario.
struct Judged {
    /// How many of its calls fail.
    failing: usize,
    /// What does not hold that must.
    wrong: Vec<String>,
    /// The warnings, where all calls work.
    warnings: Vec<Code>,
}

fn judge(scenario: &common::Scenario) -> Judged {
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
    let mut warnings = Vec::new();
    if connections.iter().all(|connection| connection.verdict.works()) {
        let warned = findings.iter().filter(|finding| finding.severity == Severity::Warning);
        warnings = warned.map(|finding| finding.rule.code).collect();
        wrong.extend(errors().map(|error| format!("{} works: {:?}", scenario.id, error.message)));
    }
    let failing = connections.iter().filter(|connection| !connection.verdict.works()).count();
    Judged { failing, wrong, warnings }
}

#[test]
fn every_failure_is_explained_and_nothing_else_is_blamed() {
    let (mut scenarios, mut failures, mut wrong) = (0, 0, Vec::new());
    let mut warned = BTreeMap::<Code, (usize, String)>::new();
    for scenario in common::claimed() {
        scenarios += 1;
        let judged = judge(&scenario);
        failures += judged.failing;
        wrong.extend(judged.wrong);
        for code in judged.warnings {
            let (count, example) = warned.entry(code).or_default();
            *count += 1;
            example.clone_from(&scenario.id);
        }
    }
    println!("{scenarios} scenarios, {failures} calls that fail");
    for (code, (count, example)) in &warned {
        println!("{count} times {} where all calls work, such as {example}", code.name());
    }
    assert!(scenarios > 300 && failures > 300, "{scenarios} scenarios with {failures} failures say little");
    let shown: Vec<_> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} of {scenarios}:\n{}", wrong.len(), shown.join("\n"));
}
