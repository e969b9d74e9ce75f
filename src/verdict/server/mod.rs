//! The server's half: from what arrives at the pod to what the app gets (A9, A10).

mod capture;
pub(super) mod chain;
pub(super) mod mode;

use self::chain::Declared;
use super::ambient;
use super::capture::{Capture, bypassed};
use super::delivery::{Delivery, Fate};
use super::handshake::handshake;
use super::trace::not_reached;
use super::weigh::weigh;
use super::{
    Answer, Arrival, Bypass, ChainKind, Endpoint, Mode, Outcome, ProxyAnswer, Question, Sent, Server, Step,
};
use crate::mesh::{Call, Mesh, ProxyKind, Workload};

/// What comes of a delivery at its endpoint.
pub(super) fn receive(mesh: &Mesh, client: &Workload, call: &Call, delivery: Delivery) -> Endpoint {
    let arrival = Arrival::of(delivery.inside, call.payload, delivery.codec);
    let Delivery { server, port, service_port, sent, inside, fate, mut steps, .. } = delivery;
    let (mode, outcome) = match (fate, server) {
        (Fate::Stalls, server) => {
            steps.push(not_reached(Question::ServerProxy));
            let mode =
                server.map_or(Mode::None, |server| mode::of_port(mesh, server, port, service_port).mode);
            (mode, Outcome::Hangs)
        }
        (Fate::Arrives | Fate::StaysInPod, None) => {
            steps.push(Step::new(Answer::ServerProxy(ProxyAnswer::Outside)));
            (Mode::None, handshake(arrival, Mode::None, ChainKind::Auto).outcome(arrival))
        }
        (Fate::StaysInPod, Some(_)) => unguarded(bypassed(Bypass::OwnAddress), arrival, &mut steps),
        (Fate::Arrives, Some(server)) if sent == Sent::Hbone => {
            steps.push(capture_step(super::capture::proxy(mesh, server)));
            ambient::from_tunnel(mesh, server, (port, service_port), (inside, arrival), &mut steps)
        }
        (Fate::Arrives, Some(server)) => {
            let capture = capture::inbound(mesh, server, port);
            if capture.meets_proxy() && server.proxy == ProxyKind::Ambient {
                steps.push(capture_step(capture));
                ambient::without_tunnel(mesh, server, (port, service_port), arrival, &mut steps)
            } else if capture.meets_proxy() {
                steps.push(capture_step(capture));
                guarded(mesh, server, (port, service_port), arrival, &mut steps)
            } else {
                unguarded(capture, arrival, &mut steps)
            }
        }
    };
    weigh(&mut steps, outcome);
    // Only a handshake that the server's proxy ended tells it who calls (AZ-24).
    let identified = match sent {
        Sent::IstioMtls => outcome == Outcome::Mtls,
        Sent::Hbone => true,
        Sent::Plaintext | Sent::Tls | Sent::MutualTls | Sent::AppTls => false,
    };
    Endpoint {
        server: server.map_or(Server::External, |server| Server::Workload(server.id)),
        port,
        sent,
        mode,
        outcome,
        identity: identified.then(|| client.identity(&mesh.settings.trust_domain)),
        why: steps,
    }
}

/// No proxy looks at it: the app gets it as it is.
fn unguarded(capture: Capture, arrival: Arrival, steps: &mut Vec<Step>) -> (Mode, Outcome) {
    steps.push(capture_step(capture));
    (Mode::None, handshake(arrival, Mode::None, ChainKind::Auto).outcome(arrival))
}

/// The proxy of the server takes it, or does not.
fn guarded(
    mesh: &Mesh,
    server: &Workload,
    (port, service_port): (u16, Option<u16>),
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> (Mode, Outcome) {
    let decision = mode::of_port(mesh, server, port, service_port);
    let mode = decision.mode;
    steps.push(decision.step());
    let Declared { kind, by, ignored } = chain::declared(mesh, server, port);
    let taken = handshake(arrival, mode, kind);
    steps.push(Step::new(Answer::FilterChain { port, arrival, kind, taken }).by(by).beating(ignored));
    let outcome = taken.outcome(arrival);
    if !outcome.works() {
        steps.push(not_reached(Question::Authorization));
    }
    (mode, outcome)
}

fn capture_step(capture: Capture) -> Step {
    Step::new(Answer::ServerProxy(capture.answer)).by(capture.by).beating(capture.ignored)
}
