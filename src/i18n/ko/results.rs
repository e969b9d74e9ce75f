//! Korean texts about results.

use super::Ko;
use crate::i18n::text::ResultsText;
use crate::lint::Severity;

impl ResultsText for Ko {
    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "오류",
            Severity::Warning => "경고",
            Severity::Note => "참고",
        }
    }

    fn no_connections(&self) -> &'static str {
        "연결이 없습니다. 포트가 있는 Service나 그것을 호출할 워크로드가 텍스트에 없습니다."
    }

    fn no_findings(&self) -> &'static str {
        "지적할 것이 없습니다."
    }

    fn explains(&self, connections: usize) -> String {
        format!("연결 {connections}개")
    }

    fn coverage(&self, in_mesh: usize, workloads: usize, percent: usize) -> String {
        format!("메시 적용 워크로드 {workloads}개 중 {in_mesh}개 ({percent}%)")
    }
}
