//! Which bytes meet a proxy, and what its clients are told about it.

use super::case::Case;
use super::{Proposal, Safety, Title, one};
use crate::mesh::{ProxyKind, Workload};
use crate::verdict::{Answer, Bypass, ProxyAnswer, Question};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Path, Segment};

/// Label that says whether a pod takes mutual TLS (AM-5).
const TLS_MODE: &str = "security.istio.io/tlsMode";

/// What leads bytes past a proxy goes.
pub(super) fn captured(case: &Case) -> Vec<Proposal> {
    let client = case.client().map(|client| (client, Question::ClientProxy));
    let server = case.server().map(|(server, _)| (server, Question::ServerProxy));
    let past = |(workload, question): (&Workload, Question)| {
        let (Answer::ClientProxy(ProxyAnswer::Bypassed(bypass))
        | Answer::ServerProxy(ProxyAnswer::Bypassed(bypass))) = case.answer(question)?
        else {
            return None;
        };
        let by = case.decider(question)?;
        let Some(Segment::Key(annotation)) = by.path.segments().last() else { return None };
        let title = Title::Capture { workload: workload.key(), annotation: annotation.to_string() };
        let list = case.context.inventory.get(by.resource)?.root.at(&by.path)?.as_str()?;
        let change = without(&by.path, list, *bypass);
        Some(one(title, Safety::ChangesBehaviour, case.change(by.resource, &change)))
    };
    client.into_iter().chain(server).filter_map(past).flatten().collect()
}

/// The annotation with this port or without it, or no annotation.
fn without(path: &Path, list: &str, bypass: Bypass) -> Change {
    let ports = list.split(',').map(str::trim).filter(|port| !port.is_empty());
    let kept: Vec<String> = match bypass {
        Bypass::ExcludedPort(port) => {
            ports.filter(|other| *other != port.to_string()).map(str::to_owned).collect()
        }
        Bypass::NotIncludedPort(port) => ports.map(str::to_owned).chain([port.to_string()]).collect(),
        _ => Vec::new(),
    };
    if kept.is_empty() {
        Change::Remove(path.clone())
    } else {
        Change::Set(path.clone(), Fragment::text(kept.join(",")))
    }
}

/// A server that has a proxy stops saying that it takes no mutual TLS; one that has none stops saying that it does.
pub(super) fn takes_mtls(case: &Case) -> Vec<Proposal> {
    let Some((server, _)) = case.server() else { return Vec::new() };
    let told = server.resource.value.labels.get(TLS_MODE);
    if told.is_none_or(|mode| (server.proxy == ProxyKind::None) != (mode == "istio")) {
        return Vec::new();
    }
    let path = server.resource.value.route("metadata.labels").key(TLS_MODE);
    let title = Title::RemoveTlsMode { workload: server.key() };
    one(title, Safety::Safe, case.change(server.resource.id, &Change::Remove(path)))
}
