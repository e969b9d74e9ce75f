//! What arrives at a pod of an ambient mesh, through the tunnel or without it.

use super::strict;
use crate::mesh::{Mesh, TunnelEnd, Workload};
use crate::verdict::authz::Reader;
use crate::verdict::delivery::Delivery;
use crate::verdict::handshake::handshake;
use crate::verdict::server::chain::{self, Declared};
use crate::verdict::server::{Door, admit, mode};
use crate::verdict::trace::not_reached;
use crate::verdict::{Answer, Arrival, Codec, Mode, Outcome, Question, Sent, Step, Taken, TunnelAnswer};

/// What the end of the tunnel makes of what was inside of it. PeerAuthentication has no say (AMB-6, AMB-11).
pub(in crate::verdict) fn from_tunnel(
    mesh: &Mesh,
    (client, server): (&Workload, &Workload),
    delivery: &Delivery,
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> (Mode, Outcome) {
    let end = server.tunnel_end().unwrap_or(TunnelEnd::Proxy);
    let ends = Step::new(Answer::Tunnel(TunnelAnswer::Ends(end)));
    let (port, service_port) = (delivery.port, delivery.service_port);
    let (mode, door, taken) = match end {
        TunnelEnd::Ztunnel => {
            let decision = strict::of_port(mesh, server, port, service_port);
            let mode = decision.mode;
            steps.push(decision.step());
            steps.push(ends);
            let door = Door { reader: Reader::Ztunnel, codec: Codec::Tcp, identified: true };
            (mode, door, Taken::PassedOn)
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
            let codec = match taken {
                Taken::Plain(codec) | Taken::Terminated(codec) => codec,
                Taken::PassedOn => Codec::Tcp,
                Taken::NoChain | Taken::NoCertificate | Taken::NotHttp | Taken::Waits => {
                    steps.push(not_reached(Question::Authorization));
                    return (mode, taken.outcome(arrival));
                }
            };
            (mode, Door { reader: Reader::Proxy, codec, identified: true }, taken)
        }
    };
    let outcome = protected(taken, arrival, delivery.inside);
    (mode, admit(mesh, (client, server), delivery, door, outcome, steps))
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
/// otherwise it passes the bytes on, whatever they are (AMB-13), if the policies let in somebody unknown.
pub(in crate::verdict) fn without_tunnel(
    mesh: &Mesh,
    (client, server): (&Workload, &Workload),
    delivery: &Delivery,
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> (Mode, Outcome) {
    let port = delivery.port;
    let decision = strict::of_port(mesh, server, port, delivery.service_port);
    let mode = decision.mode;
    steps.push(decision.step());
    if mode == Mode::Strict {
        steps.push(Step::new(Answer::Tunnel(TunnelAnswer::Closed { port, arrival })));
        steps.push(not_reached(Question::Authorization));
        return (mode, Outcome::Refused);
    }
    steps.push(Step::new(Answer::Tunnel(TunnelAnswer::PassedOn { port, arrival })));
    let door = Door { reader: Reader::Ztunnel, codec: Codec::Tcp, identified: false };
    let outcome = Taken::PassedOn.outcome(arrival);
    (mode, admit(mesh, (client, server), delivery, door, outcome, steps))
}
