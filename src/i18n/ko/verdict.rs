//! Korean words of connections.

use super::{Ko, answer, because};
use crate::i18n::text::VerdictText;
use crate::verdict::{Answer, Because, CallOutcome, Outcome, Question};

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

    fn call_outcome(&self, outcome: CallOutcome) -> &'static str {
        match outcome {
            CallOutcome::NoEndpoint => "엔드포인트 없음",
            CallOutcome::NoCluster => "클러스터 없음",
            CallOutcome::NoRoute => "경로 없음",
            CallOutcome::Unreachable => "도달 불가",
            CallOutcome::NoFilterChain => "필터 체인 없음",
            CallOutcome::Blackhole => "블랙홀",
            CallOutcome::Redirect => "리디렉션",
            CallOutcome::DirectResponse => "직접 응답",
            CallOutcome::ProtocolError => "프로토콜 오류",
            CallOutcome::NoListener => "리스너 없음",
            CallOutcome::Refused => "연결 거부",
            CallOutcome::Denied => "접근 거부",
        }
    }

    fn question(&self, question: Question) -> &'static str {
        match question {
            Question::ClientProxy => "클라이언트 프록시",
            Question::Destination => "목적지",
            Question::GatewayServer => "게이트웨이 서버",
            Question::Route => "경로",
            Question::Waypoint => "웨이포인트",
            Question::DestinationRule => "DestinationRule",
            Question::Sent => "전송",
            Question::ServerProxy => "서버 프록시",
            Question::PeerAuthentication => "PeerAuthentication",
            Question::Tunnel => "터널",
            Question::FilterChain => "필터 체인",
            Question::RequestAuthentication => "토큰",
            Question::Authorization => "인가",
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        answer::text(self, answer)
    }

    fn because(&self, because: &Because) -> String {
        because::text(because)
    }
}
