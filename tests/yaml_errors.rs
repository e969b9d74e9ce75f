//! What cannot be read is said where it stands, and hides nothing else.

use mtls_playground::yaml::{self, SyntaxErrorKind, limits};
use test_case::test_case;

/// The errors of a text, each with the text that it points at.
fn errors(text: &str) -> Vec<(SyntaxErrorKind, &str)> {
    let parsed = yaml::parse(text);
    parsed.errors.into_iter().map(|error| (error.kind, error.span.slice(text))).collect()
}

/// The names of the documents that count.
fn names(text: &str) -> Vec<String> {
    let name = |document: &yaml::Document| Some(document.root.get("name")?.as_str()?.to_owned());
    yaml::parse(text).documents.iter().filter_map(name).collect()
}

fn template(action: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::Template { action: action.to_owned() }
}

fn separator(text: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::BadSeparator { text: text.to_owned() }
}

fn missing_space(text: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::MissingSpace { text: text.to_owned() }
}

fn unknown_anchor(name: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::UnknownAnchor { name: name.to_owned() }
}

#[test_case("a: [1, 2\n", SyntaxErrorKind::Unclosed { open: '[' }, "["; "bracket")]
#[test_case("a: b: c\n", SyntaxErrorKind::UnexpectedMapping, ":"; "mapping inside a value")]
#[test_case("a: @x\n", SyntaxErrorKind::UnexpectedCharacter { character: '@' }, "@"; "reserved character")]
#[test_case("a: \u{7}\n", SyntaxErrorKind::UnexpectedCharacter { character: '\u{7}' }, "\u{7}"; "control character")]
#[test_case("a: x\u{0}y\nb: 1\n", SyntaxErrorKind::UnexpectedCharacter { character: '\0' }, "\u{0}"; "zero does not end a text")]
#[test_case("a: 1\na: 2\n", SyntaxErrorKind::DuplicateKey { key: "a".to_owned(), first: yaml_span(0, 1) }, "a"; "duplicate key")]
#[test_case("x: 1\n\"x\": 2\n", SyntaxErrorKind::DuplicateKey { key: "x".to_owned(), first: yaml_span(0, 1) }, "\"x\""; "duplicate key in quotes")]
#[test_case("a: &x {b: 1}\nc: {b: 2, <<: *x}\n", SyntaxErrorKind::DuplicateKey { key: "b".to_owned(), first: yaml_span(17, 18) }, "b"; "merged key that is written out")]
#[test_case("~: 1\n", SyntaxErrorKind::UnsupportedKey, "~"; "null key")]
#[test_case("[a]: 1\n", SyntaxErrorKind::UnsupportedKey, "[a]"; "list as a key")]
#[test_case("18446744073709551615: 1\n", SyntaxErrorKind::UnsupportedKey, "18446744073709551615"; "key beyond 63 bits")]
#[test_case("a: *nope\n", unknown_anchor("nope"), "*nope"; "unknown anchor")]
#[test_case("hosts:\n- *.example.com\n", unknown_anchor(".example.com"), "*.example.com"; "wildcard host without quotes")]
#[test_case("a: &x [*x]\n", SyntaxErrorKind::RecursiveAnchor, "*x"; "anchor in itself")]
#[test_case("a:\n  <<: x\n", SyntaxErrorKind::MergeWithoutMapping, "x"; "merge of text")]
#[test_case("a:\n  <<: [{b: 1}, x]\n", SyntaxErrorKind::MergeWithoutMapping, "x"; "merge of a list with text")]
#[test_case("a: .inf\n", SyntaxErrorKind::NotFinite, ".inf"; "infinity")]
#[test_case("a: !!int x\n", SyntaxErrorKind::TagMismatch { tag: "int".to_owned() }, "x"; "tag that does not fit")]
#[test_case("apiVersion:v1\nkind: Service\n", missing_space("apiVersion:v1"), "apiVersion:v1"; "no blank behind the colon")]
#[test_case("metadata:\n  name:web\n  labels: {}\n", missing_space("name:web"), "name:web"; "no blank behind an inner colon")]
#[test_case("ports:\n- name:web\n  port: 80\n", missing_space("name:web"), "name:web"; "no blank behind a colon in a list")]
fn broken(text: &str, kind: SyntaxErrorKind, at: &str) {
    assert_eq!(errors(text), [(kind, at)]);
    assert_eq!(yaml::parse(text).documents, []);
}

fn yaml_span(start: usize, end: usize) -> mtls_playground::text::Span {
    mtls_playground::text::Span::new(start, end)
}

#[test_case("a: 'x\n"; "quote")]
#[test_case("a:\n  b: 1\n c: 2\n"; "indentation between two levels")]
#[test_case("%YAML 1.1\n---\nname: a\n"; "kubectl cuts a directive off its document")]
fn broken_in_the_words_of_the_parser(text: &str) {
    assert!(matches!(errors(text)[..], [(SyntaxErrorKind::Malformed { .. }, _)]), "{:?}", errors(text));
}

#[test_case("name: {{ .Values.name }}\n", "{{ .Values.name }}"; "value")]
#[test_case("name: {{ .Values.name }}-web\n", "{{ .Values.name }}"; "value that goes on")]
#[test_case("name: web\n{{- if .Values.on }}\na: 1\n{{- end }}\n", "{{- if .Values.on }}"; "control line")]
#[test_case("name: web\nlabels:\n  {{- toYaml .Values.labels | nindent 2 }}\nspec: {}\n", "{{- toYaml .Values.labels | nindent 2 }}"; "block of labels")]
#[test_case("name: \"{{ default \"web\" .Values.name }}\"\n", "{{ default \"web\" .Values.name }}"; "quotes in quotes")]
#[test_case("name: web-{{ .Release.Name }}\n", "{{ .Release.Name }}"; "text that is valid without rendering")]
#[test_case("name: web\nnamespace: '{{ .Release.Namespace }}'\n", "{{ .Release.Namespace }}"; "quoted value that is valid without rendering")]
fn templates(text: &str, action: &str) {
    assert_eq!(errors(text), [(template(action), action)]);
    assert_eq!(yaml::parse(text).documents, []);
}

#[test_case("# {{ .Values.x }}\nname: web\n"; "in a comment")]
#[test_case("name: web\nmessage: \"{{ $labels.pod }} is down\"\n"; "of another tool")]
#[test_case("name: web\ndata:\n  deploy.yaml: |\n    name: {{ .Values.name }}\n    x: 1\n"; "file in a ConfigMap")]
fn braces_that_are_no_template(text: &str) {
    assert_eq!(errors(text), []);
    assert_eq!(names(text), ["web"]);
}

#[test]
fn an_unrelated_error_is_not_blamed_on_a_template() {
    let text = "name: web\nmessage: \"{{ $labels.pod }}\"\nx: 1\ny: [\n";
    assert_eq!(errors(text), [(SyntaxErrorKind::Unclosed { open: '[' }, "[")]);
}

#[test_case("name: a\n---\n{{ x }}: y: z\n---\nname: c\n", &["a", "c"], 1; "a template")]
#[test_case("name: a\n---\nb: [\n---\nname: c\n", &["a", "c"], 1; "an open bracket does not swallow the next document")]
#[test_case("name: a\n---\nb: 'x\n---\nname: c\n", &["a", "c"], 1; "nor does an open quote")]
#[test_case("b: *x\n---\nname: c\n", &["c"], 1; "an error in the first document")]
#[test_case("name: a\n---\nb: @\n---\nc: @\n", &["a"], 2; "two errors")]
#[test_case("name: a\n---\n---\n# nothing\n---\nname: c\n", &["a", "c"], 0; "empty documents are no errors")]
#[test_case("---\nname: a\n...\n---\nname: b\n...\n", &["a", "b"], 0; "end markers are no errors")]
#[test_case("\u{feff}name: a\r\n---\r\nname: b\r\n", &["a", "b"], 0; "byte order mark and carriage returns")]
fn others_still_count(text: &str, expected: &[&str], count: usize) {
    assert_eq!(names(text), expected);
    assert_eq!(errors(text).len(), count, "{:?}", errors(text));
}

#[test_case("name: a\n---x\nname: b\n", separator("x"), "---x"; "letter")]
#[test_case("name: a\n----\nname: b\n", separator("-"), "----"; "four dashes")]
#[test_case("name: a\n--- x: 1 \r\nname: b\n", separator("x: 1"), "--- x: 1"; "content on the line")]
fn bad_separators(text: &str, kind: SyntaxErrorKind, at: &str) {
    assert_eq!(errors(text), [(kind, at)]);
    assert_eq!(names(text), ["a", "b"]);
}

#[test_case("name: a\n...\nname: b\n", "name: b"; "behind the end marker")]
#[test_case("name: a\n... # c\n# c\n} : broken\n", "# c\n# c\n} : broken"; "broken text behind the end marker")]
#[test_case("  name: a\nname: b\n", "name: b"; "indented less than the first line")]
fn ignored_text(text: &str, at: &str) {
    assert_eq!(errors(text), [(SyntaxErrorKind::IgnoredAfterEnd, at)]);
    assert_eq!(names(text), ["a"]);
}

#[test_case("{\"name\": \"a\"}\n{\"name\": \"b\"}\n", &["a", "b"]; "one after the other")]
#[test_case("{\"name\": \"a\"}{\"name\": \"b\"} {\"name\": \"c\"}", &["a", "b", "c"]; "on one line")]
#[test_case("\n{\n\t\"name\": \"a\",\n\t\"x\": [\n\t\t1\n\t]\n}\n", &["a"]; "indented by tabs")]
#[test_case("{\"name\": \"a\"}\n---\nname: b\n", &["a", "b"]; "before YAML")]
fn json(text: &str, expected: &[&str]) {
    assert_eq!(errors(text), []);
    assert_eq!(names(text), expected);
}

#[test]
fn line_separators_are_told_of() {
    let text = "name: a\u{2028}\nx: 1\n";
    assert_eq!(errors(text), [(SyntaxErrorKind::LineSeparator, "\u{2028}")]);
    assert_eq!(yaml::parse(text).documents.len(), 1);
}

/// Recorded from the library that Kubernetes uses.
#[test_case("a: 1\n\t\nb: 2\n", false; "tab on a line that looks empty")]
#[test_case("a: 1\n  \t\nb: 2\n", true; "tab behind blanks on a line that looks empty")]
#[test_case("a:\n  b: 1\n\t\n  c: 2\n", false; "tab on an empty line inside a mapping")]
#[test_case("a:\n\t\n  b: 1\n", false; "tab on an empty line behind a key")]
#[test_case("a: 1\n\t", false; "tab at the end")]
#[test_case("\ta: 1\n", false; "tab at the start")]
#[test_case("a:\n\tb: 1\n", false; "tab as indentation")]
#[test_case("a:\n  b: 1\n  \tc: 2\n", false; "tab behind the indentation")]
#[test_case("a: 1\n\t# c\nb: 2\n", false; "tab before a comment")]
#[test_case("a: 1\n  \t# c\nb: 2\n", true; "tab behind blanks before a comment")]
#[test_case("a:\n-\tb\n", false; "tab behind a dash")]
#[test_case("a:\t1\n", true; "tab behind a colon")]
#[test_case("a\t: 1\n", true; "tab before a colon")]
#[test_case("a: 1 \t# c\nb: 2\t\n", true; "tab at the end of a line")]
#[test_case("a: [1,\n\t2]\n", true; "tab in brackets")]
#[test_case("a: |\n  x\n\t\n  y\n", false; "tab on an empty line of a literal")]
#[test_case("a: |\n  x\n  \ty\n", true; "tab in the text of a literal")]
#[test_case("a: \"x\ty\"\n", true; "tab in quotes")]
#[test_case("a: x\n\ty\n", false; "tab before the second line of a value")]
fn tabs(text: &str, accepted: bool) {
    let found = errors(text);
    if accepted {
        assert_eq!(found, []);
    } else {
        assert_eq!(found, [(SyntaxErrorKind::TabIndentation, "\t")]);
    }
}

#[test]
fn deep_nesting_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(errors(&nested(limits::DEPTH)), []);
    let block = (0..=limits::DEPTH).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n");
    for text in [nested(limits::DEPTH + 1), nested(100_000), "[".repeat(100_000), "- ".repeat(50_000), block]
    {
        let found = errors(&text);
        assert!(
            matches!(found[..], [(SyntaxErrorKind::TooDeep, _)]),
            "{} bytes: {:?}",
            text.len(),
            found.first()
        );
    }
}

#[test]
fn aliases_cannot_nest_deeper_than_brackets() {
    let level = |n: usize| format!("a{n}: &a{n} {}*a{}{}\n", "[".repeat(60), n - 1, "]".repeat(60));
    let text = format!("a0: &a0 x\n{}{}", level(1), level(2));
    assert!(matches!(errors(&text)[..], [(SyntaxErrorKind::TooDeep, "*a1")]));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the point is that it takes no time")]
fn alias_bombs_are_refused_at_once() {
    let level = |n: usize| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "));
    let text =
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned() + &(1..9).map(level).collect::<Vec<_>>().concat();
    let started = std::time::Instant::now();
    assert!(matches!(errors(&text)[..], [(SyntaxErrorKind::TooManyAliases, _)]));
    assert!(started.elapsed().as_millis() < 1_000);
}

#[test]
fn ordinary_use_of_aliases_is_within_the_budget() {
    let text = format!("base: &base {{a: 1, b: 2, c: 3}}\nname: x\nuses:\n{}", "- *base\n".repeat(200));
    assert_eq!(errors(&text), []);
    assert_eq!(names(&text), ["x"]);
}

#[test]
fn long_texts_keep_the_documents_within_the_budget() {
    let text = format!("name: a\n---\nb: {}\n---\nname: c\n", "x".repeat(limits::TEXT));
    assert!(matches!(errors(&text)[..], [(SyntaxErrorKind::TooLong, _)]));
    assert_eq!(names(&text), ["a"]);
}

#[test]
fn the_number_of_values_is_limited() {
    // Bracket, name, item, bracket: the budget is for all documents together.
    let list = |items: usize| format!("name: [{}]\n---\n", "1,".repeat(items));
    let half = list(limits::NODES / 2 - 10).replace("1,]", "&a 1]");
    let text = format!("name: a\n---\n{half}name: b\n---\n{half}name: c\n---\n");
    let parsed = yaml::parse(&text);
    assert_eq!((parsed.documents.len(), parsed.errors), (5, vec![]));
    let text = format!("name: a\n---\n{half}name: b\n---\n{half}{half}name: c\n---\n{half}");
    let parsed = yaml::parse(&text);
    assert_eq!(parsed.documents.len(), 4, "what ends before it counts");
    let kinds: Vec<_> = parsed.errors.into_iter().map(|error| error.kind).collect();
    assert_eq!(kinds, [SyntaxErrorKind::TooManyNodes]);
}

#[test_case("name: a\n---\n"; "separated")]
#[test_case("{\"name\": \"a\"}\n"; "JSON")]
fn the_number_of_documents_is_limited(one: &str) {
    assert_eq!(errors(&one.repeat(limits::DOCUMENTS)), []);
    let text = one.repeat(limits::DOCUMENTS + 1);
    assert!(
        matches!(errors(&text)[..], [(SyntaxErrorKind::TooManyDocuments, _)]),
        "{:?}",
        errors(&text).first()
    );
    assert_eq!(names(&text).len(), limits::DOCUMENTS);
}
