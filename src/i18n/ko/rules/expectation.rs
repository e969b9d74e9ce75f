//! Korean documentation of the rules about expectations.

use crate::i18n::text::RuleText;

pub(super) const UNEXPECTED_OUTCOME: RuleText = RuleText {
    what: "`Traffic`의 `expect`에 적힌 결과와 호출의 결과가 다릅니다.",
    why: "기대를 적어 두면 매니페스트를 테스트할 수 있습니다. 파이프라인에서 `check`는 메시 정책의 단위 테스트가 되고, \
          `check --format junit`은 기대마다 테스트 케이스를 하나씩 만듭니다. 기대한 실패는 오류가 아닙니다.",
    fix: "지적이 가리키는, 결과를 결정한 정책을 고칩니다. 바뀐 것이 맞다면 기대를 고칩니다.",
    verify: "연결에 나온 명령처럼 클라이언트의 파드에서 호출해 봅니다.",
};

pub(super) const UNKNOWN_EXPECTATION: RuleText = RuleText {
    what: "`Traffic`의 `expect`가 결과의 이름이 아닙니다.",
    why: "그렇게 끝나는 호출은 없으므로, 호출이 끊겨도 아무도 알아채지 못합니다.",
    fix: "`mtls`, `plaintext`, `tls`, `refused`, `garbled`, `protocol-error`, `denied`, `hangs`, `no-endpoint`, \
          `no-cluster`, `no-route`, `unreachable`, `no-filter-chain`, `blackhole`, `redirect`, `direct-response`, \
          `no-listener` 중 하나를 쓰고, 엔드포인트마다 다르면 `mixed`를 씁니다.",
    verify: "`mtls-playground check --format json`이 호출의 결과를 보여 줍니다.",
};
