//! What a DestinationRule says about TLS.

use super::case::{Case, resource, up_to};
use super::{Proposal, Safety, Title, one};
use crate::resource::{ClientTlsMode, DestinationRule, Kind, Loaded, Ref};
use crate::verdict::{Answer, Question, RuleAnswer};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

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
