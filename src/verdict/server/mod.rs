//! The server's half: from what arrives at the pod to what the app gets (A9, A10).

mod capture;
pub(super) mod chain;
pub(super) mod mode;

use self::chain::Declared;
use super::ambient;
use super::authz::{Access, Attached, Identity, Reader, Ruling, authorize};
use super::capture::{Capture, bypassed};
use super::delivery::{Delivery, Fate};
use super::handshake::handshake;
use super::trace::not_reached;
use super::weigh::weigh;
use super::{
    Answer, Arrival, Because, Bypass, ChainKind, Codec, Endpoint, Ignored, Mode, Outcome, Peer, ProxyAnswer,
    Question, Sent, Server, Step, Taken, gateway,
};
use crate::mesh::{Call, Mesh, ProxyKind, Workload};

/// What comes of a delivery at its endpoint.
pub(super) fn receive(mesh: &Mesh, client: &Workload, call: &Call, mut delivery: Delivery) -> Endpoint {
    let arrival = Arrival::of(delivery.inside, call.payload, delivery.codec);
    let mut steps = std::mem::take(&mut delivery.steps);
    let received = match (delivery.fate, delivery.server) {
        (Fate::Stalls, server) => {
            steps.push(not_reached(Question::ServerProxy));
            let mode = server.map_or(Mode::None, |server| {
                mode::of_port(mesh, server, delivery.port, delivery.service_port).mode
            });
            Received { mode, outcome: Outcome::Hangs, identified: false }
        }
        (Fate::Arrives | Fate::StaysInPod, None) => {
            steps.push(Step::new(Answer::ServerProxy(ProxyAnswer::Outside)));
            Received::unguarded(arrival)
        }
        (Fate::StaysInPod, Some(_)) => {
            steps.push(capture_step(bypassed(Bypass::OwnAddress)));
            Received::unguarded(arrival)
        }
        (Fate::Arrives, Some(server))
            if server.proxy == ProxyKind::Gateway
                && capture::inbound(mesh, server, delivery.port).meets_proxy() =>
        {
            steps.push(capture_step(super::capture::proxy(mesh, server)));
            let (outcome, identified) =
                gateway::receive(mesh, (client, server), &delivery, arrival, &mut steps);
            Received { mode: Mode::None, outcome, identified }
        }
        (Fate::Arrives, Some(server)) => {
            self::arrived(mesh, (client, server), &delivery, arrival, &mut steps)
        }
    };
    let Received { mode, outcome, identified } = received;
    weigh(&mut steps, outcome);
    Endpoint {
        server: delivery.server.map_or(Server::External, |server| Server::Workload(server.id)),
        port: delivery.port,
        sent: delivery.sent,
        mode,
        outcome,
        peer: identified
            .then(|| if client.id == call.from { Peer::Client } else { Peer::Between(client.id) }),
        why: steps,
    }
}

/// What comes of what arrives at a pod: its proxy takes it, or the app does.
fn arrived(
    mesh: &Mesh,
    (client, server): (&Workload, &Workload),
    delivery: &Delivery,
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> Received {
    if delivery.sent == Sent::Hbone {
        steps.push(capture_step(super::capture::proxy(mesh, server)));
        let (mode, outcome) = ambient::from_tunnel(mesh, (client, server), delivery, arrival, steps);
        return Received { mode, outcome, identified: true };
    }
    let capture = capture::inbound(mesh, server, delivery.port);
    let meets_proxy = capture.meets_proxy();
    steps.push(capture_step(capture));
    match server.proxy {
        _ if !meets_proxy => Received::unguarded(arrival),
        ProxyKind::Ambient => {
            let (mode, outcome) = ambient::without_tunnel(mesh, (client, server), delivery, arrival, steps);
            Received { mode, outcome, identified: false }
        }
        ProxyKind::Sidecar | ProxyKind::Gateway | ProxyKind::Waypoint | ProxyKind::None => {
            guarded(mesh, (client, server), delivery, arrival, steps)
        }
    }
}

/// What came of it.
struct Received {
    mode: Mode,
    outcome: Outcome,
    /// Whether the server's proxy knows who calls: only a handshake that it ended tells (AZ-24).
    identified: bool,
}

impl Received {
    /// No proxy looks at it: the app gets it as it is.
    fn unguarded(arrival: Arrival) -> Self {
        let outcome = handshake(arrival, Mode::None, ChainKind::Auto).outcome(arrival);
        Self { mode: Mode::None, outcome, identified: false }
    }
}

/// The proxy of the server takes it, or does not; what it takes, its policies let in, or do not.
fn guarded(
    mesh: &Mesh,
    (client, server): (&Workload, &Workload),
    delivery: &Delivery,
    arrival: Arrival,
    steps: &mut Vec<Step>,
) -> Received {
    let decision = mode::of_port(mesh, server, delivery.port, delivery.service_port);
    let mode = decision.mode;
    steps.push(decision.step());
    let Declared { kind, by, mut ignored } = chain::declared(mesh, server, delivery.port);
    let mut taken = handshake(arrival, mode, kind);
    if taken == Taken::Waits && !mesh.settings.detection_timeout.is_zero() {
        taken = taken.after_detection(arrival, mode, kind);
        ignored.extend(detection_limit(mesh));
    }
    let answer = Answer::FilterChain { port: delivery.port, arrival, kind, taken };
    steps.push(Step::new(answer).by(by).beating(ignored));
    let outcome = taken.outcome(arrival);
    let (identified, codec) = match taken {
        Taken::Terminated(codec) => (true, codec),
        Taken::Plain(codec) => (false, codec),
        Taken::PassedOn => (false, Codec::Tcp),
        // Policies come after the handshake (AZ-6).
        Taken::NoChain | Taken::NoCertificate | Taken::NotHttp | Taken::Waits => {
            steps.push(not_reached(Question::Authorization));
            return Received { mode, outcome, identified: false };
        }
    };
    let door = Door { reader: Reader::Proxy, codec, identified };
    let outcome = admit(mesh, (client, server), delivery, door, outcome, steps);
    Received { mode, outcome, identified }
}

/// What lets a connection into a pod, as far as its policies need to know.
#[derive(Clone, Copy)]
pub(super) struct Door {
    /// What asks the policies.
    pub(super) reader: Reader,
    /// What the filter chain reads.
    pub(super) codec: Codec,
    /// Whether a handshake proved who calls.
    pub(super) identified: bool,
}

/// Asks the policies of a pod about what its proxy took: `outcome`, or that they refuse it.
pub(super) fn admit(
    mesh: &Mesh,
    (client, server): (&Workload, &Workload),
    delivery: &Delivery,
    Door { reader, codec, identified }: Door,
    outcome: Outcome,
    steps: &mut Vec<Step>,
) -> Outcome {
    let identity = Identity::of(client, &mesh.settings);
    let access = Access {
        reader,
        identity: identified.then_some(identity),
        source: client.ip,
        destination: server.ip,
        port: delivery.port,
        sni: delivery.sni.as_deref(),
        request: (codec == Codec::Http).then_some(&*delivery.request),
    };
    let attached = match reader {
        Reader::Proxy | Reader::Gateway => Attached::of_workload(mesh, server),
        Reader::Ztunnel => Attached::of_ztunnel(mesh, server),
    };
    let Ruling { admitted, steps: asked, .. } = authorize(mesh, &attached, &access, Some(identity));
    steps.extend(asked);
    if admitted { outcome } else { Outcome::Denied }
}

/// The mesh config, where it makes proxies give up waiting for first bytes (IN-13).
pub(super) fn detection_limit(mesh: &Mesh) -> Option<Ignored> {
    let limits = !mesh.settings.detection_timeout.is_zero();
    let by = mesh.settings.source.clone().filter(|_| limits)?;
    Some(Ignored { by, because: Because::LimitsDetection })
}

fn capture_step(capture: Capture) -> Step {
    Step::new(Answer::ServerProxy(capture.answer)).by(capture.by).beating(capture.ignored)
}
