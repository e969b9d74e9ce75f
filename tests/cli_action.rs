//! The GitHub Action and the hook for pre-commit do what they promise.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what is not there is a failed test")]
#![allow(clippy::disallowed_methods, reason = "the scripts are run as a runner would run them")]

use serde_yaml::Value;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;
use test_case::test_case;

const PROGRAM: &str = env!("CARGO_BIN_EXE_mtls-playground");

/// The folders of a runner: a checkout with one refused call, and the temporary one with the program installed.
fn runner(name: &str) -> (PathBuf, PathBuf) {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    let (checkout, temporary) = (root.join("checkout"), root.join("temporary"));
    fs::create_dir_all(checkout.join("my mesh")).unwrap();
    fs::write(checkout.join("my mesh/refused.yaml"), include_str!("fixtures/cli/refused.yaml")).unwrap();
    fs::create_dir_all(temporary.join("mtls-playground/bin")).unwrap();
    symlink(PROGRAM, temporary.join("mtls-playground/bin/mtls-playground")).unwrap();
    (checkout, temporary)
}

#[test_case("error", Some(1); "an error fails the step")]
#[test_case("never", Some(0); "unless nothing may")]
fn the_action_reports_and_fails(fail_on: &str, status: Option<i32>) {
    let (checkout, temporary) = runner(&format!("action-{fail_on}"));
    let action: Value = serde_yaml::from_str(include_str!("../action.yml")).unwrap();
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let check = steps.iter().find(|step| step["id"] == "check").unwrap();
    let [output, summary] = ["output", "summary"].map(|name| temporary.join(name));
    let run = Command::new("bash")
        .args(["-eo", "pipefail", "-c", check["run"].as_str().unwrap()])
        .current_dir(&checkout)
        .env("RUNNER_TEMP", &temporary)
        .env("GITHUB_OUTPUT", &output)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .envs([("FILES", "\nmy mesh\n\n"), ("FAIL_ON", fail_on), ("LANGUAGE", "en")])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), status, "{}", String::from_utf8_lossy(&run.stderr));
    let sarif = fs::read_to_string(output).unwrap();
    let sarif = fs::read_to_string(sarif.trim().strip_prefix("sarif=").unwrap()).unwrap();
    assert!(sarif.contains("\"ruleId\": \"MP101\"") && sarif.contains("my%20mesh/refused.yaml"), "{sarif}");
    assert!(fs::read_to_string(summary).unwrap().contains("### error MP101"));
}

#[test]
fn the_hook_fails_on_a_broken_connection() {
    let (checkout, _) = runner("hook");
    let hooks: Value = serde_yaml::from_str(include_str!("../.pre-commit-hooks.yaml")).unwrap();
    let hook = &hooks[0];
    let entry = hook["entry"].as_str().unwrap().strip_prefix("mtls-playground ").unwrap();
    let arguments = hook["args"].as_sequence().unwrap().iter().map(|argument| argument.as_str().unwrap());
    let run = Command::new(PROGRAM).arg(entry).args(arguments).current_dir(checkout).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stdout).contains("MP101"));
}
