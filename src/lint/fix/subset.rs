//! Subsets that routes name and no DestinationRule defines.

use super::case::{Case, resource};
use super::destinations::{Destination, below, edits};
use super::{FileEdit, Proposal, RouteStep, Safety, one, several};
use crate::mesh::Service;
use crate::resource::{DestinationRule, Kind, Loaded, Resource, VirtualService};
use crate::text::distance;
use crate::verdict::{Answer, Question, RouteAnswer};
use crate::yaml::patch::{Change, Fragment};
use crate::yaml::{Node, Path};

/// The route names the subset that was probably meant, or the subset is defined, or the route goes to all pods.
pub(super) fn subsets(case: &Case) -> Vec<Proposal> {
    let Some(Answer::Route(
        RouteAnswer::MissingSubset { host, subset } | RouteAnswer::NoEndpoint { host, subset: Some(subset) },
    )) = case.answer(Question::Route)
    else {
        return Vec::new();
    };
    let Some(service) = case.context.mesh.service_with_host(host) else { return Vec::new() };
    let mut proposals = nearest(case, service, subset);
    proposals.extend(define(case, service, subset));
    let drop = in_routes(case, service, subset, &Change::Remove);
    proposals.extend(several(
        RouteStep::DropSubset { subset: subset.clone() },
        Safety::ChangesBehaviour,
        drop,
    ));
    proposals
}

fn rules<'a>(case: &'a Case, service: &Service) -> impl Iterator<Item = &'a Loaded<DestinationRule>> {
    let rules = &case.context.mesh.destination_rules;
    rules.for_host(&service.host).map(|(_, rule)| rule)
}

/// The existing subset with the most similar name.
fn nearest(case: &Case, service: &Service, subset: &str) -> Vec<Proposal> {
    let known = rules(case, service).flat_map(|rule| &rule.value.subsets).map(|subset| subset.name.as_str());
    let known = known.filter(|name| *name != subset);
    let Some(meant) = known.min_by_key(|name| distance(name, subset)) else { return Vec::new() };
    let edits = in_routes(case, service, subset, &|path| Change::Set(path, Fragment::text(meant)));
    let title = RouteStep::UseSubset { written: subset.to_owned(), meant: meant.to_owned() };
    several(title, Safety::ChangesBehaviour, edits)
}

/// A definition by a label that some pods of the service have with the name of the subset.
fn define(case: &Case, service: &Service, subset: &str) -> Vec<Proposal> {
    let pods = service.workloads.iter().filter_map(|&id| case.context.mesh.workload(id));
    let labels = pods.flat_map(|pod| &*pod.labels).find(|(_, value)| *value == subset);
    let Some((key, value)) = labels else { return Vec::new() };
    let labels = Fragment::mapping([(key.as_str(), Fragment::text(value.as_str()))]);
    let subset_of = Fragment::mapping([("name", Fragment::text(subset)), ("labels", labels)]);
    let title = |rule| RouteStep::DefineSubset { rule, subset: subset.to_owned() };
    if let Some(rule) = rules(case, service).next() {
        let change = Change::Push(Path::of("spec.subsets"), subset_of);
        return one(title(rule.meta.key()), Safety::Safe, case.change(rule.id, &change));
    }
    let spec = Fragment::mapping([
        ("host", Fragment::text(service.host.as_str())),
        ("subsets", Fragment::Sequence(vec![subset_of])),
    ]);
    let (namespace, name) = (service.namespace(), service.resource.meta.name.as_str());
    let document = resource("networking.istio.io/v1", "DestinationRule", namespace, name, spec);
    one(title(service.key()), Safety::Safe, case.document(service.resource.file, &document))
}

/// The change of the field `subset` in every destination of a VirtualService that names this one.
fn in_routes(
    case: &Case,
    service: &Service,
    subset: &str,
    change: &dyn Fn(Path) -> Change,
) -> Option<Vec<FileEdit>> {
    let is_route = |resource: &&Loaded<Resource>| VirtualService::of(&resource.value).is_some();
    let routes = case.context.inventory.resources.iter().filter(is_route);
    let mut named: Vec<Destination> = routes.flat_map(|route| below(route, &Path::root())).collect();
    named.retain(|destination| {
        destination.host() == service.host
            && destination.node.get("subset").and_then(Node::as_str) == Some(subset)
    });
    edits(case, &named, &|destination| Some(change(destination.path.clone().key("subset"))))
}
