//! English words and explanations of connections.

use super::En;
use crate::i18n::text::VerdictText;
use crate::verdict::{Answer, Outcome};

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

    fn answer(&self, answer: &Answer) -> String {
        format!("{answer:?}")
    }
}
