//! Routes that lead to hosts or ports that do not exist.

use super::case::{Case, resource};
use super::destinations::{Destination, Written, below, edits};
use super::{Proposal, RouteStep, Safety, several};
use crate::mesh::{Payload, Service};
use crate::order;
use crate::resource::Ref;
use crate::text::distance;
use crate::verdict::{Answer, Question, RouteAnswer};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Path, Segment};

/// How many hosts or ports are proposed instead of one that does not exist.
const CANDIDATES: usize = 3;

/// The group of routes of the Gateway API.
const GROUP: &str = "gateway.networking.k8s.io";

/// The route names a port or host that exists, or goes without it.
pub(super) fn missing(case: &Case) -> Vec<Proposal> {
    let Some(Answer::Route(RouteAnswer::MissingCluster { host, port })) = case.answer(Question::Route) else {
        return Vec::new();
    };
    let Some(by) = case.decider(Question::Route) else { return Vec::new() };
    let Some(of) = case.context.inventory.get(by.resource) else { return Vec::new() };
    let mut named = below(of, &by.path);
    named.retain(|destination| destination.host() == *host);
    let mut proposals = match case.context.mesh.service_with_host(host) {
        Some(service) => ports(case, service, *port, &named),
        None => hosts(case, host, &named),
    };
    proposals.extend(without(case, by, host));
    proposals
}

/// Other ports of the service: the one in front of the pod port that is written, else those that read what is sent.
fn ports(case: &Case, service: &Service, written: u16, named: &[Destination]) -> Vec<Proposal> {
    let pods = || service.workloads.iter().filter_map(|&id| case.context.mesh.workload(id));
    let is_http = case.failure.connection.call.payload == Payload::Http;
    let mut ports: Vec<_> = service.ports.iter().collect();
    order::sort_by_key(&mut ports, |port| {
        let is_target = pods().any(|pod| port.target_on(pod) == Some(written));
        (!is_target, port.protocol.is_http() != is_http)
    });
    let proposal = |port: &&crate::mesh::ServicePort| {
        let number = Fragment::Int(i64::from(port.number));
        let change = |destination: &Destination| Some(Change::Set(destination.port(), number.clone()));
        let (host, meant) = (service.host.clone(), port.number);
        let title = RouteStep::UsePort { host, written, meant };
        several(title, Safety::ChangesBehaviour, edits(case, named, &change))
    };
    ports.iter().take(CANDIDATES).flat_map(proposal).collect()
}

/// Hosts that exist: the one that a short name with a dot means, then what was dialled, then similar ones.
fn hosts(case: &Case, written: &str, named: &[Destination]) -> Vec<Proposal> {
    let mesh = case.context.mesh;
    let (first, rest) = written.split_once('.').unwrap_or((written, ""));
    let call = &case.failure.connection.call;
    let dialled = case.client().and_then(|client| mesh.service_dialled(client.namespace(), &call.host));
    let called = call.host.split('.').next().unwrap_or_default();
    let likeness = |service: &Service| {
        let (name, namespace) = (service.resource.meta.name.as_str(), service.namespace());
        if service.host.strip_prefix(written).is_some_and(|end| end.starts_with('.')) {
            return Some(0);
        }
        let is_similar =
            name == first || distance(name, first) <= first.len() / 3 && rest.starts_with(namespace);
        let is_called = name == called || dialled.is_some_and(|dialled| dialled.id == service.id);
        if is_similar { Some(1) } else { is_called.then_some(2) }
    };
    let mut alike: Vec<_> =
        mesh.services.iter().filter_map(|service| Some((likeness(service)?, service))).collect();
    order::sort_by_key(&mut alike, |(likeness, _)| *likeness);
    let proposal = |&(likeness, service): &(u8, &Service)| {
        let change = |destination: &Destination| match destination.written {
            Written::Istio => {
                let host = Fragment::text(service.host.as_str());
                Some(Change::Set(destination.path.clone().key("host"), host))
            }
            Written::Backend => {
                let is_near = destination.of.meta.namespace == service.namespace();
                let name = Fragment::text(service.resource.meta.name.as_str());
                is_near.then(|| Change::Set(destination.path.clone().key("name"), name))
            }
        };
        let title = RouteStep::UseHost { written: written.to_owned(), meant: service.host.clone() };
        let safety = if likeness == 0 { Safety::Safe } else { Safety::ChangesBehaviour };
        several(title, safety, edits(case, named, &change))
    };
    alike.iter().take(CANDIDATES).flat_map(proposal).collect()
}

/// The route without what leads nowhere: one of several destinations, or a rule behind which there are others.
fn without(case: &Case, by: &Ref, host: &str) -> Vec<Proposal> {
    let Some((Segment::Index(_), list)) = by.path.segments().split_last() else { return Vec::new() };
    let list = list.iter().fold(Path::root(), Path::then);
    let Some(resource) = case.context.inventory.get(by.resource) else { return Vec::new() };
    if resource.root.at(&list).is_none_or(|list| list.items().len() < 2) {
        return Vec::new();
    }
    let title = RouteStep::DropDestination { host: host.to_owned() };
    let edit = case.change(by.resource, &Change::Remove(by.path.clone()));
    super::one(title, Safety::ChangesBehaviour, edit)
}

/// The namespace of a backend lets the route refer to it (GW-21).
pub(super) fn granted(case: &Case) -> Vec<Proposal> {
    let Some(Answer::Route(RouteAnswer::NotGranted { backend })) = case.answer(Question::Route) else {
        return Vec::new();
    };
    let Some((namespace, name)) = backend.split_once('/') else { return Vec::new() };
    let Some(by) = case.decider(Question::Route) else { return Vec::new() };
    let Some(route) = case.context.inventory.get(by.resource) else { return Vec::new() };
    let item = |entries: [(&str, &str); 3]| {
        let entries = entries.map(|(key, value)| (key, Fragment::text(value)));
        Fragment::Sequence(vec![Fragment::mapping(entries)])
    };
    let (kind, own) = (route.meta.kind.as_str(), route.meta.namespace.as_str());
    let spec = Fragment::mapping([
        ("from", item([("group", GROUP), ("kind", kind), ("namespace", own)])),
        ("to", item([("group", ""), ("kind", "Service"), ("name", name)])),
    ]);
    let name = format!("{}-to-{name}", route.meta.name);
    let document = resource(&format!("{GROUP}/v1beta1"), "ReferenceGrant", namespace, &name, spec);
    let title = RouteStep::GrantBackend { route: route.meta.key(), backend: backend.clone() };
    super::one(title, Safety::ChangesBehaviour, case.document(route.file, &document))
}
