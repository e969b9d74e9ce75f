//! Every value knows its bytes in the file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot find its value has failed")]

use mtls_playground::text::Span;
use mtls_playground::yaml::{self, Node, Path, Segment};
use test_case::test_case;

fn root(text: &str) -> Node {
    let parsed = yaml::parse(text);
    assert_eq!(parsed.errors, [], "{text:?}");
    parsed.documents.into_iter().next_back().unwrap().root
}

/// `spec.ports[0].name`, where a part of digits is an index.
fn path(dotted: &'static str) -> Path {
    dotted.split('.').filter(|part| !part.is_empty()).fold(Path::root(), |path, part| match part.parse() {
        Ok(index) => path.index(index),
        Err(_) => path.key(part),
    })
}

fn value(text: &str, at: &'static str) -> Span {
    root(text).at(&path(at)).unwrap_or_else(|| panic!("no {at} in {text:?}")).span
}

#[test_case("a: 1\nb: two words  # c\n", "b", "two words"; "plain scalar without its comment")]
#[test_case("a: 'it''s'\n", "a", "'it''s'"; "single quotes belong to the value")]
#[test_case("a: \"x\\n\"\n", "a", "\"x\\n\""; "double quotes belong to the value")]
#[test_case("a: x\n  y\nb: 1\n", "a", "x\n  y"; "plain scalar of two lines")]
#[test_case("a: 'x\n\n  y'\n", "a", "'x\n\n  y'"; "quoted scalar of three lines")]
#[test_case("a:\n  b\nc: 1\n", "a", "b"; "value on the next line")]
#[test_case("a: !!str 1\n", "a", "1"; "a tag does not belong to the value")]
#[test_case("a: &x 1\n", "a", "1"; "an anchor does not belong to the value")]
#[test_case("한글: 값\nb: 'é'\n", "한글", "값"; "offsets are bytes")]
#[test_case("한글: 값\nb: 'é'\n", "b", "'é'"; "offsets behind characters of several bytes")]
#[test_case("a: 1\r\nb: x\r\n", "b", "x"; "carriage returns do not belong to a value")]
fn scalars(text: &str, at: &'static str, expected: &str) {
    assert_eq!(value(text, at).slice(text), expected);
}

#[test_case("a: |\n  x\n  y\nb: 1\n", "a", "|\n  x\n  y"; "literal")]
#[test_case("a: >-\n  x\n\n\nb: 1\n", "a", ">-\n  x"; "blank lines behind it are left out")]
#[test_case("a: |+\n  x\n\nb: 1\n", "a", "|+\n  x"; "even where they are part of the text")]
#[test_case("a: | # note | >\n  x\nb: 1\n", "a", "| # note | >\n  x"; "header with a comment")]
#[test_case("\"a | # b\": |2-\n   x\n", "a | # b", "|2-\n   x"; "key that looks like a header")]
#[test_case("a: |\n\n\n  x\n", "a", "|\n\n\n  x"; "blank lines before it")]
#[test_case("a: |\nb: 1\n", "a", "|"; "nothing but a header")]
#[test_case("a: |", "a", "|"; "nothing at the end of the text")]
#[test_case("a: !t &x |\n  x\n", "a", "|\n  x"; "behind a tag and an anchor")]
#[test_case("a:\n  |\n  x\n", "a", "|\n  x"; "header on the next line")]
#[test_case("a: |\r\n  x\r\n  y\r\nb: 1\r\n", "a", "|\r\n  x\r\n  y"; "literal with carriage returns")]
#[test_case("- a\n- |\n  x\n- b\n", "1", "|\n  x"; "literal in a list")]
#[test_case("- - |\n    x\n  - y\n", "0.0", "|\n    x"; "literal in a list in a list")]
#[test_case("a: |\n  x  \nb: 1\n", "a", "|\n  x  "; "blanks at the end of its last line are text")]
fn block_scalars(text: &str, at: &'static str, expected: &str) {
    assert_eq!(value(text, at).slice(text), expected);
}

#[test_case("m:\n  k: v  # c\n  l: w\n# c\nz: 1\n", "m", "k: v  # c\n  l: w"; "block mapping ends with its last value")]
#[test_case("a:\n  - b\n  - c\n\nd: 1\n", "a", "- b\n  - c"; "block list")]
#[test_case("a:\n- b\n- c\nd: 1\n", "a", "- b\n- c"; "block list that is not indented")]
#[test_case("a: # c\n- b\nd: 1\n", "a", "- b"; "block list behind a comment")]
#[test_case("a: !t &x\n- b\n", "a", "- b"; "block list behind a tag and an anchor")]
#[test_case("a:\n-\n- b\n", "a", "-\n- b"; "block list that begins with nothing")]
#[test_case("a:\n- - b\n  - c\n", "a", "- - b\n  - c"; "list in a list that is not indented")]
#[test_case("a:\n- - b\n  - c\n", "a.0", "- b\n  - c"; "inner list")]
#[test_case("- k: v\n  l: w\n- x\n", "0", "k: v\n  l: w"; "mapping in a list")]
#[test_case("a: {b: 1, c: [x, y]} # c\n", "a", "{b: 1, c: [x, y]}"; "braces")]
#[test_case("a: {b: 1, c: [x, y]} # c\n", "a.c", "[x, y]"; "brackets")]
#[test_case("a: [x: 1, y]\n", "a.0", "x: 1"; "mapping without braces")]
#[test_case("a: [x: 1, y]\n", "a", "[x: 1, y]"; "list with a mapping without braces")]
#[test_case("a: {}\nb: []\n", "a", "{}"; "empty braces")]
#[test_case("a: {}\nb: []\n", "b", "[]"; "empty brackets")]
#[test_case("a:\n  b:\nc: 1\n", "a", "b:"; "mapping that ends with nothing")]
#[test_case("? a\n: b\n", "", "? a\n: b"; "explicit key")]
#[test_case("a: &x {b: 1}\nc: *x\n", "c", "*x"; "an alias stands where it is written")]
#[test_case("a: &x {b: 1}\nc: *x\n", "c.b", "1"; "and its parts at the anchor")]
#[test_case("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", "c", "<<: *x\n  d: 2"; "mapping with a merge key")]
fn collections(text: &str, at: &'static str, expected: &str) {
    assert_eq!(value(text, at).slice(text), expected);
}

#[test_case("a:\nb: 1\n", "a", 2; "behind the colon")]
#[test_case("a:   # c\nb: 1\n", "a", 2; "behind the colon, before blanks and comment")]
#[test_case("a :\nb: 1\n", "a", 3; "colon behind a blank")]
#[test_case("\"a\":\n", "a", 4; "behind a quoted key")]
#[test_case("- \n- b\n", "0", 1; "behind the dash")]
#[test_case("- a\n-\n", "1", 5; "behind the last dash")]
#[test_case("a: # c\n- \n- b\n", "a.0", 8; "behind the first dash of a list that is not indented")]
#[test_case("- - \n  - b\n", "0.0", 3; "behind the second dash of a line")]
#[test_case("a: {b: , c: }\n", "a.b", 6; "in braces")]
#[test_case("a: {b, c}\n", "a.b", 5; "in braces without colon, behind the key")]
#[test_case("a: &x\nb: 1\n", "a", 5; "behind an anchor")]
#[test_case("? a\n? b\n", "a", 3; "key without value")]
#[test_case("a:", "a", 2; "at the end of the text")]
fn missing_values(text: &str, at: &'static str, offset: usize) {
    assert_eq!(value(text, at), Span::at(offset));
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let text = "\u{feff}# first\n---\r\na: 1\r\n--- # second\nb: 값\nc: |\n  x\n---\nd: [e]\n";
    let parsed = yaml::parse(text);
    assert_eq!(parsed.errors, []);
    let documents: Vec<_> = parsed.documents.iter().map(|document| document.span.slice(text)).collect();
    assert_eq!(documents, ["a: 1", "b: 값\nc: |\n  x", "d: [e]"]);
    let last = &parsed.documents[2].root.entries()[0];
    assert_eq!((last.key_span.slice(text), last.value.items()[0].span.slice(text)), ("d", "e"));
}

#[test_case("a: {b: 1}\n", "a.b", "b: 1"; "key and value")]
#[test_case("a: {b: 1}\n", "a.c.d", "a: {b: 1}"; "the deepest part that exists")]
#[test_case("a:\n  - b\n", "a.0", "b"; "an item has no key")]
#[test_case("a: 1\n", "b", "a: 1"; "the whole document")]
fn locate(text: &str, at: &'static str, expected: &str) {
    let path = path(at);
    assert!(path.segments().iter().all(|segment| matches!(segment, Segment::Key(_) | Segment::Index(_))));
    assert_eq!(root(text).locate(&path).slice(text), expected);
}
