//! Which step of the way to an endpoint is the one to look at.

use super::{
    Answer, Arrival, Mode, Outcome, ProxyAnswer, Question, Refusal, SentBecause, Step, Taken, TunnelAnswer,
    Weight,
};

/// Marks the step where the connection ended, if it failed, and the one that decided the outcome.
pub(super) fn weigh(steps: &mut [Step], outcome: Outcome) {
    let decides = cause(steps, outcome).and_then(|question| position(steps, question));
    if let Some(step) = decides.and_then(|decides| steps.get_mut(decides)) {
        step.weight = Weight::Decides;
    }
    if !outcome.works() {
        // Where one step both ends the connection and is the cause, it ends it.
        let last = steps.iter_mut().rfind(|step| step.weight != Weight::NotReached);
        if let Some(step) = last {
            step.weight = Weight::Stops;
        }
    }
}

fn position(steps: &[Step], question: Question) -> Option<usize> {
    steps.iter().rposition(|step| step.weight != Weight::NotReached && step.answer.question() == question)
}

/// The question whose answer decided the outcome. Among those that took part it is the first that somebody wrote
/// something about; where nobody did, the first that was asked.
fn cause(steps: &[Step], outcome: Outcome) -> Option<Question> {
    let suspects = suspects(&Facts::of(steps), outcome);
    let asked = |question: &&Question| position(steps, **question).is_some();
    let written = |question: &&Question| {
        position(steps, **question).and_then(|at| steps.get(at)).is_some_and(|step| step.decided_by.is_some())
    };
    suspects.iter().find(written).or_else(|| suspects.iter().find(asked)).copied()
}

/// What the steps say, as far as the choice of suspects needs it.
struct Facts<'a> {
    sent_because: Option<&'a SentBecause>,
    mode: Option<Mode>,
    arrival: Option<Arrival>,
    taken: Option<Taken>,
    bypassed: bool,
    refusal: Option<Refusal>,
}

impl<'a> Facts<'a> {
    fn of(steps: &'a [Step]) -> Self {
        let mut facts = Self {
            sent_because: None,
            mode: None,
            arrival: None,
            taken: None,
            bypassed: false,
            refusal: None,
        };
        for step in steps {
            match &step.answer {
                Answer::Sent(_, because) => facts.sent_because = Some(because),
                Answer::PeerAuthentication(mode, _) | Answer::Oddity(mode, _) => facts.mode = Some(*mode),
                Answer::Tunnel(
                    TunnelAnswer::PassedOn { arrival, .. } | TunnelAnswer::Closed { arrival, .. },
                ) => facts.arrival = Some(*arrival),
                Answer::FilterChain { arrival, taken, .. } => {
                    facts.arrival = Some(*arrival);
                    facts.taken = Some(*taken);
                }
                Answer::ServerProxy(ProxyAnswer::Bypassed(_)) => facts.bypassed = true,
                Answer::Authorization(answer) => facts.refusal = answer.refusal(),
                Answer::ServerProxy(_)
                | Answer::ClientProxy(_)
                | Answer::Tunnel(TunnelAnswer::Ends(_))
                | Answer::Destination(_)
                | Answer::Waypoint(_)
                | Answer::GatewayServer(_)
                | Answer::Route(_)
                | Answer::DestinationRule(_)
                | Answer::RequestAuthentication(_)
                | Answer::NotReached(_) => {}
            }
        }
        facts
    }
}

impl Facts<'_> {
    /// Whether something on the client's side keeps a proxy that is there from sending mTLS.
    const fn turned_off(&self) -> bool {
        use SentBecause as B;
        matches!(
            self.sent_because,
            Some(B::PastClientProxy | B::AutoMtlsOff | B::NamespaceDisables | B::SomeTakeNoMtls { .. })
        )
    }
}

/// The questions that may have decided the outcome, the most likely first.
fn suspects(facts: &Facts, outcome: Outcome) -> &'static [Question] {
    use Question as Q;
    let plaintext_bytes = facts.arrival == Some(Arrival::Bytes);
    match (facts.sent_because, outcome) {
        // Who would be let in with the identity that it has is refused for what keeps it from proving it.
        (_, Outcome::Denied) if facts.refusal == Some(Refusal::IdentityLost) => {
            &[Q::Sent, Q::PeerAuthentication, Q::Authorization]
        }
        (_, Outcome::Denied) => &[Q::Authorization, Q::RequestAuthentication],
        // In the tunnel the modes of the server do not matter, and of the rule only what it puts inside.
        (Some(SentBecause::Tunnel(_)), Outcome::Tls | Outcome::Garbled) => &[Q::DestinationRule, Q::Sent],
        (Some(SentBecause::Tunnel(_)), Outcome::ProtocolError | Outcome::Hangs) => &[Q::FilterChain],
        (Some(SentBecause::ProxyListens | SentBecause::Tunnel(_)), _) => &[Q::Sent],
        // Bytes on a port for HTTP fail whatever the rule says.
        (_, Outcome::ProtocolError) if plaintext_bytes => &[Q::FilterChain],
        (Some(SentBecause::Rule | SentBecause::RuleMarksEndpoints { .. }), _) => &[Q::DestinationRule],
        // Policies that contradict each other: the server means mutual TLS, and something keeps the client from it.
        (
            Some(
                SentBecause::AutoMtlsOff
                | SentBecause::NamespaceDisables
                | SentBecause::ServerTakesNoMtls
                | SentBecause::SomeTakeNoMtls { .. },
            ),
            Outcome::Refused,
        ) => &[Q::Sent, Q::PeerAuthentication, Q::FilterChain],
        (_, Outcome::Refused) => match facts.taken {
            // TLS on a port for HTTP: the declaration of the port is at fault, not PERMISSIVE.
            Some(Taken::NoChain) if facts.mode == Some(Mode::Permissive) => {
                &[Q::FilterChain, Q::PeerAuthentication]
            }
            _ if facts.turned_off() => &[Q::Sent, Q::PeerAuthentication],
            _ => &[Q::PeerAuthentication, Q::Sent, Q::FilterChain],
        },
        (_, Outcome::Garbled) if facts.bypassed => &[Q::ServerProxy, Q::Sent],
        (_, Outcome::Garbled | Outcome::Mtls) => &[Q::PeerAuthentication, Q::Sent, Q::ServerProxy],
        (_, Outcome::ProtocolError) => match facts.arrival {
            Some(Arrival::MeshHttp | Arrival::MeshTcp(_)) if facts.mode == Some(Mode::Disable) => {
                &[Q::PeerAuthentication, Q::FilterChain]
            }
            _ => &[Q::FilterChain, Q::PeerAuthentication],
        },
        (_, Outcome::Hangs) => &[Q::FilterChain, Q::PeerAuthentication],
        // A client outside of the mesh, or past it: what matters is that the server lets it in.
        (Some(SentBecause::NoClientProxy | SentBecause::NotRouted), Outcome::Plaintext | Outcome::Tls) => {
            &[Q::PeerAuthentication, Q::Sent, Q::ServerProxy]
        }
        (_, Outcome::Plaintext) => &[Q::Sent, Q::PeerAuthentication],
        (_, Outcome::Tls) => &[Q::Sent, Q::FilterChain, Q::PeerAuthentication],
    }
}
