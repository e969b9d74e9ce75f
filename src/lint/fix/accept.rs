//! What a server accepts.

use super::super::failures::End;
use super::case::{Case, resource};
use super::{Proposal, Safety, Title, one};
use crate::resource::{Kind, PeerAuthentication};
use crate::verdict::{Answer, Endpoint, Mode, Outcome, Question, SentBecause};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// Group and version of the kind.
const VERSION: &str = "security.istio.io/v1";

/// The port of the server accepts plaintext besides mutual TLS; where no proxy can take mutual TLS off, nothing but
/// plaintext, so that auto mTLS sends nothing else; nor where the proxy would wait for the client to tell which (IN-14).
pub(super) fn port(case: &Case) -> Vec<Proposal> {
    let (Some((server, port)), End::Endpoint(endpoint)) = (case.server(), case.failure.end) else {
        return Vec::new();
    };
    let workload = server.key();
    let (word, title) = if is_open(endpoint) {
        ("DISABLE", Title::PlaintextOnPort { workload, port })
    } else if endpoint.outcome == Outcome::Hangs {
        ("DISABLE", Title::PlaintextAtOnce { workload, port })
    } else {
        ("PERMISSIVE", Title::AcceptOnPort { workload, port })
    };
    let policies = &case.context.mesh.peer_authentications;
    let path = Path::of("spec.portLevelMtls").key(port.to_string()).key("mode");
    let edit = match policies.picking(server.namespace(), &server.labels).first() {
        // A second policy for the same pods would have to win by age (PA-13): the one that is there says it.
        Some(policy) => case.set(policy, path, word),
        None if server.resource.value.labels.is_empty() => None,
        None => {
            let labels = Fragment::texts(&server.resource.value.labels);
            let selector = Fragment::mapping([("matchLabels", labels)]);
            let mode = Fragment::mapping([("mode", Fragment::text(word))]);
            let ports = Fragment::mapping([(port.to_string(), mode)]);
            let spec = Fragment::mapping([("selector", selector), ("portLevelMtls", ports)]);
            let name = format!("{}-{port}", server.name());
            let document = resource(VERSION, "PeerAuthentication", server.namespace(), &name, spec);
            case.document(server.resource.file, &document)
        }
    };
    let safety = if is_open(endpoint) { Safety::Safe } else { Safety::NeedsCare };
    one(title, safety, edit)
}

/// The policy that keeps auto mTLS from the whole namespace, whatever its workloads say, lets mutual TLS in (AM-4).
pub(super) fn mutual_tls(case: &Case) -> Vec<Proposal> {
    let (Some(Answer::Sent(_, SentBecause::NamespaceDisables)), Some(by)) =
        (case.answer(Question::Sent), case.decider(Question::Sent))
    else {
        return Vec::new();
    };
    let title = Title::TakeMutualTls { policy: case.name(by) };
    let change = Change::Set(by.path.clone(), Fragment::text("PERMISSIVE"));
    one(title, Safety::ChangesBehaviour, case.change(by.resource, &change))
}

/// The policy that decides accepts plaintext besides mutual TLS.
pub(super) fn policy(case: &Case) -> Vec<Proposal> {
    let Some(by) = case.decider(Question::PeerAuthentication) else { return Vec::new() };
    let Some(resource) = case.context.inventory.get(by.resource) else { return Vec::new() };
    if PeerAuthentication::of(&resource.value).is_none() {
        return Vec::new();
    }
    let title = Title::AcceptByPolicy { policy: case.name(by) };
    let change = Change::Set(by.path.clone(), Fragment::text("PERMISSIVE"));
    one(title, Safety::NeedsCare, case.change(by.resource, &change))
}

/// The namespace of the server accepts plaintext besides mutual TLS, whatever the mesh does.
pub(super) fn namespace(case: &Case) -> Vec<Proposal> {
    let Some((server, _)) = case.server() else { return Vec::new() };
    let namespace = server.namespace();
    if case.context.mesh.peer_authentications.general(namespace).next().is_some() {
        return Vec::new();
    }
    let mode = Fragment::mapping([("mode", Fragment::text("PERMISSIVE"))]);
    let spec = Fragment::mapping([("mtls", mode)]);
    let document = resource(VERSION, "PeerAuthentication", namespace, "default", spec);
    let title = Title::AcceptInNamespace { namespace: namespace.to_owned() };
    one(title, Safety::NeedsCare, case.document(server.resource.file, &document))
}

/// Whether the bytes meet no proxy although mutual TLS was sent.
fn is_open(endpoint: &Endpoint) -> bool {
    endpoint.mode == Mode::None && endpoint.outcome == Outcome::Garbled
}
