//! `check`: exit status, input, formats.

#![allow(clippy::unwrap_used, reason = "a disk that fails is a failed test")]
#![allow(clippy::disallowed_methods, reason = "the files are there to be read by the program")]

use crate::command::{finish, program, run};
use mtls_playground::lint::{BACKDROP, RULES};
use mtls_playground::scenario::EXAMPLES;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use test_case::test_case;

/// A STRICT namespace and a rule that turns TLS off.
const REFUSED: &str = include_str!("fixtures/cli/refused.yaml");

const SUMMARY: &str = r#"{"connections":{"refused":1},"coverage_percent":100,"in_mesh":2,"workloads":2}"#;

/// A directory of this test alone, empty.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

#[test_case("error", 1)]
#[test_case("warning", 1)]
#[test_case("note", 1)]
#[test_case("never", 0)]
fn an_error_fails_unless_nothing_may(fail_on: &str, status: i32) {
    assert_eq!(run(&["check", "--fail-on", fail_on, "-"], REFUSED.as_bytes()).status, status);
}

#[test_case("error", 0)]
#[test_case("warning", 0)]
#[test_case("note", 1)]
fn a_note_fails_only_on_request(fail_on: &str, status: i32) {
    let role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: r }\n";
    assert_eq!(run(&["check", "--fail-on", fail_on], role.as_bytes()).status, status);
}

#[test]
fn a_healthy_mesh_passes() {
    let run = run(&["check", "--fail-on", "note"], BACKDROP.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
}

#[test_case(&["check", "no/such/file.yaml"], "no/such/file.yaml"; "a file that is not there")]
#[test_case(&["check", "--format", "xml"], "--format"; "an unknown format")]
#[test_case(&["check", "--lang", "xx"], "en, ko"; "an unknown language")]
#[test_case(&["frobnicate"], "frobnicate"; "an unknown command")]
fn what_cannot_be_done_says_why_on_stderr(arguments: &[&str], says: &str) {
    let run = run(arguments, b"");
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains(says), "{}", run.stderr);
}

#[test]
fn what_is_not_utf8_is_named_with_its_place() {
    let file = folder("not-utf8").join("a.yaml");
    fs::write(&file, b"kind: x\nname: \xff\n").unwrap();
    let run = run(&["check", file.to_str().unwrap()], b"");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("a.yaml:2:7:"), "{}", run.stderr);
}

#[test]
fn directories_are_read_in_the_order_of_their_paths() {
    let root = folder("directories");
    fs::create_dir_all(root.join("b/deep")).unwrap();
    fs::create_dir_all(root.join(".github")).unwrap();
    for name in ["c.yml", "b/deep/x.json", "b/a.yaml", "a.yaml", ".github/ci.yml", ".hidden.yaml"] {
        fs::write(root.join(name), "{ apiVersion: v1, kind: ServiceAccount }").unwrap();
    }
    fs::write(root.join("README.md"), "---nothing to read").unwrap();
    let run = run(&["check", "--format", "json", root.to_str().unwrap()], b"");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let files: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|f| &f["locations"][0]["file"]).collect();
    let expected =
        ["a.yaml", "b/a.yaml", "b/deep/x.json", "c.yml"].map(|name| root.join(name).display().to_string());
    assert_eq!(files, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_directory_without_manifests_is_a_mistake() {
    let root = folder("empty");
    fs::write(root.join("README.md"), "").unwrap();
    let run = run(&["check", root.to_str().unwrap()], b"");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains(root.to_str().unwrap()), "{}", run.stderr);
}

#[test_case(&["check", "-"], ""; "nothing")]
#[test_case(&["check"], " \n\n"; "blanks, piped in")]
#[test_case(&["check", "--fail-on", "never", "--format", "json", "-"], "# Source: chart/empty.yaml\n---\n# none\n"; "comments")]
#[test_case(&["check", "-"], "\u{feff}---\nnull\n---\n"; "null")]
#[test_case(&["fix", "-"], "---\n"; "fix")]
fn input_without_a_document_is_a_mistake(arguments: &[&str], text: &str) {
    let english = run(arguments, text.as_bytes());
    assert_eq!((english.status, english.stdout.as_str()), (2, ""));
    assert!(english.stderr.contains("nothing to check in stdin"), "{}", english.stderr);
    let korean = finish(program(arguments).env("LANG", "ko_KR.UTF-8"), text.as_bytes());
    assert!(korean.stderr.contains("stdin에 검사할 것이 없습니다"), "{}", korean.stderr);
}

#[test_case("apiVersion: v1\nkind: List\nitems: []\n", 0; "a list of nothing")]
#[test_case("# none\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n", 0; "one document")]
#[test_case("hello\n", 1; "no resource")]
#[test_case("{{- include \"a\" . }}\n", 1; "a template")]
fn input_with_a_document_is_none(text: &str, status: i32) {
    assert_eq!(run(&["check", "--fail-on", "note", "-"], text.as_bytes()).status, status);
}

#[test]
fn a_file_beside_an_empty_one_is_checked() {
    let root = folder("half-empty");
    fs::write(root.join("a.yaml"), "# later\n").unwrap();
    let check = || run(&["check", root.to_str().unwrap()], b"");
    let empty = check();
    assert_eq!(empty.status, 2);
    assert!(empty.stderr.contains("a.yaml"), "{}", empty.stderr);
    fs::write(root.join("b.yaml"), REFUSED).unwrap();
    assert_eq!(check().status, 1);
}

#[test]
fn all_pairs_come_on_request() {
    let count = |arguments: &[&str]| {
        let report: Value = serde_json::from_str(&run(arguments, REFUSED.as_bytes()).stdout).unwrap();
        report["connections"].as_array().unwrap().len()
    };
    // Two clients, one service port.
    assert_eq!(
        [count(&["check", "--format=json"]), count(&["check", "--format=json", "--all-pairs"])],
        [1, 3]
    );
}

#[test]
fn what_is_left_out_of_a_large_mesh_is_said() {
    let copy = |i: usize| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{ name: p{i}, labels: {{ app: a{i} }} }}\nspec: {{ containers: [] }}\n---\n\
             apiVersion: v1\nkind: Service\nmetadata: {{ name: s{i} }}\n\
             spec: {{ selector: {{ app: a{i} }}, ports: [{{ name: http, port: 80 }}] }}\n---\n"
        )
    };
    let mesh: String = (0..50).map(copy).collect();
    let table = run(&["check", "-"], mesh.as_bytes()).stdout;
    assert!(table.contains("2000 connections · 500 more connections not evaluated (--all-pairs)"), "{table}");
    let report: Value =
        serde_json::from_str(&run(&["check", "--format", "json", "-"], mesh.as_bytes()).stdout).unwrap();
    assert_eq!(report["summary"]["pairs_left_out"], 500);
    let all = run(&["check", "--all-pairs", "-"], mesh.as_bytes()).stdout;
    assert!(all.contains("2500 connections · mesh"), "{all}");
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let mut child = program(&["check", "--fail-on", "never", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), REFUSED.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn the_table_names_outcome_lines_and_causes() {
    let run = run(&["check", "-"], REFUSED.as_bytes());
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn the_locale_chooses_the_language() {
    let run = finish(program(&["check", "-"]).env("LANG", "ko_KR.UTF-8"), REFUSED.as_bytes());
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn the_json_of_a_refused_call() {
    let run = run(&["check", "--format", "json", "-"], REFUSED.as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let connection = &report["connections"][0];
    let endpoint = &connection["endpoints"][0];
    let steps = endpoint["why"].as_array().unwrap();
    let decided: Vec<_> = steps
        .iter()
        .filter(|step| step["question"] == "destination-rule")
        .map(|step| (&step["decided_by"]["name"], &step["decided_by"]["location"]["line"]))
        .collect();
    assert_eq!(decided, [(&"payments".into(), &44.into())]);
    let told: Vec<_> =
        ["server", "port", "sent", "mode", "outcome"].map(|key| endpoint[key].to_string()).into();
    assert_eq!(told.join(" "), r#""shop/payments" 8080 "plaintext" "STRICT" "refused""#);
    assert_eq!((&connection["origin"], &connection["outcome"]), (&"declared".into(), &Value::Null));
    assert_eq!(report["findings"][0]["code"], "MP101");
    assert_eq!(report["summary"].to_string(), SUMMARY);
}

#[test]
fn the_json_has_commands_with_the_names_of_the_mesh() {
    let run = run(&["check", "--format", "json", "-"], REFUSED.as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let commands = report["connections"][0]["verify"].as_array().unwrap();
    assert_eq!(report["findings"][0]["verify"], report["connections"][0]["verify"]);
    let commands: Vec<_> = commands.iter().map(|command| command.as_str().unwrap()).collect();
    insta::assert_snapshot!(commands.join("\n"));
}

#[test]
fn a_broken_text_has_no_commands() {
    let run = run(&["check", "--format", "json", "-"], b"kind: [Pod");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["findings"][0]["verify"], Value::Null);
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let run = run(&["check", "--format", "json", "-"], REFUSED.as_bytes());
    let keys =
        ["version", "workloads", "connections", "endpoints", "findings", "summary", "coverage_percent"];
    let places = keys.map(|key| run.stdout.find(&format!("\"{key}\":")).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn what_is_printed_is_no_command_to_the_terminal() {
    let hostile = "apiVersion: v1\nkind: \"X\\e[31mY\\u202eZ\"\nmetadata: { name: x }\n";
    let run = run(&["check", "-"], hostile.as_bytes());
    assert!(run.stdout.contains("unused-kind"), "{}", run.stdout);
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{:?}", run.stdout);
}

/// Three calls: as expected, failing as expected, and not as expected.
const EXPECTATIONS: &str = include_str!("fixtures/cli/expectations.yaml");

#[test]
fn expectations_are_a_suite_of_tests() {
    let run = run(&["check", "--format", "junit", "-"], EXPECTATIONS.as_bytes());
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn expectations_that_are_met_pass() {
    let met = EXPECTATIONS.replace("expect: tls", "expect: plaintext");
    let run = run(&["check", "--format", "junit", "-"], met.as_bytes());
    assert_eq!(run.status, 0, "also where a call fails as expected");
    assert!(run.stdout.contains("tests=\"3\" failures=\"0\""), "{}", run.stdout);
}

/// Namespaces that are ready for STRICT, blocked and outside.
const MIGRATION: &str = include_str!("fixtures/readiness/migration.yaml");

#[test_case("text")]
#[test_case("markdown")]
fn what_strict_would_do_comes_on_request(format: &str) {
    let whole =
        run(&["check", "--fail-on=never", "--format", format, "--readiness", "mesh"], MIGRATION.as_bytes());
    let without = run(&["check", "--fail-on=never", "--format", format], MIGRATION.as_bytes());
    let readiness = whole.stdout.strip_prefix(&without.stdout).unwrap();
    insta::assert_snapshot!(format!("readiness_in_{format}"), readiness);
}

#[test]
fn readiness_without_a_scope_is_about_the_mesh() {
    let whole = run(&["check", "--format=json", "--readiness=mesh", "-"], MIGRATION.as_bytes()).stdout;
    for arguments in
        [["check", "--format=json", "-", "--readiness"], ["check", "--format=json", "--readiness", "-"]]
    {
        assert_eq!(run(&arguments, MIGRATION.as_bytes()).stdout, whole, "{arguments:?}");
    }
}

#[test]
fn what_strict_would_do_in_json() {
    let arguments = ["check", "--format=json", "--readiness=namespace/bank", "-"];
    let report: Value = serde_json::from_str(&run(&arguments, MIGRATION.as_bytes()).stdout).unwrap();
    let readiness = &report["readiness"];
    assert_eq!(readiness["scope"], "namespace/bank");
    assert_eq!(readiness["policy"]["name"], "default");
    assert_eq!(readiness["connections"]["breaks"].to_string(), "[1]");
    assert_eq!(readiness["steps"][0]["obstacles"].to_string(), "[0]");
    assert_eq!(readiness["obstacles"][0]["code"], "MP101");
}

#[test_case("namespace/none", "namespace/none: no such"; "a namespace that is not there")]
#[test_case("shop", "namespace/NAME"; "no scope at all")]
fn a_scope_that_is_not_there_is_a_mistake(scope: &str, says: &str) {
    let run = run(&["check", "--readiness", scope], MIGRATION.as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains(says), "{}", run.stderr);
}

#[test]
fn every_report_fits_the_schema() {
    let schema = serde_json::from_str(include_str!("../docs/check.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let strict = run(&["check", "--format", "json", "--readiness", "mesh"], MIGRATION.as_bytes());
    assert!(schema.is_valid(&serde_json::from_str(&strict.stdout).unwrap()), "{}", strict.stdout);
    let examples = EXAMPLES
        .iter()
        .map(|example| example.files.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n---\n"));
    let rules = RULES.iter().map(|rule| format!("{BACKDROP}\n---\n{}", rule.bad));
    for yaml in examples.chain(rules) {
        let run = run(&["check", "--format", "json", "-"], yaml.as_bytes());
        let report = serde_json::from_str(&run.stdout).unwrap();
        let faults: Vec<_> =
            schema.iter_errors(&report).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert_eq!(faults, [""; 0], "{yaml}");
    }
}

#[test]
fn every_sarif_log_fits_its_schema() {
    let mut schema: Value =
        serde_json::from_str(include_str!("fixtures/sarif/sarif-schema-2.1.0.json")).unwrap();
    // The published pattern has a bracket that nothing opens.
    for definition in ["run", "toolComponent"] {
        let properties = &mut schema["definitions"][definition]["properties"];
        properties["language"].as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    for rule in RULES {
        let yaml = format!("{BACKDROP}\n---\n{}", rule.bad);
        let run = run(&["check", "--format", "sarif", "-"], yaml.as_bytes());
        let log = serde_json::from_str(&run.stdout).unwrap();
        let faults: Vec<_> =
            schema.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert_eq!(faults, [""; 0], "{yaml}");
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert!(results.iter().any(|result| result["ruleId"] == rule.code.as_str()), "{yaml}");
    }
}

#[test]
fn the_sarif_of_a_refused_call() {
    let file = folder("sarif").join("a mesh.yaml");
    fs::write(&file, REFUSED).unwrap();
    let run = run(&["check", "--format", "sarif", file.to_str().unwrap()], b"");
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let result = &log["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!((run.status, &result["ruleId"], &result["level"]), (1, &"MP101".into(), &"error".into()));
    assert_eq!(place["region"]["startLine"], 44);
    assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("/sarif/a%20mesh.yaml"), "{place}");
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][index];
    assert_eq!(rule["name"], "plaintext-to-strict");
}

#[test]
fn a_mesh_without_findings_has_an_empty_sarif_log() {
    let run = run(&["check", "--format", "sarif", "-"], BACKDROP.as_bytes());
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn the_markdown_of_a_refused_call() {
    insta::assert_snapshot!(run(&["check", "--format", "markdown", "-"], REFUSED.as_bytes()).stdout);
}

#[test]
fn the_markdown_of_a_healthy_mesh() {
    insta::assert_snapshot!(run(&["check", "--format", "markdown", "-"], BACKDROP.as_bytes()).stdout);
}

#[test_case("bash", "complete -F")]
#[test_case("zsh", "#compdef mtls-playground")]
#[test_case("fish", "complete -c mtls-playground")]
fn completions_know_the_formats(shell: &str, head: &str) {
    let script = run(&["completions", shell], b"").stdout;
    assert!(script.contains(head) && script.contains("markdown"), "{script}");
}
