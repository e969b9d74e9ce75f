//! Labels and other names of Kubernetes.

use super::host::is_dns_label;

const NAME: usize = 63;
const PREFIX: usize = 253;

/// Whether it is a label key: a name, or a DNS prefix, `/` and a name.
pub(super) fn is_key(text: &str) -> bool {
    match text.split_once('/') {
        None => is_name(text),
        Some((prefix, name)) => {
            let labels = prefix.split('.').all(is_unbounded_label);
            prefix.len() <= PREFIX && labels && is_name(name)
        }
    }
}

/// Whether it is a label value; it may be empty, and Istio does not look at its length.
pub(super) fn is_value(text: &str) -> bool {
    text.is_empty() || is_qualified(text)
}

fn is_name(text: &str) -> bool {
    text.len() <= NAME && is_qualified(text)
}

fn is_qualified(text: &str) -> bool {
    let alphanumeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    alphanumeric(text.chars().next())
        && alphanumeric(text.chars().next_back())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether it is written like a DNS label, of any length.
fn is_unbounded_label(text: &str) -> bool {
    is_qualified(text) && !text.contains(['_', '.'])
}

/// Whether it is an API group: DNS labels in lower case.
pub(super) fn is_api_group(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_uppercase()) && text.split('.').all(is_unbounded_label)
}

/// Whether it is the name of a kind.
pub(super) fn is_kind(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && is_dns_label(text)
}

/// Whether it is `region`, `region/zone` or `region/zone/subzone`, with `*` only at the very end.
pub(super) fn is_locality(text: &str) -> bool {
    let stars = text.matches('*').count();
    (stars == 0 || (stars == 1 && text.ends_with('*'))) && text.splitn(3, '/').all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("app", true)]
    #[test_case("app.kubernetes.io/name", true)]
    #[test_case("a_b.c", true)]
    #[test_case("", false; "empty")]
    #[test_case("/name", false; "empty prefix")]
    #[test_case("a/b/c", false; "two slashes")]
    #[test_case("-a", false; "hyphen in front")]
    #[test_case("a_b/name", false; "underscore in the prefix")]
    fn keys(text: &str, expected: bool) {
        assert_eq!(is_key(text), expected);
    }

    #[test_case("", true; "empty")]
    #[test_case("v1.2_3", true)]
    #[test_case("a b", false)]
    #[test_case(".a", false; "dot in front")]
    fn values(text: &str, expected: bool) {
        assert_eq!(is_value(text), expected);
    }
}
