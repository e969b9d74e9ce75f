//! What chat programs, mail programs and people do to a link, and what they do not get away with.

#![allow(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

use mtls_playground::share::{LinkError, Redaction, Shared, decode, encode};
use mtls_playground::text::SourceFile;
use test_case::test_case;

const LINK: &str = include_str!("fixtures/links/v1-case-a.txt");

/// `@` stands for the payload and its version, `v1.…`.
#[test_case("@"; "bare")]
#[test_case("#@"; "fragment")]
#[test_case("https://mtls.example/play/?lang=ko&embed=1#@"; "whole address")]
#[test_case("http://127.0.0.1:8080/#@"; "local address")]
#[test_case("\n\t  #@  \r\n"; "blanks around")]
#[test_case("\u{feff}#@\u{200b}"; "invisible characters around")]
#[test_case("<https://mtls.example/#@>"; "angle brackets")]
#[test_case("[here](https://mtls.example/#@)."; "markdown")]
#[test_case("\"https://mtls.example/#@\","; "quoted")]
#[test_case("Look: https://mtls.example/#@. It answers 503."; "in a sentence")]
#[test_case("https://mtls.example/#@를 열어 보세요"; "with a particle")]
#[test_case("https://mtls.example/#@&utm_source=chat"; "with a parameter behind it")]
#[test_case("_https://mtls.example/#@_"; "emphasised")]
#[test_case("https://mtls.example/%23@"; "escaped")]
#[test_case("https://out.example/?url=https%3A%2F%2Fmtls.example%2F%2523@"; "escaped twice by a redirector")]
#[test_case("since v2.3 of it: v1.x, https://mtls.example/#@"; "other versions before it")]
#[test_case("https://v1.example.com/#@"; "a host that looks like a link")]
#[test_case("#@ #v1.AAAA"; "another link behind it")]
fn is_read(pasted: &str) {
    let link = LINK.trim().trim_start_matches('#');
    let expected = decode(LINK).unwrap();
    assert_eq!(decode(&pasted.replace('@', link)), Ok(expected.clone()));
    assert_eq!(
        decode(&pasted.replace('@', &link.replace('.', "%2E"))),
        Ok(expected),
        "with an escaped full stop"
    );
}

#[test_case("\n", ""; "wrapped")]
#[test_case("\r\n    ", ""; "wrapped and indented")]
#[test_case("\n> > ", "> > "; "quoted mail")]
#[test_case("\u{200b}", ""; "zero width spaces")]
#[test_case("\u{ad}", ""; "soft hyphens")]
fn is_read_in_pieces(between: &str, before: &str) {
    let whole = format!("https://mtls.example/{}", LINK.trim());
    let pieces: Vec<&str> =
        whole.as_bytes().chunks(71).map(|piece| std::str::from_utf8(piece).unwrap()).collect();
    let pasted = format!("{before}{}\n\nBest regards", pieces.join(between));
    assert_eq!(decode(&pasted), decode(LINK));
}

#[test]
fn is_read_with_escaped_underscores() {
    let link = include_str!("fixtures/links/v1-unicode.txt");
    assert!(link.contains('_'));
    assert_eq!(decode(&link.replace('_', "\\_")), decode(link));
}

/// Nothing may be put into a link, not even behind its end.
#[test_case("x"; "a letter")]
#[test_case("0"; "a digit")]
#[test_case("-x"; "a dash and a letter")]
fn a_tail_is_damage(tail: &str) {
    assert_eq!(decode(&format!("{}{tail}", LINK.trim())), Err(LinkError::Corrupt));
}

#[test]
fn secrets_do_not_travel() {
    let secret = "kind: Secret\nmetadata:\n  name: db\ndata:\n  password: aHVudGVyMg==\n";
    let pod = "kind: Pod\nmetadata:\n  name: web # kept\n";
    let files = vec![SourceFile::new("secret.yaml", secret), SourceFile::new("pod.yaml", pod)];
    let link = encode(&Shared { files, ..Shared::default() }).unwrap();
    let texts: Vec<_> =
        decode(&link.fragment).unwrap().files.iter().map(|file| file.text.to_string()).collect();
    assert_eq!(texts, [&secret.replace("aHVudGVyMg==", "REDACTED"), pod]);
    let value = Redaction::SecretValue { secret: "db".into(), field: "data.password".into() };
    assert_eq!(link.redactions, [value]);
}
