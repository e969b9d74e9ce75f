//! The parts of connections that fail, and which rule reports which. The match is exhaustive, so that a new outcome
//! cannot go unreported.

use super::expectation::is_expected;
use super::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{Origin, Workload};
use crate::order;
use crate::resource::{Ref, Resource};
use crate::text::{Location, distance};
use crate::verdict::{
    Answer, Because, CallOutcome, Connection, Endpoint, GatewayAnswer, Mode, Outcome, Question, Refusal,
    RouteAnswer, Sent, Step, Weight,
};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};

/// A part of a connection that does not get through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure<'a> {
    /// Index of the connection.
    pub(super) index: usize,
    /// The connection.
    pub(super) connection: &'a Connection,
    /// Where it ends.
    pub(super) end: End<'a>,
}

/// Where a part of a connection ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum End<'a> {
    /// At this endpoint.
    Endpoint(&'a Endpoint),
    /// Before any endpoint.
    Call(CallOutcome),
}

impl<'a> Failure<'a> {
    /// The step that answers `question`, if it came up. A gateway on the way is asked some of them, too: the last answer
    /// is the one closest to the outcome.
    pub(super) fn step(&self, question: Question) -> Option<&'a Step> {
        self.steps().rfind(|step| step.answer.question() == question)
    }

    /// What decided the answer to `question`.
    pub(super) fn decider(&self, question: Question) -> Option<&'a Ref> {
        self.step(question)?.decided_by.as_ref()
    }

    /// The client.
    pub(super) fn client(&self, context: &Context<'a>) -> Option<&'a Workload> {
        context.mesh.workload(self.connection.call.from)
    }

    /// `namespace/name` of the server, `external`, or what was dialled where nobody answers.
    pub(super) fn server(&self, context: &Context) -> String {
        match self.end {
            End::Endpoint(endpoint) => endpoint.server.name(context.mesh),
            End::Call(_) => format!("{}:{}", self.connection.call.host, self.connection.call.port),
        }
    }

    /// The step where policies denied it: the last one that was asked.
    pub(super) fn denial(&self) -> Option<&'a Step> {
        let asked = |step: &&Step| step.weight != Weight::NotReached;
        self.steps().rfind(asked)
    }

    fn steps(&self) -> impl DoubleEndedIterator<Item = &'a Step> {
        let verdict = &self.connection.verdict;
        let rest = match self.end {
            End::Endpoint(endpoint) => &endpoint.why,
            End::Call(_) => &verdict.stopped,
        };
        verdict.why.iter().chain(rest)
    }

    /// How bad it is. A call that somebody makes must not fail; of one that merely could be made nobody knows whether
    /// it is wanted.
    pub(super) fn severity(&self, context: &Context) -> Severity {
        match (self.end, &self.connection.call.origin) {
            _ if is_expected(self.connection) || self.is_left_unrouted(context) => Severity::Note,
            // REGISTRY_ONLY is there to stop calls, and redirects, direct responses and faults are written on purpose.
            (End::Call(CallOutcome::Blackhole | CallOutcome::Redirect | CallOutcome::DirectResponse), _) => {
                Severity::Note
            }
            // A Service of a gateway usually has ports that no Gateway needs yet, and its own name is no host of one.
            (_, Origin::Pair) if self.is_unserved() => Severity::Note,
            // So are policies; only where the identity got lost, HTTP is not read, or a name is wrong, nobody can mean it.
            _ if self.is_denied() && !self.is_misnamed(context) => Severity::Note,
            (_, Origin::Inferred(_)) if self.is_operated(context) => Severity::Warning,
            (_, Origin::Declared(_) | Origin::Inferred(_)) => Severity::Error,
            (_, Origin::Pair) => Severity::Warning,
        }
    }

    /// Whether a policy denies it that may well mean to.
    fn is_denied(&self) -> bool {
        reporter(self.end) == Some(Code::DeniedByPolicy)
    }

    /// Whether the policy that denies it nearly names its client or its port.
    pub(super) fn is_misnamed(&self, context: &Context) -> bool {
        self.is_denied() && !context.misnamed().about(context, self).is_empty()
    }

    /// Whether an operator probably makes what is missing: then the text has a resource of another kind that the service
    /// is named after.
    fn is_operated(&self, context: &Context) -> bool {
        let Some(Answer::Route(answer)) = self.step(Question::Route).map(|step| &step.answer) else {
            return false;
        };
        let (RouteAnswer::MissingCluster { host, .. } | RouteAnswer::NoEndpoint { host, subset: None }) =
            answer
        else {
            return false;
        };
        cluster_name(host).is_some_and(|(name, namespace)| context.operated().has_made(namespace, name))
    }

    /// Whether no server of a gateway is for it.
    fn is_unserved(&self) -> bool {
        let answer = self.step(Question::GatewayServer).map(|step| &step.answer);
        matches!(
            answer,
            Some(Answer::GatewayServer(GatewayAnswer::NoServer { .. } | GatewayAnswer::NoChain { .. }))
        )
    }

    /// Whether a gateway has routes, and just none for this request: its 404 is meant, unless a name is wrong. That of
    /// a host which the gateway is for, or a VirtualService, or which nearly has a route, is.
    fn is_left_unrouted(&self, context: &Context) -> bool {
        let (Some(step), Some(Answer::GatewayServer(GatewayAnswer::Server { gateway, .. }))) =
            (self.step(Question::Route), self.step(Question::GatewayServer).map(|step| &step.answer))
        else {
            return false;
        };
        let Answer::Route(RouteAnswer::NoHost { host }) = &step.answer else { return false };
        if step.ignored.iter().any(|ignored| ignored.because == Because::OtherRequests) {
            return true;
        }
        let (tables, gateways) = (&context.mesh.virtual_services, &context.mesh.gateways);
        let mut servers = gateways.servers().filter(|server| server.gateway == *gateway);
        let is_named = servers.any(|server| server.hosts.iter().any(|own| own.host == *host));
        let mut routed = tables.bound_to(gateway).flat_map(|table| &table.hosts).peekable();
        let is_routed = routed.peek().is_some();
        // Words whose lengths differ by more than that are further apart.
        let may_be_near = |routed: &&String| routed.len().abs_diff(host.len()) * 6 <= host.len();
        let is_near = routed
            .filter(may_be_near)
            .any(|routed| context.has_patience_for(host.len()) && distance(routed, host) * 6 <= host.len());
        is_routed && !is_near && !is_named && tables.matching(host).is_empty()
    }
}

/// By namespace, the names of resources of other kinds, which may be made into services by whoever knows them.
#[derive(Clone, Debug)]
pub(super) struct Operated(BTreeMap<String, BTreeSet<String>>);

impl Operated {
    pub(super) fn of(context: &Context) -> Self {
        let mut operated = BTreeMap::<_, BTreeSet<_>>::new();
        for other in context.inventory.resources.iter().filter(|other| *other.value == Resource::Unused) {
            operated.entry(other.meta.namespace.clone()).or_default().insert(other.meta.name.clone());
        }
        Self(operated)
    }

    /// Whether a name in a namespace begins like that of a resource of another kind there.
    fn has_made(&self, namespace: &str, name: &str) -> bool {
        self.0.get(namespace).is_some_and(|others| {
            let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.filter_map(|end| name.get(..end)).any(|start| others.contains(start))
        })
    }
}

/// Name and namespace of a service of the cluster.
fn cluster_name(host: &str) -> Option<(&str, &str)> {
    let (name, rest) = host.split_once('.')?;
    Some((name, rest.split_once(".svc.")?.0))
}

/// What failures have in common, told in one finding.
pub(super) struct Cause<'a> {
    /// The failures, in the order of the connections; never empty.
    failures: Vec<Failure<'a>>,
}

impl<'a> Cause<'a> {
    /// The first failure; all of one cause are alike in what the cause is about.
    pub(super) fn first(&self) -> Option<&Failure<'a>> {
        self.failures.first()
    }

    /// The clients, each once, in order.
    pub(super) fn clients(&self, context: &Context<'a>) -> Vec<String> {
        self.names(|failure| failure.client(context).map(Workload::key).unwrap_or_default())
    }

    /// The servers, each once, in order.
    pub(super) fn servers(&self, context: &Context<'a>) -> Vec<String> {
        self.names(|failure| failure.server(context))
    }

    /// The names of the clients in the text.
    pub(super) fn clients_at(&self, context: &Context<'a>) -> Vec<Location> {
        let clients = self.failures.iter().filter_map(|failure| failure.client(context));
        let names = clients.map(|client| client.resource.at(Path::of("metadata.name")));
        names.filter_map(|name| context.inventory.location(&name)).collect()
    }

    fn names(&self, name: impl Fn(&Failure<'a>) -> String) -> Vec<String> {
        order::set(self.failures.iter().map(name)).into_iter().collect()
    }

    /// The finding that tells it: at what decided the answers to `questions`, the most telling question first; where
    /// nobody wrote anything, at the clients.
    pub(super) fn finding(
        &self,
        context: &Context<'a>,
        rule: &'static Rule,
        message: Message,
        questions: &[Question],
    ) -> Option<Finding> {
        let decided = questions
            .iter()
            .flat_map(|&question| self.failures.iter().filter_map(move |failure| failure.decider(question)));
        let mut places: Vec<Location> = decided.filter_map(|by| context.inventory.location(by)).collect();
        if places.is_empty() {
            places = self.clients_at(context);
        }
        let severity = self.failures.iter().map(|failure| failure.severity(context)).max()?;
        let connections = order::set(self.failures.iter().map(|failure| failure.index));
        Some(Finding {
            connections: connections.into_iter().collect(),
            ..Finding::new(rule, severity, message, *places.first()?).and_at(places)
        })
    }
}

/// The failures of a rule, together by what caused them.
pub(super) fn by_cause<'a, K: Ord>(
    context: &Context<'a>,
    rule: &'static Rule,
    cause: impl Fn(&Failure<'a>) -> K,
) -> impl Iterator<Item = Cause<'a>> {
    let mut causes: BTreeMap<K, Vec<Failure>> = BTreeMap::new();
    for failure in of(context, rule.code) {
        causes.entry(cause(&failure)).or_default().push(failure);
    }
    causes.into_values().map(|failures| Cause { failures })
}

/// One finding for each resource that decided, or for each server where none did: enough for the rules whose message
/// depends on nothing else.
pub(super) fn by_decider<'a>(
    context: &Context<'a>,
    rule: &'static Rule,
    questions: &[Question],
    message: impl Fn(&Failure<'a>, Vec<String>) -> Message,
) -> Vec<Finding> {
    let decider =
        |failure: &Failure<'a>| questions.iter().find_map(|&question| failure.decider(question)).cloned();
    let cause = |failure: &Failure<'a>| decider(failure).ok_or_else(|| failure.server(context));
    by_cause(context, rule, cause)
        .filter_map(|cause| {
            let message = message(cause.first()?, cause.servers(context));
            cause.finding(context, rule, message, questions)
        })
        .collect()
}

/// The failures that are this rule's to report, in the order of the connections.
pub(super) fn of<'a>(context: &Context<'a>, code: Code) -> impl Iterator<Item = Failure<'a>> {
    let own = context.failing().iter().filter(move |(reporter, _)| *reporter == code);
    own.filter_map(|(_, part)| part.of(context.connections))
}

/// A part of a connection, by its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The connection's index.
    index: usize,
    /// The endpoint's; none for the call itself.
    endpoint: Option<usize>,
}

impl Part {
    fn of(self, connections: &[Connection]) -> Option<Failure<'_>> {
        let connection = connections.get(self.index)?;
        let end = match self.endpoint {
            Some(endpoint) => End::Endpoint(connection.verdict.endpoints.get(endpoint)?),
            None => End::Call(connection.verdict.outcome?),
        };
        Some(Failure { index: self.index, connection, end })
    }
}

/// All parts that a rule reports, with the code of that rule, in the order of the connections.
pub(super) fn all(connections: &[Connection]) -> Vec<(Code, Part)> {
    let mut found = Vec::new();
    for (index, Connection { verdict, .. }) in connections.iter().enumerate() {
        for (position, endpoint) in verdict.endpoints.iter().enumerate() {
            let part = Part { index, endpoint: Some(position) };
            found.extend(reporter(End::Endpoint(endpoint)).map(|code| (code, part)));
        }
        let code = verdict.outcome.and_then(|outcome| reporter(End::Call(outcome)));
        found.extend(code.map(|code| (code, Part { index, endpoint: None })));
    }
    found
}

/// The parts of these connections that do not get through.
pub(super) fn failing<'a>(context: &Context<'a>, connections: &[usize]) -> impl Iterator<Item = Failure<'a>> {
    let all = context.connections;
    let parts = connections.iter().filter_map(|&index| Some(parts(index, all.get(index)?))).flatten();
    parts.filter(|failure| match failure.end {
        End::Endpoint(endpoint) => !endpoint.outcome.works(),
        End::Call(_) => true,
    })
}

/// The rule that reports the first part of a connection that fails and that any rule reports.
pub fn reported_as(connection: &Connection) -> Option<Code> {
    parts(0, connection).find_map(|failure| reporter(failure.end))
}

/// The ends of a connection.
fn parts(index: usize, connection: &Connection) -> impl Iterator<Item = Failure<'_>> {
    let endpoints = connection.verdict.endpoints.iter().map(End::Endpoint);
    let call = connection.verdict.outcome.map(End::Call);
    endpoints.chain(call).map(move |end| Failure { index, connection, end })
}

/// The rules that report how a part of a connection ends, and nothing else.
pub(super) const REPORTERS: [Code; 16] = [
    Code::ClosedByGateway,
    Code::PlaintextToStrict,
    Code::RejectedHandshake,
    Code::ForeignBytesOnHttp,
    Code::MtlsToPlaintext,
    Code::TlsInTls,
    Code::ServerFirstHang,
    Code::DeniedWithoutIdentity,
    Code::HttpPolicyOnTcp,
    Code::DeniedByPolicy,
    Code::MissingEndpoints,
    Code::UnreachableAddress,
    Code::UnregisteredDestination,
    Code::MissingCluster,
    Code::UnroutedRequest,
    Code::ProxyAnswer,
];

/// The rule that reports how a part of a connection ends; `None` for what works. One of [`REPORTERS`].
fn reporter(end: End) -> Option<Code> {
    match end {
        End::Endpoint(endpoint) => match (endpoint.outcome, endpoint.sent) {
            (Outcome::Refused | Outcome::ProtocolError, _) if is_at_gateway(endpoint) => {
                Some(Code::ClosedByGateway)
            }
            (Outcome::Refused, Sent::Plaintext) => Some(Code::PlaintextToStrict),
            (Outcome::Refused, _) => Some(Code::RejectedHandshake),
            // Where the server ends the mutual TLS, it is what was in it that is not HTTP.
            (Outcome::ProtocolError, _) if matches!(endpoint.mode, Mode::Strict | Mode::Permissive) => {
                Some(Code::ForeignBytesOnHttp)
            }
            (Outcome::Garbled | Outcome::ProtocolError, Sent::IstioMtls) => Some(Code::MtlsToPlaintext),
            (Outcome::Garbled, _) => Some(Code::TlsInTls),
            (Outcome::ProtocolError, _) => Some(Code::ForeignBytesOnHttp),
            (Outcome::Hangs, _) => Some(Code::ServerFirstHang),
            (Outcome::Denied, _) => Some(match refusal(endpoint) {
                Refusal::IdentityLost => Code::DeniedWithoutIdentity,
                Refusal::RequestUnseen => Code::HttpPolicyOnTcp,
                Refusal::Plain => Code::DeniedByPolicy,
            }),
            (Outcome::Mtls | Outcome::Plaintext | Outcome::Tls, _) => None,
        },
        End::Call(outcome) => match outcome {
            CallOutcome::NoEndpoint => Some(Code::MissingEndpoints),
            CallOutcome::Unreachable => Some(Code::UnreachableAddress),
            CallOutcome::Blackhole => Some(Code::UnregisteredDestination),
            CallOutcome::NoCluster => Some(Code::MissingCluster),
            CallOutcome::NoRoute => Some(Code::UnroutedRequest),
            CallOutcome::Redirect | CallOutcome::DirectResponse => Some(Code::ProxyAnswer),
            CallOutcome::Denied => Some(Code::DeniedByPolicy),
            CallOutcome::NoFilterChain
            | CallOutcome::ProtocolError
            | CallOutcome::NoListener
            | CallOutcome::Refused => Some(Code::ClosedByGateway),
        },
    }
}

/// Whether the call ends at a server of a gateway.
fn is_at_gateway(endpoint: &Endpoint) -> bool {
    endpoint.why.iter().any(|step| matches!(step.answer, Answer::GatewayServer(_)))
}

/// What the policies of an endpoint that denies a call object to.
fn refusal(endpoint: &Endpoint) -> Refusal {
    let mut refusals = endpoint.why.iter().filter_map(|step| match &step.answer {
        Answer::Authorization(answer) => answer.refusal(),
        _ => None,
    });
    refusals.next_back().unwrap_or(Refusal::Plain)
}
