//! How texts of a request are compared (VS-11a).

use crate::resource::TextMatch;
use regex_lite::Regex;

/// Whether a text fits; `None` is a text that is not there. An expression that nobody can read fits nothing.
pub(super) fn fits(wanted: &TextMatch, text: Option<&str>) -> bool {
    let Some(text) = text else { return false };
    match wanted {
        TextMatch::Present => true,
        TextMatch::Exact(exact) => text == exact,
        TextMatch::Prefix(prefix) => text.starts_with(prefix.as_str()),
        TextMatch::Regex(expression) => whole(expression).is_some_and(|expression| expression.is_match(text)),
    }
}

/// The same, whatever the case of letters; an expression keeps its own idea of case.
pub(super) fn fits_ignoring_case(wanted: &TextMatch, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    match wanted {
        TextMatch::Present | TextMatch::Regex(_) => fits(wanted, Some(text)),
        TextMatch::Exact(exact) => lower == exact.to_ascii_lowercase(),
        TextMatch::Prefix(prefix) => lower.starts_with(&prefix.to_ascii_lowercase()),
    }
}

/// Expressions describe the whole text.
fn whole(expression: &str) -> Option<Regex> {
    Regex::new(&format!("^(?:{expression})$")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    fn exact(text: &str) -> TextMatch {
        TextMatch::Exact(text.to_owned())
    }

    fn prefix(text: &str) -> TextMatch {
        TextMatch::Prefix(text.to_owned())
    }

    fn regex(text: &str) -> TextMatch {
        TextMatch::Regex(text.to_owned())
    }

    #[test_case(&exact("/a"), "/a", true)]
    #[test_case(&exact("/a"), "/A", false; "case counts")]
    #[test_case(&prefix("/api"), "/apiary", true; "a prefix is textual")]
    #[test_case(&prefix("/api"), "/ap", false)]
    #[test_case(&regex("/v[0-9]+"), "/v2", true)]
    #[test_case(&regex("/v[0-9]+"), "/v2/x", false; "an expression describes the whole text")]
    #[test_case(&regex("a|b"), "bc", false; "either side of an alternative does")]
    #[test_case(&regex("("), "(", false; "no expression")]
    #[test_case(&TextMatch::Present, "", true; "empty is present")]
    fn texts(wanted: &TextMatch, text: &str, expected: bool) {
        assert_eq!(fits(wanted, Some(text)), expected);
        assert!(!fits(wanted, None), "nothing fits what is not there");
    }

    #[test_case(&exact("/a"), "/A", true)]
    #[test_case(&prefix("/A"), "/ab", true)]
    #[test_case(&regex("/a"), "/A", false; "never an expression")]
    fn ignoring_case(wanted: &TextMatch, text: &str, expected: bool) {
        assert_eq!(fits_ignoring_case(wanted, text), expected);
    }
}
