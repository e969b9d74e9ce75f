//! Korean titles of examples, and what to look at in them.

use super::Ko;
use crate::i18n::text::{ExampleText, ScenarioText};

impl ScenarioText for Ko {
    fn example_start(&self) -> ExampleText {
        ExampleText {
            title: "호출 셋, 결과 셋",
            look: "하나는 상호 TLS, 하나는 평문, 하나는 거부됩니다. 어느 줄이 차이를 만드는지 보세요.",
        }
    }

    fn example_disable_to_strict(&self) -> ExampleText {
        ExampleText {
            title: "STRICT를 켠 뒤 503이 시작됨",
            look: "메시 이전에 만든 DestinationRule이, 이제 상호 TLS만 받는 서버로 가는 TLS를 여전히 끄고 있습니다.",
        }
    }

    fn example_no_auto_mtls(&self) -> ExampleText {
        ExampleText {
            title: "auto mTLS가 꺼진 메시",
            look: "메시 설정이 auto mTLS를 끕니다. cart에는 ISTIO_MUTUAL 규칙이 있고, 규칙이 없는 payments는 거부됩니다.",
        }
    }

    fn example_selector_typo(&self) -> ExampleText {
        ExampleText {
            title: "셀렉터의 오타",
            look: "STRICT 정책이 선택하는 파드가 없어서, 메시 밖의 평문이 여전히 payments에 도달합니다.",
        }
    }

    fn example_no_sidecar(&self) -> ExampleText {
        ExampleText {
            title: "사이드카가 없는 클라이언트와 서버",
            look: "사이드카가 없는 reports는 거부되고, 사이드카가 없는 cache는 읽을 수 없는 TLS를 받습니다.",
        }
    }

    fn example_telemetry_collector(&self) -> ExampleText {
        ExampleText {
            title: "STRICT 메시의 텔레메트리 수집기",
            look: "규칙의 DISABLE만으로는 부족합니다. 수집기는 여전히 mTLS만 받습니다. 해결 방법마다 누구에게 열리는지 비교해 보십시오.",
        }
    }

    fn example_three_tier_blog(&self) -> ExampleText {
        ExampleText {
            title: "nginx 뒤의 블로그와 메시 밖의 데이터베이스",
            look: "어느 구간이 mTLS입니까? nginx가 외부 Host 헤더를 그대로 보내므로 was 호출은 메시의 라우트를 타지 않습니다.",
        }
    }

    fn example_first_steps(&self) -> ExampleText {
        ExampleText {
            title: "서비스 메시 첫걸음",
            look: "처음에 흔히 만나는 네 가지 실패입니다. 없는 서브셋, 파드가 없는 서브셋, 사이드카가 없는 MySQL과 파드를 살펴보십시오.",
        }
    }

    fn example_every_feature(&self) -> ExampleText {
        ExampleText {
            title: "모든 기능을 한 번에",
            look: "경로, 메서드, 토큰만 바꾼 요청입니다. 매번 어떤 리소스가 결정합니까?",
        }
    }
}
