//! Short names in the rules of a VirtualService mean things of its namespace (VS-1).

use super::gateway_name;
use crate::mesh::host;
use crate::resource::{
    ClientMatch, Destination, HttpAction, HttpRule, StreamDestination, StreamMatch, TcpRule, TlsRule,
};

/// The `http` rule with full names.
pub(super) fn http(rule: &HttpRule, namespace: &str) -> HttpRule {
    let mut rule = rule.clone();
    for condition in &mut rule.matches {
        client(&mut condition.client, namespace);
    }
    if let HttpAction::Route(destinations) = &mut rule.action {
        for entry in destinations {
            destination(&mut entry.destination, namespace);
        }
    }
    rule
}

/// The `tls` rule with full names.
pub(super) fn tls(rule: &TlsRule, namespace: &str) -> TlsRule {
    let mut rule = rule.clone();
    for condition in &mut rule.matches {
        client(&mut condition.connection.client, namespace);
    }
    streams(&mut rule.destinations, namespace);
    rule
}

/// The `tcp` rule with full names.
pub(super) fn tcp(rule: &TcpRule, namespace: &str) -> TcpRule {
    let mut rule = rule.clone();
    for StreamMatch { client: condition, .. } in &mut rule.matches {
        client(condition, namespace);
    }
    streams(&mut rule.destinations, namespace);
    rule
}

fn streams(destinations: &mut [StreamDestination], namespace: &str) {
    for entry in destinations {
        destination(&mut entry.destination, namespace);
    }
}

fn client(condition: &mut ClientMatch, namespace: &str) {
    for gateway in &mut condition.gateways {
        *gateway = gateway_name(gateway, namespace);
    }
}

fn destination(destination: &mut Destination, namespace: &str) {
    destination.host = host::expand(&destination.host, namespace);
}
