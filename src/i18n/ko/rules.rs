//! Korean documentation of rules.

mod expectation;
mod exposed;
mod no_effect;

use super::Ko;
use crate::i18n::text::{RuleSection, RuleText, RulesText};
use crate::lint::Code;

impl RulesText for Ko {
    fn rule(&self, code: Code) -> RuleText {
        text(code)
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
         `mtls-playground explain CODE`가 같은 글을 출력합니다.\n\n\
         예는 모두 이 메시 안에 있습니다:"
    }
}

/// What a rule is about.
#[expect(clippy::too_many_lines, reason = "a list of texts, one entry for each rule")]
fn text(code: Code) -> RuleText {
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
        Code::RejectedHandshake => RuleText {
            what: "서버의 프록시가 메시의 것이 아닌 TLS를 거부합니다. 애플리케이션이 직접 쓰는 TLS이거나, \
                  `SIMPLE`이나 `MUTUAL`인 DestinationRule이 만든 TLS입니다.",
            why: "`STRICT`에서는 프록시가 메시의 인증서를 요구하는데, 이런 클라이언트에는 없습니다. HTTP로 \
                  선언된 포트에서는 `PERMISSIVE`에도 외부 TLS를 위한 필터 체인이 없어서 연결이 끊깁니다.",
            fix: "메시 안에서는 TLS를 프록시에 맡깁니다. DestinationRule에서 `tls` 블록을 지우고 \
                  애플리케이션은 평문을 씁니다. 애플리케이션이 직접 TLS를 써야 한다면 포트 이름을 \
                  `https-…`나 `tls-…`로 선언합니다.",
            verify: "`istioctl proxy-config listener POD -n NAMESPACE --port 15006`이 서버의 필터 체인을 보여 \
                  줍니다. 액세스 로그에는 `NR filter_chain_not_found`나 \
                  `PEER_DID_NOT_RETURN_A_CERTIFICATE`가 남습니다.",
        },
        Code::TlsInTls => RuleText {
            what: "애플리케이션이 직접 TLS를 쓰는데, DestinationRule 때문에 프록시가 TLS를 한 겹 더 씌웁니다.",
            why: "서버가 바깥 TLS를 풀면 요청이 있어야 할 자리에 또 다른 핸드셰이크가 나옵니다. `SIMPLE`과 `MUTUAL`은 평문을 쓰고 \
                  TLS를 프록시에 맡기는 애플리케이션을 위한 것입니다.",
            fix: "DestinationRule에서 `tls` 블록을 지우거나, 애플리케이션이 그 포트에서 평문을 쓰게 합니다.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json`이 프록시가 더하는 TLS를 보여 줍니다.",
        },
        Code::ForeignBytesOnHttp => RuleText {
            what: "HTTP로 선언된 포트가 HTTP가 아닌 것을 받습니다.",
            why: "포트 이름(`http-…`)이나 `appProtocol`에 따라 프록시는 HTTP로 읽습니다. 다른 바이트는 \
                  `http1.codec_error`와 함께 `400 DPE`로 끝나고, 클라이언트의 프록시에서는 메시의 경로를 \
                  거치지 않습니다.",
            fix: "포트가 실제로 쓰는 프로토콜을 선언합니다. 이름을 `tcp-…`, `mysql`, `redis` 등으로 \
                  바꾸거나 `appProtocol`을 적습니다.",
            verify: "`istioctl x describe service NAME -n NAMESPACE`가 포트를 어떻게 읽는지 알려 줍니다.",
        },
        Code::ServerFirstHang => RuleText {
            what: "MySQL이나 SMTP처럼 서버가 먼저 말하는 프로토콜을, 프록시가 클라이언트의 첫 바이트를 \
                  기다리는 포트로 호출합니다.",
            why: "포트가 프로토콜을 선언하지 않았거나 평문과 상호 TLS를 모두 받으면, 프록시는 첫 바이트를 \
                  읽어 구별합니다. 그러면 클라이언트와 서버가 시간 초과까지 서로를 기다립니다.",
            fix: "포트 이름을 `tcp-…`나 `mysql`로 지으면 구별할 필요가 없어집니다.",
            verify: "`istioctl proxy-config listener POD -n NAMESPACE --port PORT -o json`에 \
                  `http_inspector`나 `tls_inspector`가 보이면 프록시가 기다리는 것입니다.",
        },
        Code::MissingEndpoints => RuleText {
            what: "셀렉터가 선택하는 파드가 없는 서비스를 호출합니다.",
            why: "클라이언트의 프록시는 `503 UH`(`no healthy upstream`)로 답합니다. 레이블이 한 글자 다른 \
                  경우가 많고, `replicas: 0`인 워크로드에도 파드가 없습니다.",
            fix: "`spec.selector`를 파드 템플릿의 레이블과 같게 합니다.",
            verify: "`kubectl get endpointslice -n NAMESPACE -l kubernetes.io/service-name=NAME`이 서비스 \
                  뒤의 파드를 보여 줍니다.",
        },
        Code::UnreachableAddress => RuleText {
            what: "클라이언트가 부르는 곳에서 아무도 답하지 않습니다. 이름을 찾을 수 없거나, 그 포트를 \
                  선언한 Service가 없습니다.",
            why: "Service는 선언한 포트에서만 답합니다. 나머지는 시간 초과나 `connection refused`로 \
                  끝납니다.",
            fix: "선언된 포트를 부르거나 Service에 포트를 선언합니다. 호스트의 철자를 확인합니다.",
            verify: "`kubectl get service NAME -n NAMESPACE`가 포트를 보여 주고, 클라이언트 파드에서 \
                  `nslookup HOST`로 이름을 확인할 수 있습니다.",
        },
        Code::UnregisteredDestination => RuleText {
            what: "클라이언트가 메시가 모르는 곳을 호출하는데, 메시는 그런 호출을 내보내지 \
                  않습니다(`REGISTRY_ONLY`).",
            why: "의도한 것일 수 있습니다. HTTP 호출은 `502`를 받고, 나머지는 닫힙니다.",
            fix: "필요한 호출이라면 ServiceEntry로 목적지를 등록합니다.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE`가 클라이언트의 프록시가 아는 곳을 보여 \
                  줍니다. 액세스 로그에는 `BlackHoleCluster`나 `block_all`이 남습니다.",
        },
        Code::MissingCluster => RuleText {
            what: "VirtualService의 경로가 클라이언트의 프록시가 모르는 호스트, 포트, 서브셋을 가리킵니다.",
            why: "클라이언트의 프록시는 `503 NC`(`cluster_not_found`)로 답하고, TCP 연결은 닫습니다. 점이 있는 \
                  호스트는 그대로 쓰이고, 서브셋은 클라이언트가 따르는 DestinationRule에 있어야 하며, `port`가 \
                  없으면 요청은 부른 포트를 유지합니다.",
            fix: "서비스의 전체 이름과 선언된 포트를 쓰고, 적용되는 DestinationRule에 서브셋을 정의합니다.",
            verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST`가 클라이언트의 프록시가 아는 \
                  포트와 서브셋을 보여 줍니다.",
        },
        Code::UnroutedRequest => RuleText {
            what: "요청이 그 호스트에 대한 VirtualService의 어떤 규칙에도 맞지 않습니다.",
            why: "VirtualService는 서비스의 경로 전체를 대신합니다. 클라이언트의 프록시는 \
                  `404 NR`(`route_not_found`)로 답합니다.",
            fix: "`match`가 없는 마지막 규칙을 더하거나 match를 넓힙니다. 접두사는 글자로 비교하고, 정규식은 경로 \
                  전체와 맞아야 합니다.",
            verify: "`istioctl proxy-config route POD -n NAMESPACE --name PORT -o json`이 규칙을 순서대로 보여 \
                  줍니다.",
        },
        Code::ProxyAnswer => RuleText {
            what: "리디렉션, 직접 응답, 장애 주입이 클라이언트의 파드를 떠나기 전의 요청에 답합니다.",
            why: "의도한 것일 수 있습니다. 서버는 요청을 보지 못하며, 상호 TLS도 쓰이지 않습니다.",
            fix: "요청이 도달해야 한다면 규칙을 없애거나 match를 좁힙니다.",
            verify: "클라이언트 프록시의 액세스 로그에 업스트림이 없습니다. 장애 주입에는 플래그 `FI`가 남습니다.",
        },
        Code::DeniedWithoutIdentity => RuleText {
            what: "정책은 클라이언트를 신원으로 허용하지만, 연결이 신원이 없는 평문이어서 호출이 거부됩니다.",
            why: "누가 호출하는지는 상호 TLS만 증명합니다. 평문에는 `principals`, `namespaces`, `serviceAccounts`가 `*`까지도 \
                  전혀 맞지 않고, 클라이언트는 `403 RBAC: access denied`나 연결 끊김을 봅니다. 평문을 보내는 것은 프록시가 \
                  없는 클라이언트, TLS를 끄는 DestinationRule, 제외된 포트, 파드 주소로 거는 호출입니다.",
            fix: "그 구간을 상호 TLS로 만듭니다. 클라이언트에 프록시를 주입하거나 DestinationRule의 `tls` 블록을 지웁니다. \
                  메시 밖에 있어야 하는 클라이언트는 `ipBlocks`로 주소를 허용합니다.",
            verify: "서버의 액세스 로그에 `rbac_access_denied_matched_policy[none]`이 남고, `istioctl x describe pod POD -n \
                     NAMESPACE`가 적용되는 정책을 보여 줍니다.",
        },
        Code::HttpPolicyOnTcp => RuleText {
            what: "메서드, 경로, 호스트, 헤더, 토큰을 다루는 정책이 프록시가 바이트만 읽는 포트에 적용되어, 의도하지 않은 \
                   연결까지 거부합니다.",
            why: "이런 포트에서 ALLOW는 HTTP 필드가 있는 규칙을 통째로 잃고, DENY는 그 필드만 잃고 나머지를 유지합니다. 경로만 \
                  적힌 DENY 규칙은 모든 것을 거부합니다.",
            fix: "같은 operation의 `ports`에 HTTP 파드 포트를 적거나, 실제로 HTTP를 쓰는 포트라면 HTTP로 선언합니다.",
            verify: "`istioctl x authz check POD -n NAMESPACE`가 리스너마다 규칙을 보여 줍니다.",
        },
        Code::DeniedByPolicy => RuleText {
            what: "AuthorizationPolicy나 RequestAuthentication이 호출을 거부합니다.",
            why: "의도한 것일 수 있습니다. DENY가 ALLOW보다 먼저이고, 워크로드를 선택하는 ALLOW 정책이 하나라도 있으면 어떤 \
                  ALLOW 규칙에도 맞지 않는 것은 거부됩니다. 규칙이 살피는 토큰은 유효해야 합니다.",
            fix: "필요한 호출이라면 맞는 규칙을 더합니다. 신원, 파드 포트, 그리고 서버가 보는 메서드와 경로가 기준입니다.",
            verify: "서버의 액세스 로그가 정책과 규칙을 알려 줍니다. `rbac_access_denied_matched_policy[…]`, 토큰이라면 \
                     `jwt_authn_access_denied{…}`입니다.",
        },
        Code::ClosedByGateway => RuleText {
            what: "게이트웨이가 도착한 연결을 끊습니다. 그 포트에 서버가 없거나, 그 이름에 응답하는 서버가 없거나, TLS \
                   핸드셰이크가 실패하거나, HTTP가 아닌 경우입니다.",
            why: "게이트웨이는 경로가 있는 서버의 포트에서만 듣고, TLS 서버는 `hosts`에 적힌 이름(SNI)에만 응답합니다. \
                  클라이언트는 연결 끊김이나 `SSL_connect` 오류를, 로그는 `NR filter_chain_not_found`를 보여 줍니다.",
            fix: "서버의 `hosts`에 호스트를 적고 이 게이트웨이의 VirtualService를 연결합니다. 클라이언트는 서버의 `tls.mode`가 \
                  기다리는 것을 써야 합니다.",
            verify: "`istioctl proxy-config listener POD -n NAMESPACE --port PORT`가 게이트웨이의 필터 체인과 응답하는 이름을 \
                     보여 줍니다.",
        },
        Code::OriginationOnPlainPort => exposed::ORIGINATION_ON_PLAIN_PORT,
        Code::ConflictingPorts => exposed::CONFLICTING_PORTS,
        Code::GatewayWithoutRoute => exposed::GATEWAY_WITHOUT_ROUTE,
        Code::RequestsToTlsPort => exposed::REQUESTS_TO_TLS_PORT,
        Code::NegativeMatchAdmitsPlaintext => RuleText {
            what: "신원에 대한 부정 조건만 있는 ALLOW 규칙이 평문을 들여보냅니다.",
            why: "상호 TLS 없이 호출하면 신원이 없으므로 `notPrincipals`, `notNamespaces` 등이 가리키는 누구도 아닙니다. \
                  그래서 “누구만 빼고 모두”에는 누가 보냈든 모든 평문이 들어갑니다.",
            fix: "신원도 요구합니다. 부정 조건 옆에 `principals: [\"*\"]`를 적습니다. 또는 `STRICT` 모드의 \
                  PeerAuthentication으로 상호 TLS만 받습니다.",
            verify: "프록시가 없는 파드에서 `kubectl exec`로 서버를 호출하면 `403`이 나와야 합니다.",
        },
        Code::LeftoverPermissive => exposed::LEFTOVER_PERMISSIVE,
        Code::PlaintextEgress => exposed::PLAINTEXT_EGRESS,
        Code::PassthroughInPlaintext => exposed::PASSTHROUGH_IN_PLAINTEXT,
        Code::SelectorWithoutPods => RuleText {
            what: "정책의 셀렉터가 네임스페이스의 어떤 파드도 선택하지 않아서 정책에 효과가 없습니다.",
            why: "레이블은 *파드*의 것이어야 하고 키와 값이 모두 같아야 합니다. 한 글자만 달라도 선택되지 않습니다. 정책이 지키려던 \
                  파드에는 네임스페이스나 메시의 모드가 그대로 적용됩니다.",
            fix: "셀렉터를 파드 템플릿의 레이블과 같게 합니다. 가장 가까운 레이블을 함께 알려 줍니다.",
            verify: "`kubectl get pod -n NAMESPACE -l KEY=VALUE`는 셀렉터가 선택하는 파드를, `istioctl x describe pod POD -n \
                     NAMESPACE`는 적용 중인 정책을 보여 줍니다.",
        },
        Code::UnknownClient => RuleText {
            what: "`Traffic`이 가리키는 클라이언트가 텍스트의 워크로드 가운데 없습니다.",
            why: "클라이언트에서 무엇이 나가는지는 그 프록시와 네임스페이스, 레이블에 달려 있습니다. 이것들을 \
                  모르면 호출을 평가할 수 없어 제외합니다.",
            fix: "`spec.from`을 `namespace/workload`로 고치거나 클라이언트의 매니페스트를 추가합니다.",
            verify: "호출이 연결 목록에 나타납니다.",
        },
        Code::UnknownPrincipal => RuleText {
            what: "정책이 어떤 워크로드도 갖지 않은 principal을 가리킵니다.",
            why: "principal은 `spiffe://` 없이 `신뢰도메인/ns/네임스페이스/sa/서비스계정`이고, 글자 그대로 비교됩니다. 아무도 \
                  갖지 않은 것은 아무도 허용하거나 거부하지 않습니다.",
            fix: "클라이언트의 파드가 쓰는 서비스 계정을 적습니다. `serviceAccountName`이 없으면 `default`입니다.",
            verify: "`kubectl get pod POD -n NAMESPACE -o jsonpath={.spec.serviceAccountName}`이 계정을 보여 줍니다.",
        },
        Code::ServicePortInPolicy => RuleText {
            what: "정책이 Service의 포트 번호를 가리키지만, 파드는 다른 포트에서 듣습니다.",
            why: "서버의 프록시가 보는 것은 파드의 포트인 `targetPort`입니다. Service 포트에 대한 규칙은 거기서 아무것에도 \
                  맞지 않습니다.",
            fix: "파드 포트를 적습니다.",
            verify: "`kubectl get service NAME -n NAMESPACE`가 두 번호를 모두 보여 줍니다.",
        },
        Code::ShadowedPolicy => no_effect::SHADOWED_POLICY,
        Code::SelectorInRoot => no_effect::SELECTOR_IN_ROOT,
        Code::HostOfNothing => no_effect::HOST_OF_NOTHING,
        Code::UnconsultedRule => no_effect::UNCONSULTED_RULE,
        Code::HiddenRule => no_effect::HIDDEN_RULE,
        Code::UnknownGateway => no_effect::UNKNOWN_GATEWAY,
        Code::MissingWaypoint => no_effect::MISSING_WAYPOINT,
        Code::MeaninglessInjection => no_effect::MEANINGLESS_INJECTION,
        Code::MisplacedInjection => no_effect::MISPLACED_INJECTION,
        Code::IgnoredAnnotation => no_effect::IGNORED_ANNOTATION,
        Code::LiteralStar => no_effect::LITERAL_STAR,
        Code::UnreadSecret => no_effect::UNREAD_SECRET,
        Code::UnreadableAnnotation => no_effect::UNREADABLE_ANNOTATION,
        Code::IncompleteDocument => RuleText {
            what: "모든 리소스에 있어야 할 것이 문서에 없습니다. `apiVersion`, `kind`, `metadata.name` 또는 \
                  그 종류가 요구하는 필드입니다.",
            why: "Kubernetes는 이 문서를 받지 않습니다. `kind`가 없는 파일은 다른 프로그램을 위한 것일 수 \
                  있으며(차트의 값, API 설명), 여기서는 제외합니다.",
            fix: "빠진 것을 추가하거나 파일을 뺍니다.",
            verify: "`kubectl apply --dry-run=server -f FILE`이 무엇이 빠졌는지 알려 줍니다.",
        },
        Code::UnknownApiVersion => RuleText {
            what: "종류는 알려져 있지만 이 `apiVersion`에는 그런 종류가 없거나, 종류의 이름을 조금 다르게 썼습니다.",
            why: "API 서버는 `no matches for kind`로 답합니다. 이 문서는 평가하지 않습니다.",
            fix: "그 종류가 있는 API 버전을 적습니다. 종류는 대소문자까지 API 서버와 똑같이 적습니다.",
            verify: "`kubectl api-resources`가 모든 종류의 그룹과 버전을 보여 줍니다.",
        },
        Code::UnknownField => RuleText {
            what: "그 종류에 없는 필드입니다. 들여쓰기나 철자 실수인 경우가 많습니다.",
            why: "`kubectl apply`는 기본적으로 거부합니다. `--validate=false`를 쓰거나 검증하지 않는 \
                  도구를 거치면 API 서버가 말없이 필드를 버리고, 리소스의 뜻이 달라집니다. \
                  `spec.mtls.mode` 대신 `spec.mode`를 적은 PeerAuthentication은 아무것도 강제하지 \
                  않습니다. 메시 설정에서 모르는 필드는 Istio가 말없이 지나칩니다. `enableAutoMtls`를 \
                  `enableAutoMTLS`로 적은 경우가 그렇습니다.",
            fix: "필드를 옮기거나 이름을 고칩니다. 뜻했을 만한 필드를 함께 알려 줍니다.",
            verify: "`kubectl explain KIND.spec`은 필드 목록을, `kubectl get KIND NAME -o yaml`은 API 서버가 \
                  남긴 내용을 보여 줍니다.",
        },
        Code::InvalidValue => RuleText {
            what: "필드가 가질 수 없는 값입니다. 형식이 다르거나, 허용된 단어가 아니거나, 숫자가 범위를 \
                  벗어나거나, 텍스트의 꼴이 맞지 않습니다.",
            why: "API 서버나 Istio 웹훅이 문서를 거부합니다. 여기서는 그 필드가 없는 것으로 평가합니다. \
                  Istio의 단어는 대소문자를 구별합니다. `strict`는 `STRICT`가 아닙니다.",
            fix: "허용된 값을 적습니다. 어떤 값이 가능한지 함께 알려 줍니다.",
            verify: "`kubectl apply --dry-run=server -f FILE`이 무엇이 거부되는지 알려 줍니다.",
        },
        Code::RejectedResource => RuleText {
            what: "API 서버나 Istio 웹훅이 거부할 문서입니다.",
            why: "`kubectl apply`가 실패하고 클러스터의 내용은 그대로 남습니다. 여기서는 문서를 되는 데까지 평가하므로, 결과가 어느 \
                  클러스터에도 없는 정책의 것일 수 있습니다.",
            fix: "함께 알려 주는 필드를 고칩니다.",
            verify: "`kubectl apply --dry-run=server -f FILE`은 클러스터에, `istioctl validate -f FILE`은 클러스터 없이 물어봅니다.",
        },
        Code::QuestionableResource => RuleText {
            what: "Istio가 받기는 하지만 경고를 남길 문서입니다.",
            why: "무언가 하기는 하지만, 뜻한 바와는 다를 가능성이 큽니다.",
            fix: "뜻한 대로 적습니다. 해당 필드를 함께 알려 줍니다.",
            verify: "`kubectl apply --dry-run=server -f FILE`과 `istioctl validate -f FILE`이 경고를 출력합니다.",
        },
        Code::BrokenYaml => RuleText {
            what: "문서가 Kubernetes가 읽는 YAML이 아닙니다.",
            why: "`kubectl`은 파일 전체를 거부합니다. 여기서는 이 문서만 제외하고 나머지는 모두 \
                  평가합니다.",
            fix: "표시된 위치의 텍스트를 고칩니다. 들여쓰기, 닫히지 않은 따옴표나 괄호, 탭, 두 번 나온 키 \
                  등입니다.",
            verify: "`kubectl apply --dry-run=client -f FILE`은 아무것도 바꾸지 않고 파일을 읽어 봅니다.",
        },
        Code::UnrenderedTemplate => RuleText {
            what: "텍스트가 템플릿입니다. 값이 있어야 할 자리에 `{{ .Release.Namespace }}` 같은 동작이 \
                  있습니다.",
            why: "Kubernetes는 이 모습의 텍스트를 보지 않으므로 무엇을 뜻하게 될지 알 수 없습니다. \
                  템플릿인 문서만 제외하고 나머지는 모두 평가합니다.",
            fix: "차트를 렌더링한 결과를 사용합니다. `helm template RELEASE CHART` 또는 `kubectl kustomize \
                  DIR`.",
            verify: "`helm get manifest RELEASE`가 클러스터에 있는 내용을 출력합니다.",
        },
        Code::BadSeparator => RuleText {
            what: "두 문서 사이의 줄을 `kubectl`이 보이는 것과 다르게 읽습니다. `---` 뒤에 주석 말고 다른 \
                  것이 있거나, 끝 표시 `...` 뒤에 텍스트가 있습니다.",
            why: "앞의 경우 `kubectl`은 파일 전체를 거부하고, 뒤의 경우 말없이 지나칩니다.",
            fix: "`---`만 있는 줄을 따로 둡니다.",
            verify: "`kubectl apply --dry-run=client -f FILE`이 읽은 것을 보여 줍니다.",
        },
        Code::DuplicateDocument => RuleText {
            what: "두 문서의 API 그룹, 종류, 네임스페이스, 이름이 같습니다.",
            why: "`kubectl apply`는 둘 다 적용하므로 나중 것이 앞의 것을 대체합니다. 여기서도 그렇게 \
                  합니다.",
            fix: "둘 중 하나를 지우거나 다른 이름이나 네임스페이스를 줍니다.",
            verify: "`kubectl get KIND NAME -n NAMESPACE -o yaml`이 남은 것을 보여 줍니다.",
        },
        Code::UnquotedWord => RuleText {
            what: "텍스트가 있어야 할 자리인데, 따옴표가 없어서 YAML이 불리언, 숫자 또는 빈 값으로 \
                  읽습니다. `on`, `yes`, `1.20`, `null` 등입니다.",
            why: "Kubernetes는 YAML 1.1로 읽고 이 값을 거부합니다. `cannot unmarshal bool into Go struct \
                  field … of type string`. 레이블 `version: 1.20`은 숫자 1.2가 되어 버립니다.",
            fix: "단어를 따옴표로 묶습니다.",
            verify: "`kubectl apply --dry-run=server -f FILE`이 따옴표 없는 단어를 거부합니다.",
        },
        Code::OversizedText => RuleText {
            what: "텍스트가 평가할 수 있는 것보다 크거나, 깊거나, 별칭으로 얽혀 있습니다. 한도는 8 MiB, \
                  문서 20,000개, 값 1,000,000개, 100단계, 적은 노드 하나에 복사 열 개입니다.",
            why: "별칭은 수백 바이트로 기가바이트까지 불어날 수 있고, 서로를 가리키는 리소스 수천 개는 \
                  규칙 수백만 개가 될 수 있습니다. 한도를 넘는 부분은 제외합니다. 서비스와 파드, 게이트웨이와 \
                  파드의 비교는 각각 1,000,000번, 라우트가 만드는 규칙은 500,000개, 호출을 찾는 자리는 \
                  400,000곳, 한 네임스페이스의 DestinationRule 병합은 100,000번, 파드에 적용하는 정책은 300,000건, 문제를 찾기 위한 비교는 5,000,000번까지입니다.",
            fix: "텍스트를 나눕니다. 별칭 폭탄은 읽으라고 만든 것이 아닙니다.",
            verify: "Kubernetes에도 한도가 있습니다. 요청 하나는 3 MiB까지입니다.",
        },
        Code::UnexpectedOutcome => expectation::UNEXPECTED_OUTCOME,
        Code::UnknownExpectation => expectation::UNKNOWN_EXPECTATION,
        Code::UnusedKind => RuleText {
            what: "여기서 어떤 결과도 바꾸지 않는 종류의 문서입니다.",
            why: "읽었지만 아무 역할도 하지 않습니다. 효과를 기다리는 사람이 없도록 알려 둡니다.",
            fix: "할 일이 없습니다.",
            verify: "`kubectl explain KIND`가 그 종류의 쓰임을 알려 줍니다.",
        },
        Code::UnevaluatedKind => RuleText {
            what: "결과를 바꿀 수 있지만 평가하지 않는 종류의 문서입니다.",
            why: "EnvoyFilter는 어떤 리스너든 고쳐 쓸 수 있고, NetworkPolicy는 어떤 패킷이든 버릴 수 \
                  있습니다. 보이는 결과는 이들이 없을 때의 결과입니다.",
            fix: "이 연결에 영향을 주는 것이 있는지 직접 확인합니다.",
            verify: "`istioctl proxy-config all POD -n NAMESPACE -o json`은 남은 설정을, `kubectl describe \
                  networkpolicy -n NAMESPACE`는 무엇이 통과하는지 보여 줍니다.",
        },
        Code::UnlistedRevision => RuleText {
            what: "파드가 Istio의 어떤 리비전이나 태그에 사이드카를 요청하는데, 텍스트만으로는 그것이 설치되어 있는지 알 수 없습니다.",
            why: "레이블 `istio.io/rev`에는 그 리비전의 웹훅이 응답하고, 없으면 아무 말 없이 아무도 응답하지 않습니다. \
                  애플리케이션의 매니페스트에는 컨트롤 플레인이 거의 들어 있지 않으므로, 텍스트에 다른 리비전이 보이지 않으면 \
                  설치되어 있다고 가정합니다. 실제로 없다면 이 파드에는 프록시가 없고 결과는 평문입니다.",
            fix: "클러스터에 그 리비전이 있으면 할 일이 없습니다. 없으면 레이블을 고칩니다. 있다는 것을 보이려면 ConfigMap \
                  `istio-REVISION`, IstioOperator, 또는 `revision`이 있는 Helm 값을 추가합니다.",
            verify: "`istioctl tag list`와 `kubectl get mutatingwebhookconfiguration -l istio.io/rev=REVISION`이 무엇이 \
                  응답하는지 보여 줍니다.",
        },
        Code::ProxylessGrpc => RuleText {
            what: "파드가 프록시 없이 gRPC 라이브러리를 메시의 일부로 만드는 템플릿을 요청합니다.",
            why: "`grpc-agent`나 `grpc-simple`을 쓰면 에이전트가 인증서와 설정을 라이브러리에 전달하고, 결정은 라이브러리 혼자 합니다. \
                  프로그램이 xDS 자격 증명을 쓰면 양방향 mTLS이고, 쓰지 않으면 평문입니다. 어느 쪽인지는 매니페스트에 나타나지 \
                  않으며, PeerAuthentication과 VirtualService의 대부분은 라이브러리에 아무 의미가 없습니다. 여기에는 Istio가 다른 \
                  프록시에 알리는 모습, 곧 프록시 없는 워크로드로 보여 줍니다.",
            fix: "프로그램이 그렇게 만들어졌다면 할 일이 없습니다. 사이드카의 결과를 원하면 어노테이션 \
                  `inject.istio.io/templates`를 지웁니다.",
            verify: "`istioctl proxy-status`에는 프록시 없는 클라이언트도 나옵니다. 프로그램 소스의 `GRPC_XDS_BOOTSTRAP`과 xDS \
                     자격 증명이 암호화 여부를 알려 줍니다.",
        },
    }
}
