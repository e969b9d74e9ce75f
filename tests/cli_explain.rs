//! `explain`: what a rule is about.

use crate::command::run;
use test_case::test_case;

#[test_case("MP101"; "by code")]
#[test_case("mp101"; "by code in lower case")]
#[test_case("plaintext-to-strict"; "by name")]
fn a_rule_is_found(code: &str) {
    let run = run(&["explain", code], b"");
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("## MP101 plaintext-to-strict\n"), "{}", run.stdout);
    assert!(run.stdout.contains("mode: DISABLE"), "the bad example is there");
}

#[test]
fn it_speaks_korean() {
    let run = run(&["explain", "MP101", "--lang", "ko"], b"");
    assert!(run.stdout.contains("상호 TLS"), "{}", run.stdout);
}

#[test]
fn an_unknown_rule_is_a_mistake() {
    let run = run(&["explain", "MP999"], b"");
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("MP999"), "{}", run.stderr);
}
