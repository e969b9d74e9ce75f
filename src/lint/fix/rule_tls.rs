//! What a DestinationRule says about TLS.

use super::super::failures::End;
use super::case::{Case, resource, up_to};
use super::{FileEdit, GatewayStep, Proposal, Safety, Title, one};
use crate::mesh::Service;
use crate::resource::{ClientTlsMode, DestinationRule, Kind, Loaded, Ref};
use crate::verdict::{Answer, Outcome, Question, RuleAnswer, Sent};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path, Value};

/// The DestinationRule that says something about TLS goes quiet, and auto mTLS decides.
pub(super) fn without_tls(case: &Case) -> Vec<Proposal> {
    let Some((by, path)) = written_tls(case) else { return Vec::new() };
    let title = Title::RemoveTls { rule: case.name(by) };
    one(title, Safety::Safe, case.change(by.resource, &Change::Remove(path)))
}

/// The DestinationRule asks for mutual TLS of the mesh: instead of what it has, or where it has nothing.
pub(super) fn istio_mutual(case: &Case) -> Vec<Proposal> {
    mode(case, ClientTlsMode::IstioMutual, "ISTIO_MUTUAL", Safety::Safe)
}

/// The DestinationRule asks for plaintext.
pub(super) fn plaintext(case: &Case) -> Vec<Proposal> {
    let mut proposals = mode(case, ClientTlsMode::Disable, "DISABLE", Safety::ChangesBehaviour);
    proposals.extend(add(case, ClientTlsMode::Disable, "DISABLE", Safety::ChangesBehaviour));
    proposals
}

/// The DestinationRule asks for plaintext on the port that is called, and leaves the other ports of the service alone.
pub(super) fn port_plaintext(case: &Case) -> Vec<Proposal> {
    let is_unread = matches!(case.failure.end, End::Endpoint(end)
        if end.sent == Sent::IstioMtls && matches!(end.outcome, Outcome::Garbled | Outcome::ProtocolError));
    let service = case.service().filter(|(service, _)| is_unread && service.ports.len() > 1);
    let Some((service, port)) = service else { return Vec::new() };
    let tls = Fragment::mapping([("mode", Fragment::text("DISABLE"))]);
    let edit = on_port(case, (service, port), &tls);
    let mode = ClientTlsMode::Disable;
    let title = GatewayStep::SpeakToPort { host: service.host.clone(), port, mode, sni: None };
    one(title, Safety::ChangesBehaviour, edit)
}

/// The rule in force, or a new one where there is none, says this about TLS to one port of a service.
pub(super) fn on_port(case: &Case, (service, number): (&Service, u16), tls: &Fragment) -> Option<FileEdit> {
    let number = i64::from(number);
    let port = Fragment::mapping([("number", Fragment::Int(number))]);
    let entry = Fragment::mapping([("port", port), ("tls", tls.clone())]);
    let Some(rule) = case.decider(Question::DestinationRule).and_then(|by| rule(case, by)) else {
        let settings = Fragment::mapping([("portLevelSettings", Fragment::Sequence(vec![entry]))]);
        let host = Fragment::text(service.host.as_str());
        let spec = Fragment::mapping([("host", host), ("trafficPolicy", settings)]);
        let (namespace, name) = (service.namespace(), service.resource.meta.name.as_str());
        let mut others = case.context.mesh.destination_rules.for_host(&service.host);
        // One that is not in force would be replaced.
        if others
            .any(|(_, other)| (other.meta.namespace.as_str(), other.meta.name.as_str()) == (namespace, name))
        {
            return None;
        }
        let document = resource("networking.istio.io/v1", "DestinationRule", namespace, name, spec);
        return case.document(service.resource.file, &document);
    };
    let list = Path::of("spec.trafficPolicy.portLevelSettings");
    let known = rule.root.at(&list).map(Node::items).unwrap_or_default();
    let is_own = |entry: &Node| {
        entry.at(&Path::of("port.number")).is_some_and(|written| written.value == Value::Int(number))
    };
    let change = match known.iter().position(is_own) {
        Some(position) => Change::Set(list.index(position).key("tls"), tls.clone()),
        None => Change::Push(list, entry),
    };
    case.change(rule.id, &change)
}

/// A DestinationRule of its own for the service: where auto mTLS is off or misled.
pub(super) fn new_rule(case: &Case) -> Vec<Proposal> {
    add(case, ClientTlsMode::IstioMutual, "ISTIO_MUTUAL", Safety::Safe)
}

fn mode(case: &Case, mode: ClientTlsMode, word: &'static str, safety: Safety) -> Vec<Proposal> {
    let tls = written_tls(case).or_else(|| missing_tls(case));
    let Some((by, path)) = tls else { return Vec::new() };
    let title = Title::SetTls { rule: case.name(by), mode };
    let tls = Fragment::mapping([("mode", Fragment::text(word))]);
    let change = match case.context.inventory.get(by.resource).and_then(|rule| rule.root.at(&path)) {
        // Certificates and names belong to the mode that goes.
        Some(old) if old.entries().len() > 1 => Change::Set(path, tls),
        _ => Change::Set(path.key("mode"), Fragment::text(word)),
    };
    one(title, safety, case.change(by.resource, &change))
}

fn add(case: &Case, mode: ClientTlsMode, word: &'static str, safety: Safety) -> Vec<Proposal> {
    let (Some((service, _)), Some(client)) = (case.service(), case.client()) else { return Vec::new() };
    let has_own = case.context.mesh.destination_rules.for_host(&service.host).next().is_some();
    if has_own {
        return Vec::new();
    }
    let tls = Fragment::mapping([("tls", Fragment::mapping([("mode", Fragment::text(word))]))]);
    let spec = Fragment::mapping([("host", Fragment::text(service.host.as_str())), ("trafficPolicy", tls)]);
    let title = |namespace: &str| Title::AddRule {
        host: service.host.clone(),
        namespace: namespace.to_owned(),
        mode,
    };
    // The client's own namespace is asked first (DR-5): there it also beats a wider rule of the client's namespace.
    let mut namespaces = vec![service.namespace(), client.namespace()];
    namespaces.dedup();
    let rule = |namespace: &str| {
        let name = service.resource.meta.name.as_str();
        let document = resource("networking.istio.io/v1", "DestinationRule", namespace, name, spec.clone());
        one(title(namespace), safety, case.document(service.resource.file, &document))
    };
    namespaces.into_iter().flat_map(rule).collect()
}

/// The rule in force and its `tls`.
fn written_tls<'a>(case: &Case<'a>) -> Option<(&'a Ref, Path)> {
    let by = case.decider(Question::DestinationRule).or_else(|| case.decider(Question::Sent))?;
    rule(case, by)?;
    Some((by, up_to(&by.path, "tls")?))
}

/// The rule in force that has no `tls`, and where it would stand.
fn missing_tls<'a>(case: &Case<'a>) -> Option<(&'a Ref, Path)> {
    let by = case.decider(Question::DestinationRule)?;
    rule(case, by)?;
    let path = match case.answer(Question::DestinationRule)? {
        // Its entry for the port replaces the rest: `tls` must be repeated there (DR-20).
        Answer::DestinationRule(RuleAnswer::PortWithoutTls { .. }) => by.path.clone(),
        _ => Path::of("spec.trafficPolicy"),
    };
    Some((by, path.key("tls")))
}

fn rule(case: &Case, by: &Ref) -> Option<Loaded<DestinationRule>> {
    let resource = case.context.inventory.get(by.resource)?;
    Some(resource.with(DestinationRule::of(&resource.value)?.clone()))
}
