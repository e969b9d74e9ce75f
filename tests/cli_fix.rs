//! `fix`: what would help, and the text with it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a mistake in here is a failed test"
)]

use crate::command::{self, run};
use serde_json::{Value, json};

const REFUSED: &str = include_str!("fixtures/cli/refused.yaml");

fn fixed(arguments: &[&str]) -> command::Run {
    run(&[&["fix", "-"], arguments].concat(), REFUSED.as_bytes())
}

#[test]
fn fixes_are_listed_with_what_they_flip() {
    let run = fixed(&["--list"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("  MP101-remove-tls  [safe]\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("shop/frontend → payments:80 (shop/payments): refused → mtls\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stdout, fixed(&[]).stdout, "listing is what it does unless told otherwise");
}

#[test]
fn an_applied_fix_leaves_the_rest_alone() {
    let run = fixed(&["--apply", "MP101-remove-tls"]);
    let gone: Vec<_> = REFUSED.lines().filter(|line| !run.stdout.contains(line)).collect();
    assert!(
        !gone.is_empty()
            && gone
                .iter()
                .all(|line| line.contains("tls") || line.contains("mode:") || line.contains("trafficPolicy")),
        "{gone:?}"
    );
    assert!(run.stdout.lines().all(|line| REFUSED.contains(line)), "{}", run.stdout);
    assert_eq!(command::run(&["check", "-"], run.stdout.as_bytes()).status, 0);
}

#[test]
fn a_diff_shows_the_lines_around() {
    let run = fixed(&["--apply", "MP101-remove-tls", "--diff"]);
    assert!(run.stdout.starts_with("--- stdin\n+++ stdin\n@@ -"), "{}", run.stdout);
    assert!(run.stdout.lines().any(|line| line.starts_with("-  ")), "{}", run.stdout);
}

#[test]
fn a_file_is_written_back() {
    let file = std::env::temp_dir().join(format!("mtls-playground-fix-{}.yaml", std::process::id()));
    std::fs::write(&file, REFUSED).unwrap();
    let path = file.to_str().unwrap();
    let run = command::run(&["fix", path, "--apply", "MP101-remove-tls", "--write"], b"");
    let written = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert_eq!(written, fixed(&["--apply", "MP101-remove-tls"]).stdout);
}

#[test]
fn an_unknown_fix_is_a_mistake() {
    let run = fixed(&["--apply", "MP101-magic"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("MP101-magic"), "{}", run.stderr);
}

#[test]
fn replay_adds_fixes_where_a_call_fails() {
    let call = json!({ "from": "shop/frontend", "host": "payments", "port": 80, "protocol": "http" });
    let line = json!({ "id": 1, "yaml": REFUSED, "calls": [call] }).to_string();
    let run = command::run(&["replay", "--fixes"], line.as_bytes());
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    let fix = &answer["answers"][0]["fixes"][0];
    assert_eq!((&fix["code"], &fix["safety"]), (&json!("MP101"), &json!("safe")), "{answer}");
    let again = json!({ "id": 1, "yaml": fix["yaml"], "calls": [call] }).to_string();
    let run = command::run(&["replay", "--fixes"], again.as_bytes());
    assert!(run.stdout.contains("\"outcome\":\"mtls\"") && !run.stdout.contains("fixes"), "{}", run.stdout);
}
