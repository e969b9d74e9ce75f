//! `replay`: a line in, a line out.

use crate::command::{program, run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const REFUSED: &str = include_str!("fixtures/cli/refused.yaml");

fn question(id: &str) -> String {
    let call = json!({ "from": "shop/frontend", "host": "payments", "port": 80, "protocol": "http" });
    json!({ "id": id, "yaml": REFUSED, "calls": [call] }).to_string()
}

#[test]
fn answers_have_the_form_of_the_contract() {
    let run = run(&["replay"], format!("{}\n\n{}", question("a"), question("b")).as_bytes());
    let row = r#"{"server":"shop/payments","port":8080,"sent":"plaintext","outcome":"refused"}"#;
    let answer = |id| format!(r#"{{"id":"{id}","answers":[{{"endpoints":[{row}]}}]}}"#);
    assert_eq!(
        (run.status, run.stdout),
        (0, format!("{}\n{}\n", answer("a"), answer("b"))),
        "{}",
        run.stderr
    );
}

#[test]
fn a_call_without_endpoint_has_an_outcome() {
    let call = json!({ "from": "shop/frontend", "host": "payments", "port": 81, "protocol": "http" });
    let line = json!({ "id": 1, "yaml": REFUSED, "calls": [call] }).to_string();
    let run = run(&["replay"], line.as_bytes());
    assert_eq!(run.stdout, "{\"id\":1,\"answers\":[{\"outcome\":\"unreachable\",\"endpoints\":[]}]}\n");
}

/// Whoever asks one question at a time must not wait for ever.
#[test]
fn each_answer_comes_before_the_next_question() {
    let mut child = program(&["replay"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut questions, mut answers) =
        (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in ["first", "second"] {
        writeln!(questions, "{}", question(id)).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], id);
    }
    drop(questions);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_bad_line_is_named_and_the_answers_before_it_stay() {
    for (bad, place) in [
        ("{ \"id\": \"b\", nonsense", "stdin:2:14:"),
        (&question("b").replace("shop/frontend", "shop/nobody"), "shop/nobody"),
        (&question("b").replace("\"http\"", "\"gopher\""), "gopher"),
    ] {
        let run = run(&["replay"], format!("{}\n{bad}\n{}\n", question("a"), question("c")).as_bytes());
        assert_eq!((run.status, run.stdout.lines().count()), (2, 1), "{}", run.stderr);
        assert!(run.stderr.contains("stdin:2:") && run.stderr.contains(place), "{}", run.stderr);
    }
}

#[test]
fn without_calls_the_question_is_what_a_cluster_would_take() {
    let policy = |mode| {
        format!(
            "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
             metadata: {{ name: default, namespace: shop }}\nspec: {{ mtls: {{ mode: {mode} }} }}\n"
        )
    };
    let ask = |yaml: &str| {
        let run = run(&["replay"], json!({ "id": "a", "yaml": yaml }).to_string().as_bytes());
        serde_json::from_str::<Value>(&run.stdout).unwrap()
    };
    let accepted = json!({ "kind": "PeerAuthentication", "namespace": "shop", "name": "default", "accepted": true, "messages": [] });
    assert_eq!(ask(&policy("STRICT")), json!({ "id": "a", "admission": [accepted] }));
    let answer = ask(&format!("{}---\nkind: [\n", policy("strict")));
    let told: Vec<_> = answer["admission"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| (&a["accepted"], a["messages"].as_array().unwrap().len()))
        .collect();
    assert_eq!(told, [(&Value::Bool(false), 1), (&Value::Bool(false), 1)]);
}

#[test]
fn timing_is_added_on_request() {
    let run = run(&["replay", "--timing"], question("a").as_bytes());
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(answer["micros"].as_u64().is_some(), "{answer}");
}
