//! Host names and patterns as Istio reads them.

/// The part of a Kubernetes Service's name behind its namespace.
const CLUSTER_SUFFIX: &str = "svc.cluster.local";

/// The fully qualified name of a Kubernetes Service.
pub fn service_host(name: &str, namespace: &str) -> String {
    format!("{name}.{namespace}.{CLUSTER_SUFFIX}")
}

/// A host as written in a policy of this namespace. A name without a dot is a Service of the policy's own namespace;
/// anything with a dot is taken as it stands (DR-2, DR-3).
pub fn expand(host: &str, namespace: &str) -> String {
    if host.contains('.') || host.starts_with('*') { host.to_owned() } else { service_host(host, namespace) }
}

/// The patterns that a DestinationRule may have for this host, from the most specific to the least: the name itself,
/// then `*` with ever shorter ends of it (DR-4, DR-10). `*` followed by the whole name is among them: the lookup of
/// DestinationRules has no "longer" test.
pub fn patterns(host: &str) -> impl Iterator<Item = String> {
    let wildcards = host
        .char_indices()
        .map(|(start, _)| start)
        .chain([host.len()])
        .filter_map(|start| host.get(start..))
        .map(|end| format!("*{end}"));
    std::iter::once(host.to_owned()).chain(wildcards)
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

    #[test]
    fn patterns_from_most_to_least_specific() {
        let all: Vec<_> = patterns("a.b").collect();
        assert_eq!(all, ["a.b", "*a.b", "*.b", "*b", "*"]);
    }
}
