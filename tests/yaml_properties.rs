//! Whatever the text, reading it ends, and what it gives is consistent.

use mtls_playground::text::Span;
use mtls_playground::yaml::{self, Node, Parsed, Value};
use proptest::prelude::*;

const MANIFEST: &str = r#"# The frontend.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: frontend
  labels: {app: frontend, "tier": 'web'}
  annotations:
    note: |
      first line
        second line

    한글: 값
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: app
        args: ["--port", 8080, ~, ]
        env: &env
        - name: URL
          value: >-
            http://cart.shop:8080
            /path
      - name: other
        env: *env
        image:
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: "shop"}
spec:
  mtls:
    mode: STRICT
  portLevelMtls:
    8080: {mode: DISABLE}
...
---
{"apiVersion": "v1", "kind": "Service", "spec": {"ports": [{"port": 80}], "x": null}}
"#;

/// Pieces of text that mean something to YAML.
const PIECES: [&str; 40] = [
    "a", "b: ", "key", ": ", ":", "- ", "-", "? ", "\n", "\n  ", "\n    ", "\r\n", " ", "\t", "#", " # c",
    "'", "\"", "|", "|2-", ">", "[", "]", "{", "}", ",", "&x ", "*x", "!!int ", "!t ", "<<: ", "~", "0x1",
    "\n---\n", "\n...\n", "---x", "{{ .x }}", "한", "\u{feff}", "\u{2028}",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

/// The manifest with a few places changed.
fn mutated() -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0_usize..6, prop::sample::select(PIECES.to_vec()));
    prop::collection::vec(change, 1..6).prop_map(|changes| {
        changes.into_iter().fold(MANIFEST.to_owned(), |text, (at, removed, inserted)| {
            let characters: Vec<char> = text.chars().collect();
            let (before, after) = characters.split_at(at.index(characters.len() + 1));
            before
                .iter()
                .copied()
                .chain(inserted.chars())
                .chain(after.iter().copied().skip(removed))
                .collect()
        })
    })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let Parsed { documents, errors, nodes: _ } = yaml::parse(text);
    let mut end = 0;
    for document in &documents {
        prop_assert!(document.span.start >= end, "documents are in order");
        prop_assert_eq!(document.span, document.root.span);
        end = document.span.end;
        // What an alias or a merge key copies stands elsewhere.
        node(text, &document.root, !text.contains('*') && !text.contains("<<"))?;
    }
    prop_assert!(errors.is_sorted_by_key(|error| error.span), "errors are in order");
    for error in &errors {
        fits(text, error.span)?;
    }
    Ok(())
}

fn fits(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} is no part of the text");
    Ok(())
}

/// Spans are parts of the text, and, without aliases, nested and in order.
fn node(text: &str, at: &Node, nested: bool) -> Result<(), TestCaseError> {
    fits(text, at.span)?;
    let parts: Vec<(Span, &Node)> = match &at.value {
        Value::Sequence(items) => items.iter().map(|item| (item.span, item)).collect(),
        Value::Mapping(entries) => entries.iter().map(|entry| (entry.key_span, &entry.value)).collect(),
        _ => Vec::new(),
    };
    let mut end = at.span.start;
    for (first, inner) in parts {
        fits(text, first)?;
        if nested {
            prop_assert!(end <= first.start, "{first:?} overlaps what stands before it in {text:?}");
            prop_assert!(
                first.start <= inner.span.start && inner.span.end <= at.span.end,
                "{inner:?} in {at:?}"
            );
        }
        end = inner.span.end;
        node(text, inner, nested)?;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text(text in "\\PC*") {
        check(&text)?;
    }

    #[test]
    fn any_bytes(text in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&text))?;
    }

    #[test]
    fn pieces_of_yaml(text in soup()) {
        check(&text)?;
    }

    #[test]
    fn mutations_of_a_manifest(text in mutated()) {
        check(&text)?;
    }

    #[test]
    fn the_pieces_of_a_stream_are_in_order(text in soup()) {
        let pieces = yaml::split(&text).pieces;
        prop_assert!(pieces.iter().all(|piece| !piece.is_empty() && !piece.slice(&text).is_empty()));
        prop_assert!(pieces.is_sorted_by(|a, b| a.end <= b.start));
    }

    /// What can be read alone can be read among others, at another place.
    #[test]
    fn documents_do_not_depend_on_each_other(one in mutated(), other in soup()) {
        let alone = yaml::parse(&one);
        let behind = yaml::parse(&format!("{other}\n---\n{one}"));
        let count = alone.documents.len();
        prop_assert!(behind.documents.len() >= count);
        let last = &behind.documents[behind.documents.len() - count..];
        let values = |documents: &[yaml::Document]| documents.iter().map(|document| plain(&document.root)).collect::<Vec<_>>();
        prop_assert_eq!(values(last), values(&alone.documents));
    }
}

/// A node without its spans.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::Sequence(items) => format!("{:?}", items.iter().map(plain).collect::<Vec<_>>()),
        Value::Mapping(entries) => {
            format!("{:?}", entries.iter().map(|entry| (&entry.key, plain(&entry.value))).collect::<Vec<_>>())
        }
        value => format!("{value:?}"),
    }
}

#[test]
fn the_manifest_itself_is_sound() {
    let parsed = yaml::parse(MANIFEST);
    assert_eq!((parsed.documents.len(), parsed.errors), (3, vec![]));
}
