//! The why of calls that the recorded answers do not have: of Ingresses, probes and environments, at gateways and
//! waypoints that only Istio makes, with a Host header of their own. Whatever policy changes an answer when it goes
//! must be named by it.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "what is not in a scenario is a failed test")]

use mtls_playground::mesh::{Call, Mesh, Token, Workload};
use mtls_playground::resource::{Claim, Loaded, Resource, ResourceId};
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::{Endpoint, Step, Verdict, evaluate};
use mtls_playground::{Analysis, analyse};
use std::collections::{BTreeMap, BTreeSet};
use test_case::test_case;

const INGRESS: &str = include_str!("faithful/ingress.yaml");
const TOLD: &str = include_str!("faithful/told.yaml");
const GATEWAYS: &str = include_str!("faithful/gateways.yaml");
const WAYPOINTS: &str = include_str!("faithful/waypoints.yaml");
const HOSTS: &str = include_str!("faithful/hosts.yaml");

/// What may be left out of an explanation: the ends of a call, and the calls themselves.
const ENDS: [&str; 4] = ["Deployment", "Service", "Traffic", "ValidatingWebhookConfiguration"];

fn read(text: &str) -> Analysis {
    analyse([SourceFile::new("mesh.yaml", text)])
}

/// The calls of a text, as they are, without their path, with another method, and with tokens.
fn calls(analysis: &Analysis) -> Vec<Call> {
    let text = |text: &str| Claim::Text(text.to_owned());
    let claims = BTreeMap::from([
        ("iss".to_owned(), text("me")),
        ("sub".to_owned(), text("a")),
        ("group".to_owned(), text("dev")),
    ]);
    let told = analysis.connections.iter().map(|connection| Call::clone(&connection.call));
    let variants = told.flat_map(|call| {
        let root = Call { path: "/".to_owned(), headers: BTreeMap::new(), ..call.clone() };
        let post = Call { method: "POST".to_owned(), ..call.clone() };
        let token = Call { token: Token::Valid(claims.clone()), ..call.clone() };
        let bad = Call { token: Token::Invalid, ..call.clone() };
        [call, root, post, token, bad]
    });
    variants.collect()
}

/// What a user sees without asking why.
fn rows(mesh: &Mesh, verdict: &Verdict) -> Vec<String> {
    let row = |endpoint: &Endpoint| {
        let Endpoint { server, port, sent, mode, outcome, .. } = endpoint;
        format!("{} {port} {sent:?} {mode:?} {outcome:?}", server.name(mesh))
    };
    let call = verdict.outcome.map(|outcome| format!("{outcome:?}"));
    call.into_iter().chain(verdict.endpoints.iter().map(row)).collect()
}

/// Every resource that the why of a verdict names.
fn named(verdict: &Verdict) -> BTreeSet<ResourceId> {
    let endpoints = verdict.endpoints.iter().flat_map(|endpoint| &endpoint.why);
    let steps: Vec<&Step> = verdict.why.iter().chain(&verdict.stopped).chain(endpoints).collect();
    let deciding = steps.iter().filter_map(|step| step.decided_by.as_ref());
    let beaten = steps.iter().flat_map(|step| &step.ignored).map(|ignored| &ignored.by);
    deciding.chain(beaten).map(|by| by.resource).collect()
}

/// The same call where one document is missing; `None` where its client has gone with it.
fn again(call: &Call, with: &Mesh, without: &Mesh) -> Option<Call> {
    let client = with.workload(call.from)?;
    let from = if with.is_outside(client) {
        without.outside.as_ref()?.id
    } else {
        without.workload_named(client.namespace(), client.name())?.id
    };
    Some(Call { from, ..call.clone() })
}

#[test_case(INGRESS, 150; "ingresses")]
#[test_case(TOLD, 400; "probes, webhooks, scrapes and environments")]
#[test_case(GATEWAYS, 800; "gateways")]
#[test_case(WAYPOINTS, 400; "waypoints")]
#[test_case(HOSTS, 400; "mesh config and Host headers")]
fn why_names_everything_that_made_a_difference(text: &str, at_least: usize) {
    let (mut differences, mut unexplained) = (0, BTreeSet::new());
    for mode in ["STRICT", "PERMISSIVE", "DISABLE"] {
        let text = text.replace("mode: STRICT", &format!("mode: {mode}"));
        let with = read(&text);
        let calls = calls(&with);
        let verdicts: Vec<Verdict> = calls.iter().map(|call| evaluate(&with.mesh, call)).collect();
        let policies = with.inventory.resources.iter().filter(|it| !ENDS.contains(&it.meta.kind.as_str()));
        for policy in policies {
            let without = read(&left(&text, policy));
            for (call, verdict) in calls.iter().zip(&verdicts) {
                let Some(other) = again(call, &with.mesh, &without.mesh) else { continue };
                if rows(&with.mesh, verdict) == rows(&without.mesh, &evaluate(&without.mesh, &other)) {
                    continue;
                }
                differences += 1;
                if !named(verdict).contains(&policy.id) {
                    let client = with.mesh.workload(call.from).map(Workload::key).unwrap();
                    let Call { host, port, path, method, headers, token, .. } = call;
                    let token = format!("{token:?}");
                    let token = token.split('(').next().unwrap();
                    unexplained.insert(format!(
                        "{mode}: {client} {method} {host}:{port}{path} {headers:?} {token}: {} {}\n    {:?}\n    {:?}",
                        policy.meta.kind,
                        policy.meta.key(),
                        rows(&with.mesh, verdict),
                        rows(&without.mesh, &evaluate(&without.mesh, &other)),
                    ));
                }
            }
        }
    }
    let list: Vec<String> = unexplained.into_iter().collect();
    assert!(list.is_empty(), "{} of {differences}:\n{}", list.len(), list.join("\n"));
    assert!(differences >= at_least, "only {differences} differences: the test says little");
}

/// The text without a document.
fn left(text: &str, resource: &Loaded<Resource>) -> String {
    let span = resource.span;
    format!("{}{}", &text[..span.start], &text[span.end..])
}
