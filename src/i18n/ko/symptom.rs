//! Korean texts about errors and what they come from.

use super::Ko;
use crate::i18n::text::SymptomText;
use crate::symptom::Cause;

impl SymptomText for Ko {
    fn symptom(&self) -> &'static str {
        "증상으로 찾기"
    }

    fn symptom_example(&self) -> &'static str {
        "오류 붙여 넣기: 503 UC, WRONG_VERSION_NUMBER"
    }

    fn symptom_hint(&self) -> &'static str {
        "클라이언트가 출력한 오류나 응답 플래그가 있는 사이드카 액세스 로그 한 줄을 붙여 넣습니다."
    }

    fn clear(&self) -> &'static str {
        "지우기"
    }

    fn more_causes(&self, count: usize) -> String {
        format!("가능성이 더 낮은 원인 {count}개")
    }

    fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::PlaintextRefused => "상호 TLS만 받는 프록시(STRICT)에 평문이 도착합니다",
            Cause::TunnelRequired => "서버의 ztunnel이 터널만 받습니다(앰비언트의 STRICT)",
            Cause::TlsToPlaintext => {
                "TLS를 모르는 곳에 TLS가 도착합니다. 프록시가 없는 서버이거나 DISABLE인 포트입니다"
            }
            Cause::TlsRefused => "메시의 것이 아닌 TLS가, 그것을 받을 필터 체인이 없는 프록시에 도착합니다",
            Cause::ForeignCertificate => {
                "한쪽이 상대의 인증서를 신뢰하지 않거나 인증서를 받지 못합니다. DestinationRule이나 애플리케이션의 TLS가 사이드카를 만나거나, 메시의 상호 TLS가 자체 인증서를 쓰는 서버를 만납니다"
            }
            Cause::HttpToTlsApp => "TLS로 서비스하는 애플리케이션에 평문 HTTP가 도착합니다",
            Cause::NotHttp => "HTTP 포트에 HTTP가 아닌 것이 도착합니다",
            Cause::Denied => "AuthorizationPolicy가 거부합니다",
            Cause::TokenRejected => "토큰이 없거나 잘못되었습니다",
            Cause::NoEndpoint => {
                "서비스나 서브셋 뒤에 파드가 없거나, 준비된 파드가 없거나, outlier detection이 모두 제외했습니다"
            }
            Cause::NoCluster => "경로가 없는 호스트나 서브셋을 가리킵니다",
            Cause::NoRoute => "요청을 받는 경로가 없습니다",
            Cause::GatewayRefuses => "연결을 받을 게이트웨이의 서버나 필터 체인이 없습니다",
            Cause::Blackhole => "목적지를 알 수 없고, REGISTRY_ONLY가 그런 호출을 내보내지 않습니다",
            Cause::Passthrough => {
                "프록시가 목적지를 몰라서(파드 IP, 다른 Host 헤더, 가져오지 않는 Sidecar) 상호 TLS 없이 그대로 전달합니다"
            }
            Cause::Unreachable => {
                "그곳에서 듣는 것이 없거나 네트워크가 버립니다. 잘못된 포트, 멈춘 애플리케이션, NetworkPolicy가 원인입니다"
            }
            Cause::Unresolved => "이름을 찾을 수 없습니다",
            Cause::Hangs => {
                "양쪽이 서로 상대가 먼저 말하기를 기다립니다. 서버가 먼저 말하는 프로토콜에서 프로토콜 감지가 켜져 있습니다"
            }
            Cause::Slow => "애플리케이션이 제한 시간보다 오래 걸립니다",
            Cause::Overflow => "DestinationRule의 연결 풀이 가득 찼습니다",
            Cause::Fault => "VirtualService가 오류를 주입합니다",
            Cause::App => "애플리케이션이 연결을 끊었거나 멈춰 있습니다",
            Cause::ClientLeft => "응답이 오기 전에 클라이언트가 포기했습니다",
            Cause::Probe => "kubelet은 메시 밖에 있습니다. 프로브가 다시 쓰이지 않았거나 포트가 틀렸습니다",
            Cause::Webhook => "API 서버는 메시 밖에 있어서 상호 TLS 없이 웹훅을 호출합니다",
        }
    }

    fn nothing_recognised(&self) -> &'static str {
        "이 텍스트에는 메시의 오류로 알려진 것이 없습니다."
    }

    fn recognised(&self, texts: &[String]) -> String {
        format!("알아본 것: {}", texts.join(", "))
    }

    fn likely_causes(&self) -> &'static str {
        "가능성이 큰 원인부터"
    }

    fn no_connection_shows_it(&self) -> &'static str {
        "이 시나리오에는 이런 증상을 보일 연결이 없습니다."
    }

    fn connections_show_it(&self, count: usize) -> String {
        format!("이 시나리오에서 이런 증상을 보일 수 있는 연결 {count}개")
    }
}
