//! Korean texts of the dialogs.

use super::Ko;
use crate::i18n::text::DialogText;

impl DialogText for Ko {
    fn close(&self) -> &'static str {
        "닫기"
    }

    fn cancel(&self) -> &'static str {
        "취소"
    }

    fn copy(&self) -> &'static str {
        "복사"
    }

    fn file_name(&self) -> &'static str {
        "파일 이름"
    }

    fn rename(&self) -> &'static str {
        "이름 변경"
    }

    fn share_detail(&self) -> &'static str {
        "링크에 텍스트 전체가 들어 있습니다. 어디에도 저장되지 않으며, 링크를 가진 사람은 텍스트를 볼 수 있습니다."
    }

    fn link(&self) -> &'static str {
        "링크"
    }

    fn embedded(&self) -> &'static str {
        "다른 페이지에 읽기 전용으로 넣기"
    }

    fn link_length(&self, characters: usize) -> String {
        format!("{characters}자")
    }

    fn taken_out(&self, count: usize) -> String {
        format!("비밀 값 {count}개를 링크에서 뺐습니다. 작업 중인 텍스트는 그대로입니다.")
    }

    fn too_big_to_share(&self) -> &'static str {
        "텍스트가 너무 커서 링크로 만들 수 없습니다. status나 managedFields처럼 관계없는 부분을 지워야 합니다."
    }

    fn bad_link(&self) -> &'static str {
        "링크를 열 수 없습니다"
    }

    fn link_truncated(&self) -> &'static str {
        "링크가 잘렸습니다. 작업 중인 내용은 그대로입니다."
    }

    fn link_corrupt(&self) -> &'static str {
        "링크가 손상되었습니다. 일부 문자가 바뀌었습니다. 작업 중인 내용은 그대로입니다."
    }

    fn link_too_new(&self) -> &'static str {
        "더 새로운 버전에서 만든 링크입니다. 페이지를 새로 고쳐야 합니다. 작업 중인 내용은 그대로입니다."
    }

    fn link_too_big(&self) -> &'static str {
        "링크의 내용이 이 페이지에서 열 수 있는 크기를 넘습니다. 작업 중인 내용은 그대로입니다."
    }

    fn replace_work(&self) -> &'static str {
        "텍스트를 바꿀까요?"
    }

    fn replace_work_detail(&self) -> &'static str {
        "작업 중인 텍스트가 있는데 링크를 열었습니다. 링크를 열면 텍스트가 바뀌며, 실행 취소로 되돌릴 수 있습니다."
    }

    fn keep_mine(&self) -> &'static str {
        "내 텍스트 유지"
    }

    fn open_link(&self) -> &'static str {
        "링크 열기"
    }

    fn earlier_states_detail(&self) -> &'static str {
        "이 브라우저에 저장된 최근 텍스트 30개입니다. 선택하면 텍스트가 바뀌며, 실행 취소로 되돌릴 수 있습니다."
    }

    fn no_earlier_states(&self) -> &'static str {
        "아직 이전 상태가 없습니다. 작업하는 동안 저장됩니다."
    }

    fn line_count(&self, lines: usize) -> String {
        format!("{lines}줄")
    }

    fn key_share(&self) -> &'static str {
        "링크 만들기"
    }

    fn key_next_problem(&self) -> &'static str {
        "다음, 이전 문제"
    }

    fn key_undo(&self) -> &'static str {
        "바뀐 텍스트 되돌리기"
    }

    fn key_filter(&self) -> &'static str {
        "행 필터"
    }

    fn key_rows(&self) -> &'static str {
        "행 사이 이동"
    }

    fn key_line(&self) -> &'static str {
        "행을 결정한 줄로 이동"
    }

    fn key_rename(&self) -> &'static str {
        "파일 이름 변경"
    }

    fn key_close(&self) -> &'static str {
        "파일 닫기"
    }

    fn key_help(&self) -> &'static str {
        "이 목록"
    }

    fn key_tab(&self) -> &'static str {
        "Tab 키는 텍스트를 벗어나 페이지의 다음 부분으로 이동합니다."
    }
}
