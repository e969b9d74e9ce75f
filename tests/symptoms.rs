//! What people see of every failure in the recorded scenarios: one line for each kind of it.

use crate::common;
use mtls_playground::mesh::Call;
use mtls_playground::verdict::{Endpoint, Symptom, Verdict, evaluate, symptom};
use std::collections::BTreeSet;

/// What failed, and what is seen of it by the client, in its proxy's log and in that of the server.
fn line(what: &str, call: &Call, seen: Symptom) -> String {
    let Symptom { client, client_log, server_log, certain } = seen;
    let sure = if certain { "" } else { " (may read)" };
    let log = |log: Option<&str>| log.unwrap_or("-").to_owned();
    let server = log(server_log.as_deref());
    format!("{what} {:?}{sure}\n  {client}\n  {}\n  {server}", call.payload, log(client_log))
}

fn lines(call: &Call, verdict: &Verdict) -> Vec<String> {
    let own =
        verdict.outcome.and_then(|outcome| Some(line(outcome.as_str(), call, symptom(call, verdict, None)?)));
    let at_endpoint = |endpoint: &Endpoint| {
        let what = format!("{} {}", endpoint.outcome.as_str(), endpoint.sent.as_str());
        Some(line(&what, call, symptom(call, verdict, Some(endpoint))?))
    };
    own.into_iter().chain(verdict.endpoints.iter().filter_map(at_endpoint)).collect()
}

/// Names of policies and numbers of rules, which differ from scenario to scenario.
fn without_names(line: &str) -> String {
    let parts = line.split('[').enumerate().map(|(position, part)| match part.split_once(']') {
        Some(("none", rest)) => format!("[none]{rest}"),
        Some((_, rest)) => format!("[…]{rest}"),
        None if position == 0 => part.to_owned(),
        None => format!("[{part}"),
    });
    parts.collect()
}

#[test]
fn every_recorded_failure() {
    let mut seen = BTreeSet::new();
    for scenario in common::claimed() {
        let mesh = common::mesh(&scenario.yaml);
        for expected in &scenario.expect {
            let call = expected.call(&mesh);
            let verdict = evaluate(&mesh, &call);
            let lines = lines(&call, &verdict);
            // What fails looks like something, and what works like nothing.
            assert_eq!(
                lines.is_empty(),
                verdict.works() || is_answered(&verdict),
                "{}: {verdict:?}",
                scenario.id
            );
            seen.extend(lines.iter().map(|line| without_names(line)));
        }
    }
    insta::assert_snapshot!(seen.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Whether somebody answers on purpose, which is no error.
fn is_answered(verdict: &Verdict) -> bool {
    use mtls_playground::verdict::CallOutcome as O;
    let answered = matches!(verdict.outcome, Some(O::Redirect | O::DirectResponse));
    answered && verdict.endpoints.iter().all(|endpoint| endpoint.outcome.works())
}
