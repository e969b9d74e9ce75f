//! Korean texts of the page.

use super::Ko;
use crate::i18n::text::PageText;
use crate::mesh::Origin;
use crate::verdict::{Mode, Outcome, Sent};

impl PageText for Ko {
    fn title(&self) -> &'static str {
        "mTLS Playground"
    }

    fn own_name(&self) -> &'static str {
        "한국어"
    }

    fn language(&self) -> &'static str {
        "언어"
    }

    fn theme_system(&self) -> &'static str {
        "테마: 시스템 설정"
    }

    fn theme_light(&self) -> &'static str {
        "테마: 밝게"
    }

    fn theme_dark(&self) -> &'static str {
        "테마: 어둡게"
    }

    fn menu(&self) -> &'static str {
        "메뉴"
    }

    fn examples(&self) -> &'static str {
        "예제"
    }

    fn share(&self) -> &'static str {
        "공유"
    }

    fn open_alone(&self) -> &'static str {
        "열어서 편집"
    }

    fn shortcuts(&self) -> &'static str {
        "키보드 단축키"
    }

    fn panes(&self) -> &'static str {
        "화면 선택"
    }

    fn pane_text(&self) -> &'static str {
        "텍스트"
    }

    fn pane_connections(&self) -> &'static str {
        "연결"
    }

    fn pane_why(&self) -> &'static str {
        "이유"
    }

    fn pane_findings(&self) -> &'static str {
        "진단"
    }

    fn results(&self) -> &'static str {
        "결과"
    }

    fn views(&self) -> &'static str {
        "보기"
    }

    fn resize_text(&self) -> &'static str {
        "텍스트 너비"
    }

    fn resize_list(&self) -> &'static str {
        "목록 높이"
    }

    fn filter_rows(&self) -> &'static str {
        "행 필터"
    }

    fn filter(&self) -> &'static str {
        "필터"
    }

    fn namespace(&self) -> &'static str {
        "네임스페이스"
    }

    fn all_namespaces(&self) -> &'static str {
        "모든 네임스페이스"
    }

    fn chip(&self, outcome: &str, rows: usize) -> String {
        // In the order in which the chip shows it: speech control and screen readers compare the two.
        format!("{rows} {outcome}")
    }

    fn column_outcome(&self) -> &'static str {
        "결과"
    }

    fn column_client(&self) -> &'static str {
        "클라이언트"
    }

    fn column_call(&self) -> &'static str {
        "호출"
    }

    fn column_server(&self) -> &'static str {
        "서버"
    }

    fn column_sent(&self) -> &'static str {
        "전송 → 서버 모드"
    }

    fn column_decided(&self) -> &'static str {
        "결정한 리소스"
    }

    fn sent(&self, sent: Sent) -> &'static str {
        match sent {
            Sent::Plaintext => "평문",
            Sent::IstioMtls => "Istio mTLS",
            Sent::Tls => "TLS",
            Sent::MutualTls => "자체 mTLS",
            Sent::AppTls => "앱 TLS",
            Sent::Hbone => "HBONE",
        }
    }

    fn mode(&self, mode: Mode) -> &'static str {
        match mode {
            Mode::Strict => "STRICT",
            Mode::Permissive => "PERMISSIVE",
            Mode::Disable => "DISABLE",
            Mode::None => "프록시 없음",
        }
    }

    fn external(&self) -> &'static str {
        "외부"
    }

    fn nobody(&self) -> &'static str {
        "—"
    }

    fn by_default(&self) -> &'static str {
        "기본값"
    }

    fn rows_drawn(&self, drawn: usize, all: usize) -> String {
        format!("{all}개 행 중 {drawn}개")
    }

    fn more_rows(&self) -> &'static str {
        "더 보기"
    }

    fn no_rows_match(&self) -> &'static str {
        "필터에 맞는 행이 없습니다."
    }

    fn choose_a_row(&self) -> &'static str {
        "행을 선택하면 결과의 이유를 보여 줍니다."
    }

    fn call_origin(&self, origin: &Origin) -> &'static str {
        match origin {
            Origin::Declared(_) => "선언된 곳:",
            Origin::Inferred(_) => "호출을 읽은 곳:",
            Origin::Pair => "텍스트에 이 호출은 없지만 가능한 호출입니다.",
        }
    }

    fn proxy(&self) -> &'static str {
        "프록시"
    }

    fn hops(&self, from: &str, to: &str, outcome: &str) -> String {
        format!("{from}에서 {to}까지의 경로: {outcome}")
    }

    fn all_mtls(&self, rows: usize) -> String {
        format!("연결 {rows}개가 모두 상호 TLS를 사용합니다.")
    }

    fn up_to_date(&self) -> &'static str {
        "최신 결과"
    }

    fn nothing_to_evaluate(&self) -> &'static str {
        "아직 평가할 내용이 없습니다"
    }

    fn not_evaluated(&self) -> &'static str {
        "평가하지 않음"
    }

    fn unreadable_documents(&self, count: usize) -> String {
        format!("문서 {count}개를 읽을 수 없습니다")
    }

    fn evaluated_in(&self, milliseconds: u64) -> String {
        format!("{milliseconds} ms에 평가")
    }

    fn amounts(&self, resources: usize, connections: usize) -> String {
        format!("리소스 {resources}개, 연결 {connections}개")
    }

    fn client_sees(&self) -> &'static str {
        "클라이언트 오류"
    }

    fn may_read(&self) -> &'static str {
        "예상 문구"
    }

    fn client_log(&self) -> &'static str {
        "클라이언트 로그"
    }

    fn server_log(&self) -> &'static str {
        "서버 로그"
    }

    fn verify(&self) -> &'static str {
        "확인 명령"
    }

    fn pairs_left_out(&self, pairs: usize) -> String {
        format!("평가하지 않은 쌍 {pairs}개 더 있음")
    }

    fn saved(&self) -> &'static str {
        "이 기기에 저장됨"
    }

    fn not_saved(&self) -> &'static str {
        "저장되지 않음: 브라우저 저장소가 가득 찼거나 꺼져 있습니다"
    }

    fn rules_version(&self) -> &'static str {
        "Istio 1.32 규칙"
    }

    fn unreadable_document(&self, file: &str, line: usize) -> String {
        format!("{file}의 {line}번째 줄은 올바른 YAML이 아닙니다.")
    }

    fn result_is_older(&self) -> &'static str {
        "이 결과는 수정 전 내용입니다."
    }

    fn result_is_partial(&self) -> &'static str {
        "이 결과에는 해당 문서가 빠져 있습니다."
    }

    fn go_to_line(&self, line: usize) -> String {
        format!("{line}번째 줄로 이동")
    }

    fn held_back(&self) -> &'static str {
        "지난번에 이 텍스트의 평가가 끝나지 않아 다시 평가하지 않았습니다. 텍스트는 그대로 있습니다."
    }

    fn evaluate_anyway(&self) -> &'static str {
        "평가하기"
    }

    fn crashed(&self) -> &'static str {
        "문제가 생겨 페이지가 멈췄습니다. 텍스트는 이 기기에 저장되어 있으니 페이지를 새로 고치면 됩니다. 요청하기 전에는 다시 평가하지 않습니다."
    }

    fn example_opened(&self) -> &'static str {
        "예제로 바꿨습니다."
    }

    fn example_replaced(&self) -> &'static str {
        "붙여 넣은 텍스트가 예제 전체를 대신합니다."
    }

    fn link_opened(&self) -> &'static str {
        "링크의 내용으로 바꿨습니다."
    }

    fn state_restored(&self) -> &'static str {
        "이전 상태로 되돌렸습니다."
    }

    fn undo(&self) -> &'static str {
        "실행 취소"
    }

    fn undone(&self) -> &'static str {
        "텍스트를 되돌렸습니다."
    }

    fn copied(&self) -> &'static str {
        "복사했습니다."
    }

    fn not_copied(&self) -> &'static str {
        "브라우저가 복사를 허용하지 않습니다. 텍스트를 선택해 직접 복사해야 합니다."
    }

    fn start_with_example(&self) -> &'static str {
        "예제로 시작하기"
    }

    fn own_cluster(&self) -> &'static str {
        "또는 직접 운영하는 클러스터로"
    }

    fn nothing_leaves(&self) -> &'static str {
        "이 페이지 밖으로 나가는 것은 없습니다. 텍스트는 브라우저 안에서 평가합니다."
    }

    fn legend(&self) -> &'static str {
        "연결의 종류"
    }

    fn outcome_meaning(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Mtls => "보호되고 신원이 확인됩니다",
            Outcome::Plaintext => "보호 없이 앱에 도달합니다",
            Outcome::Tls => "앱이 직접 처리해야 하는 TLS입니다",
            Outcome::Refused => "서버의 프록시가 연결을 닫습니다",
            Outcome::Garbled => "앱이 읽을 수 없는 TLS 바이트를 받습니다",
            Outcome::ProtocolError => "HTTP 포트가 다른 바이트를 받습니다",
            Outcome::Denied => "정책이나 토큰 검사가 거부합니다",
            Outcome::Hangs => "양쪽이 첫 바이트를 기다립니다",
        }
    }

    fn unroutable_meaning(&self) -> &'static str {
        "클라이언트의 프록시를 떠나지 못합니다"
    }
}
