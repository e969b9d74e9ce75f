//! Who may call.

use super::super::misnamed::Slip;
use super::super::{Context, Finding};
use super::case::Case;
use super::{Proposal, Safety, Title, one};
use crate::mesh::Workload;
use crate::verdict::{Answer, AuthorizationAnswer, Question, Refusal, WaypointAnswer};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// A policy about requests gets a rule for the port where the proxy reads bytes (AZ-29, AZ-30): that one is no policy's
/// intention.
pub(super) fn for_bytes(case: &Case) -> Vec<Proposal> {
    match case.answer(Question::Authorization) {
        Some(Answer::Authorization(answer)) if answer.refusal() == Some(Refusal::RequestUnseen) => {
            let_in(case)
        }
        _ => Vec::new(),
    }
}

/// A policy that goes by an identity which the connection does not carry goes by the client's address as well, where the
/// text tells that (AZ-20).
pub(super) fn by_address(case: &Case) -> Vec<Proposal> {
    let (Some(Answer::Authorization(answer)), Some(by), Some(client), Some((_, port))) = (
        case.answer(Question::Authorization),
        case.decider(Question::Authorization),
        case.client().filter(|client| client.is_dumped),
        case.server(),
    ) else {
        return Vec::new();
    };
    let is_allowing = matches!(answer, AuthorizationAnswer::NotAllowed { .. });
    if !is_allowing || answer.refusal() != Some(Refusal::IdentityLost) {
        return Vec::new();
    }
    let address = client.ip.to_string();
    let change = Change::Push(Path::of("spec.rules"), rule("ipBlocks", &address, port));
    let title = Title::LetAddressIn { policy: case.name(by), address };
    one(title, Safety::NeedsCare, case.change(by.resource, &change))
}

/// A rule that lets in on a port whoever has this in a list of `source`.
fn rule(list: &str, item: &str, port: u16) -> Fragment {
    let items = |item: &str| Fragment::Sequence(vec![Fragment::text(item)]);
    let from = items(item).below(["source", list].into_iter());
    let to = items(&port.to_string()).below(["operation", "ports"].into_iter());
    Fragment::mapping([("from", Fragment::Sequence(vec![from])), ("to", Fragment::Sequence(vec![to]))])
}

/// The policy that denies the call lets this client in, by its identity. What a policy denies is meant, as a rule: this
/// is for calls that were broken before they got as far as that.
pub(super) fn let_in(case: &Case) -> Vec<Proposal> {
    let (Some(Answer::Authorization(answer)), Some(by)) =
        (case.answer(Question::Authorization), case.decider(Question::Authorization))
    else {
        return Vec::new();
    };
    let (Some(seen), Some((_, port))) = (seen_from(case), case.server()) else { return Vec::new() };
    let principal = seen.identity(&case.context.mesh.settings.trust_domain);
    // A waypoint goes by the port that was dialled (WP-4).
    let port = if is_at_waypoint(case) { case.service().map_or(port, |(_, port)| port) } else { port };
    let change = match answer {
        AuthorizationAnswer::NotAllowed { .. } => {
            Change::Push(Path::of("spec.rules"), rule("principals", &principal, port))
        }
        AuthorizationAnswer::Refused { .. } => {
            let Some(resource) = case.context.inventory.get(by.resource) else { return Vec::new() };
            let from = by.path.clone().key("from");
            match resource.root.at(&from).map_or(0, |from| from.items().len()) {
                0 => {
                    let named = Fragment::Sequence(vec![Fragment::text(principal.as_str())]);
                    let all_but = named.below(["source", "notPrincipals"].into_iter());
                    Change::Set(from, Fragment::Sequence(vec![all_but]))
                }
                1 => {
                    let list = from.index(0).key("source").key("notPrincipals");
                    Change::Push(list, Fragment::text(principal.as_str()))
                }
                _ => return Vec::new(),
            }
        }
        _ => return Vec::new(),
    };
    let title = Title::LetIn { policy: case.name(by), client: principal };
    one(title, Safety::NeedsCare, case.change(by.resource, &change))
}

/// Whose identity the policies see: behind a waypoint that of the waypoint (AZ-27, AMB-24).
fn seen_from<'a>(case: &Case<'a>) -> Option<&'a Workload> {
    let Some(Answer::Waypoint(WaypointAnswer::Through { waypoint })) = case.answer(Question::Waypoint) else {
        return case.client();
    };
    if is_at_waypoint(case) {
        return case.client();
    }
    let (namespace, name) = waypoint.split_once('/')?;
    Some(&case.context.mesh.waypoints.get(&(namespace.to_owned(), name.to_owned()))?.pod)
}

/// Whether the call ends at a waypoint, and its server is not asked any more.
fn is_at_waypoint(case: &Case) -> bool {
    let is_through =
        matches!(case.answer(Question::Waypoint), Some(Answer::Waypoint(WaypointAnswer::Through { .. })));
    is_through && matches!(case.answer(Question::ServerProxy), Some(Answer::NotReached(_)))
}

/// The policies that deny a call and just miss its client or its port name them.
pub(super) fn corrected(case: &Case) -> Vec<Proposal> {
    let findings = case.context.misnamed().about(case.context, &case.failure);
    findings.into_iter().filter_map(|finding| meant(case.context, finding)).collect()
}

/// The identity or the port that a policy just misses, written as it is.
pub(super) fn meant(context: &Context, finding: &Finding) -> Option<Proposal> {
    let Slip { policy, written, meant } = finding.message.slip()?;
    let (resource, path) = context.place(finding.labels.first()?.location)?;
    let change = Change::Set(path, Fragment::text(meant.as_str()));
    let edit = context.change(resource, &change)?;
    let title = Title::CorrectPolicy { policy: policy.to_owned(), written, meant };
    Some(Proposal::new(title, Safety::ChangesBehaviour, vec![edit]))
}
