//! Trust domains: which names a principal of a policy stands for (TD-1, TD-2).

use super::access::Identity;
use crate::mesh::Settings;
use crate::resource::Pattern;
use std::borrow::Cow;

/// The trust domain that policies write for whatever the mesh has.
const LOCAL: &str = "cluster.local";

/// The parts of a principal that names a trust domain: `domain/ns/namespace/sa/account`.
const PARTS: usize = 5;

/// Whether a principal of a policy means this identity. One that names a trust domain of the mesh, or `cluster.local`,
/// stands for all of them, but only if it has all five parts.
pub(super) fn is_principal(settings: &Settings, pattern: &Pattern, identity: Identity) -> bool {
    let written = written(pattern);
    let full = written.split('/').count() == PARTS;
    let local = |domain: &str| domain == LOCAL || domains(settings).any(|known| alike(known, domain));
    match written.split_once('/').filter(|(domain, _)| full && *domain != "*" && local(domain)) {
        None => pattern.matches(&identity.principal()),
        Some((domain, rest)) => {
            let named = |known: &str| {
                let kept = domain.strip_prefix('*').is_some_and(|end| known.ends_with(end));
                let principal = if kept { written.to_string() } else { format!("{known}/{rest}") };
                Pattern::parse(&principal).matches(&identity.principal())
            };
            domains(settings).any(named)
        }
    }
}

/// Whether a trust domain of a policy means that of this identity: one of the mesh stands for all of them.
pub(super) fn is_trust_domain(settings: &Settings, pattern: &Pattern, identity: Identity) -> bool {
    let known = matches!(pattern, Pattern::Exact(domain) if domains(settings).any(|known| known == domain));
    let means = |domain: &str| pattern.matches(domain);
    means(identity.trust_domain) || (known && domains(settings).any(|known| known == identity.trust_domain))
}

/// The trust domain of the mesh and its aliases.
fn domains(settings: &Settings) -> impl Iterator<Item = &str> {
    let aliases = settings.trust_domain_aliases.iter().map(String::as_str);
    std::iter::once(settings.trust_domain.as_str()).chain(aliases)
}

/// Whether one is the other, where either may have a `*` at an end.
fn alike(one: &str, other: &str) -> bool {
    let fits = |pattern: &str, text: &str| match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => text.ends_with(end),
        (None, Some(start)) => text.starts_with(start),
        (None, None) => pattern == text,
    };
    fits(one, other) || fits(other, one)
}

/// The pattern as it was written.
fn written(pattern: &Pattern) -> Cow<'_, str> {
    match pattern {
        Pattern::Present => Cow::Borrowed("*"),
        Pattern::Exact(text) => Cow::Borrowed(text),
        Pattern::Prefix(text) => Cow::Owned(format!("{text}*")),
        Pattern::Suffix(text) => Cow::Owned(format!("*{text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    const SLEEP: Identity<'_> = Identity { trust_domain: "corp", namespace: "foo", service_account: "sleep" };

    fn settings() -> Settings {
        Settings {
            trust_domain: "corp".to_owned(),
            trust_domain_aliases: vec!["old.example".to_owned()],
            ..Settings::default()
        }
    }

    #[test_case("corp/ns/foo/sa/sleep", true)]
    #[test_case("old.example/ns/foo/sa/sleep", true; "an alias")]
    #[test_case("cluster.local/ns/foo/sa/sleep", true; "whatever the mesh has")]
    #[test_case("other.example/ns/foo/sa/sleep", false; "a stranger")]
    #[test_case("cluster.local/ns/foo/*", false; "not all five parts")]
    #[test_case("corp/ns/foo/*", true; "but the very one")]
    #[test_case("cluster.local/ns/foo/sa/*", true; "all five parts")]
    #[test_case("*.example/ns/foo/sa/sleep", true; "an alias stands for the rest")]
    #[test_case("*/ns/foo/sa/sleep", true; "any trust domain")]
    #[test_case("*", true; "anybody")]
    #[test_case("cluster.local/ns/bar/sa/sleep", false; "another namespace")]
    fn principals(pattern: &str, expected: bool) {
        assert_eq!(is_principal(&settings(), &Pattern::parse(pattern), SLEEP), expected, "TD-1");
    }

    #[test_case("corp", true)]
    #[test_case("old.example", true; "an alias")]
    #[test_case("cluster.local", false; "TD-2 nothing special")]
    #[test_case("c*", true; "a pattern")]
    #[test_case("old.*", false; "a pattern stands for itself")]
    fn trust_domains(pattern: &str, expected: bool) {
        assert_eq!(is_trust_domain(&settings(), &Pattern::parse(pattern), SLEEP), expected, "TD-2");
    }
}
