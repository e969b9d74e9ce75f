//! Korean words and explanations of connections.

use super::Ko;
use crate::i18n::text::VerdictText;
use crate::verdict::{Answer, Outcome};

impl VerdictText for Ko {
    fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Mtls => "mTLS",
            Outcome::Plaintext => "평문",
            Outcome::Tls => "TLS",
            Outcome::Refused => "연결 거부",
            Outcome::Garbled => "해독 불가",
            Outcome::ProtocolError => "프로토콜 오류",
            Outcome::Denied => "접근 거부",
            Outcome::Hangs => "응답 없음",
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        format!("{answer:?}")
    }
}
