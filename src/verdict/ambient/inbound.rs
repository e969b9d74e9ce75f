//! What arrives at a pod of an ambient mesh, through the tunnel or without it.

use super::strict;
use crate::mesh::{Mesh, TunnelEnd, Workload};
use crate::verdict::handshake::handshake;
use crate::verdict::server::chain::{self, Declared};
use crate::verdict::server::mode;
use crate::verdict::trace::not_reached;
use crate::verdict::{Answer, Arrival, Mode, Outcome, Question, Sent, Step, Taken, TunnelAnswer};

/// What the end of the tunnel makes of what was inside of it. PeerAuthentication has no say (AMB-6, AMB-11).
pub(in crate::verdict) fn from_tunnel(
    mesh: &Mesh,
    server: &Workload,
    (port, service_port): (u16, Option<u16>),
    (inside, arrival): (Sent, Arrival),
    steps: &mut Vec<Step>,
) -> (Mode, Outcome) {
    let end = server.tunnel_end().unwrap_or(TunnelEnd::Proxy);
    let ends = Step::new(Answer::Tunnel(TunnelAnswer::Ends(end)));
    match end {
        TunnelEnd::Ztunnel => {
            let decision = strict::of_port(mesh, server, port, service_port);
            let mode = decision.mode;
            steps.push(decision.step());
            steps.push(ends);
            (mode, protected(Taken::PassedOn, arrival, inside))
        }
        TunnelEnd::Proxy => {
            let decision = mode::of_port(mesh, server, port, service_port);
            let mode = decision.mode;
            steps.push(decision.step());
            steps.push(ends);
            // Behind the tunnel's end the chains are those of a port without TLS.
            let Declared { kind, by, ignored } = chain::declared(mesh, server, port);
            let taken = handshake(arrival, Mode::Disable, kind);
            steps.push(Step::new(Answer::FilterChain { port, arrival, kind, taken }).by(by).beating(ignored));
            (mode, protected(taken, arrival, inside))
        }
    }
}

/// What comes of bytes that the tunnel protected on the way. TLS of the app is one of the things that it protects; TLS
/// that a rule put around the bytes must be ended by the app.
const fn protected(taken: Taken, arrival: Arrival, inside: Sent) -> Outcome {
    match (taken.outcome(arrival), inside) {
        (Outcome::Plaintext, _) | (Outcome::Tls, Sent::AppTls) => Outcome::Mtls,
        (outcome, _) => outcome,
    }
}

/// What the ztunnel of a server makes of a connection that comes without a tunnel: STRICT closes it (AMB-5), and
/// otherwise it passes the bytes on, whatever they are (AMB-13).
pub(in crate::verdict) fn without_tunnel(
    mesh: &Mesh,
    server: &Workload,
    (port, service_port): (u16, Option<u16>),
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> (Mode, Outcome) {
    let decision = strict::of_port(mesh, server, port, service_port);
    let mode = decision.mode;
    steps.push(decision.step());
    if mode == Mode::Strict {
        steps.push(Step::new(Answer::Tunnel(TunnelAnswer::Closed { port, arrival })));
        steps.push(not_reached(Question::Authorization));
        return (mode, Outcome::Refused);
    }
    steps.push(Step::new(Answer::Tunnel(TunnelAnswer::PassedOn { port, arrival })));
    (mode, Taken::PassedOn.outcome(arrival))
}
