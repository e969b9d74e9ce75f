//! Where the client's proxy sends what a listener took: a list of weighted clusters, or an end of its own making.

use super::Context;
use super::destination::stands_for;
use super::scope::Imports;
use super::stream::Chain;
use super::virtual_host::VirtualHost;
use crate::mesh::{HttpRoute, RouteTable, Service, ServicePort};
use crate::resource::{Destination, HttpAction, Ref};
use crate::verdict::request::Request;
use crate::verdict::routing::http::{self, Candidate, Share};
use crate::verdict::{Answer, Because, CallOutcome, Codec, Ignored, RouteAnswer, Step};
use crate::yaml::Path;
use std::rc::Rc;

/// One way that a route leads.
pub(super) enum Way<'m> {
    /// To a cluster.
    To(Branch<'m>),
    /// To an end before any cluster.
    Ends(Step, CallOutcome),
}

/// One cluster that a route leads to.
pub(in crate::verdict) struct Branch<'m> {
    /// The service.
    pub(in crate::verdict) service: &'m Service,
    /// Its port.
    pub(in crate::verdict) port: &'m ServicePort,
    /// The subset, if the route names one.
    pub(in crate::verdict) subset: Option<&'m str>,
    /// What reads the bytes on the way.
    pub(in crate::verdict) codec: Codec,
    /// The request as it goes on.
    pub(in crate::verdict) request: Rc<Request>,
    /// The step that tells it.
    pub(in crate::verdict) step: Step,
}

/// The ways of a request that a virtual host took.
pub(super) fn of_request<'m>(
    context: &Context<'m>,
    imports: Imports<'m>,
    host: VirtualHost<'m>,
) -> Vec<Way<'m>> {
    let VirtualHost { service, routes, ignored } = host;
    let clusters = Clusters { imports, codec: Codec::Http, ignored };
    let (table, candidates) = match (routes, service) {
        (Some(found), _) => found,
        (None, Some((service, port))) => {
            return vec![clusters.default(service, port, context.request.clone())];
        }
        // A virtual host is that of a service or of a VirtualService.
        (None, None) => return Vec::new(),
    };
    match http::taking(&candidates, &context.request) {
        Some(candidate) => clusters.along(table, candidate, &context.request),
        None => vec![clusters.no_route(table, &candidates)],
    }
}

/// The ways of bytes that a filter chain took.
pub(super) fn of_bytes<'m>(context: &Context<'m>, imports: Imports<'m>, chain: Chain<'m>) -> Vec<Way<'m>> {
    let Chain { service, port, rule, ignored, .. } = chain;
    let clusters = Clusters { imports, codec: Codec::Tcp, ignored };
    let Some(rule) = rule else { return vec![clusters.default(service, port, context.request.clone())] };
    let ways = rule.destinations().into_iter().map(|(position, entry)| {
        let by = rule.table.resource.at(rule.path.clone().key("route").index(position));
        clusters.to(&entry.destination, by, context.request.clone())
    });
    let ways: Vec<_> = ways.collect();
    if ways.is_empty() {
        vec![clusters.no_destination(rule.table, rule.table.resource.at(rule.path.key("route")))]
    } else {
        ways
    }
}

struct Clusters<'m> {
    imports: Imports<'m>,
    codec: Codec,
    ignored: Vec<Ignored>,
}

impl<'m> Clusters<'m> {
    /// Without a route of its own a service is its own and only cluster.
    fn default(&self, service: &'m Service, port: &'m ServicePort, request: Rc<Request>) -> Way<'m> {
        let codec = self.codec;
        let answer =
            RouteAnswer::Cluster { host: service.host.clone(), port: port.number, subset: None, codec };
        // A ServiceEntry may take what was dialled by another name, or by an address that is not its own.
        let by = service.resource.value.entry().map(|_| service.resource.at(Path::of("spec.hosts")));
        let step = self.step(answer, by, Vec::new());
        Way::To(Branch { service, port, subset: None, codec, request, step })
    }

    /// What the rule does with the request (VS-13).
    fn along(&self, table: &'m RouteTable, candidate: Candidate<'m>, request: &Request) -> Vec<Way<'m>> {
        let route = candidate.route;
        let rule = &*route.rule;
        let by = |field: &'static str| route.source.at(route.path().key(field));
        let end = |answer, field, outcome| {
            vec![Way::Ends(self.step(answer, by(field).into(), delegating(table, route)), outcome)]
        };
        let fault = |every| end(RouteAnswer::fault(rule, every), "fault", CallOutcome::DirectResponse);
        let mut ways = match http::aborts(rule) {
            Share::All => return fault(true),
            Share::Some => fault(false),
            Share::None => Vec::new(),
        };
        ways.extend(match &rule.action {
            HttpAction::Redirect(redirect) => {
                let answer = RouteAnswer::Redirect { status: redirect.code.unwrap_or(301) };
                end(answer, "redirect", CallOutcome::Redirect)
            }
            HttpAction::DirectResponse(status) => {
                let answer = RouteAnswer::DirectResponse { status: *status };
                end(answer, "directResponse", CallOutcome::DirectResponse)
            }
            HttpAction::Route(_) | HttpAction::Delegate(_) => {
                let ways = http::destinations(rule).into_iter().map(|(position, entry)| {
                    let by = route.source.at(route.path().key("route").index(position));
                    let way = self.to(&entry.destination, by, Rc::new(request.along(candidate, position)));
                    way.beating(delegating(table, route))
                });
                let ways: Vec<_> = ways.collect();
                if ways.is_empty() { vec![self.no_destination(table, by("route"))] } else { ways }
            }
        });
        ways
    }

    /// No rule takes the request: 404 (VS-14). Whoever wrote rules that do not is as much a part of that as the table.
    fn no_route(&self, table: &RouteTable, candidates: &[Candidate<'m>]) -> Way<'m> {
        let sources = candidates.iter().map(|candidate| candidate.route.source.whole());
        let mut delegates: Vec<_> = sources.filter(|by| by.resource != table.resource.id).collect();
        delegates.dedup();
        let more = delegates.into_iter().map(|by| Ignored { by, because: Because::NoRuleTakesIt });
        let by = table.resource.at(Path::of("spec.http"));
        Way::Ends(
            self.step(RouteAnswer::NoRoute { of: table.key() }, Some(by), more.collect()),
            CallOutcome::NoRoute,
        )
    }

    /// The rule takes it, but sends nobody anywhere. Istio admits no such rule.
    fn no_destination(&self, table: &RouteTable, by: Ref) -> Way<'m> {
        Way::Ends(
            self.step(RouteAnswer::NoRoute { of: table.key() }, Some(by), Vec::new()),
            CallOutcome::NoRoute,
        )
    }

    /// The cluster that a destination means, if there is one (VS-6).
    fn to(&self, destination: &'m Destination, by: Ref, request: Rc<Request>) -> Way<'m> {
        let subset = destination.subset.as_deref();
        match self.cluster(destination) {
            Ok((service, port)) => {
                let (host, codec) = (service.host.clone(), self.codec);
                let subset_name = subset.map(str::to_owned);
                let answer = RouteAnswer::Cluster { host, port: port.number, subset: subset_name, codec };
                let step = self.step(answer, Some(by), Vec::new());
                Way::To(Branch { service, port, subset, codec, request, step })
            }
            Err((port, hidden)) => {
                let answer = RouteAnswer::MissingCluster { host: destination.host.clone(), port };
                Way::Ends(self.step(answer, Some(by), hidden), CallOutcome::NoCluster)
            }
        }
    }

    /// The service and port of a destination. Requests without a port keep that of the listener; bytes go to the sole
    /// port of the service, if it has only one. Otherwise the port that was looked for, and what hides the service.
    fn cluster(
        &self,
        destination: &Destination,
    ) -> Result<(&'m Service, &'m ServicePort), (u16, Vec<Ignored>)> {
        let Imports { scope, port: dialled, .. } = self.imports;
        let mut wanted = destination.port.unwrap_or(dialled);
        let mut hidden = Vec::new();
        for named in scope.mesh.services_with_host(&destination.host.to_ascii_lowercase()) {
            let alias = named.resource.value.is_alias();
            let service =
                if alias { stands_for(scope.mesh, named).service().unwrap_or(named) } else { named };
            if let (None, Codec::Tcp, [sole]) = (destination.port, self.codec, service.ports.as_slice()) {
                wanted = sole.number;
            }
            if !self.imports.has_cluster(service, wanted) {
                hidden.extend(self.imports.hides(service));
            } else if let Some((_, port)) = service.port(wanted) {
                return Ok((service, port));
            }
        }
        Err((wanted, hidden))
    }

    fn step(&self, answer: RouteAnswer, by: Option<Ref>, more: Vec<Ignored>) -> Step {
        let mut ignored = more;
        for one in self.ignored.iter().cloned().chain(self.imports.sidecar()) {
            // What was looked for in two ways is told once.
            if !ignored.contains(&one) {
                ignored.push(one);
            }
        }
        Step::new(Answer::Route(answer)).by(by).beating(ignored)
    }
}

impl Way<'_> {
    fn beating(mut self, more: Vec<Ignored>) -> Self {
        let step = match &mut self {
            Self::To(branch) => &mut branch.step,
            Self::Ends(step, _) => step,
        };
        step.ignored.splice(0..0, more);
        self
    }
}

/// The rule that left the decision to a delegate.
fn delegating(table: &RouteTable, route: &HttpRoute) -> Vec<Ignored> {
    let position = route.delegating.into_iter();
    let by =
        position.map(|position| table.resource.at(Path::of("spec.http").index(position).key("delegate")));
    by.map(|by| Ignored { by, because: Because::Delegates }).collect()
}
