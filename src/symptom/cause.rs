//! What errors come from.

use crate::lint::{Code, Context};
use crate::resource::Ref;
use crate::verdict::{
    Answer, CallOutcome, Connection, DestinationAnswer, Endpoint, Outcome, Question, RouteAnswer, Sent,
    Taken, TokenAnswer, TunnelAnswer,
};
use crate::yaml::Path;

/// What an error comes from. The order has no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// Plaintext reaches a proxy that accepts only mutual TLS.
    PlaintextRefused,
    /// A ztunnel accepts only its tunnel.
    TunnelRequired,
    /// TLS reaches something that does not speak it.
    TlsToPlaintext,
    /// TLS reaches a proxy that has no filter chain for it.
    TlsRefused,
    /// One side does not trust the certificate of the other, or gets none.
    ForeignCertificate,
    /// HTTP reaches an application that serves TLS.
    HttpToTlsApp,
    /// Something else than HTTP reaches a port for HTTP.
    NotHttp,
    /// An AuthorizationPolicy says no.
    Denied,
    /// A token is missing or wrong.
    TokenRejected,
    /// No pod is behind the service or subset, or none that is ready.
    NoEndpoint,
    /// The route leads to a host or subset that is not there.
    NoCluster,
    /// No route takes the request.
    NoRoute,
    /// No filter chain or server of a gateway takes the connection.
    GatewayRefuses,
    /// The mesh lets no call to an unknown destination out.
    Blackhole,
    /// The proxy passes the call on untouched, since it knows no such service.
    Passthrough,
    /// Nothing listens there, or the network drops it.
    Unreachable,
    /// The name does not resolve.
    Unresolved,
    /// Both sides wait for the other to speak.
    Hangs,
    /// The application takes too long.
    Slow,
    /// A connection pool is full.
    Overflow,
    /// A VirtualService answers with a fault.
    Fault,
    /// The application itself closes the connection or is down.
    App,
    /// The client gave up.
    ClientLeft,
    /// A probe of the kubelet does not get through.
    Probe,
    /// The API server's call to a webhook does not get through.
    Webhook,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 25] = [
        Self::PlaintextRefused,
        Self::TunnelRequired,
        Self::TlsToPlaintext,
        Self::TlsRefused,
        Self::ForeignCertificate,
        Self::HttpToTlsApp,
        Self::NotHttp,
        Self::Denied,
        Self::TokenRejected,
        Self::NoEndpoint,
        Self::NoCluster,
        Self::NoRoute,
        Self::GatewayRefuses,
        Self::Blackhole,
        Self::Passthrough,
        Self::Unreachable,
        Self::Unresolved,
        Self::Hangs,
        Self::Slow,
        Self::Overflow,
        Self::Fault,
        Self::App,
        Self::ClientLeft,
        Self::Probe,
        Self::Webhook,
    ];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PlaintextRefused => "plaintext-refused",
            Self::TunnelRequired => "tunnel-required",
            Self::TlsToPlaintext => "tls-to-plaintext",
            Self::TlsRefused => "tls-refused",
            Self::ForeignCertificate => "foreign-certificate",
            Self::HttpToTlsApp => "http-to-tls-app",
            Self::NotHttp => "not-http",
            Self::Denied => "denied",
            Self::TokenRejected => "token-rejected",
            Self::NoEndpoint => "no-endpoint",
            Self::NoCluster => "no-cluster",
            Self::NoRoute => "no-route",
            Self::GatewayRefuses => "gateway-refuses",
            Self::Blackhole => "blackhole",
            Self::Passthrough => "passthrough",
            Self::Unreachable => "unreachable",
            Self::Unresolved => "unresolved",
            Self::Hangs => "hangs",
            Self::Slow => "slow",
            Self::Overflow => "overflow",
            Self::Fault => "fault",
            Self::App => "app",
            Self::ClientLeft => "client-left",
            Self::Probe => "probe",
            Self::Webhook => "webhook",
        }
    }

    /// The rule whose documentation says more.
    pub const fn rule(self) -> Option<Code> {
        match self {
            Self::PlaintextRefused | Self::TunnelRequired => Some(Code::PlaintextToStrict),
            Self::TlsToPlaintext => Some(Code::MtlsToPlaintext),
            Self::TlsRefused | Self::ForeignCertificate => Some(Code::RejectedHandshake),
            Self::NotHttp => Some(Code::ForeignBytesOnHttp),
            Self::Denied | Self::TokenRejected => Some(Code::DeniedByPolicy),
            Self::NoEndpoint => Some(Code::MissingEndpoints),
            Self::NoCluster => Some(Code::MissingCluster),
            Self::NoRoute => Some(Code::UnroutedRequest),
            Self::GatewayRefuses => Some(Code::ClosedByGateway),
            Self::Blackhole => Some(Code::UnregisteredDestination),
            Self::Unreachable | Self::Unresolved => Some(Code::UnreachableAddress),
            Self::Hangs => Some(Code::ServerFirstHang),
            Self::Fault => Some(Code::ProxyAnswer),
            Self::HttpToTlsApp
            | Self::Passthrough
            | Self::Slow
            | Self::Overflow
            | Self::App
            | Self::ClientLeft
            | Self::Probe
            | Self::Webhook => None,
        }
    }
}

/// Everything that could make people see an error at this end of a connection, the end itself first.
pub(super) fn of(context: &Context, connection: &Connection, endpoint: Option<&Endpoint>) -> Vec<Cause> {
    let verdict = &connection.verdict;
    let ends = match (endpoint, verdict.outcome) {
        (Some(endpoint), _) => at_endpoint(endpoint),
        (None, Some(outcome)) => on_the_way(connection, outcome),
        (None, None) => None,
    };
    let passes = |answer: &Answer| matches!(answer, Answer::Route(RouteAnswer::Passthrough(_)));
    let passthrough = verdict.path(endpoint).any(|step| passes(&step.answer)).then_some(Cause::Passthrough);
    let rule = verdict.path(endpoint).find(|step| step.answer.question() == Question::DestinationRule);
    let says = |field: &'static str| {
        rule.and_then(|step| step.decided_by.as_ref()).is_some_and(|by| has(context, by, field))
    };
    let full = says("connectionPool").then_some(Cause::Overflow);
    let ejected = says("outlierDetection").then_some(Cause::NoEndpoint);
    [ends, passthrough, full, ejected].into_iter().flatten().collect()
}

fn at_endpoint(endpoint: &Endpoint) -> Option<Cause> {
    let any = |is: fn(&Answer) -> bool| endpoint.why.iter().any(|step| is(&step.answer));
    let closed = any(|answer| matches!(answer, Answer::Tunnel(TunnelAnswer::Closed { .. })));
    let no_chain = any(|answer| matches!(answer, Answer::FilterChain { taken: Taken::NoChain, .. }));
    let token = any(|answer| matches!(answer, Answer::RequestAuthentication(TokenAnswer::Rejected(_))));
    let gateway = any(|answer| matches!(answer, Answer::GatewayServer(_)));
    match endpoint.outcome {
        Outcome::Mtls | Outcome::Plaintext | Outcome::Tls => None,
        Outcome::Refused if gateway => Some(Cause::GatewayRefuses),
        Outcome::Refused if closed => Some(Cause::TunnelRequired),
        Outcome::Refused if endpoint.sent == Sent::Plaintext => Some(Cause::PlaintextRefused),
        Outcome::Refused if no_chain => Some(Cause::TlsRefused),
        Outcome::Refused => Some(Cause::ForeignCertificate),
        Outcome::ProtocolError if endpoint.sent == Sent::Plaintext => Some(Cause::NotHttp),
        Outcome::Garbled | Outcome::ProtocolError => Some(Cause::TlsToPlaintext),
        Outcome::Denied if token => Some(Cause::TokenRejected),
        Outcome::Denied => Some(Cause::Denied),
        Outcome::Hangs => Some(Cause::Hangs),
    }
}

fn on_the_way(connection: &Connection, outcome: CallOutcome) -> Option<Cause> {
    let any = |is: fn(&Answer) -> bool| connection.verdict.path(None).any(|step| is(&step.answer));
    let nowhere = any(|answer| matches!(answer, Answer::Destination(DestinationAnswer::Nowhere { .. })));
    let fault = any(|answer| matches!(answer, Answer::Route(RouteAnswer::Fault { .. })));
    match outcome {
        CallOutcome::NoEndpoint => Some(Cause::NoEndpoint),
        CallOutcome::NoCluster => Some(Cause::NoCluster),
        CallOutcome::NoRoute => Some(Cause::NoRoute),
        CallOutcome::Unreachable if nowhere => Some(Cause::Unresolved),
        CallOutcome::Unreachable => Some(Cause::Unreachable),
        CallOutcome::Blackhole => Some(Cause::Blackhole),
        CallOutcome::NoFilterChain | CallOutcome::NoListener | CallOutcome::Refused => {
            Some(Cause::GatewayRefuses)
        }
        CallOutcome::ProtocolError => Some(Cause::NotHttp),
        CallOutcome::Denied => Some(Cause::Denied),
        CallOutcome::DirectResponse if fault => Some(Cause::Fault),
        CallOutcome::Redirect | CallOutcome::DirectResponse => None,
    }
}

/// Whether the traffic policy of a rule has this field.
fn has(context: &Context, rule: &Ref, field: &'static str) -> bool {
    let path = Path::of("spec.trafficPolicy").key(field);
    context.inventory.get(rule.resource).is_some_and(|rule| rule.root.at(&path).is_some())
}
