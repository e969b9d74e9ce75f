//! Host names and patterns as Istio reads them.

use std::collections::BTreeMap;
use std::ops::Bound;

/// The part of a Kubernetes Service's name behind its namespace.
const CLUSTER_SUFFIX: &str = "svc.cluster.local";

/// The fully qualified name of a Kubernetes Service.
pub fn service_host(name: &str, namespace: &str) -> String {
    [name, ".", namespace, ".", CLUSTER_SUFFIX].concat()
}

/// A host as written in a policy of this namespace. A name without a dot is a Service of the policy's own namespace;
/// anything with a dot is taken as it stands (DR-2, DR-3).
pub fn expand(host: &str, namespace: &str) -> String {
    if host.contains('.') || host.starts_with('*') { host.to_owned() } else { service_host(host, namespace) }
}

/// Whether a host is what a name or pattern means; a pattern means longer names only (DR-4).
pub fn fits(pattern: &str, host: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(end) => host.len() > end.len() && host.ends_with(end),
        None => pattern == host,
    }
}

/// What stands under a host that is matched like the host of a DestinationRule, the most specific first: under the
/// name itself, then under `*` with ever shorter ends of it (DR-4, DR-10). `*` followed by the whole name is among
/// them: the lookup of DestinationRules has no "longer" test.
///
/// Most meshes have no wildcard in most namespaces; then no pattern is even made.
pub fn matching<'m, T>(by_host: &'m BTreeMap<String, T>, host: &str) -> impl Iterator<Item = &'m T> {
    let wildcards = by_host
        .range::<str, _>((Bound::Included("*"), Bound::Unbounded))
        .next()
        .is_some_and(|(first, _)| first.starts_with('*'));
    let starts = host.char_indices().map(|(start, _)| start).chain([host.len()]);
    let ends = starts.filter(move |_| wildcards).filter_map(|start| host.get(start..));
    by_host.get(host).into_iter().chain(ends.filter_map(|end| by_host.get(&format!("*{end}"))))
}

/// Whether every host that fits `narrow` fits `wide` as well.
pub fn is_within(narrow: &str, wide: &str) -> bool {
    match (narrow.strip_prefix('*'), wide.strip_prefix('*')) {
        (None, None) => narrow == wide,
        (Some(_), None) => false,
        (_, Some(wide)) => narrow.trim_start_matches('*').ends_with(wide),
    }
}

/// The hosts that fit both: the more specific of the two, if it is part of the other.
pub fn common<'a>(one: &'a str, other: &'a str) -> Option<&'a str> {
    if is_within(one, other) { Some(one) } else { is_within(other, one).then_some(other) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("reviews", "reviews.shop.svc.cluster.local"; "no dot")]
    #[test_case("reviews.prod", "reviews.prod"; "a dotted short name stays as it is")]
    #[test_case("*", "*"; "everything")]
    #[test_case("*.local", "*.local"; "wildcard")]
    #[test_case("10.0.0.1", "10.0.0.1"; "address")]
    fn expands(written: &str, expected: &str) {
        assert_eq!(expand(written, "shop"), expected);
    }

    #[test_case(&["*", "*b", "a.b", "*.b", "*a.b"], &["a.b", "*a.b", "*.b", "*b", "*"]; "from most to least specific")]
    #[test_case(&["*.c", "a.b"], &["a.b"]; "another wildcard")]
    #[test_case(&["*.b"], &["*.b"]; "only a wildcard")]
    #[test_case(&["b", "a.b.c", ".b"], &[]; "nothing")]
    fn matches(written: &[&str], expected: &[&str]) {
        let by_host: BTreeMap<_, _> = written.iter().map(|host| ((*host).to_owned(), *host)).collect();
        assert_eq!(matching(&by_host, "a.b").copied().collect::<Vec<_>>(), expected);
    }
}
