//! `link`: a scenario as a link, and back.

use crate::command::run;

const REFUSED: &str = include_str!("fixtures/cli/refused.yaml");
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cli/refused.yaml");

#[test]
fn a_file_comes_back_as_it_was() {
    let link = run(&["link", FILE], b"");
    assert_eq!((link.status, link.stderr.as_str()), (0, ""));
    let files = run(&["link", "--decode", link.stdout.trim()], b"");
    assert_eq!((files.status, files.stdout.as_str()), (0, REFUSED));
}

#[test]
fn several_files_come_back_as_one_stream_that_checks_alike() {
    let role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: r }\n";
    let link = run(&["link", FILE, "-"], role.as_bytes());
    let files = run(&["link", "--decode", &format!("https://example.org/{}", link.stdout)], b"");
    let report = run(&["check", "-"], files.stdout.as_bytes());
    assert!(report.stdout.contains("MP101") && report.stdout.contains("MP701"), "{}", report.stdout);
}

#[test]
fn secrets_stay_behind_and_that_is_said() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: hunter2 }\n";
    let link = run(&["link", "-"], secret.as_bytes());
    assert!(link.stderr.contains("1 secret"), "{}", link.stderr);
    let files = run(&["link", "--decode", link.stdout.trim()], b"");
    assert!(files.stdout.contains("REDACTED") && !files.stdout.contains("hunter2"), "{}", files.stdout);
}

#[test]
fn a_bad_link_is_a_mistake() {
    let whole = run(&["link", FILE], b"").stdout;
    let (half, _) = whole.split_at(whole.len() / 2);
    for (link, says) in [(half, "cut off"), ("hello", "damaged")] {
        let run = run(&["link", "--decode", link], b"");
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}
