//! What people see of every failure in the recorded scenarios: one line for each kind of it.

use crate::common;
use mtls_playground::analyse;
use mtls_playground::mesh::Call;
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::{Endpoint, Symptom, Verdict, evaluate, symptom};
use std::collections::BTreeSet;
use test_case::test_case;

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

/// A route that leads to nothing, for a request on ports of each kind (S-NC).
#[test_case("http", "503 NC cluster_not_found"; "a port for requests")]
#[test_case("any", "503 NC cluster_not_found"; "a port that is sniffed")]
#[test_case("tcp", "0 NC cluster_not_found"; "a port for bytes")]
fn routes_to_nothing(port: &str, log: &str) {
    let text = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{ name: a, namespace: n, labels: {{ app: a, sidecar.istio.io/inject: 'true' }} }}\nspec: {{ containers: [{{ name: a }}] }}\n---\n\
         apiVersion: v1\nkind: Service\nmetadata: {{ name: a, namespace: n }}\nspec: {{ selector: {{ app: a }}, ports: [{{ name: {port}, port: 80 }}] }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: a, namespace: n }}\n\
         spec: {{ hosts: [a], http: [{{ route: [{{ destination: {{ host: b.n }} }}] }}], tcp: [{{ route: [{{ destination: {{ host: b.n }} }}] }}] }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\nspec: {{ from: n/a, to: 'a:80', protocol: http }}\n"
    );
    let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
    let seen = analysis.connections.iter().map(|it| symptom(&it.call, &it.verdict, None));
    let logs: Vec<_> = seen.map(|seen| seen.and_then(|seen| seen.client_log)).collect();
    assert_eq!(logs, [Some(log)]);
}
