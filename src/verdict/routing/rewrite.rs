//! What a proxy changes about a request before it sends it on (VS-16).

use super::http::{Candidate, destinations};
use crate::resource::{HeaderEdits, TextMatch, UriRewrite};
use crate::verdict::request::Request;
use regex_lite::Regex;

impl Request {
    /// The request as the destination at this position gets to see it: headers of the destination, then of the rule,
    /// then path and authority.
    pub(in crate::verdict) fn along(&self, candidate: Candidate, position: usize) -> Self {
        let rule = &candidate.route.rule;
        let mut request = self.clone();
        let entries = destinations(rule);
        let own =
            entries.iter().find(|(index, _)| *index == position).map(|(_, entry)| &entry.headers.request);
        for edits in own.into_iter().chain([&rule.headers.request]) {
            request.edit(edits);
        }
        if let Some(rewrite) = &rule.rewrite {
            let uri = candidate.condition.and_then(|condition| condition.uri.as_ref());
            if let Some(how) = &rewrite.uri {
                request.path = format!("{}{}", rewritten(self.bare_path(), uri, how), self.behind_path());
            }
            if let Some(authority) = &rewrite.authority {
                request.authority.clone_from(authority);
            }
        }
        request
    }

    /// Query and fragment.
    fn behind_path(&self) -> &str {
        self.path.get(self.bare_path().len()..).unwrap_or_default()
    }

    /// Removes, then sets and adds. The authority is no header like the others: it can be replaced, not removed.
    fn edit(&mut self, edits: &HeaderEdits) {
        for name in &edits.remove {
            self.headers.remove(&name.to_ascii_lowercase());
        }
        for (name, value) in &edits.set {
            if is_ordinary(name) {
                self.headers.insert(name.to_ascii_lowercase(), value.clone());
            }
        }
        for (name, value) in &edits.add {
            if is_ordinary(name) {
                let values = self.headers.entry(name.to_ascii_lowercase());
                values
                    .and_modify(|present| *present = format!("{present},{value}"))
                    .or_insert_with(|| value.clone());
            }
        }
        let names_host = |(name, _): &(&String, &String)| is_authority(name);
        let authority = edits.set.iter().find(names_host).or_else(|| edits.add.iter().find(names_host));
        if let Some((_, value)) = authority {
            self.authority.clone_from(value);
        }
    }
}

fn is_authority(name: &str) -> bool {
    name.eq_ignore_ascii_case("host") || name.eq_ignore_ascii_case(":authority")
}

/// Names that begin with a colon are the protocol's own.
fn is_ordinary(name: &str) -> bool {
    !name.starts_with(':') && !is_authority(name)
}

/// A path without its query. `matched` is what the rule asked of it: a prefix is replaced as text, and without any
/// match that prefix is the first slash; any other match is about the whole path.
fn rewritten(path: &str, matched: Option<&TextMatch>, how: &UriRewrite) -> String {
    match how {
        UriRewrite::Regex { expression, replacement } => match Regex::new(expression) {
            Ok(expression) => expression.replace_all(path, groups(replacement).as_str()).into_owned(),
            Err(_) => path.to_owned(),
        },
        UriRewrite::Replace(new) => {
            let replaced = match matched {
                None => 1,
                Some(TextMatch::Prefix(prefix)) => prefix.len(),
                Some(TextMatch::Present | TextMatch::Exact(_) | TextMatch::Regex(_)) => path.len(),
            };
            format!("{new}{}", path.get(replaced..).unwrap_or_default())
        }
    }
}

/// A replacement of RE2, in which groups are `\1`, in the way of our library, where they are `${1}`.
fn groups(replacement: &str) -> String {
    let mut text = String::new();
    let mut rest = replacement.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => match rest.next() {
                Some(digit) if digit.is_ascii_digit() => text.extend(['$', '{', digit, '}']),
                Some(other) => text.push(other),
                None => {}
            },
            '$' => text.push_str("$$"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::Token;
    use test_case::test_case;

    #[test_case(Some(&TextMatch::Prefix("/api".to_owned())), "/", "/api/x", "//x"; "a prefix is replaced as text")]
    #[test_case(Some(&TextMatch::Exact("/a".to_owned())), "/b", "/a", "/b")]
    #[test_case(Some(&TextMatch::Regex("/.*".to_owned())), "/b", "/a/c", "/b"; "the whole path")]
    #[test_case(None, "/b", "/a", "/ba"; "without a match the first slash is replaced")]
    fn replaced(matched: Option<&TextMatch>, new: &str, path: &str, expected: &str) {
        assert_eq!(rewritten(path, matched, &UriRewrite::Replace(new.to_owned())), expected);
    }

    #[test_case("^/([a-z]+)", r"/new/\1", "/cart/1", "/new/cart/1")]
    #[test_case("o", "0", "/foo", "/f00"; "every part that fits")]
    #[test_case("x", r"\\$1", "/x", r"/\$1"; "what is no group")]
    #[test_case("(", "y", "/x", "/x"; "no expression")]
    fn by_expression(expression: &str, replacement: &str, path: &str, expected: &str) {
        let how =
            UriRewrite::Regex { expression: expression.to_owned(), replacement: replacement.to_owned() };
        assert_eq!(rewritten(path, None, &how), expected);
    }

    #[test]
    fn headers() {
        let map = |entries: &[(&str, &str)]| {
            entries.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let mut request = Request {
            method: "GET".to_owned(),
            path: "/".to_owned(),
            scheme: "http",
            authority: "a".to_owned(),
            token: Token::None,
            headers: map(&[("x", "1"), ("y", "2"), ("z", "3")]),
            claims: std::collections::BTreeMap::new(),
        };
        request.edit(&HeaderEdits {
            set: map(&[("X", "4"), ("Host", "b"), (":path", "/no")]),
            add: map(&[("y", "5"), ("n", "6")]),
            remove: vec!["Z".to_owned(), "x".to_owned()],
        });
        assert_eq!(request.headers, map(&[("x", "4"), ("y", "2,5"), ("n", "6")]));
        assert_eq!((request.authority.as_str(), request.path.as_str()), ("b", "/"));
    }
}
