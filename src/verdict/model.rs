//! The answer: what leaves the client, what the server enforces, what comes of it, and why.

use super::{Answer, Because};
use crate::mesh::{Call, Footprint, Mesh, Payload, WorkloadId};
use crate::resource::Ref;
use std::rc::Rc;

/// What leaves the client's pod (`sent` in the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sent {
    /// The client's bytes as they are.
    Plaintext,
    /// Istio mutual TLS by the client's proxy.
    IstioMtls,
    /// One-way TLS originated by the client's proxy (DestinationRule `SIMPLE`).
    Tls,
    /// TLS with own certificates by the client's proxy (DestinationRule `MUTUAL`).
    MutualTls,
    /// TLS that the application itself speaks, passed on untouched.
    AppTls,
    /// The ambient tunnel.
    Hbone,
}

/// What the server's proxy enforces on a port (`mode` in the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// Only mutual TLS of the mesh.
    Strict,
    /// Mutual TLS and plaintext.
    Permissive,
    /// Plaintext; TLS is not terminated.
    Disable,
    /// Nothing: the bytes never meet a proxy.
    None,
}

/// What comes of the bytes at one endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Reaches the app, protected and authenticated by the mesh.
    Mtls,
    /// Reaches the app, unprotected.
    Plaintext,
    /// TLS that the mesh does not terminate reaches the app.
    Tls,
    /// The server's proxy closes the connection.
    Refused,
    /// The app receives TLS bytes that it cannot read.
    Garbled,
    /// An HTTP filter chain receives something that is not HTTP.
    ProtocolError,
    /// An AuthorizationPolicy or a token check refuses it.
    Denied,
    /// Both sides wait.
    Hangs,
}

/// What becomes of (a part of) a call that never gets to an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CallOutcome {
    /// The cluster has no endpoint: 503 UH.
    NoEndpoint,
    /// The route names a host or subset that does not exist: 503 NC.
    NoCluster,
    /// No route matches: 404 NR.
    NoRoute,
    /// Nothing answers there: a VIP port that no Service declares, a name that resolves to nothing.
    Unreachable,
    /// No filter chain of a gateway takes it.
    NoFilterChain,
    /// `REGISTRY_ONLY` and the destination is not known.
    Blackhole,
    /// The client's proxy answers with a redirect.
    Redirect,
    /// The client's proxy answers itself.
    DirectResponse,
    /// The client's proxy cannot read the bytes.
    ProtocolError,
    /// The gateway has no listener on the port.
    NoListener,
    /// The gateway or waypoint itself refuses the handshake.
    Refused,
    /// A policy at the gateway or waypoint itself denies it.
    Denied,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Server {
    /// A workload of the scenario.
    Workload(WorkloadId),
    /// Anything outside it.
    External,
}

/// Whom a server takes its peer to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Peer {
    /// The client of the call.
    Client,
    /// The gateway or waypoint that sent it on.
    Between(WorkloadId),
}

impl Sent {
    /// What leaves the pod where nothing is put around the bytes of the app.
    pub(super) const fn untouched(payload: Payload) -> Self {
        match payload {
            Payload::Http | Payload::Tcp | Payload::ServerFirst => Self::Plaintext,
            Payload::Tls => Self::AppTls,
            Payload::Mtls => Self::IstioMtls,
        }
    }
}

/// The whole answer to one call.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Present only when (part of) the call never gets to an endpoint.
    pub outcome: Option<CallOutcome>,
    /// The steps up to the choice of endpoints that all parts of the call share; never empty.
    pub why: Vec<Step>,
    /// The further steps of the part that gave `outcome`; empty where there is none, or where no endpoint is reached
    /// either and `why` tells it all.
    pub stopped: Vec<Step>,
    /// One row per endpoint, sorted by server name, port and sent.
    pub endpoints: Vec<Endpoint>,
}

/// What happens at one endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// Who answers.
    pub server: Server,
    /// The pod port.
    pub port: u16,
    /// What leaves the client's pod.
    pub sent: Sent,
    /// What the server enforces there.
    pub mode: Mode,
    /// What comes of it.
    pub outcome: Outcome,
    /// Who the server knows to be calling, if a handshake proved it.
    pub peer: Option<Peer>,
    /// The steps from the choice of TLS to the outcome; never empty. Together with [`Verdict::why`] the whole path.
    pub why: Vec<Step>,
}

impl Endpoint {
    /// The SPIFFE identity (without `spiffe://`) that the server sees on this call, if any.
    pub fn identity(&self, mesh: &Mesh, call: &Call) -> Option<String> {
        let peer = match self.peer? {
            Peer::Client => call.from,
            Peer::Between(workload) => workload,
        };
        Some(mesh.workload(peer)?.identity(&mesh.settings.trust_domain))
    }
}

/// One decision on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// How the rail of the path is drawn here.
    pub weight: Weight,
    /// What was asked, and what the answer is.
    pub answer: Answer,
    /// What decided it; `None` when the answer itself names the default that did.
    pub decided_by: Option<Ref>,
    /// What was beaten or set aside, and why, in the order in which it was considered.
    pub ignored: Vec<Ignored>,
}

/// The role of a step in the outcome. On the way to an endpoint that fails exactly one step stops; at most one more
/// decides, where the cause lies before the end. On the way to one that works exactly one decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Passed on the way.
    Passed,
    /// This decided the outcome.
    Decides,
    /// Here the connection ended.
    Stops,
    /// Would have come next, but was not reached.
    NotReached,
}

/// A resource that could have decided but did not.
#[derive(Clone, Debug, PartialEq)]
pub struct Ignored {
    /// The resource and field.
    pub by: Ref,
    /// Why it did not count.
    pub because: Because,
}

/// A call and its answer. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// Who calls whom.
    pub call: Rc<Call>,
    /// What comes of it; shared by the clients that get the same.
    pub verdict: Rc<Verdict>,
    /// Where its evaluation looked: what changes elsewhere does not change it.
    pub looked: Footprint,
}
