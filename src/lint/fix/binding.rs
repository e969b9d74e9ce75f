//! VirtualServices that are for a host of a gateway, and not bound to it (VS-2).

use super::super::Context;
use super::case::Case;
use super::{GatewayStep, Proposal, Safety, one};
use crate::mesh::RouteTable;
use crate::resource::{Kind, MESH, ResourceId, VirtualService};
use crate::verdict::{Answer, GatewayAnswer, Question, RouteAnswer};
use crate::yaml::Path;
use crate::yaml::patch::{Change, Fragment};

/// What has routes for the host of the request is bound to the gateway that takes it.
pub(super) fn gateways(case: &Case) -> Vec<Proposal> {
    let (
        Some(Answer::Route(RouteAnswer::NoHost { host })),
        Some(Answer::GatewayServer(GatewayAnswer::Server { gateway, .. })),
    ) = (case.answer(Question::Route), case.answer(Question::GatewayServer))
    else {
        return Vec::new();
    };
    let tables = case.context.mesh.virtual_services.matching(host).into_iter();
    tables.filter_map(|table| bound(case.context, table, gateway)).collect()
}

/// A VirtualService that is bound to a Gateway as well. One that names none is for sidecars, and stays so.
pub(super) fn bound(context: &Context, table: &RouteTable, gateway: &str) -> Option<Proposal> {
    let route = &table.resource;
    if table.gateways.iter().any(|bound| bound == gateway) || !is_written(context, route.id) {
        return None;
    }
    let (namespace, name) = gateway.split_once('/')?;
    let named = if namespace == route.meta.namespace { name } else { gateway };
    let list = Path::of("spec.gateways");
    let change = if route.value.gateways.is_empty() {
        Change::Set(list, Fragment::Sequence([named, MESH].map(Fragment::text).to_vec()))
    } else {
        Change::Push(list, Fragment::text(named))
    };
    let title = GatewayStep::BindRoute { route: route.meta.key(), gateway: gateway.to_owned() };
    one(title, Safety::ChangesBehaviour, context.change(route.id, &change)).pop()
}

/// Whether it is a VirtualService in the text: routes of the Gateway API are read as such.
fn is_written(context: &Context, id: ResourceId) -> bool {
    context.inventory.get(id).is_some_and(|route| VirtualService::of(&route.value).is_some())
}
