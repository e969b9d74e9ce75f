//! What findings say: codes and arguments, never prose.

use super::NoEffect;
use crate::mesh::Crowd;
use crate::resource::Fault;
use crate::resource::admission::Objection;
use crate::verdict::{
    Answer, AuthorizationAnswer, Mode, Overall, RuleAnswer, Sent, SentBecause, TokenFlaw, Unmatched,
};

/// The message of a finding.
#[derive(Debug, PartialEq)]
pub enum Message {
    /// Plaintext is sent to servers that accept only mutual TLS.
    PlaintextToStrict {
        /// Why plaintext.
        cause: PlaintextCause,
        /// `namespace/name` of the clients.
        clients: Vec<String>,
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// Istio mutual TLS is sent to servers that cannot take it off.
    MtlsToPlaintext {
        /// `namespace/name` of the DestinationRule that asks for it, if one does.
        rule: Option<String>,
        /// What the servers are.
        server: PlainServer,
        /// Their `namespace/name`.
        servers: Vec<String>,
    },
    /// TLS that is not of the mesh is refused.
    RejectedHandshake {
        /// What is sent.
        sent: Sent,
        /// What the servers enforce.
        mode: Mode,
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// TLS is put around the TLS of the application.
    TlsInTls {
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// A port for HTTP receives something else.
    ForeignBytesOnHttp {
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// Client and proxy wait for each other.
    ServerFirstHang {
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// No pod is behind these.
    MissingEndpoints {
        /// The name that no port of the pods has.
        answer: Option<Answer>,
        /// `host:port` as dialled.
        dialled: Vec<String>,
    },
    /// Nothing answers at these.
    UnreachableAddress {
        /// `host:port` as dialled.
        dialled: Vec<String>,
    },
    /// The mesh does not know these, and lets no call to unknown destinations out.
    UnregisteredDestination {
        /// `host:port` as dialled.
        dialled: Vec<String>,
    },
    /// A route to these leads to a cluster that is not there.
    MissingCluster {
        /// What is missing.
        answer: Option<Answer>,
        /// `host:port` as dialled.
        dialled: Vec<String>,
    },
    /// A request to these fits no rule.
    UnroutedRequest {
        /// `host:port` as dialled.
        dialled: Vec<String>,
    },
    /// The client's proxy answers requests to these itself.
    ProxyAnswer {
        /// `host:port` as dialled.
        dialled: Vec<String>,
    },
    /// A policy would let clients in by their identity, but the connection carries none.
    DeniedWithoutIdentity {
        /// `namespace/name` of the policy.
        policy: String,
        /// `namespace/name` of the clients.
        clients: Vec<String>,
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// A policy about requests denies connections on a port where the proxy reads bytes.
    HttpPolicyOnTcp {
        /// `namespace/name` of the policy.
        policy: String,
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// Policies deny calls.
    DeniedByPolicy {
        /// What they say.
        denial: Denial,
        /// `namespace/name` of the clients.
        clients: Vec<String>,
        /// `namespace/name` of the servers.
        servers: Vec<String>,
    },
    /// A gateway closes what arrives at it.
    ClosedByGateway {
        /// What the gateway makes of it.
        answer: Option<Answer>,
        /// `host:port` as dialled, or `namespace/name` of the gateway.
        dialled: Vec<String>,
    },
    /// A negative condition on the identity of clients lets those in that have none.
    NegativeMatchAdmitsPlaintext {
        /// `namespace/name` of the policy.
        policy: String,
        /// The field, such as `notNamespaces`.
        field: &'static str,
    },
    /// A policy names an identity that no workload has.
    UnknownPrincipal {
        /// `namespace/name` of the policy.
        policy: String,
        /// As written.
        principal: String,
        /// What is wrong with it.
        flaw: PrincipalFlaw,
    },
    /// A policy names the number of a service port; what counts is the pod port.
    ServicePortInPolicy {
        /// Kind of the policy.
        kind: String,
        /// `namespace/name` of the policy.
        policy: String,
        /// `namespace/name` of the service.
        service: String,
        /// The port of the service.
        port: u16,
        /// The pod port behind it.
        target: u16,
    },
    /// A policy selects no pod of its namespace.
    SelectorWithoutPods {
        /// Kind of the policy.
        kind: String,
        /// `namespace/name` of the policy.
        policy: String,
        /// What was probably meant.
        nearest: Option<NearestLabel>,
    },
    /// A declared call has a client that is not in the text, so nothing can be said about it.
    UnknownClient {
        /// `namespace/workload` as written.
        client: String,
    },
    /// TLS is put on a port that is for plaintext.
    OriginationOnPlainPort {
        /// `namespace/name` of the DestinationRule.
        rule: String,
        /// `host:port` where it arrives.
        dialled: String,
    },
    /// Requests are sent as plain HTTP to a port that is declared for TLS.
    RequestsToTlsPort {
        /// Full name of the service.
        host: String,
        /// Its port.
        port: u16,
    },
    /// Two Services, or two ports of one, say different things about one pod port.
    ConflictingPorts {
        /// `namespace/name` of the one that is not asked.
        service: String,
        /// `namespace/name` of the one that is; nothing where that is an earlier port of the same Service.
        older: Option<String>,
        /// The pod port.
        port: u16,
    },
    /// A policy makes an exception from STRICT that no call needs.
    LeftoverPermissive {
        /// Its `namespace/name`.
        policy: String,
        /// What it accepts instead.
        mode: Mode,
        /// `namespace/name` of the policy that says STRICT.
        above: String,
    },
    /// A request leaves the mesh in plaintext.
    PlaintextEgress {
        /// `host:port` as dialled.
        dialled: String,
    },
    /// A gateway listens, and no route is bound to it.
    GatewayWithoutRoute {
        /// `namespace/name` of the Gateway.
        gateway: String,
    },
    /// Calls between proxies of the mesh go as plaintext, because no route takes them.
    PassthroughInPlaintext {
        /// `namespace/name` of the client.
        client: String,
        /// `namespace/name` of the servers.
        servers: Vec<String>,
        /// Why no route takes the first one.
        why: Unmatched,
    },
    /// The injector refuses the value of an annotation.
    UnreadableAnnotation {
        /// The annotation.
        key: &'static str,
        /// Its value.
        value: String,
    },
    /// Something changes nothing.
    NoEffect(NoEffect),
    /// A call does not end as its author expects.
    UnexpectedOutcome {
        /// `namespace/name` of the client.
        client: String,
        /// `host:port` as dialled.
        dialled: String,
        /// The word of the contract that was expected.
        expected: String,
        /// How it ends.
        found: Overall,
    },
    /// An expectation is no outcome.
    UnknownExpectation {
        /// As written.
        word: String,
    },
    /// Something in the text is not as it must be.
    Fault(Fault),
    /// The cluster objects to a field.
    Objection(Objection),
    /// A word that YAML takes for something else than text.
    UnquotedWord {
        /// As written, such as `on` or `1.20`.
        word: String,
        /// What YAML takes it for.
        taken_for: NotText,
    },
    /// Several documents are the same resource.
    DuplicateDocument {
        /// Its kind.
        kind: String,
        /// Its `namespace/name`, or its name where it has no namespace.
        name: String,
        /// How many documents.
        count: usize,
    },
    /// Documents of a kind that changes no outcome.
    UnusedKind {
        /// The kind.
        kind: String,
        /// How many.
        count: usize,
    },
    /// Documents of a kind that may change outcomes, but is not evaluated.
    UnevaluatedKind {
        /// The kind.
        kind: String,
        /// How many.
        count: usize,
    },
    /// Pods ask a revision for injection that the text does not show to be installed (INJ-4).
    UnlistedRevision {
        /// Its name, or a tag's.
        revision: String,
        /// The revisions that the text shows; where there are none, the one that is asked is taken to be there.
        shown: Vec<String>,
    },
    /// Resources make too much of each other: what comes of this one is left out.
    Crowded(Crowd),
    /// Workloads speak to the mesh by their gRPC library, which is not evaluated (INJ-13, D-6).
    ProxylessGrpc {
        /// Their names.
        workloads: Vec<String>,
        /// The template that the first of them asks for.
        template: String,
    },
}

/// What policies say to a call that they deny.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    /// AuthorizationPolicies.
    Policy(AuthorizationAnswer),
    /// RequestAuthentications.
    Token(TokenFlaw),
    /// A gateway or waypoint on the way.
    OnTheWay,
}

/// Why no workload has an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalFlaw {
    /// Principals are written without `spiffe://`.
    Scheme,
    /// Its namespace has no such service account; this one, if any, is nearly the same.
    NoAccount(Option<String>),
}

/// Why plaintext is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaintextCause {
    /// The clients have no proxy.
    Outside {
        /// `namespace/name` of the PeerAuthentication that accepts only mutual TLS.
        policy: Option<String>,
    },
    /// The bytes go past the client's proxy.
    Bypassed,
    /// No route of the mesh takes them.
    NotRouted(Unmatched),
    /// A DestinationRule says so.
    Rule(RuleAnswer),
    /// Auto mTLS does not come about.
    NoAutoMtls(SentBecause),
}

/// Why a server cannot take mutual TLS off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlainServer {
    /// It has no proxy.
    NoProxy,
    /// The bytes go past its proxy.
    Bypassed,
    /// Its proxy takes plaintext only on that port.
    Disable,
}

/// A label that a pod has and a selector just misses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestLabel {
    /// `key=value` as the selector has it.
    pub written: String,
    /// `key=value` as the pod has it.
    pub meant: String,
    /// `namespace/name` of the workload whose pods have it.
    pub workload: String,
}

/// What YAML takes an unquoted word for, if not for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotText {
    /// `on`, `yes`, `true` …
    Boolean,
    /// `1.20`, `0777`, `1e3` …
    Number,
    /// `null`, `~`.
    Null,
}
