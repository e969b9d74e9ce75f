//! Findings over the recorded scenarios: every call that fails has a finding, and where all calls work there is no error.

#![allow(clippy::unwrap_used, reason = "a recording that cannot be read is a failed test")]

use crate::common;
use mtls_playground::lint::{self, Code, Context, Severity};
use mtls_playground::mesh::{Mesh, Origin};
use mtls_playground::resource;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{CallOutcome, Connection, Outcome};
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
    let declared = Origin::Declared(inventory.resources.iter().next().unwrap().whole());
    let connection = |expected: &common::Expected| {
        let call = mtls_playground::mesh::Call { origin: declared.clone(), ..expected.call(&mesh) };
        Connection::of(&mesh, call)
    };
    let connections: Vec<_> = scenario.expect.iter().map(connection).collect();
    let context = Context::new(&sources, &inventory, &mesh, &connections);
    let findings = lint::run(&context);

    let graver = |index: &usize| {
        let own = findings.iter().filter(|finding| finding.connections.contains(index));
        own.map(|finding| finding.severity).max()
    };
    let names = [Code::UnknownPrincipal, Code::ServicePortInPolicy];
    let is_misnamed = |index: &usize| {
        let mut naming = findings.iter().filter(|finding| names.contains(&finding.rule.code));
        naming.any(|finding| finding.connections.contains(index))
    };
    let misjudged = connections.iter().enumerate().filter_map(|(index, connection)| {
        let denied = if is_misnamed(&index) { Severity::Error } else { Severity::Note };
        let expected = severity(connection, denied)?;
        (graver(&index) != Some(expected))
            .then(|| format!("{} call {index} is {:?}, not {expected:?}", scenario.id, graver(&index)))
    });
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
        .chain(misjudged)
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

/// What nobody can intend is an error; what policies and routes intend is a note. `None` for what works, and where it
/// depends on names: an unrouted request at a gateway. What is `denied` is a note as well, unless a name is wrong.
fn severity(connection: &Connection, denied: Severity) -> Option<Severity> {
    let verdict = &connection.verdict;
    let is_error = |outcome: &Outcome| !outcome.works() && *outcome != Outcome::Denied;
    let lost = [Some(Code::DeniedWithoutIdentity), Some(Code::HttpPolicyOnTcp)];
    let reported = lost.contains(&lint::reported_as(connection));
    match verdict.outcome {
        _ if verdict.works() => None,
        _ if reported || verdict.endpoints.iter().any(|end| is_error(&end.outcome)) => Some(Severity::Error),
        Some(CallOutcome::NoRoute) => None,
        None => Some(denied),
        Some(
            CallOutcome::Blackhole
            | CallOutcome::Redirect
            | CallOutcome::DirectResponse
            | CallOutcome::Denied,
        ) => Some(Severity::Note),
        Some(_) => Some(Severity::Error),
    }
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
