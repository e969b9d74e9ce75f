//! Korean texts of the command line and of its reports.

use super::Ko;
use crate::i18n::text::{BadLink, Column, CommandText, Help, ResultsText};
use crate::lint::Severity;

impl CommandText for Ko {
    fn help(&self, about: Help) -> &'static str {
        match about {
            Help::About => {
                "Istio 메시의 클라이언트 → 서비스 연결이 각각 상호 TLS인지, 평문인지, 끊겼는지, 그리고 어느 줄이 결정했는지 보여 줍니다."
            }
            Help::Language => "출력 언어 [기본값: LC_ALL, LC_MESSAGES, LANG에서 읽음]",
            Help::Check => "매니페스트를 평가합니다. 모든 연결과 문제, 그 위치를 보여 줍니다",
            Help::CheckStatus => {
                "종료 코드: 0 --fail-on 이상의 항목 없음, 1 항목 있음, 2 명령을 수행하지 못함."
            }
            Help::CheckFiles => {
                "매니페스트. 디렉터리에서는 *.yaml, *.yml, *.json을 찾고, - 이거나 비어 있으면 표준 입력을 읽습니다"
            }
            Help::CheckFormat => {
                "사람이 읽는 표, JSON (docs/check.schema.json), SARIF 2.1.0, Markdown 또는 JUnit(기대마다 테스트 케이스 하나)"
            }
            Help::CheckFailOn => "종료 코드 1이 되는 가장 낮은 심각도",
            Help::CheckAllPairs => {
                "호출이 선언되었거나 발견된 경우에도 모든 클라이언트와 서비스 포트의 쌍을 함께 평가합니다"
            }
            Help::CheckReadiness => {
                "STRICT를 켜면 무엇이 끊기고 어떤 순서로 전환할지 함께 출력합니다 [기본값: mesh]"
            }
            Help::Completions => "셸에서 명령과 옵션을 자동 완성하는 스크립트를 출력합니다",
            Help::CompletionsShell => "bash, zsh, fish 등 셸 이름",
            Help::Explain => {
                "규칙을 설명합니다. 무엇을 찾는지, 왜 중요한지, 어떻게 고치고 확인하는지 보여 줍니다"
            }
            Help::ExplainCode => "규칙의 코드나 이름. 예: MP101, plaintext-to-strict",
            Help::Fix => "효과가 확인된 수정 목록을 출력하거나, 그중 하나를 적용합니다",
            Help::FixFile => "매니페스트 파일 하나. -는 표준 입력입니다",
            Help::FixList => "수정과 그에 따라 바뀌는 결과를 출력합니다(기본값)",
            Help::FixApply => "이 수정을 적용한 텍스트를 출력합니다",
            Help::FixDiff => "텍스트 대신 수정을 diff로 출력합니다",
            Help::FixWrite => "출력하는 대신 파일에 씁니다",
            Help::Link => "시나리오의 공유 링크를 출력하거나, 링크에 담긴 파일을 출력합니다",
            Help::LinkFiles => "매니페스트. 디렉터리에서는 *.yaml, *.yml, *.json을 찾습니다",
            Help::LinkDecode => "이 링크에 담긴 파일을 출력합니다",
            Help::Replay => {
                "시나리오에 답합니다. 표준 입력의 JSON 한 줄마다 표준 출력에 JSON 한 줄을 바로 씁니다"
            }
            Help::ReplayFixes => "실패하는 답마다 효과가 확인된 수정을 덧붙입니다",
            Help::ReplayTiming => "답마다 걸린 시간을 마이크로초로 덧붙입니다",
            Help::Symptom => "오류나 로그 한 줄의 원인과, 그런 증상을 보일 연결을 출력합니다",
            Help::SymptomText => "오류나 로그 텍스트",
            Help::SymptomFormat => "사람이 읽는 목록 또는 JSON",
        }
    }

    fn unreadable(&self, path: &str, reason: &str) -> String {
        format!("{path} 읽기 실패: {reason}")
    }

    fn not_utf8(&self) -> &'static str {
        "UTF-8 텍스트가 아닙니다"
    }

    fn no_manifests(&self, directory: &str) -> String {
        format!("{directory}에 *.yaml, *.yml, *.json 파일이 없습니다")
    }

    fn no_documents(&self, files: &str) -> String {
        format!(
            "{files}에 검사할 것이 없습니다. 문서는 하나도 없고 빈 줄이나 주석뿐입니다. 내용을 만든 명령이 실패하지 않았는지 확인해야 합니다(파이프에서는 set -o pipefail로 알 수 있습니다)"
        )
    }

    fn no_input(&self) -> &'static str {
        "파일이나 디렉터리를 지정하거나 매니페스트를 파이프로 넘겨야 합니다"
    }

    fn unknown_rule(&self, code: &str) -> String {
        format!("{code}: 이런 규칙이 없습니다. 전체 목록은 docs/rules.md에 있습니다")
    }

    fn unknown_fix(&self, id: &str) -> String {
        format!("{id}: 이런 수정이 없습니다. --list로 전체 목록을 볼 수 있습니다")
    }

    fn no_fixes(&self) -> &'static str {
        "제안할 수정이 없습니다."
    }

    fn unknown_language(&self, known: &str) -> String {
        format!("지원하는 언어: {known}")
    }

    fn bad_link_given(&self, why: BadLink) -> &'static str {
        match why {
            BadLink::Truncated => "링크가 잘렸습니다",
            BadLink::Corrupt => "링크가 손상되었거나 링크가 아닙니다",
            BadLink::TooNew => "더 새로운 버전에서 만든 링크입니다",
            BadLink::TooBig => "링크에 담을 수 있는 크기를 넘습니다",
        }
    }

    fn unwritable(&self, reason: &str) -> String {
        format!("출력을 쓸 수 없습니다: {reason}")
    }

    fn column(&self, column: Column) -> &'static str {
        match column {
            Column::Outcome => "결과",
            Column::Call => "클라이언트 → 서비스",
            Column::Server => "서버",
            Column::Wire => "전송 → 적용",
            Column::DecidedBy => "결정한 리소스",
        }
    }

    fn working(&self, connections: usize) -> String {
        format!("정상 연결 {connections}개")
    }

    fn more(&self, count: usize) -> String {
        format!("외 {count}개")
    }

    fn connections(&self, count: usize) -> String {
        self.explains(count)
    }

    fn left_out(&self, pairs: usize) -> String {
        format!("평가하지 않은 연결 {pairs}개 더 있음 (--all-pairs)")
    }

    fn findings(&self, count: usize, severity: Severity) -> String {
        format!("{} {count}건", self.severity(severity))
    }
}
