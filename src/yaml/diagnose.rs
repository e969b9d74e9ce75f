//! Says what an author did rather than where the parser gave up.

use super::{Document, Node, SyntaxError, SyntaxErrorKind, Value};
use crate::text::Span;

/// What only Helm gives to templates. Other tools write `{{ … }}` into values that are complete manifests.
const HELM: [&str; 6] = [".Values", ".Release", ".Chart", ".Capabilities", "include \"", "template \""];

/// The error again, or a better explanation of it.
pub(super) fn refine(file: &str, body: Span, error: SyntaxError) -> SyntaxError {
    let here = line(file, body, error.span.start);
    let before = preceding(file, body, here);
    let explained = [Some(here), before].into_iter().flatten().find_map(|line| action(file, line));
    if let Some(span) = explained {
        return template(file, span);
    }
    match error.kind {
        SyntaxErrorKind::UnexpectedMapping => before
            .and_then(|line| missing_space(file, line))
            .map(|span| SyntaxError {
                span,
                kind: SyntaxErrorKind::MissingSpace { text: span.slice(file).to_owned() },
            })
            .unwrap_or(error),
        SyntaxErrorKind::Malformed { .. } | SyntaxErrorKind::TabIndentation => {
            let after = line(file, body, here.end.saturating_add(1));
            let around = before.unwrap_or(here).cover(after);
            indenting_tab(file, around)
                .map(|span| SyntaxError { span, kind: SyntaxErrorKind::TabIndentation })
                .unwrap_or(error)
        }
        _ => error,
    }
}

/// A Helm action in a value of a document that happens to be YAML, as in `name: app-{{ .Release.Name }}`. Values of
/// several lines are left alone: they are files that a ConfigMap carries.
pub(super) fn rendered_later(file: &str, document: &Document) -> Option<SyntaxError> {
    if !document.span.slice(file).contains("{{") {
        return None;
    }
    helm(&document.root).and_then(|span| action(file, span)).map(|span| template(file, span))
}

fn helm(node: &Node) -> Option<Span> {
    match &node.value {
        Value::String(text) if text.contains("{{") && !text.contains('\n') => {
            HELM.iter().any(|object| text.contains(object)).then_some(node.span)
        }
        Value::Sequence(items) => items.iter().find_map(helm),
        Value::Mapping(entries) => entries.iter().find_map(|entry| helm(&entry.value)),
        _ => None,
    }
}

fn template(file: &str, span: Span) -> SyntaxError {
    SyntaxError { span, kind: SyntaxErrorKind::Template { action: span.slice(file).to_owned() } }
}

/// The first `{{ … }}` in a span that is not a comment.
fn action(file: &str, within: Span) -> Option<Span> {
    let text = within.slice(file);
    if text.trim_start().starts_with('#') {
        return None;
    }
    let start = text.find("{{")?;
    let length = text.get(start..)?.find("}}").map_or(text.len() - start, |end| end + 2);
    Some(Span::new(within.start + start, within.start + start + length))
}

/// The first tab among the blanks at the start of a line.
fn indenting_tab(file: &str, lines: Span) -> Option<Span> {
    let mut start = lines.start;
    lines.slice(file).split_inclusive('\n').find_map(|line| {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = line.get(..blanks).and_then(|blanks| blanks.find('\t')).map(|at| start + at);
        start += line.len();
        tab.map(|at| Span::new(at, at + 1))
    })
}

/// `key:value` on a line of its own.
fn missing_space(file: &str, line: Span) -> Option<Span> {
    let text = line.slice(file).trim_end();
    let word = text.trim_start_matches([' ', '-']);
    let (key, value) = word.split_once(':')?;
    let is_key =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_./-".contains(&byte));
    let start = line.start + text.len() - word.len();
    (is_key && !value.is_empty() && !word.contains(": ")).then_some(Span::new(start, start + word.len()))
}

/// The line that holds `at`, without its line feed.
fn line(file: &str, body: Span, at: usize) -> Span {
    let at = at.clamp(body.start, body.end);
    let start =
        Span::new(body.start, at).slice(file).rfind('\n').map_or(body.start, |end| body.start + end + 1);
    let end = Span::new(at, body.end).slice(file).find('\n').map_or(body.end, |length| at + length);
    Span::new(start, end)
}

/// The nearest line before `next` that is not blank.
fn preceding(file: &str, body: Span, next: Span) -> Option<Span> {
    let before = Span::new(body.start, next.start).slice(file).trim_end();
    (!before.is_empty()).then(|| line(file, body, body.start + before.len()))
}
