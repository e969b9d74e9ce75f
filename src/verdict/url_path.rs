//! Paths of requests as proxies compare them (AZ-38).

use crate::resource::PathNormalization;
use std::borrow::Cow;

/// The path without its query, normalized as the mesh config has it.
pub(super) fn compared(path: &str, normalization: PathNormalization) -> Cow<'_, str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    match normalization {
        PathNormalization::None => Cow::Borrowed(path),
        _ if is_normal(path) => Cow::Borrowed(path),
        PathNormalization::Default | PathNormalization::Base => Cow::Owned(without_dots(path)),
        PathNormalization::MergeSlashes => Cow::Owned(merged(&without_dots(path))),
        PathNormalization::DecodeAndMergeSlashes => Cow::Owned(merged(&without_dots(&decoded(path)))),
    }
}

/// Whether no way of normalizing changes the path, as for nearly all.
pub(super) fn is_normal(path: &str) -> bool {
    !path.contains(['\\', '%']) && !path.contains("/.") && !path.contains("//")
}

/// Resolves `.` and `..`, their dots encoded or not.
fn without_dots(path: &str) -> String {
    let path = path.replace('\\', "/");
    let Some(relative) = path.strip_prefix('/') else { return path };
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = relative.split('/').peekable();
    while let Some(segment) = segments.next() {
        let dots = dots(segment);
        match dots {
            0 => kept.push(segment),
            1 => {}
            _ => {
                kept.pop();
            }
        }
        // What ends in a dot segment names a directory.
        if dots > 0 && segments.peek().is_none() {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

/// How many dots a segment consists of; 0 where it is none of `.` and `..`.
fn dots(segment: &str) -> usize {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    match plain.as_str() {
        "." | ".." => plain.len(),
        _ => 0,
    }
}

fn merged(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !text.ends_with('/') {
            text.push(character);
        }
    }
    text
}

fn decoded(path: &str) -> String {
    ["%2F", "%2f", "%5C", "%5c"].into_iter().fold(path.to_owned(), |path, slash| path.replace(slash, "/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use PathNormalization::{Base, DecodeAndMergeSlashes, MergeSlashes, None};
    use test_case::test_case;

    #[test_case("/a?x=/../b", None, "/a"; "a query is no path")]
    #[test_case("/a/../b", None, "/a/../b"; "nothing is resolved")]
    #[test_case("/a/../b", Base, "/b")]
    #[test_case("/a/./b", Base, "/a/b")]
    #[test_case("/a/b/..", Base, "/a/"; "a dot segment at the end")]
    #[test_case("/a/%2E%2e/b", Base, "/b"; "encoded dots")]
    #[test_case("/../../b", Base, "/b"; "not above the root")]
    #[test_case("/a/..\\b", Base, "/b"; "a backslash")]
    #[test_case("/a//b", Base, "/a//b"; "two slashes stay")]
    #[test_case("/a/...", Base, "/a/..."; "three dots are a name")]
    #[test_case("/a//b", MergeSlashes, "/a/b")]
    #[test_case("/a%2Fb", MergeSlashes, "/a%2Fb"; "encoded slashes stay")]
    #[test_case("/a%2F%5cb", DecodeAndMergeSlashes, "/a/b")]
    #[test_case("*", Base, "*"; "OPTIONS without a path")]
    fn paths(path: &str, normalization: PathNormalization, expected: &str) {
        assert_eq!(compared(path, normalization), expected, "AZ-38");
    }
}
