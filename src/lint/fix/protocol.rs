//! What Service ports are declared to speak (IN-1).

use super::super::failures::End;
use super::case::Case;
use super::{FileEdit, Proposal, Safety, Title, one};
use crate::mesh::{Payload, Service};
use crate::resource::{Kind, Sidecar};
use crate::verdict::{Outcome, Question, Sent};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// The port declares what the client speaks. Every service that leads to the same pod port does, because the proxy of
/// the server goes by the oldest (IN-3).
pub(super) fn declared(case: &Case) -> Vec<Proposal> {
    if is_about_tls(case) {
        return Vec::new();
    }
    let protocol = match case.failure.connection.call.payload {
        Payload::Tls => "tls",
        Payload::Tcp | Payload::ServerFirst => "tcp",
        Payload::Http => "http",
        // The gateway takes it off, whatever the Service says.
        Payload::Mtls => return Vec::new(),
    };
    // Where the address of the pod was dialled, its port still goes by a service.
    let in_front = || case.server().and_then(|(server, port)| case.in_front(server, port).next());
    let Some((service, port)) = case.service().or_else(in_front) else { return Vec::new() };
    let Some(own) = declare(case, service, port, protocol) else { return Vec::new() };
    let title = Title::DeclareProtocol { service: service.key(), port, protocol };
    let alone = Proposal::new(title, Safety::ChangesBehaviour, vec![own]);
    let others = case.server().into_iter().flat_map(|(server, pod_port)| {
        let fronting = case.context.mesh.services_of(server.id).filter(|other| other.id != service.id);
        fronting.flat_map(move |other| {
            let ports = other.ports.iter().filter(move |port| port.target_on(server) == Some(pod_port));
            ports.map(move |port| (other, port.number))
        })
    });
    let mut together = alone.clone();
    for (other, port) in others {
        if let Some(edit) = declare(case, other, port, protocol) {
            together.steps.push(Title::DeclareProtocol { service: other.key(), port, protocol });
            together.edits.push(edit);
        }
    }
    vec![alone, together]
}

/// The ingress of a Sidecar that says what the port speaks says what the client speaks.
pub(super) fn ingress(case: &Case) -> Vec<Proposal> {
    let Some(by) = case.decider(Question::FilterChain) else { return Vec::new() };
    let Some(resource) = case.context.inventory.get(by.resource) else { return Vec::new() };
    let (Some((_, port)), Some(_)) = (case.server(), Sidecar::of(&resource.value)) else { return Vec::new() };
    let protocol = match case.failure.connection.call.payload {
        Payload::Tls => "TLS",
        Payload::Tcp | Payload::ServerFirst => "TCP",
        Payload::Http => "HTTP",
        Payload::Mtls => return Vec::new(),
    };
    let title = Title::DeclareIngress { sidecar: case.name(by), port, protocol };
    let change = Change::Set(by.path.clone(), Fragment::text(protocol));
    one(title, Safety::ChangesBehaviour, case.change(by.resource, &change))
}

/// Whether the server stops at TLS that is missing, or that it does not take off: what is inside of it comes later.
fn is_about_tls(case: &Case) -> bool {
    let End::Endpoint(endpoint) = case.failure.end else { return false };
    matches!((endpoint.outcome, endpoint.sent), (Outcome::Refused, Sent::Plaintext) | (Outcome::Garbled, _))
}

fn declare(case: &Case, service: &Service, port: u16, protocol: &str) -> Option<FileEdit> {
    let (position, _) = service.port(port)?;
    // A port of a ServiceEntry has its own field for it.
    let field = if service.resource.value.spec().is_some() { "appProtocol" } else { "protocol" };
    let word = if field == "protocol" { protocol.to_uppercase() } else { protocol.to_owned() };
    case.set(&service.resource, Path::of("spec.ports").index(position).key(field), &word)
}
