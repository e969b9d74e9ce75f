//! Values of an AuthorizationPolicy.

const SERVICE_ACCOUNT: usize = 320;

/// Whether it is `serviceAccount` or `namespace/serviceAccount`.
pub(super) fn is_service_account(text: &str) -> bool {
    let parts = text.split('/');
    text.len() <= SERVICE_ACCOUNT
        && !text.contains('*')
        && parts.clone().count() <= 2
        && parts.clone().all(|part| !part.is_empty())
}

/// Whether it is a trust domain, with `*` at most at one end.
pub(super) fn is_trust_domain(text: &str) -> bool {
    is_wildcard(text) && !text.contains('/')
}

/// Whether it is a value with `*` at most at one end.
pub(in super::super) fn is_wildcard(text: &str) -> bool {
    match text.matches('*').count() {
        0 => !text.is_empty(),
        1 => text.starts_with('*') || text.ends_with('*'),
        _ => false,
    }
}

/// Whether `{` and `}` stand only around whole segments `{*}` and `{**}`, and nothing follows `{**}`. A path with such a
/// segment has only characters of a URL in the others.
pub(super) fn is_path(path: &str) -> bool {
    let template = path.contains("{*}") || path.contains("{**}");
    let mut ended = false;
    path.trim_matches('/').split('/').all(|segment| match segment {
        "{*}" => !ended,
        "{**}" => !std::mem::replace(&mut ended, true),
        _ => !segment.contains(['{', '}']) && (!template || is_literal(segment)),
    })
}

fn is_literal(segment: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()+,;:@=".contains(c);
    !segment.is_empty() && segment.chars().all(allowed)
}

/// Whether a key of `when` ends with a name in brackets, as in `request.headers[x]`.
pub(super) fn has_name(key: &str) -> bool {
    let open = key.find('[').unwrap_or(0);
    key.ends_with(']') && open > 0 && open + 2 < key.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("/a/*", true; "star outside of a template")]
    #[test_case("/a/{*}/b", true)]
    #[test_case("/{**}", true)]
    #[test_case("/a/{**}/", true; "slash at the end")]
    #[test_case("/{**}/a", true; "a literal behind")]
    #[test_case("/{**}/{*}", false; "a template behind")]
    #[test_case("/a{*}", false; "not a whole segment")]
    #[test_case("/{x}", false; "a name in braces")]
    #[test_case("/{*}/a*", false; "star beside a template")]
    fn paths(path: &str, expected: bool) {
        assert_eq!(is_path(path), expected);
    }

    #[test_case("request.headers[x]", true)]
    #[test_case("request.headers[]", false; "empty name")]
    #[test_case("request.headers", false; "no brackets")]
    fn names(key: &str, expected: bool) {
        assert_eq!(has_name(key), expected);
    }
}
