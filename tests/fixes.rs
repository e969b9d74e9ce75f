//! Fixes, tried on every recorded scenario: none fails to do what it claims, and nearly every call with an error has one.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a mistake in here is a failed test; the measured shares are for whoever runs it"
)]

use crate::common;
use mtls_playground::fix::{self, Fix};
use mtls_playground::lint::{self, Code, Context};
use mtls_playground::mesh::Mesh;
use mtls_playground::resource;
use mtls_playground::text::{SourceFile, Sources};
use mtls_playground::verdict::{CallOutcome, Connection, Outcome, Verdict, evaluate};
use std::collections::{BTreeMap, BTreeSet};

/// Every how many scenarios one is tried: each fix costs an evaluation, and a debug build is slow.
const EVERY: usize = 8;

/// At least this share of the calls with an error has a fix.
const PERCENT: usize = 92;

/// Whether nobody can intend this outcome: what is not an error needs no fix. A policy may deny on purpose, but not
/// because the identity got lost, or because it speaks about requests where the proxy reads bytes.
fn is_error(connection: &Connection) -> bool {
    let verdict = &connection.verdict;
    let call = matches!(
        verdict.outcome,
        Some(
            CallOutcome::NoEndpoint
                | CallOutcome::NoCluster
                | CallOutcome::ProtocolError
                | CallOutcome::Refused
        )
    );
    let endpoint = |outcome| {
        matches!(outcome, Outcome::Refused | Outcome::Garbled | Outcome::ProtocolError | Outcome::Hangs)
    };
    let denied = [Some(Code::DeniedWithoutIdentity), Some(Code::HttpPolicyOnTcp)];
    call || verdict.endpoints.iter().any(|end| endpoint(end.outcome))
        || denied.contains(&lint::reported_as(connection))
}

/// How many calls with an error there are, and how many of them have a fix.
#[derive(Default)]
struct Share {
    errors: usize,
    fixed: usize,
}

#[test]
fn no_fix_fails_to_do_what_it_claims() {
    measure(EVERY);
}

#[test]
#[ignore = "takes minutes; the other test tries a part of the same scenarios"]
fn no_fix_of_any_scenario_fails_to_do_what_it_claims() {
    measure(1);
}

/// Every how many scenarios all first fixes are applied, one after another.
const EVERY_CASCADE: usize = 30;

/// Each round lets at least one call through and stops none, so there are no more rounds than calls; then whatever is
/// still an error has no fix.
#[test]
fn applying_all_first_fixes_one_after_another_ends() {
    let mut rounds = 0;
    for scenario in common::claimed().iter().step_by(EVERY_CASCADE) {
        let mut files = vec![SourceFile::new("a.yaml", scenario.yaml.as_str())];
        let mut failing = usize::MAX;
        while let Some(after) = recommended(scenario, &files) {
            let left = failures(scenario, &after);
            assert!(left < failing, "{} does not end", scenario.id);
            failing = left;
            files = after;
            rounds += 1;
        }
    }
    assert!(rounds > 10, "{rounds} rounds say little");
}

/// The files with the first fix of the first error that has one.
fn recommended(scenario: &common::Scenario, files: &[SourceFile]) -> Option<Vec<SourceFile>> {
    let sources = Sources::new(files.to_vec());
    let inventory = resource::load(&sources);
    let mesh = Mesh::build(&inventory);
    let connections = connected(scenario, &mesh);
    let context = Context::new(&sources, &inventory, &mesh, &connections);
    let findings = lint::run(&context);
    let errors =
        findings.iter().filter(|finding| finding.connections.iter().any(|&it| is_error(&connections[it])));
    let mut first = errors.filter_map(|error| fix::for_one(&context, error).into_iter().next());
    first.next()?.apply(&sources)
}

/// How many calls fail.
fn failures(scenario: &common::Scenario, files: &[SourceFile]) -> usize {
    let mesh = Mesh::build(&resource::load(&Sources::new(files.to_vec())));
    connected(scenario, &mesh).iter().filter(|connection| !connection.verdict.works()).count()
}

/// The calls of a scenario and their outcomes.
fn connected(scenario: &common::Scenario, mesh: &Mesh) -> Vec<Connection> {
    let connect = |expected: &common::Expected| {
        let call = expected.call(mesh);
        Connection::of(mesh, call)
    };
    scenario.expect.iter().map(connect).collect()
}

fn measure(every: usize) {
    let mut shares = BTreeMap::<String, Share>::new();
    let mut without = BTreeMap::<String, (usize, String)>::new();
    for scenario in common::claimed().iter().step_by(every) {
        let sources = Sources::new([SourceFile::new("a.yaml", scenario.yaml.as_str())]);
        let inventory = resource::load(&sources);
        let mesh = Mesh::build(&inventory);
        let connections = connected(scenario, &mesh);
        let context = Context::new(&sources, &inventory, &mesh, &connections);
        for (index, connection) in connections.iter().enumerate().filter(|(_, it)| is_error(it)) {
            let code = lint::reported_as(connection).unwrap_or(Code::UnknownClient);
            let fixes = fix::for_calls(&context, code, &[index]);
            for fix in &fixes {
                holds(&context, scenario, fix);
            }
            let share = shares.entry(scenario.family.clone()).or_default();
            share.errors += 1;
            share.fixed += usize::from(!fixes.is_empty());
            if fixes.is_empty() {
                let why = format!("{} {}", scenario.family, reason(connection));
                let (count, example) = without.entry(why).or_default();
                *count += 1;
                *example = format!(
                    "{} {} → {}:{}",
                    scenario.id,
                    connection.call.payload.as_str(),
                    connection.call.host,
                    connection.call.port
                );
            }
        }
    }
    let total = shares.values().fold(Share::default(), |all, share| Share {
        errors: all.errors + share.errors,
        fixed: all.fixed + share.fixed,
    });
    for (family, share) in &shares {
        println!("family {family} {}/{}", share.fixed, share.errors);
    }
    let mut without: Vec<_> = without.into_iter().collect();
    without.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (why, (count, example)) in &without {
        println!("without {count} {why} e.g. {example}");
    }
    println!("total {}/{}", total.fixed, total.errors);
    assert!(total.fixed * 100 >= total.errors * PERCENT, "{}/{}", total.fixed, total.errors);
}

/// Where a call ends that has no fix.
fn reason(connection: &Connection) -> String {
    let verdict = &connection.verdict;
    let call = verdict.outcome.map(|outcome| outcome.as_str().to_owned());
    let ends = verdict.endpoints.iter().map(|end| format!("{} {}", end.sent.as_str(), end.outcome.as_str()));
    call.into_iter().chain(ends).collect::<Vec<_>>().join(", ")
}

/// The text with the fix, evaluated from scratch, gives the outcomes that the fix claims: what changes is claimed, what is
/// claimed changes, and nothing breaks in silence. Going to other pods with the same outcome is no change of outcome.
fn holds(before: &Context, scenario: &common::Scenario, fix: &Fix) {
    let sources = Sources::new(fix.apply(before.sources).expect("a fix fits its text"));
    let mesh = Mesh::build(&resource::load(&sources));
    let mut helped = 0;
    for (index, expected) in scenario.expect.iter().enumerate() {
        let (old, new) = (&before.connections[index].verdict, evaluate(&mesh, &expected.call(&mesh)));
        let flips: Vec<_> = fix.flips.iter().filter(|flip| flip.connection == index).collect();
        let (old_ends, new_ends) = (ends(old, before.mesh), ends(&new, &mesh));
        let differs = |(end, outcome)| new_ends.get(end).is_some_and(|new| new != outcome);
        let changed = old.overall() != new.overall() || old_ends.iter().any(differs);
        let moved = old.outcome != new.outcome || old_ends != new_ends;
        let call = format!("{} {index} {}: {old_ends:?} → {new_ends:?}, {flips:?}", scenario.id, fix.id);
        assert!(!changed || !flips.is_empty(), "changes unclaimed: {call}");
        assert!(moved || flips.is_empty(), "claimed but unchanged: {call}");
        let breaks = old.works() && !new.works();
        assert!(!breaks || flips.iter().any(|flip| flip.breaks()), "breaks in silence: {call}");
        let mends = flips.iter().any(|flip| flip.mends());
        helped += usize::from(mends && !old.works() && new.works());
    }
    assert!(helped > 0, "{} {} helps nobody: {:?}", scenario.id, fix.id, fix.flips);
}

/// The outcomes at each server and pod port.
fn ends(verdict: &Verdict, mesh: &Mesh) -> BTreeMap<(String, u16), BTreeSet<Outcome>> {
    let mut ends = BTreeMap::<_, BTreeSet<_>>::new();
    for end in &verdict.endpoints {
        ends.entry((end.server.name(mesh), end.port)).or_default().insert(end.outcome);
    }
    ends
}
