//! Korean texts of findings and their fixes.

use super::Ko;
use crate::i18n::text::FindingsText;
use crate::lint::fix::Safety;

impl FindingsText for Ko {
    fn filter_findings(&self) -> &'static str {
        "진단 필터"
    }

    fn no_findings_match(&self) -> &'static str {
        "필터에 맞는 진단이 없습니다."
    }

    fn findings_drawn(&self, drawn: usize, all: usize) -> String {
        format!("진단 {all}개 중 {drawn}개")
    }

    fn about_rule(&self) -> &'static str {
        "이 규칙에 대해"
    }

    fn rule_is_loading(&self) -> &'static str {
        "설명을 불러오고 있습니다."
    }

    fn rule_not_loaded(&self) -> &'static str {
        "설명을 불러오지 못했습니다. 오프라인이거나 페이지의 파일이 빠져 있습니다. 명령줄의 mtls-playground explain도 같은 설명을 보여 줍니다."
    }

    fn preview(&self) -> &'static str {
        "미리 보기"
    }

    fn preview_of(&self, fix: &str) -> String {
        format!("미리 보기: {fix}")
    }

    fn safety(&self, safety: Safety) -> &'static str {
        match safety {
            Safety::Safe => "안전",
            Safety::ChangesBehaviour => "동작이 바뀜",
            Safety::NeedsCare => "주의 필요",
        }
    }

    fn mixed(&self) -> &'static str {
        "혼합"
    }

    fn trying_fixes(&self, tried: usize, of: usize) -> String {
        match of {
            0 => "수정안을 시험하고 있습니다.".into(),
            of => format!("수정안을 시험하고 있습니다: {of}개 중 {tried}개."),
        }
    }

    fn look_for_fixes(&self) -> &'static str {
        "수정안 찾기"
    }

    fn no_fix_found(&self) -> &'static str {
        "그 자체로 도움이 되는 변경을 찾지 못했습니다."
    }

    fn back_to_findings(&self) -> &'static str {
        "진단 목록으로 돌아가기"
    }

    fn lines_changed(&self, added: usize, removed: usize) -> String {
        format!("{added}줄 추가, {removed}줄 삭제")
    }

    fn verify_finding(&self) -> &'static str {
        "클러스터에서 확인하는 명령"
    }

    fn each_fix_breaks(&self) -> &'static str {
        "모두 다른 연결을 끊으므로 권장하지 않습니다."
    }

    fn flips(&self, connections: usize) -> String {
        match connections {
            0 => "바뀌는 연결 없음".into(),
            n => format!("바뀌는 연결 {n}개"),
        }
    }

    fn better_and_worse(&self, better: usize, worse: usize) -> String {
        match worse {
            0 => format!("개선 {better}개"),
            worse => format!("개선 {better}개, 악화 {worse}개"),
        }
    }

    fn is_better(&self) -> &'static str {
        "개선"
    }

    fn is_worse(&self) -> &'static str {
        "악화"
    }

    fn stay_as_they_are(&self, connections: usize) -> String {
        format!("그대로인 연결 {connections}개")
    }

    fn apply(&self, breaks: usize) -> String {
        match breaks {
            0 => "적용".into(),
            n => format!("적용, 연결 {n}개가 끊깁니다"),
        }
    }

    fn one_undo_step(&self) -> &'static str {
        "한 번에 실행 취소"
    }

    fn other_fixes(&self) -> &'static str {
        "이 진단의 다른 수정안"
    }

    fn fix_applied(&self) -> &'static str {
        "적용했습니다. 실행 취소로 되돌릴 수 있습니다."
    }

    fn fix_is_older(&self) -> &'static str {
        "텍스트가 바뀌어 수정안을 다시 시험하고 있습니다."
    }

    fn only_of_finding(&self, code: &str) -> String {
        format!("{code}의 연결만")
    }

    fn show_all_rows(&self) -> &'static str {
        "모든 행 표시"
    }

    fn undo_replacement(&self) -> &'static str {
        "마지막 교체 실행 취소"
    }
}
