//! Korean texts of the pane with the files.

use super::Ko;
use crate::i18n::josa::{Particle, with};
use crate::i18n::text::FilesText;

impl FilesText for Ko {
    fn files(&self) -> &'static str {
        "파일"
    }

    fn has_errors(&self) -> &'static str {
        "오류 있음"
    }

    fn tab_help(&self) -> &'static str {
        "F2: 이름 변경, Delete: 닫기"
    }

    fn add_file(&self) -> &'static str {
        "파일 추가"
    }

    fn open_files(&self) -> &'static str {
        "파일 열기"
    }

    fn file_menu(&self) -> &'static str {
        "파일 메뉴"
    }

    fn rename_file(&self) -> &'static str {
        "파일 이름 변경"
    }

    fn close_file(&self) -> &'static str {
        "파일 닫기"
    }

    fn earlier_states(&self) -> &'static str {
        "이전 상태"
    }

    fn editor_placeholder(&self) -> &'static str {
        "Kubernetes와 Istio YAML을 여기에 붙여 넣거나 파일을 끌어 놓습니다.\n\nkubectl get -o yaml로 얻은 List도 그대로 사용할 수 있습니다."
    }

    fn parts_of_file(&self) -> &'static str {
        "이 파일의 부분"
    }

    fn part_of(&self, number: usize, parts: usize) -> String {
        format!("{parts}개 부분 중 {number}번째")
    }

    fn previous_part(&self) -> &'static str {
        "이전 부분"
    }

    fn next_part(&self) -> &'static str {
        "다음 부분"
    }

    fn why_in_parts(&self) -> &'static str {
        "텍스트가 이만큼 크면 브라우저의 편집이 느려지므로 한 번에 한 부분만 보여 줍니다. 평가는 파일 전체를 대상으로 합니다."
    }

    fn files_opened(&self) -> &'static str {
        "열었습니다."
    }

    fn file_closed(&self, name: &str) -> String {
        format!("{} 닫았습니다.", with(name, Particle::Object))
    }

    fn file_too_large(&self, name: &str) -> String {
        format!("{} 8 MiB보다 커서 열지 않았습니다.", with(name, Particle::Topic))
    }

    fn file_unreadable(&self, name: &str) -> String {
        format!("{} 읽을 수 없습니다.", with(name, Particle::Object))
    }
}
