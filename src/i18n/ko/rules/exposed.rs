//! Korean documentation of the rules about ports that are not what they seem, and about what is exposed.

use crate::i18n::text::RuleText;

pub(super) const ORIGINATION_ON_PLAIN_PORT: RuleText = RuleText {
    what: "DestinationRule 때문에 프록시가 메시 밖 호스트의 80번 포트로 TLS를 보냅니다.",
    why: "`tls.mode: SIMPLE`은 무엇을 보낼지 바꿀 뿐, 어디로 보낼지는 바꾸지 않습니다. 80번 포트에서 평문 HTTP로 답하는 서버는 \
          핸드셰이크를 이해하지 못합니다. 증상은 `503 UF,URX`, `WRONG_VERSION_NUMBER`입니다.",
    fix: "TLS를 받는 포트로 보냅니다. ServiceEntry의 80번 포트에 `targetPort: 443`을 둡니다.",
    verify: "`istioctl proxy-config endpoint POD -n NAMESPACE --cluster \"outbound|80||HOST\"`가 실제로 부르는 포트를 보여 줍니다.",
};

pub(super) const CONFLICTING_PORTS: RuleText = RuleText {
    what: "두 Service, 또는 한 Service의 두 포트가 파드의 같은 포트로 가면서 서로 다른 프로토콜을 선언합니다.",
    why: "파드의 리스너는 포트마다 하나입니다. 더 오래된 Service가, 한 Service에서는 앞의 포트가 HTTP로 읽을지 바이트로 읽을지 \
          결정합니다. 다른 쪽의 클라이언트가 보낸 것은 읽히지 않거나, 요청에 대한 정책이 적용되지 않을 수 있습니다.",
    fix: "두 포트의 프로토콜을 이름이나 `appProtocol`로 같게 하거나, 파드가 두 포트에서 듣게 합니다.",
    verify: "`istioctl proxy-config listener POD -n NAMESPACE --port 15006`에서 포트가 `HttpConnectionManager`인지 `TcpProxy`인지 \
             봅니다. `istioctl analyze`는 IST0116으로 알립니다.",
};

pub(super) const REQUESTS_TO_TLS_PORT: RuleText = RuleText {
    what: "프록시가 요청을 읽고, TLS로 선언된 포트에 평문 HTTP로 넘깁니다.",
    why: "TLS를 끝내는 게이트웨이는 포트의 이름과 상관없이 그 뒤로 평문 HTTP를 보냅니다. 사이드카의 상호 TLS는 앱 앞에서 벗겨집니다. \
          TLS를 쓰는 앱은 `400 Client sent an HTTP request to an HTTPS server`로 답하거나 연결을 끊습니다. 앱이 실제로 어떻게 \
          하는지는 어떤 매니페스트에도 없고, 포트의 이름이 전부입니다.",
    fix: "앱이 평문 HTTP를 받는 포트로 보냅니다. 그런 포트가 없으면 `SIMPLE` 모드의 DestinationRule로 TLS를 걸거나, Gateway가 TLS를 \
          그대로 넘기게 합니다(`PASSTHROUGH`). 앱이 그 포트에서 HTTP를 쓴다면 포트의 이름을 그렇게 바꿉니다.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o json`에서 클러스터에 TLS용 `transportSocket`이 \
             있는지 봅니다.",
};

pub(super) const LEFTOVER_PERMISSIVE: RuleText = RuleText {
    what: "PeerAuthentication이 위의 STRICT에서 예외를 두는데, 여기에는 그것이 필요한 호출이 없습니다.",
    why: "전환할 때 잠시 필요했던 것이 계속 평문을 받습니다. 클러스터 안의 누구나 신원 없이 부를 수 있습니다. `DISABLE`이면 프록시가 \
          있는 클라이언트까지 평문을 보냅니다.",
    fix: "정책이나 포트의 항목을 지워서 위의 STRICT가 적용되게 합니다.",
    verify: "프록시가 없는 파드에 `kubectl exec`로 들어가 포트를 불러 봅니다. 연결이 끊겨야 합니다.",
};

pub(super) const PLAINTEXT_EGRESS: RuleText = RuleText {
    what: "HTTP 요청이 평문으로 메시를 나갑니다.",
    why: "상호 TLS는 메시의 경계에서 끝납니다. 길목에 있는 누구나 요청을 읽고 바꿀 수 있습니다.",
    fix: "애플리케이션이 HTTPS를 쓰게 하거나 프록시가 대신하게 합니다. `targetPort: 443`이 있는 ServiceEntry와 \
          `tls.mode: SIMPLE`인 DestinationRule을 둡니다.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST -o yaml`에 `transportSocket`이 있으면 프록시가 TLS를 \
             씁니다.",
};

pub(super) const GATEWAY_WITHOUT_ROUTE: RuleText = RuleText {
    what: "Gateway가 듣고 있지만, 그 호스트에 연결된 VirtualService나 Gateway API의 경로가 없습니다.",
    why: "HTTP 서버는 모든 요청에 `404 NR`로 답하고, TCP나 TLS를 그대로 넘기는 서버는 듣지도 않습니다. `gateways`가 없는 \
          VirtualService는 사이드카에만 적용됩니다.",
    fix: "VirtualService의 `gateways`에 Gateway를 적습니다. 다른 네임스페이스에 있으면 `NAMESPACE/NAME`으로 씁니다. 호스트도 \
          서버의 호스트와 맞아야 합니다.",
    verify: "`istioctl proxy-config routes GATEWAY-POD -n NAMESPACE`에서 포트의 경로가 `404`뿐인지 봅니다.",
};

pub(super) const PASSTHROUGH_IN_PLAINTEXT: RuleText = RuleText {
    what: "메시의 클라이언트가 메시의 서버를 부르는데, 양쪽에 프록시가 있어도 평문이 도착합니다.",
    why: "호출을 받는 경로가 없습니다. 파드의 주소를 부르거나, 메시가 모르는 호스트를 부르거나, 클라이언트에게 서비스가 보이지 \
          않습니다. 클라이언트의 프록시는 바이트를 그대로 전달합니다(`PassthroughCluster`). `PERMISSIVE`라서 암호화와 신원 없이 \
          들어가고, `STRICT`로 바꾸는 날 호출이 깨집니다.",
    fix: "Service를 이름으로 부르고, nginx 같은 프록시는 그 이름을 Host 헤더에 쓰게 합니다. `Sidecar`나 `exportTo`가 서비스를 \
          숨기면 클라이언트에게 보이게 합니다.",
    verify: "클라이언트 프록시의 액세스 로그에 `PassthroughCluster`가 나옵니다. `istioctl proxy-config routes POD -n NAMESPACE`가 \
             프록시가 아는 호스트를 보여 줍니다.",
};
