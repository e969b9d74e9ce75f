//! Korean sentences for what is wrong with a text.

use crate::i18n::josa::{Particle, with};
use crate::mesh::Crowd;
use crate::resource::{Expected, Fault, Form, Meant};
use crate::yaml::{SyntaxErrorKind, limits};

/// What is wrong, and what was probably meant.
pub(super) fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::Syntax(error) => syntax(&error.kind),
        Fault::NotAResource => "이 문서는 Kubernetes 리소스가 아니므로 제외합니다.".into(),
        Fault::NoKind { written } => no_key("kind", written.as_deref()),
        Fault::NoApiVersion { written } => no_key("apiVersion", written.as_deref()),
        Fault::NoName => "metadata.name이 없습니다.".into(),
        Fault::UnknownApiVersion { expected } => {
            format!("이 API 버전에는 그런 종류가 없습니다. 있는 버전: {}.", expected.join(", "))
        }
        Fault::UnknownKind { kind, meant } => {
            format!(
                "{} 없는 종류입니다. {} 뜻한 것일 수 있습니다. 이 문서는 제외합니다.",
                with(kind, Particle::Topic),
                with(meant, Particle::Object)
            )
        }
        Fault::Replaced => "종류, 네임스페이스, 이름이 같은 문서가 뒤에 있어서 이 문서를 대체합니다.".into(),
        Fault::UnknownField { field, meant } => unknown_field(field, meant.as_ref()),
        Fault::WrongType { expected } => {
            format!("여기에는 {} 와야 합니다. 이 필드는 무시합니다.", type_name(*expected))
        }
        Fault::UnknownWord { word, expected, meant } => unknown_word(word, expected, *meant),
        Fault::OutOfRange { min, max } => {
            format!("숫자는 {min}부터 {max}까지여야 합니다. 이 필드는 무시합니다.")
        }
        Fault::Malformed(form) => {
            format!("여기에는 {} 와야 합니다. 이 필드는 무시합니다.", form_name(*form))
        }
        Fault::Missing { field } => format!("{} 없습니다.", with(field, Particle::Subject)),
    }
}

fn no_key(key: &str, written: Option<&str>) -> String {
    let key = with(key, Particle::Subject);
    match written {
        Some(written) => {
            let written = with(written, Particle::Topic);
            format!("{key} 없습니다. {written} 그것을 잘못 쓴 것일 수 있습니다. 이 문서는 제외합니다.")
        }
        None => format!("{key} 없습니다. 이 문서는 제외합니다."),
    }
}

fn unknown_field(field: &str, meant: Option<&Meant>) -> String {
    let topic = || with(field, Particle::Topic);
    match meant {
        None => format!("{} 여기에 없는 필드이므로 무시합니다.", topic()),
        Some(Meant::Sibling(name)) => {
            format!(
                "{} 여기에 없는 필드입니다. {} 뜻한 것일 수 있습니다.",
                topic(),
                with(name, Particle::Object)
            )
        }
        Some(Meant::Deeper(path)) => format!("{} 더 아래에 있어야 합니다: {path}.", topic()),
        Some(Meant::Elsewhere(path)) => format!("{} 다른 곳에 있어야 합니다: {path}.", topic()),
    }
}

fn unknown_word(word: &str, expected: &[&str], meant: Option<&str>) -> String {
    let topic = with(word, Particle::Topic);
    match meant {
        Some(meant) => {
            format!("{topic} 여기에 쓸 수 없습니다. {} 뜻한 것일 수 있습니다.", with(meant, Particle::Object))
        }
        None => format!("{topic} 여기에 쓸 수 없습니다. 가능한 값: {}.", expected.join(", ")),
    }
}

/// The type with its subject particle.
fn type_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "텍스트가",
        Expected::Number => "숫자가",
        Expected::NumberOrText => "숫자나 텍스트가",
        Expected::Boolean => "true나 false가",
        Expected::List => "목록이",
        Expected::Mapping => "매핑이",
    }
}

/// The form with its subject particle.
fn form_name(form: Form) -> &'static str {
    match form {
        Form::Port => "1부터 65535까지의 포트가",
        Form::Address => "IP 주소가",
        Form::Workload => "namespace/workload가",
        Form::Destination => "host:port나 pod/namespace/workload:port가",
        Form::MeshConfig => "메시 설정(YAML)이",
        Form::Other => "다른 것이",
    }
}

fn syntax(kind: &SyntaxErrorKind) -> String {
    match kind {
        SyntaxErrorKind::Template { action } => {
            format!("템플릿입니다({action}). 먼저 렌더링해야 하며, 템플릿인 문서는 제외합니다.")
        }
        SyntaxErrorKind::BadSeparator { text } => {
            format!("---는 한 줄에 홀로 있어야 문서를 나눕니다. kubectl은 “{text}” 때문에 파일을 거부합니다.")
        }
        SyntaxErrorKind::IgnoredAfterEnd => {
            "문서가 이 줄 앞에서 끝납니다. Kubernetes는 다음 ---까지 나머지를 무시합니다.".into()
        }
        SyntaxErrorKind::LineSeparator => {
            "보이지 않는 문자가 있어서 Kubernetes는 여기서 줄을 바꿉니다. 공백으로 바꿔야 합니다.".into()
        }
        SyntaxErrorKind::TabIndentation => "이 줄은 탭으로 들여썼습니다. YAML은 공백만 받습니다.".into(),
        SyntaxErrorKind::Indentation => "이 줄의 들여쓰기가 앞뒤 줄과 맞지 않습니다.".into(),
        SyntaxErrorKind::Unclosed { open } => format!("여기서 연 {open} 기호가 닫히지 않았습니다."),
        SyntaxErrorKind::UnexpectedMapping => {
            "여기서 매핑을 시작할 수 없습니다. 값을 따옴표로 묶거나 키를 새 줄에 둡니다.".into()
        }
        SyntaxErrorKind::MissingSpace { text } => {
            format!(
                "{} 키와 값이 아니라 텍스트로 읽힙니다. 콜론 뒤에 공백을 넣습니다.",
                with(text, Particle::Topic)
            )
        }
        SyntaxErrorKind::UnexpectedCharacter { character } => {
            format!("{character} 문자는 여기에 올 수 없습니다. 값을 따옴표로 묶습니다.")
        }
        SyntaxErrorKind::Malformed { detail } => format!("올바른 YAML이 아닙니다: {detail}."),
        SyntaxErrorKind::DuplicateKey { key, .. } => {
            format!("키 {} 두 번 있습니다.", with(key, Particle::Subject))
        }
        SyntaxErrorKind::UnsupportedKey => "키는 단어여야 하는데, 이것은 키가 될 수 없습니다.".into(),
        SyntaxErrorKind::UnknownAnchor { name } => {
            format!("이 별칭 앞에 앵커 &{} 없습니다.", with(name, Particle::Subject))
        }
        SyntaxErrorKind::RecursiveAnchor => "이 앵커는 자기 자신을 포함합니다.".into(),
        SyntaxErrorKind::MergeWithoutMapping => "<<에는 매핑이나 매핑의 목록이 와야 합니다.".into(),
        SyntaxErrorKind::NotFinite => "Kubernetes에는 .inf와 .nan이라는 숫자가 없습니다.".into(),
        SyntaxErrorKind::TagMismatch { tag } => format!("값이 태그 {tag}에 맞지 않습니다."),
        SyntaxErrorKind::TooDeep => format!("{}단계보다 깊게 중첩되어 있습니다.", limits::DEPTH),
        SyntaxErrorKind::TooManyAliases => "이 문서의 별칭이 너무 많이 불어납니다.".into(),
        SyntaxErrorKind::TooLong => {
            format!("텍스트가 {} MiB보다 깁니다. 나머지는 제외합니다.", limits::TEXT / (1024 * 1024))
        }
        SyntaxErrorKind::TooManyDocuments => {
            format!("문서가 {}개보다 많습니다. 나머지는 제외합니다.", limits::DOCUMENTS)
        }
        SyntaxErrorKind::TooManyNodes => {
            format!("값이 {}개보다 많습니다. 이 문서부터는 제외합니다.", limits::NODES)
        }
    }
}

/// What resources make too much of together.
pub(super) fn crowded(crowd: Crowd) -> String {
    let limit = crowd.limit();
    let what = match crowd {
        Crowd::Suspects => {
            return format!(
                "리소스를 서로 비교한 횟수가 텍스트 하나의 한도인 {limit}에 이르렀습니다. 일부 문제는 빠졌을 수 있습니다."
            );
        }
        Crowd::Members => "이보다 앞선 서비스를 파드와 비교한 횟수",
        Crowd::Policies(_) => "이보다 앞선 정책을 파드에 적용한 횟수",
        Crowd::Rules => "이보다 앞선 라우트가 부모와 호스트마다 만든 규칙의 수",
        Crowd::Merges => "이 네임스페이스에서 이보다 앞선 DestinationRule을 병합한 횟수",
        Crowd::Listeners => "이보다 앞선 게이트웨이를 파드, 라우트와 맞춰 본 횟수",
        Crowd::Mentions => "이보다 앞에서 호출을 찾으려고 매니페스트를 읽은 횟수",
        Crowd::Calls => "이보다 앞에서 주소를 호출로 읽은 횟수",
    };
    format!("{what}가 텍스트 하나의 한도인 {limit}에 이르렀습니다. 여기부터 생기는 것은 제외합니다.")
}
