//! Where a gateway sends a request (VS-4 … VS-16 as gateways have them).

use super::chain::Accepted;
use super::destination::{Destined, Origin};
use super::virtual_host::{self, Bound, VirtualHost};
use crate::mesh::gateways::Server;
use crate::mesh::{Mesh, Workload};
use crate::order;
use crate::resource::{HttpAction, Ref, ResourceId};
use crate::verdict::request::Request;
use crate::verdict::routing::http::{self, Candidate, Share};
use crate::verdict::{Answer, Because, CallOutcome, Codec, Ignored, RouteAnswer, Step};
use crate::yaml::Path;
use std::rc::Rc;

/// What becomes of a request at a gateway.
pub(super) enum Routed<'m> {
    /// It goes on to each of these.
    To(Vec<Destined<'m>>),
    /// The gateway answers itself.
    Ended(CallOutcome, Step),
}

/// Where a gateway sends a request that a server took on this pod port.
pub(super) fn route<'m>(
    mesh: &'m Mesh,
    pod: &'m Workload,
    number: u16,
    accepted: &Accepted<'m>,
    request: &Rc<Request>,
) -> Routed<'m> {
    let host = request.host();
    let (found, mut ignored) = virtual_host::find(mesh, pod, number, accepted, host);
    let nothing = |ignored| {
        let step = Step::new(Answer::Route(RouteAnswer::NoHost { host: host.to_owned() }));
        Routed::Ended(CallOutcome::NoRoute, step.beating(ignored))
    };
    let Some(found) = found else { return nothing(ignored) };
    if let Some(server) = found.redirected_by.filter(|_| request.scheme == "http") {
        let others = found.tables.iter().map(|bound| bound.table.resource.whole());
        ignored.extend(others.map(|by| Ignored { by, because: Because::Overruled }));
        let step = Step::new(Answer::Route(RouteAnswer::HttpsRedirect));
        return Routed::Ended(CallOutcome::Redirect, step.by(server.at.clone()).beating(ignored));
    }
    let Some((server, taking)) = taking(&found, request) else {
        ignored.extend(tables(&found, None));
        return nothing(ignored);
    };
    let by = taking.route.source.at(taking.route.path());
    ignored.extend(tables(&found, Some(&by)));
    let ended = |outcome, answer| {
        Routed::Ended(outcome, Step::new(Answer::Route(answer)).by(by.clone()).beating(ignored.clone()))
    };
    let rule = &taking.route.rule;
    let aborts = http::aborts(rule);
    match &rule.action {
        _ if aborts == Share::All => ended(CallOutcome::DirectResponse, RouteAnswer::fault(rule, true)),
        HttpAction::Redirect(redirect) => {
            ended(CallOutcome::Redirect, RouteAnswer::Redirect { status: redirect.code.unwrap_or(301) })
        }
        HttpAction::DirectResponse(status) => {
            ended(CallOutcome::DirectResponse, RouteAnswer::DirectResponse { status: *status })
        }
        HttpAction::Route(_) | HttpAction::Delegate(_) => {
            let origin = Origin { mesh, pod, number: server.number, codec: Codec::Http };
            let ways = http::destinations(rule).into_iter().map(|(position, entry)| {
                let request = Rc::new(request.along(taking, position));
                origin.to(&entry.destination, &by, &ignored, request)
            });
            let step = Step::new(Answer::Route(RouteAnswer::fault(rule, false))).by(by.clone());
            let fault = (aborts == Share::Some)
                .then(|| Destined::Nowhere(CallOutcome::DirectResponse, step.beating(ignored.clone())));
            Routed::To(fault.into_iter().chain(ways).collect())
        }
    }
}

/// The rule that takes a request, and the server that it is bound to. The rules of all tables are put together, those
/// for every request last; of each table what stands behind such a rule is never asked.
fn taking<'m>(host: &VirtualHost<'m>, request: &Request) -> Option<(&'m Server, Candidate<'m>)> {
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for Bound { server, candidates, .. } in host.tables.iter().map(Rc::as_ref) {
        let everything = candidates.iter().position(Candidate::is_catch_all);
        let (special, rest) = candidates.split_at(everything.unwrap_or(candidates.len()));
        first.extend(special.iter().map(|candidate| (*server, *candidate)));
        last.extend(rest.first().map(|candidate| (*server, *candidate)));
    }
    first.into_iter().chain(last).find(|(_, candidate)| candidate.takes(request))
}

/// The resources of the tables of a host, apart from the one that decided.
fn tables(host: &VirtualHost, decided: Option<&Ref>) -> Vec<Ignored> {
    let sources = host.tables.iter().map(|bound| bound.table).flat_map(|table| {
        let rules = table.http.iter().map(|route| route.source.id);
        std::iter::once(table.resource.id).chain(rules)
    });
    let mut sources: Vec<ResourceId> = sources.collect();
    // Rules of one resource mostly follow each other.
    sources.dedup();
    order::sort(&mut sources);
    sources.dedup();
    sources.retain(|source| decided.is_none_or(|decided| decided.resource != *source));
    let whole = |resource| Ref { resource, path: Path::root() };
    sources.into_iter().map(|it| Ignored { by: whole(it), because: Because::OtherRequests }).collect()
}
