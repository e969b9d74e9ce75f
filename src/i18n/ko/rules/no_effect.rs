//! Korean documentation of the rules about what has no effect.

use crate::i18n::text::RuleText;

pub(super) const SHADOWED_POLICY: RuleText = RuleText {
    what: "같은 종류의 다른 리소스가 대신하기 때문에 여기의 어떤 호출에도 효과가 없는 리소스가 있습니다.",
    why: "같은 네임스페이스나 같은 파드를 위한 PeerAuthentication이 여럿이면 포트까지 포함해 가장 오래된 것만 적용됩니다. 한 \
          호스트를 위한 DestinationRule이 여럿이면 트래픽 정책은 하나만 적용되고, 클라이언트는 자기 네임스페이스를 먼저 봅니다. 한 호스트를 위한 \
          VirtualService가 여럿이면 첫 번째 것의 경로가 적용됩니다. Gateway는 더 오래된 Gateway가 가진 호스트나 \
          포트를 잃습니다. 생성 시각이 같으면 이름이 결정합니다.",
    fix: "적용되는 쪽에 뜻한 내용을 넣고 다른 쪽은 지웁니다.",
    verify: "`kubectl get KIND -n NAMESPACE --sort-by=.metadata.creationTimestamp`가 어느 것이 오래되었는지 보여 줍니다.",
};

pub(super) const SELECTOR_IN_ROOT: RuleText = RuleText {
    what: "루트 네임스페이스의 PeerAuthentication에 선택자가 있습니다.",
    why: "루트 네임스페이스에서는 선택자가 없는 PeerAuthentication만 메시 전체에 적용됩니다. 선택자가 있으면 그곳에서도 다른 \
          곳에서도 파드를 고르지 못합니다. (AuthorizationPolicy는 루트에서도 모든 곳의 파드를 고릅니다.)",
    fix: "파드의 네임스페이스로 옮기거나 선택자를 없앱니다.",
    verify: "`istioctl x describe pod POD -n NAMESPACE`가 적용 중인 정책의 이름을 보여 줍니다.",
};

pub(super) const HOST_OF_NOTHING: RuleText = RuleText {
    what: "DestinationRule이나 VirtualService의 호스트가 서비스의 이름처럼 보이지만 그런 이름의 서비스가 없습니다.",
    why: "점이 있는 호스트는 전체 이름으로 읽힙니다. `payments.shop`은 `payments.shop.svc.cluster.local`이 아닙니다. 점이 없는 \
          호스트는 규칙이 있는 네임스페이스의 서비스입니다.",
    fix: "서비스의 전체 이름을 씁니다.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST`의 `DESTINATION RULE` 열에 규칙의 이름이 나옵니다. \
             VirtualService는 `istioctl proxy-config route POD -n NAMESPACE`의 `VIRTUAL SERVICE` 열에 나옵니다.",
};

pub(super) const UNCONSULTED_RULE: RuleText = RuleText {
    what: "어떤 클라이언트도 찾아보지 않는 네임스페이스에 DestinationRule이 있습니다.",
    why: "클라이언트는 자기 네임스페이스, 서비스의 네임스페이스, 루트 네임스페이스를 이 순서로 찾아봅니다. 다른 곳에 있는 규칙은 그 \
          네임스페이스의 클라이언트에만 적용됩니다.",
    fix: "규칙을 서비스의 네임스페이스로 옮깁니다.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST`의 `DESTINATION RULE` 열에 적용 중인 규칙이 나옵니다.",
};

pub(super) const HIDDEN_RULE: RuleText = RuleText {
    what: "DestinationRule, VirtualService, ServiceEntry의 `exportTo`나 메시 설정의 기본값 때문에, 그 호스트를 부르는 \
           클라이언트가 그것을 보지 못합니다.",
    why: "`.`은 리소스가 있는 네임스페이스입니다. 규칙을 보지 못하는 클라이언트는 다음 규칙을 쓰거나 아무 규칙도 쓰지 않습니다. \
          ServiceEntry를 보지 못하면 그 호스트를 모릅니다.",
    fix: "`exportTo`에 클라이언트의 네임스페이스나 `*`를 더합니다.",
    verify: "`istioctl proxy-config cluster POD -n NAMESPACE --fqdn HOST`의 `DESTINATION RULE` 열에 적용 중인 규칙이 나옵니다.",
};

pub(super) const UNKNOWN_GATEWAY: RuleText = RuleText {
    what: "VirtualService의 `gateways`에 적힌 Gateway가 없습니다.",
    why: "네임스페이스가 없는 이름은 VirtualService가 있는 네임스페이스의 Gateway를 뜻합니다. 그러면 경로가 어느 게이트웨이에도 \
          쓰이지 않고, 그곳으로 온 요청은 404를 받습니다.",
    fix: "Gateway의 `NAMESPACE/NAME`을 씁니다.",
    verify: "`istioctl proxy-config routes GATEWAY-POD -n NAMESPACE`가 경로가 있는 호스트를 보여 줍니다.",
};

pub(super) const MISSING_WAYPOINT: RuleText = RuleText {
    what: "`istio.io/use-waypoint`가 가리키는 웨이포인트가 없거나, 이 네임스페이스의 것을 받지 않습니다.",
    why: "다른 것이 대신하지 않습니다. 호출은 그냥 지나가고, 웨이포인트에 붙인 정책은 쓰이지 않습니다.",
    fix: "웨이포인트를 만들거나(`istioctl waypoint apply -n NAMESPACE`) 이름을 고칩니다. 다른 네임스페이스에 있으면 \
          `istio.io/use-waypoint-namespace`를 더하고 `allowedRoutes`로 이 네임스페이스를 허용합니다.",
    verify: "`istioctl ztunnel-config service`가 서비스마다 웨이포인트를 보여 줍니다.",
};

pub(super) const MEANINGLESS_INJECTION: RuleText = RuleText {
    what: "프록시를 결정하는 레이블의 값에 뜻이 없습니다.",
    why: "값은 글자 그대로 비교됩니다. `istio-injection: \"true\"`는 주입을 켜지 않고, 다른 레이블이 켜는 것까지 막습니다.",
    fix: "`istio-injection`은 `enabled`와 `disabled`, `sidecar.istio.io/inject`는 `\"true\"`와 `\"false\"`, \
          `istio.io/dataplane-mode`는 `ambient`와 `none`만 압니다.",
    verify: "`kubectl get namespace NAMESPACE --show-labels`로 봅니다. 사이드카가 있는 새 파드는 컨테이너가 하나 더 많습니다.",
};

pub(super) const MISPLACED_INJECTION: RuleText = RuleText {
    what: "프록시를 결정하는 레이블이나 애너테이션이 아무도 보지 않는 곳에 있습니다.",
    why: "`sidecar.istio.io/inject`는 파드의 레이블일 때 적용됩니다. Deployment 자체에 있으면 보지 않고, 애너테이션만으로는 \
          웹훅까지 가지 못합니다. `istio-injection`은 Namespace의 레이블일 때 적용됩니다.",
    fix: "`spec.template.metadata.labels`나 Namespace의 `metadata.labels`로 옮깁니다.",
    verify: "`kubectl get pod -n NAMESPACE --show-labels`로 봅니다. 사이드카가 있는 파드는 컨테이너가 하나 더 많습니다.",
};

pub(super) const IGNORED_ANNOTATION: RuleText = RuleText {
    what: "Istio의 애너테이션이나 레이블인데 아무도 읽지 않습니다. 이름이 틀렸거나, 다른 객체에 있거나, 레이블이어야 할 것이 \
           애너테이션입니다.",
    why: "Kubernetes는 어떤 이름이든 받습니다. Deployment의 프록시는 파드 템플릿의 메타데이터만 보고, 이름이 틀리면 없는 것과 \
          같습니다. 제외하려던 포트가 제외되지 않습니다.",
    fix: "이름을 고칩니다. 프록시에 대한 애너테이션은 `spec.template.metadata.annotations`로, 레이블은 `labels`로 옮깁니다.",
    verify: "`kubectl get pod POD -n NAMESPACE -o yaml`로 파드에 무엇이 있는지 봅니다. `istioctl analyze`는 IST0107과 IST0108로 \
             알립니다.",
};

pub(super) const LITERAL_STAR: RuleText = RuleText {
    what: "AuthorizationPolicy나 VirtualService의 `*`가 보통 글자로 읽히는 자리에 있습니다.",
    why: "AuthorizationPolicy에서 `*`는 혼자 있거나 값의 맨 앞 또는 맨 뒤에 있을 때만 뜻이 있습니다. 그 밖의 자리와, `*`로 시작하는 \
          값의 끝에서는 글자 그대로 비교됩니다. `cluster.local/ns/*/sa/cart`는 누구의 ID도 아니고, `*admin*`에 맞는 경로는 없으며, \
          그런 ALLOW는 모두를 거부합니다. VirtualService의 `uri`는 적힌 그대로 비교되며, `prefix`에는 `*`가 필요 없습니다.",
    fix: "`*/sa/cart`처럼 한쪽 끝에만 `*`를 둡니다. 경로에서는 한 마디를 `{*}`로, 나머지 전체를 `{**}`로 씁니다. VirtualService에서는 \
          `*` 없이 `prefix`를 쓰거나 `regex`를 씁니다.",
    verify: "`istioctl x authz check POD.NAMESPACE`가 프록시가 비교하는 값을 보여 줍니다.",
};

pub(super) const UNREAD_SECRET: RuleText = RuleText {
    what: "Gateway의 `credentialName`에 적힌 Secret이 게이트웨이 파드와 다른 네임스페이스에 있습니다.",
    why: "게이트웨이는 Gateway 리소스가 어디에 있든 자기 파드가 실행되는 네임스페이스의 Secret만 읽습니다. Secret이 없으면 \
          인증서가 없으므로 TLS 핸드셰이크 중에 연결이 끊깁니다.",
    fix: "파드가 있는 네임스페이스에 Secret이나 그것을 만드는 Certificate를 만듭니다. 또는 Secret이 있는 네임스페이스에서 \
          게이트웨이를 실행하고 그 파드를 선택합니다.",
    verify: "`istioctl proxy-config secret deploy/GATEWAY -n NAMESPACE`에서 ACTIVE가 아니라 WARMING으로 나옵니다.",
};

pub(super) const UNREADABLE_ANNOTATION: RuleText = RuleText {
    what: "프록시를 거칠 것을 정하는 애너테이션의 값을 주입기가 읽지 못합니다.",
    why: "주입기가 파드를 거절해서 Deployment에 새 파드가 생기지 않습니다. 포트는 쉼표로 나눈 숫자이고, 주소는 `10.0.0.0/8`처럼 \
          길이가 있는 범위이며 공백이 없습니다. `*`는 `include…`에만 쓸 수 있습니다.",
    fix: "숫자와 범위를 쓰거나 애너테이션을 없앱니다.",
    verify: "`kubectl get events -n NAMESPACE`에 `admission webhook … denied the request`가 나옵니다.",
};
