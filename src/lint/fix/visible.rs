//! Who sees what: services that the client's Sidecar does not import, and resources that are not exported (RT-13, RT-14).

use super::super::Context;
use super::case::Case;
use super::{FileEdit, Proposal, RouteStep, Safety, one};
use crate::mesh::{Service, Workload};
use crate::resource::{Loaded, Resource, Sidecar};
use crate::verdict::{Answer, Question, RouteAnswer, Unmatched};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path};

/// The client's Sidecar imports the namespace of the service, or the service is exported to that of the client.
pub(super) fn seen(case: &Case) -> Vec<Proposal> {
    let Some(client) = case.client() else { return Vec::new() };
    let host = match case.answer(Question::Route) {
        Some(Answer::Route(RouteAnswer::Passthrough(why) | RouteAnswer::BlackHole(why))) => match why {
            Unmatched::NotImported { .. } | Unmatched::NotExported { .. } => None,
            _ => return Vec::new(),
        },
        Some(Answer::Route(RouteAnswer::MissingCluster { host, .. })) => Some(host.as_str()),
        _ => return Vec::new(),
    };
    let called = || Some(case.service()?.0);
    let service = host.map_or_else(called, |host| case.context.mesh.service_with_host(host));
    let Some(service) = service else { return Vec::new() };
    if !service.visibility.includes(client.namespace()) {
        let resource = case.context.inventory.get(service.resource.id);
        return resource.map(|resource| export(case.context, resource, client)).unwrap_or_default();
    }
    let sidecar = case.context.mesh.sidecars.of(client);
    sidecar.map(|sidecar| import(case, sidecar, service)).unwrap_or_default()
}

/// What owns the port imports all of the namespace; where nothing does, a new entry for all other ports.
fn import(case: &Case, sidecar: &Loaded<Sidecar>, service: &Service) -> Vec<Proposal> {
    let port = case.failure.connection.call.port;
    let owns = |own: Option<u16>| own.is_none_or(|own| own == port);
    let mut entries = sidecar.value.egress.iter();
    let entry = entries.position(|entry| owns(entry.port.as_ref().map(|own| own.number)));
    let namespace = service.namespace().to_owned();
    let hosts = Fragment::text([&namespace, "/*"].concat());
    let egress = Path::of("spec.egress");
    let change = match entry {
        Some(entry) => Change::Push(egress.index(entry).key("hosts"), hosts),
        None => Change::Push(egress, Fragment::mapping([("hosts", Fragment::Sequence(vec![hosts]))])),
    };
    let title = RouteStep::ImportNamespace { sidecar: sidecar.meta.key(), namespace };
    one(title, Safety::Safe, case.change(sidecar.id, &change))
}

/// A resource is exported to the namespace of a client.
pub(super) fn export(context: &Context, resource: &Loaded<Resource>, client: &Workload) -> Vec<Proposal> {
    let namespace = client.namespace().to_owned();
    let kind = resource.meta.kind.clone();
    let title = RouteStep::ExportTo { kind, resource: resource.meta.key(), namespace };
    let edit = exported(context, resource, client.namespace());
    one(title, Safety::ChangesBehaviour, edit)
}

fn exported(context: &Context, resource: &Loaded<Resource>, namespace: &str) -> Option<FileEdit> {
    if matches!(*resource.value, Resource::Service(_)) {
        let path = Path::of("metadata.annotations").key("networking.istio.io/exportTo");
        let written = resource.root.at(&path).and_then(Node::as_str);
        let list = [written.filter(|list| *list != "~").unwrap_or("."), ",", namespace].concat();
        return context.change(resource.id, &Change::Set(path, Fragment::text(list)));
    }
    let path = Path::of("spec.exportTo");
    let written = resource.root.at(&path).map(Node::items).unwrap_or_default();
    let is_kept = !written.is_empty() && written.iter().all(|to| to.as_str() != Some("~"));
    let change = if is_kept {
        Change::Push(path, Fragment::text(namespace))
    } else {
        Change::Set(path, Fragment::Sequence(vec![Fragment::text("."), Fragment::text(namespace)]))
    };
    context.change(resource.id, &change)
}
