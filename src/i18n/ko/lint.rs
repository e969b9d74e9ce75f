//! Korean texts of findings and rules.

use super::Ko;
use crate::i18n::text::{LintText, RuleSection, RuleText};
use crate::lint::{Code, Message};

impl LintText for Ko {
    fn message(&self, message: &Message) -> String {
        match message {
            Message::BrokenYaml { detail } => detail.clone(),
        }
    }

    fn rule(&self, code: Code) -> RuleText {
        match code {
            Code::PlaintextToStrict => RuleText {
                what: "서버의 프록시가 상호 TLS만 받는 포트로 클라이언트가 평문을 보냅니다. 프록시는 연결을 끊습니다.",
                why: "`STRICT`에서는 평문이 들어갈 길이 없습니다. 클라이언트에는 `503 UC`, `connection reset by peer` 또는 빈 \
                      응답이, 서버의 액세스 로그에는 `NR filter_chain_not_found`가 보입니다. 평문을 보내는 것은 프록시가 없는 \
                      클라이언트, `tls.mode: DISABLE`인 DestinationRule, 포트 수준에서 `tls` 블록이 사라진 DestinationRule, 그리고 \
                      auto mTLS를 껐거나 거치지 않는 경우입니다.",
                fix: "클라이언트에 프록시를 넣습니다(네임스페이스에 레이블을 달고 파드를 다시 시작). DestinationRule이 TLS를 끄고 \
                      있다면 `tls` 블록을 지웁니다. 그러면 auto mTLS가 알맞게 정합니다. 클라이언트가 메시 밖에 있어야 한다면 그 \
                      포트 하나만 평문을 허용합니다. 셀렉터가 있는 PeerAuthentication의 `portLevelMtls`에 파드 포트를 \
                      `PERMISSIVE`로 적습니다.",
                verify: "`istioctl x describe pod POD -n NAMESPACE`는 서버에 적용되는 정책을, `istioctl proxy-config cluster POD \
                         -n NAMESPACE --fqdn HOST -o json`은 클라이언트의 transport socket을 보여 줍니다. `kubectl get pod -n \
                         NAMESPACE`에서 프록시가 주입된 파드는 2/2로 나옵니다.",
            },
            Code::MtlsToPlaintext => RuleText {
                what: "클라이언트의 프록시가 평문을 기다리는 애플리케이션에 Istio 상호 TLS를 보냅니다. 앞에서 TLS를 풀어 줄 프록시가 \
                       없습니다.",
                why: "애플리케이션은 TLS 핸드셰이크에 자기 프로토콜로 답하고, 클라이언트의 프록시는 `WRONG_VERSION_NUMBER`와 함께 \
                      `503 UF,URX`를 남깁니다. `ISTIO_MUTUAL`인 DestinationRule은 서버를 살피지 않고 그대로 적용되므로, 서버에 \
                      프록시가 없거나 PeerAuthentication이 그 포트를 `DISABLE`로 두었어도 mTLS를 보냅니다.",
                fix: "DestinationRule에서 `tls` 블록을 지우면 auto mTLS가 엔드포인트마다 정합니다. 규칙을 남겨야 한다면 \
                      `portLevelSettings`에 `tls.mode: DISABLE`로 그 포트를 빼거나, 서버에 프록시를 넣습니다.",
                verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json`은 클라이언트의 transport socket을 \
                         보여 줍니다. 서버에 프록시가 있다면(`kubectl get pod`에서 2/2) `istioctl proxy-config listener POD -n \
                         NAMESPACE --port 15006`이 무엇을 받는지 보여 줍니다.",
            },
        }
    }

    fn rule_section(&self, section: RuleSection) -> &'static str {
        match section {
            RuleSection::Why => "왜 중요한가.",
            RuleSection::Bad => "나쁜 예:",
            RuleSection::Good => "좋은 예:",
            RuleSection::Fix => "고치기.",
            RuleSection::Verify => "클러스터에서 확인하기.",
        }
    }

    fn rules_preface(&self) -> &'static str {
        "# 규칙\n\n모든 지적에는 다시 쓰이지 않는 코드와 “allow” 뒤에 읽히는 이름이 있습니다. \
         1xx 끊김 · 2xx 노출 · 3xx 효과 없음 · 4xx 거절됨 · 5xx 텍스트 · 6xx 기대와 다름 · 7xx 고려하지 않음.\n\
         `mtls-playground explain CODE`가 같은 글을 출력합니다."
    }
}
