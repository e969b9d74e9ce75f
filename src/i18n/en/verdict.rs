//! English words of connections.

use super::{En, answer, because};
use crate::i18n::text::VerdictText;
use crate::verdict::{Answer, Because, CallOutcome, Outcome, Question};

impl VerdictText for En {
    fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Mtls => "mTLS",
            Outcome::Plaintext => "plaintext",
            Outcome::Tls => "TLS",
            Outcome::Refused => "refused",
            Outcome::Garbled => "garbled",
            Outcome::ProtocolError => "protocol error",
            Outcome::Denied => "denied",
            Outcome::Hangs => "hangs",
        }
    }

    fn call_outcome(&self, outcome: CallOutcome) -> &'static str {
        match outcome {
            CallOutcome::NoEndpoint => "no endpoint",
            CallOutcome::NoCluster => "no cluster",
            CallOutcome::NoRoute => "no route",
            CallOutcome::Unreachable => "unreachable",
            CallOutcome::NoFilterChain => "no filter chain",
            CallOutcome::Blackhole => "blackhole",
            CallOutcome::Redirect => "redirect",
            CallOutcome::DirectResponse => "direct response",
            CallOutcome::ProtocolError => "protocol error",
            CallOutcome::NoListener => "no listener",
            CallOutcome::Refused => "refused",
            CallOutcome::Denied => "denied",
        }
    }

    fn question(&self, question: Question) -> &'static str {
        match question {
            Question::ClientProxy => "Client proxy",
            Question::Destination => "Destination",
            Question::GatewayServer => "Gateway server",
            Question::Route => "Route",
            Question::Waypoint => "Waypoint",
            Question::DestinationRule => "DestinationRule",
            Question::Sent => "Sent",
            Question::ServerProxy => "Server proxy",
            Question::PeerAuthentication => "PeerAuthentication",
            Question::Tunnel => "Tunnel",
            Question::FilterChain => "Filter chain",
            Question::RequestAuthentication => "Token",
            Question::Authorization => "Authorization",
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        answer::text(self, answer)
    }

    fn because(&self, because: &Because) -> String {
        because::text(because)
    }
}
