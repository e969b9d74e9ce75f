//! MP204: a client of the mesh sends plaintext to a server of the mesh, because no route takes the call.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{Origin, ProxyKind, Workload};
use crate::order;
use crate::verdict::{Answer, Connection, Endpoint, Mode, Outcome, RouteAnswer, Server, Unmatched};
use std::collections::BTreeMap;

use crate::lint::expectation::is_expected;

pub(super) static RULE: Rule = Rule {
    code: Code::PassthroughInPlaintext,
    check,
    bad: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: by-address }
spec: { from: shop/frontend, to: 'pod/shop/payments:8080' }
",
    good: "
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: by-name }
spec: { from: shop/frontend, to: 'payments.shop:8080' }
",
};

/// One finding for each client, at the calls that somebody makes: nobody knows whether one that merely could be made
/// goes by an address.
fn check(context: &Context) -> Vec<Finding> {
    let mut clients: BTreeMap<String, Vec<(&Connection, &Unmatched, String)>> = BTreeMap::new();
    for connection in context.connections.iter().filter(|connection| !is_expected(connection)) {
        let client = context.mesh.workload(connection.call.from);
        let Some(client) = client.filter(|client| client.proxy == ProxyKind::Sidecar) else { continue };
        let lost = connection.verdict.endpoints.iter().find_map(|end| {
            let server = encrypting(context, end)?;
            Some((connection, passed(connection, end)?, server.key()))
        });
        if let Some(lost) = lost {
            clients.entry(client.key()).or_default().push(lost);
        }
    }
    let finding = |(client, lost): (String, Vec<(&Connection, &Unmatched, String)>)| {
        let (_, why, _) = lost.first()?;
        let calls = lost.iter().filter_map(|(connection, ..)| match &connection.call.origin {
            Origin::Declared(by) | Origin::Inferred(by) => context.inventory.location(by),
            Origin::Pair => None,
        });
        let mut calls = calls;
        let why = (*why).clone();
        let servers = order::set(lost.iter().map(|(_, _, server)| server.clone())).into_iter().collect();
        let message = Message::PassthroughInPlaintext { client, servers, why };
        Some(Finding::new(&RULE, Severity::Warning, message, calls.next()?).and_at(calls))
    };
    clients.into_iter().filter_map(finding).collect()
}

/// The server, if mutual TLS would have been taken and plaintext is as well.
fn encrypting<'a>(context: &Context<'a>, end: &Endpoint) -> Option<&'a Workload> {
    let Server::Workload(id) = end.server else { return None };
    let server = context.mesh.workload(id)?;
    let takes_both = end.mode == Mode::Permissive && server.tls_mode() == "istio";
    (end.outcome == Outcome::Plaintext && takes_both).then_some(server)
}

/// Why no route takes the call.
fn passed<'a>(connection: &'a Connection, end: &'a Endpoint) -> Option<&'a Unmatched> {
    let mut steps = connection.verdict.path(Some(end));
    steps.find_map(|step| match &step.answer {
        Answer::Route(RouteAnswer::Passthrough(why)) => Some(why),
        _ => None,
    })
}
