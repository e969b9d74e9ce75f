//! `symptom`: an error, its causes, its connections.

#![allow(clippy::unwrap_used, reason = "an answer that is no JSON is a failed test")]

use crate::command::run;
use serde_json::Value;
use test_case::test_case;

/// Four calls that fail in four ways.
const SHOP: &str = include_str!("fixtures/symptom/shop.yaml");

#[test_case("en")]
#[test_case("ko")]
fn an_error_and_who_sees_it(language: &str) {
    let run = run(&["--lang", language, "symptom", "curl: (56) Recv failure", "-"], SHOP.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(format!("symptom_{language}"), run.stdout);
}

#[test]
fn causes_are_told_where_no_connection_shows_it() {
    let run = run(&["symptom", "Jwt is expired", "-"], SHOP.as_bytes());
    assert!(run.status == 0 && run.stdout.contains("No connection of this scenario"), "{}", run.stdout);
}

#[test]
fn an_error_in_json() {
    let run = run(&["symptom", "--format=json", "503 NC cluster_not_found", "-"], SHOP.as_bytes());
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["recognised"][0], "cluster not found");
    assert_eq!(
        (&answer["causes"][0]["cause"], &answer["causes"][0]["code"]),
        (&"no-cluster".into(), &"MP110".into())
    );
    let hit = &answer["connections"][0];
    assert_eq!((&hit["call"], &hit["exact"]), (&"shop/web → stock:80".into(), &true.into()));
}

#[test_case("-hello"; "what looks like an option")]
#[test_case("hello world"; "another text")]
fn a_text_that_tells_nothing_says_so(text: &str) {
    let run = run(&["symptom", text, "-"], SHOP.as_bytes());
    assert_eq!(run.status, 1);
    assert!(run.stdout.starts_with("Nothing in this text"), "{}", run.stdout);
}
