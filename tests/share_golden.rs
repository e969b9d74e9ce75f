//! Links that were made once and must open for ever, and how long links may be.

#![allow(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use mtls_playground::share::{Shared, decode, encode};
use mtls_playground::text::SourceFile;
use test_case::test_case;

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("fixtures/links/", $name))
    };
}

fn shared(files: &[(&str, &str)]) -> Shared {
    let files = files.iter().map(|(name, text)| SourceFile::new(*name, *text)).collect();
    Shared { files, ..Shared::default() }
}

fn case_a() -> Shared {
    Shared {
        selection: Some("shop/checkout payments.payments:8080 payments/payments".into()),
        view: Some("connections".into()),
        language: Some("ko".into()),
        engine: Some("0.1.0".into()),
        ..shared(&[("case-a.yaml", fixture!("files/case-a.yaml"))])
    }
}

/// Hangul, an astral character, a byte order mark, a tab and characters that YAML does not even allow.
fn unicode() -> Shared {
    let text = "\u{feff}# 결제 서비스가 503을 돌려줍니다 🚧\nkind: Service\nmetadata: {name: \"결제\"}\t\0\u{7f}\u{202e}\n";
    Shared { language: Some("ko-KR".into()), ..shared(&[("정책 (초안).yaml", text)]) }
}

fn crlf() -> Shared {
    let all = "apiVersion: v1\r\nkind: Namespace\r\nmetadata:\r\n  name: foo\r\n";
    let mixed = "kind: Service\r\nmetadata: {}\nspec: {}\r\r\n";
    shared(&[
        ("all.yaml", all),
        ("mixed.yaml", mixed),
        ("old-mac.yaml", "a: 1\rb: 2\r"),
        ("no-end.yaml", "a: 1\r\nb: 2"),
    ])
}

fn several() -> Shared {
    let strict = fixture!("sizes/strict.yaml");
    Shared {
        view: Some("graph".into()),
        ..shared(&[("b.yaml", strict), ("a.yaml", ""), ("b.yaml", "# same name\n"), ("", "x")])
    }
}

#[test_case(fixture!("v1-case-a.txt"), &case_a(); "case a")]
#[test_case(fixture!("v1-unicode.txt"), &unicode(); "unicode")]
#[test_case(fixture!("v1-crlf.txt"), &crlf(); "carriage returns")]
#[test_case(fixture!("v1-several.txt"), &several(); "several files")]
#[test_case(fixture!("v1-empty.txt"), &Shared::default(); "nothing")]
#[test_case(fixture!("v1-by-zlib.txt"), &case_a(); "made by another program")]
#[test_case(fixture!("v1-later-sections.txt"), &case_a(); "with sections of a later version")]
fn opens_for_ever(link: &str, expected: &Shared) {
    assert_eq!(decode(link).as_ref(), Ok(expected));
}

/// The worked example of the documentation.
#[test]
fn the_documentation_is_right() {
    let documentation = include_str!("../docs/link-format.md");
    let link = documentation.lines().find(|line| line.starts_with("    v1.A")).unwrap();
    let expected =
        Shared { language: Some("ko".into()), ..shared(&[("pa.yaml", "kind: PeerAuthentication\n")]) };
    assert_eq!(decode(link), Ok(expected));
}

#[test_case(700, &[("case-a.yaml", fixture!("files/case-a.yaml"))]; "case a")]
#[test_case(400, &[("lesson.yaml", fixture!("sizes/lesson.yaml"))]; "a lesson")]
#[test_case(2_000, &[("mesh.yaml", fixture!("sizes/mesh-70.yaml"))]; "seventy documents")]
#[test_case(1_700, &[("bookinfo.yaml", fixture!("sizes/bookinfo.yaml")), ("destination-rule-all-mtls.yaml", fixture!("sizes/destination-rule-all-mtls.yaml")), ("strict.yaml", fixture!("sizes/strict.yaml"))]; "bookinfo")]
fn links_stay_short(limit: usize, files: &[(&str, &str)]) {
    let link = encode(&Shared { files: shared(files).files, ..case_a() }).unwrap();
    assert!(link.fragment.len() <= limit, "{} characters", link.fragment.len());
    assert_eq!(link.redactions, []);
}
