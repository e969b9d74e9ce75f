//! Does a text that nobody parses hold a Secret?

/// Whether the text has `kind: Secret` in YAML, JSON, JSON in a string or a comment, and data with it.
pub(super) fn mentions_secret(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_ascii_alphanumeric());
    words().any(|word| word == "stringData")
        || (text
            .match_indices("kind")
            .any(|(at, kind)| names_secret(text.get(at + kind.len()..).unwrap_or_default()))
            && words().any(|word| word == "data"))
}

/// Whether what follows the word `kind` makes it the kind Secret. Only so much of it is looked at as a person would
/// write, so that no text takes longer than its length.
fn names_secret(rest: &str) -> bool {
    let rest = rest.char_indices().nth(100).and_then(|(end, _)| rest.get(..end)).unwrap_or(rest);
    let Some(value) = rest.trim_start_matches(is_quote).trim_start().strip_prefix(':') else { return false };
    is_secret_kind(value.trim_start().split([',', '}', '\n']).next().unwrap_or_default())
}

/// Whether a kind is that of Secrets or of their list. `secret` and `Secret {{ .x }}` were meant as one too.
pub(super) fn is_secret_kind(kind: &str) -> bool {
    let words = kind.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .into_iter()
        .any(|word| ["Secret", "SecretList"].iter().any(|secret| word.eq_ignore_ascii_case(secret)))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("kind: Secret\ndata:\n  a: b", true)]
    #[test_case("# kind : \"Secret\"\n# data: {}", true; "in a comment")]
    #[test_case(r#"{"kind":"Secret","data":{}}"#, true; "json")]
    #[test_case(r#""{\"kind\":\"Secret\",\"data\":{}}""#, true; "json in a string")]
    #[test_case("kind:\n  Secret\ndata: x", true; "on the next line")]
    #[test_case("kind: !!str Secret\ndata: x", true; "with a tag")]
    #[test_case("kind: secret\ndata: x", true; "lower case")]
    #[test_case("stringData: x", true; "only Secrets have stringData")]
    #[test_case("kind: Secret\nname: tls", false; "a reference")]
    #[test_case("kind: SecretProviderClass\ndata: x", false; "another kind")]
    #[test_case("kind: ConfigMap\ndata: Secret", false; "a ConfigMap")]
    #[test_case(r#"{"kind":"Pod","volumes":[{"secret":{}}],"data":1}"#, false; "a volume")]
    #[test_case("kind", false; "nothing follows")]
    fn mentions(text: &str, expected: bool) {
        assert_eq!(mentions_secret(text), expected);
    }
}
