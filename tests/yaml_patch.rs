//! Edits of documents: what every change does to every style, and what is refused.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "a mistake in here is a failed test")]

use mtls_playground::text::Edits;
use mtls_playground::yaml::patch::{Change, Fragment, append};
use mtls_playground::yaml::{Path, Value, parse};
use proptest::prelude::*;
use test_case::test_case;

/// `spec.tls.mode`, `spec.hosts.0`: numbers are indexes, and a slash stands for the dot in a key.
fn path(route: &str) -> Path {
    route.split('.').filter(|part| !part.is_empty()).fold(Path::root(), |path, part| match part.parse() {
        Ok(index) => path.index(index),
        Err(_) => path.key(part.trim_start_matches('#').replace('/', ".")),
    })
}

/// The text after the change in its first document.
fn changed(text: &str, change: &Change) -> Option<String> {
    let edit = change.edit(text, &parse(text).documents.first()?.root)?;
    Edits::new([edit]).ok()?.apply(text).ok()
}

fn text(value: &str) -> Fragment {
    Fragment::text(value)
}

const RULE: &str = "spec:\n  host: a # who\n  # why\n  tls:\n    mode: DISABLE # off\n";

#[test_case(RULE, "spec.tls.mode", "spec:\n  host: a # who\n  # why\n  tls:\n    mode: NEW # off\n"; "a comment behind it stays")]
#[test_case("a: 'old'\n", "a", "a: 'NEW'\n"; "single quotes")]
#[test_case("a: \"old\"\n", "a", "a: \"NEW\"\n"; "double quotes")]
#[test_case("a: {b: old, c: 1}\n", "a.b", "a: {b: NEW, c: 1}\n"; "in braces")]
#[test_case("{\"a\": {\"b\": \"old\"}}", "a.b", "{\"a\": {\"b\": \"NEW\"}}"; "in JSON")]
#[test_case("a:\r\n  b: old\r\nc: 1\r\n", "a.b", "a:\r\n  b: NEW\r\nc: 1\r\n"; "carriage returns")]
#[test_case("a:\n  b:\n  c: 1\n", "a.b", "a:\n  b: NEW\n  c: 1\n"; "a key without value")]
#[test_case("a: # why\n", "a", "a: NEW # why\n"; "a key without value before a comment")]
#[test_case("이름: 값 # 왜\nb: old\n", "b", "이름: 값 # 왜\nb: NEW\n"; "behind Korean text")]
#[test_case("a:\n- b\n- old\n", "a.1", "a:\n- b\n- NEW\n"; "an item")]
#[test_case("a: ~\n", "a", "a: NEW\n"; "a null that is written")]
#[test_case("a: |\n  old\n  text\nb: 1\n", "b", "a: |\n  old\n  text\nb: NEW\n"; "behind a text of several lines")]
#[test_case("a: 1\n---\nb: 1\n", "a", "a: NEW\n---\nb: 1\n"; "before another document")]
fn a_value_is_set(before: &str, route: &str, after: &str) {
    assert_eq!(changed(before, &Change::Set(path(route), text("NEW"))).as_deref(), Some(after));
}

#[test_case("a:\n  b: 1\n", "a.c", "a:\n  b: 1\n  c: NEW\n"; "block")]
#[test_case("a:\n  b: 1", "a.c", "a:\n  b: 1\n  c: NEW"; "block at the end of the text")]
#[test_case("a:\n  b: 1 # one\nz: 2\n", "a.c", "a:\n  b: 1 # one\n  c: NEW\nz: 2\n"; "block behind a comment")]
#[test_case("a:\n    b: 1\n", "a.c", "a:\n    b: 1\n    c: NEW\n"; "block with another indentation")]
#[test_case("a:\r\n  b: 1\r\n", "a.c", "a:\r\n  b: 1\r\n  c: NEW\r\n"; "block with carriage returns")]
#[test_case("a: {b: 1}\n", "a.c", "a: {b: 1, c: NEW}\n"; "braces")]
#[test_case("a: { b: 1 }\n", "a.c", "a: { b: 1, c: NEW }\n"; "braces with spaces")]
#[test_case("a: {}\n", "a.c", "a: { c: NEW }\n"; "empty braces")]
#[test_case("a:\n", "a.c", "a:\n  c: NEW\n"; "nothing yet")]
#[test_case("a: # why\nb: 1\n", "a.c", "a: # why\n  c: NEW\nb: 1\n"; "nothing yet but a comment")]
#[test_case("a: 1\n", "b.c.d", "a: 1\nb:\n  c:\n    d: NEW\n"; "missing parents")]
#[test_case("- a: 1\n  b: 2\n", "0.c", "- a: 1\n  b: 2\n  c: NEW\n"; "in an item")]
#[test_case("l:\n- a: 1\n- b: 2\n", "l.0.c", "l:\n- a: 1\n  c: NEW\n- b: 2\n"; "in an item before another")]
#[test_case("a:\n  b: |\n    text\nc: 1\n", "a.d", "a:\n  b: |\n    text\n  d: NEW\nc: 1\n"; "behind a text of several lines")]
#[test_case("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", "a.c", "{\n  \"a\": {\n    \"b\": 1,\n    \"c\": \"NEW\"\n  }\n}\n"; "JSON on several lines")]
#[test_case("{\"a\": {}}", "a.c", "{\"a\": { \"c\": \"NEW\" }}"; "JSON on one line")]
#[test_case("a:\n  한글: 값\n", "a.c", "a:\n  한글: 값\n  c: NEW\n"; "beside Korean text")]
fn a_key_is_added(before: &str, route: &str, after: &str) {
    assert_eq!(changed(before, &Change::Set(path(route), text("NEW"))).as_deref(), Some(after));
}

#[test_case(RULE, "spec.tls", "spec:\n  host: a # who\n"; "with the comment above it")]
#[test_case(RULE, "spec.tls.mode", "spec:\n  host: a # who\n"; "with the parent that would be empty")]
#[test_case("a: 1\nb:\n  c: 1\n  d: 2\n", "b.c", "a: 1\nb:\n  d: 2\n"; "the first of two")]
#[test_case("# about all\na: 1\nb: 2\n", "a", "# about all\nb: 2\n"; "a comment above the first one stays")]
#[test_case("a: 1\n\nb: 2\n\nc: 3\n", "b", "a: 1\n\nc: 3\n"; "one blank line goes too")]
#[test_case("x: {a: 1, b: 2}\n", "x.a", "x: {b: 2}\n"; "first in braces")]
#[test_case("x: {a: 1, b: 2}\n", "x.b", "x: {a: 1}\n"; "last in braces")]
#[test_case("- a: 1\n  b: 2\n", "0.a", "- b: 2\n"; "behind a dash")]
#[test_case("x:\n- a\n- b # this\n- c\n", "x.1", "x:\n- a\n- c\n"; "an item")]
#[test_case("x: [a, b]\n", "x.0", "x: [b]\n"; "an item in brackets")]
#[test_case("a: |\n  x\n  y\nb: 1\n", "a", "b: 1\n"; "a text of several lines")]
#[test_case("a: 1\r\nb: 2\r\n", "b", "a: 1\r\n"; "carriage returns")]
#[test_case("a: 1\nb: 2", "b", "a: 1\n"; "at the end of the text")]
#[test_case("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "b", "{\n  \"a\": 1\n}\n"; "JSON")]
fn a_member_is_removed(before: &str, route: &str, after: &str) {
    assert_eq!(changed(before, &Change::Remove(path(route))).as_deref(), Some(after));
}

#[test_case("p:\n  80:\n    mode: X\n", "p.#80", "8080", "p:\n  8080:\n    mode: X\n"; "a number")]
#[test_case("p:\n  \"80\": {mode: X} # why\n", "p.#80", "8080", "p:\n  \"8080\": {mode: X} # why\n"; "in quotes")]
fn a_key_is_renamed(before: &str, route: &str, key: &str, after: &str) {
    assert_eq!(changed(before, &Change::Rename(path(route), key.to_owned())).as_deref(), Some(after));
}

#[test_case("x:\n- a\n", "x:\n- a\n- NEW\n"; "block")]
#[test_case("x:\n  - a # why\ny: 1\n", "x:\n  - a # why\n  - NEW\ny: 1\n"; "indented block")]
#[test_case("x: [a]\n", "x: [a, NEW]\n"; "brackets")]
#[test_case("x: []\n", "x: [NEW]\n"; "empty brackets")]
#[test_case("y: 1\n", "y: 1\nx:\n  - NEW\n"; "no sequence yet")]
fn an_item_is_pushed(before: &str, after: &str) {
    assert_eq!(changed(before, &Change::Push(path("x"), text("NEW"))).as_deref(), Some(after));
}

#[test_case("a: &x {m: 1}\nb: *x\n", "b.m"; "what an alias repeats")]
#[test_case("a: &x\n  m: 1\nb: *x\n", "a.m"; "what is repeated by an alias")]
#[test_case("a: &x {m: 1}\nb: *x\n", "a.n"; "a key for an alias too")]
#[test_case("a:\n  b: 1 # why\n  c: 2\n", "a"; "a comment inside would be lost")]
#[test_case("a: 1\n", "a.b"; "a scalar holds no key")]
#[test_case("a: [1]\n", "a.3"; "an item cannot be made")]
fn refused(before: &str, route: &str) {
    assert_eq!(changed(before, &Change::Set(path(route), text("NEW"))), None);
}

#[test_case("a:\n  b: 1\n", "a.b"; "the only key of a top-level one")]
#[test_case("a: &x 1\nb: *x\n", "a"; "an anchor that is used")]
#[test_case("a: 1\n", "z"; "nothing there")]
fn not_removed(before: &str, route: &str) {
    assert_eq!(changed(before, &Change::Remove(path(route))), None);
}

#[test_case("a: 1\n", "a: 1\n---\nkind: New\n"; "behind another")]
#[test_case("a: 1", "a: 1\n---\nkind: New\n"; "without a last line break")]
#[test_case("a: 1\r\n", "a: 1\r\n---\r\nkind: New\r\n"; "carriage returns")]
#[test_case("", "kind: New\n"; "empty text")]
#[test_case("a: 1\n---\n", "a: 1\n---\nkind: New\n"; "behind a separator")]
#[test_case("a: 1\n# the end\n", "a: 1\n# the end\n---\nkind: New\n"; "a comment stays with its document")]
#[test_case("kind: List\nitems:\n- a: 1\n", "kind: List\nitems:\n- a: 1\n- kind: New\n"; "a list")]
#[test_case("a: {{ .Values.a }}\n---\nb: 1\n", "a: {{ .Values.a }}\n---\nb: 1\n---\nkind: New\n"; "beside a template")]
fn a_document_is_appended(before: &str, after: &str) {
    let edit = append(before, &Fragment::mapping([("kind", text("New"))]));
    let edited = edit.and_then(|edit| Edits::new([edit]).ok()?.apply(before).ok());
    assert_eq!(edited.as_deref(), Some(after));
}

#[test]
fn json_takes_no_document() {
    assert_eq!(append("{\"a\": 1}", &Fragment::mapping([("kind", text("New"))])), None);
}

#[test_case("on", "a: \"on\"\n"; "a word of YAML 1.1")]
#[test_case("1.20", "a: \"1.20\"\n"; "a number")]
#[test_case("say: \"hi\" # no", "a: \"say: \\\"hi\\\" # no\"\n"; "signs")]
#[test_case("한글", "a: 한글\n"; "Korean")]
fn text_stays_text(value: &str, after: &str) {
    assert_eq!(changed("a: x\n", &Change::Set(path("a"), text(value))).as_deref(), Some(after));
}

/// A document in a random layout with the same content: keys `k0`…, some of them mappings, and comments `#c0`….
fn document() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![Just("v"), Just("'v'"), Just("\"v\""), Just("한글"), Just("1"), Just("")];
    let comment = prop_oneof![Just(""), Just(" # 까닭"), Just(" # why: x")];
    let inner = (scalar.clone(), comment.clone(), 0_usize..4);
    let entry = (scalar, comment, prop::collection::vec(inner, 0..4), 0_usize..3);
    (prop::collection::vec(entry, 1..5), prop::bool::ANY).prop_map(|(entries, crlf)| {
        let mut text = String::new();
        for (index, (value, comment, inner, style)) in entries.iter().enumerate() {
            let lines = match (style, inner.is_empty()) {
                (0, _) | (_, true) => format!("k{index}: {value}{comment}\n"),
                (1, _) => {
                    let inner: Vec<_> = (0..inner.len()).map(|inner| format!("i{inner}: x")).collect();
                    format!("k{index}: {{{}}}{comment}\n", inner.join(", "))
                }
                _ => {
                    let line = |(at, (value, comment, blank)): (usize, &(&str, &str, usize))| {
                        let blank = if *blank == 0 { "\n" } else { "" };
                        format!("  i{at}: {value}{comment}\n{blank}")
                    };
                    format!("k{index}:{comment}\n{}", inner.iter().enumerate().map(line).collect::<String>())
                }
            };
            text += &lines;
        }
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

fn comments(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.split_once(" # ").map(|(_, comment)| comment)).collect()
}

proptest! {
    /// That the rest stays as it was is checked by every change itself; here that comments and line breaks survive, and
    /// that ordinary layouts are never refused.
    #[test]
    fn setting_keeps_everything_else(document in document(), outer in 0_usize..5, inner in 0_usize..5) {
        for route in [format!("k{outer}"), format!("k{outer}.i{inner}"), format!("new.i{inner}")] {
            let root = &parse(&document).documents[0].root;
            let holds_text = root.at(&path(&format!("k{outer}"))).is_some_and(|node| {
                node.as_str().is_some() || matches!(node.value, Value::Int(_))
            });
            let replaced = root.at(&path(&route)).is_some_and(|node| !node.entries().is_empty());
            if holds_text && route.contains(".i") && !route.starts_with("new") || replaced {
                continue;
            }
            let edited = changed(&document, &Change::Set(path(&route), text("NEW")));
            let edited = edited.unwrap_or_else(|| panic!("{route} in\n{document}"));
            let root = &parse(&edited).documents[0].root;
            prop_assert_eq!(root.at(&path(&route)).and_then(|node| node.as_str()), Some("NEW"));
            prop_assert_eq!(comments(&edited), comments(&document));
            prop_assert_eq!(edited.matches('\n').count() == edited.matches("\r\n").count(), document.contains('\r'));
        }
    }

    #[test]
    fn removing_takes_one_thing(document in document(), outer in 0_usize..5) {
        let root = &parse(&document).documents[0].root;
        let count = root.entries().len();
        let removed = changed(&document, &Change::Remove(path(&format!("k{outer}"))));
        prop_assert_eq!(removed.is_some(), count > 1 && outer < count, "{}", document);
        if let Some(removed) = removed {
            let root = &parse(&removed).documents[0].root;
            prop_assert_eq!(root.entries().len(), count - 1);
        }
    }
}
