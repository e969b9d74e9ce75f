//! Korean texts about the readiness for STRICT.

use super::Ko;
use crate::i18n::text::{ReadinessPart, ReadinessText};
use crate::readiness::{Cost, Fate, Scope, Status, Untried};

impl ReadinessText for Ko {
    fn view_readiness(&self) -> &'static str {
        "STRICT 준비도"
    }

    fn strict_for(&self) -> &'static str {
        "STRICT를 켜 볼 범위"
    }

    fn strict_is_tried(&self) -> &'static str {
        "STRICT를 시험하고 있습니다."
    }

    fn in_mesh(&self, in_mesh: usize, workloads: usize) -> String {
        format!("{in_mesh}/{workloads} 메시 안")
    }

    fn breaks(&self, connections: usize) -> String {
        format!("{connections}개 끊김")
    }

    fn readiness_scope(&self, scope: &Scope) -> String {
        match scope {
            Scope::Mesh => "메시 전체".into(),
            Scope::Namespace(name) => format!("네임스페이스 {name}"),
            Scope::Workload(namespace, name) => format!("워크로드 {namespace}/{name}"),
        }
    }

    fn strict_breaks(&self, scope: &Scope, breaks: usize) -> String {
        let scope = self.readiness_scope(scope);
        match breaks {
            0 => format!("{scope}에 STRICT를 켜도 이 텍스트의 연결은 하나도 끊기지 않습니다."),
            n => format!("{scope}에 STRICT를 켜면 연결 {n}개가 끊깁니다."),
        }
    }

    fn strict_by(&self, policy: Option<&str>) -> String {
        match policy {
            Some(policy) => format!("PeerAuthentication {policy}에서 켭니다."),
            None => "PeerAuthentication을 새로 만들어야 합니다.".into(),
        }
    }

    fn fate(&self, fate: Fate) -> &'static str {
        match fate {
            Fate::Breaks => "끊김",
            Fate::StaysOpen => "여전히 보호되지 않음",
            Fate::Safe => "안전",
            Fate::Mended => "다시 동작",
            Fate::FailsAnyway => "어느 쪽이든 실패",
        }
    }

    fn migration_status(&self, status: Status) -> &'static str {
        match status {
            Status::Done => "이미 STRICT",
            Status::Ready => "준비됨",
            Status::Blocked => "막힘",
            Status::Outside => "프록시 없음",
        }
    }

    fn readiness_part(&self, part: ReadinessPart) -> &'static str {
        match part {
            ReadinessPart::Obstacles => "먼저 해결할 것",
            ReadinessPart::Steps => "전환 순서",
            ReadinessPart::Policies => "정책",
        }
    }

    fn cost(&self, cost: &Cost) -> String {
        let memory = |sidecars| {
            let (from, to) = Cost::memory(sidecars);
            format!("{from}–{to} MB")
        };
        let now = format!(
            "파드 {}개의 사이드카: 메모리 약 {}, 홉마다 몇 밀리초.",
            cost.sidecars,
            memory(cost.sidecars)
        );
        let more = match cost.missing {
            0 => String::new(),
            missing => format!(" 프록시가 없는 파드 {missing}개까지 넣으면 {} 늘어납니다.", memory(missing)),
        };
        format!(
            "{now}{more} 추정치입니다. 사이드카 하나에 50–100 MB로 보았고 메시가 크면 더 늘어납니다. 노드마다 하나씩 도는 ztunnel은 세지 않았습니다."
        )
    }

    fn untried(&self, why: Untried) -> &'static str {
        match why {
            Untried::Unknown => "그런 네임스페이스나 워크로드가 없습니다",
            Untried::NotSelectable => {
                "이 워크로드만 고르는 정책을 만들 수 없습니다. 레이블이 없거나 루트 네임스페이스에 있습니다"
            }
        }
    }
}
