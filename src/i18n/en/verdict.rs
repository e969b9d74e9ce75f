//! English words and explanations of connections.

use super::En;
use crate::i18n::text::VerdictText;
use crate::verdict::{Answer, CallOutcome, Outcome};

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

    fn answer(&self, answer: &Answer) -> String {
        format!("{answer:?}")
    }
}
