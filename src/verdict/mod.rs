//! What happens on a connection: client → wire → server, with every decision and what it beat.
//!
//! ```text
//! call ─ destination ─ capture ─ listener ─ route ─ DestinationRule ─ auto mTLS ─▶ delivery       client
//!                                                                                     │
//!                        outcome ◀─ handshake ◀─ chain ◀─ mode ◀─ capture ◀───────────┘            server
//! ```
//!
//! A call takes one *leg* for each address that its name leads to, each cluster that the route chooses and each
//! endpoint behind it. A step of the way names what decided it and what it beat; [`evaluate`] puts the legs together.

mod admission;
mod ambient;
mod answer;
mod authz;
mod because;
mod capture;
mod client;
mod codes;
mod delivery;
mod denial;
mod gateway;
mod handshake;
mod matrix;
mod model;
mod path;
mod request;
mod route_answer;
mod routing;
mod server;
mod symptom;
mod trace;
mod url_path;
mod weigh;
mod words;

pub use admission::{AuthorizationAnswer, Refusal, TokenAnswer, TokenFlaw};
pub use answer::{
    Answer, Bypass, DestinationAnswer, Level, Oddity, ProxyAnswer, Question, RuleAnswer, SentBecause,
    TunnelAnswer, WaypointAnswer,
};
pub use because::Because;
pub use denial::status;
pub use gateway::{Admission, GatewayAnswer};
pub use handshake::{Arrival, ChainKind, Codec, Inside, Taken};
pub use matrix::Evaluator;
pub use model::{
    CallOutcome, Connection, Endpoint, Ignored, Mode, Outcome, Peer, Sent, Server, Step, Verdict, Weight,
};
pub use route_answer::{RouteAnswer, Unmatched};
pub use symptom::{Symptom, symptom};
pub use words::Overall;

use self::client::Ways;
use crate::mesh::{Call, Footprint, Mesh, ProxyKind, Workload};
use std::net::IpAddr;
use std::rc::Rc;

/// What comes of a call, and why. Total and deterministic: the same mesh and call give the same answer.
pub fn evaluate(mesh: &Mesh, call: &Call) -> Verdict {
    follow(mesh, call).0
}

impl Connection {
    /// The call with what comes of it.
    pub fn of(mesh: &Mesh, call: impl Into<Rc<Call>>) -> Self {
        let call = call.into();
        Followed::new(mesh, &call).connection(call)
    }
}

/// What an evaluation finds out.
#[derive(Clone)]
struct Followed {
    verdict: Rc<Verdict>,
    /// Where it looked.
    looked: Footprint,
    /// The addresses that the call dials.
    dialled: Rc<[IpAddr]>,
}

impl Followed {
    fn new(mesh: &Mesh, call: &Call) -> Self {
        // Whatever others looked at before.
        mesh.footprint();
        let (verdict, dialled) = follow(mesh, call);
        Self { verdict: verdict.into(), looked: mesh.footprint(), dialled: dialled.into() }
    }

    /// The call for which this was found out, for this client or one like it.
    fn connection(self, call: Rc<Call>) -> Connection {
        Connection { looked: self.looked.with(call.from), verdict: self.verdict, call }
    }
}

/// The verdict, and the addresses that the call dials.
fn follow(mesh: &Mesh, call: &Call) -> (Verdict, Vec<IpAddr>) {
    let ways = mesh.workload(call.from).map(|client| client::ways(mesh, client, call));
    let Ways { legs, dialled } = ways.unwrap_or_default();
    // Rules that Istio would not admit may lead nowhere at all: no destination, no weight.
    let verdict = if legs.is_empty() { nowhere(call) } else { trace::assemble(mesh, legs) };
    (verdict, dialled)
}

fn nowhere(call: &Call) -> Verdict {
    Verdict {
        outcome: Some(CallOutcome::Unreachable),
        why: vec![Step {
            weight: Weight::Stops,
            ..Step::new(Answer::Destination(DestinationAnswer::Nowhere { host: call.host.clone() }))
        }],
        stopped: Vec::new(),
        endpoints: Vec::new(),
    }
}

/// What a workload enforces on a pod port, whoever calls; port 0 stands for all that no policy names.
pub fn enforced(mesh: &Mesh, workload: &Workload, port: u16) -> Mode {
    match workload.proxy {
        ProxyKind::None => Mode::None,
        ProxyKind::Ambient => ambient::enforced(mesh, workload, port),
        ProxyKind::Sidecar | ProxyKind::Gateway | ProxyKind::Waypoint => {
            server::mode::of_port(mesh, workload, port, None).mode
        }
    }
}
