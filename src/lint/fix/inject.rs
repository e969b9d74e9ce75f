//! Who has a proxy.

use super::case::Case;
use super::{Proposal, Safety, Title, one};
use crate::mesh::{InjectionFact, ProxyKind, Workload};
use crate::verdict::{Answer, Question, SentBecause};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// Label of pods that asks for injection or forbids it, and annotation that forbids it.
const INJECT: &str = "sidecar.istio.io/inject";

/// A proxy for the client.
pub(super) fn client(case: &Case) -> Vec<Proposal> {
    case.client().map(|client| inject(case, client)).unwrap_or_default()
}

/// A proxy for the server, or for the pods without one beside it that keep mutual TLS from all pods of a headless
/// service (AM-7).
pub(super) fn server(case: &Case) -> Vec<Proposal> {
    let beside = || match case.answer(Question::Sent)? {
        Answer::Sent(_, SentBecause::SomeTakeNoMtls { workload }) => {
            let (namespace, name) = workload.split_once('/')?;
            case.context.mesh.workload_named(namespace, name)
        }
        _ => None,
    };
    let without = beside().or_else(|| Some(case.server()?.0));
    without.map(|server| inject(case, server)).unwrap_or_default()
}

/// What keeps the proxy out goes; where nothing asks for one, the pod or its namespace asks.
fn inject(case: &Case, workload: &Workload) -> Vec<Proposal> {
    if workload.proxy != ProxyKind::None {
        return Vec::new();
    }
    let key = || Title::InjectWorkload { workload: workload.key() };
    let template = &workload.resource.value;
    let label = template.route("metadata.labels").key(INJECT);
    let annotation = template.route("metadata.annotations").key(INJECT);
    let asks_for_proxy = || case.set(&workload.resource, label.clone(), "true");
    match workload.proxy_why.last().map(|reason| &reason.fact) {
        Some(InjectionFact::PodLabel(_)) => one(key(), Safety::ChangesBehaviour, asks_for_proxy()),
        Some(InjectionFact::PodAnnotation(value)) if value == "false" => one(
            key(),
            Safety::ChangesBehaviour,
            case.change(workload.resource.id, &Change::Remove(annotation)),
        ),
        Some(
            InjectionFact::NothingAsks
            | InjectionFact::NamespaceLabel(_)
            | InjectionFact::NamespaceRevision(_)
            | InjectionFact::RevisionNotInstalled(_)
            | InjectionFact::PodRevision(_)
            | InjectionFact::PodAnnotation(_),
        ) => {
            let mut proposals = one(key(), Safety::ChangesBehaviour, asks_for_proxy());
            proposals.extend(namespace(case, workload.namespace()));
            proposals
        }
        _ => Vec::new(),
    }
}

fn namespace(case: &Case, name: &str) -> Vec<Proposal> {
    let Some(namespace) = case.context.mesh.namespaces.get(name) else { return Vec::new() };
    let path = Path::of("metadata.labels").key("istio-injection");
    let change = Change::Set(path, Fragment::text("enabled"));
    let title = Title::InjectNamespace { namespace: name.to_owned() };
    one(title, Safety::ChangesBehaviour, case.change(namespace.id, &change))
}
