//! Rules that a VirtualService leaves to another one (VS-12, VS-12a).

use crate::order;
use crate::resource::{HeaderOperations, HttpAction, HttpFault, HttpMatch, HttpRule, TextMatch};
use std::collections::BTreeMap;

/// The rule of a delegate as it counts for the rule that delegates: its matches within those of the root, and the
/// root's settings where it has none of its own. `None` where the two matches contradict each other.
pub(super) fn merged(root: &HttpRule, delegate: &HttpRule) -> Option<HttpRule> {
    // A delegate may not delegate again.
    if matches!(delegate.action, HttpAction::Delegate(_)) {
        return None;
    }
    let pick = |own: &HeaderOperations, roots: &HeaderOperations| {
        if *own == HeaderOperations::default() { roots.clone() } else { own.clone() }
    };
    Some(HttpRule {
        name: delegate.name.clone().or_else(|| root.name.clone()),
        matches: matches_within(&root.matches, &delegate.matches)?,
        action: delegate.action.clone(),
        rewrite: delegate.rewrite.clone().or_else(|| root.rewrite.clone()),
        headers: pick(&delegate.headers, &root.headers),
        fault: if delegate.fault == HttpFault::default() {
            root.fault.clone()
        } else {
            delegate.fault.clone()
        },
        mirrors: if delegate.mirrors.is_empty() { root.mirrors.clone() } else { delegate.mirrors.clone() },
        timeout: delegate.timeout.or(root.timeout),
        retries: delegate.retries.clone().or_else(|| root.retries.clone()),
    })
}

/// Every match of the delegate must fit into one of the root's; with all that it fits into it makes a match.
fn matches_within(root: &[HttpMatch], delegate: &[HttpMatch]) -> Option<Vec<HttpMatch>> {
    match (root, delegate) {
        ([], delegate) => Some(delegate.to_vec()),
        (root, []) => Some(root.to_vec()),
        (root, delegate) => {
            let each = delegate.iter().map(|leaf| {
                let within = root.iter().filter(|root| !conflict(root, leaf));
                let both: Vec<_> = within.map(|root| both(root, leaf)).collect();
                (!both.is_empty()).then_some(both)
            });
            let all: Option<Vec<Vec<_>>> = each.collect();
            Some(all?.into_iter().flatten().collect())
        }
    }
}

/// Both matches in one; where both have a field, that of the delegate.
fn both(root: &HttpMatch, leaf: &HttpMatch) -> HttpMatch {
    let one = |own: &Option<TextMatch>, roots: &Option<TextMatch>| own.clone().or_else(|| roots.clone());
    let mut merged = leaf.clone();
    merged.uri = one(&leaf.uri, &root.uri);
    merged.scheme = one(&leaf.scheme, &root.scheme);
    merged.method = one(&leaf.method, &root.method);
    merged.authority = one(&leaf.authority, &root.authority);
    merged.headers = union(&root.headers, &leaf.headers);
    merged.without_headers = union(&root.without_headers, &leaf.without_headers);
    merged.query = union(&root.query, &leaf.query);
    merged.client.port = leaf.client.port.or(root.client.port);
    merged.client.labels = union(&root.client.labels, &leaf.client.labels);
    merged.client.namespace = leaf.client.namespace.clone().or_else(|| root.client.namespace.clone());
    if leaf.client.gateways.is_empty() {
        merged.client.gateways.clone_from(&root.client.gateways);
    }
    merged
}

fn union<T: Clone>(root: &BTreeMap<String, T>, leaf: &BTreeMap<String, T>) -> BTreeMap<String, T> {
    let entries = root.iter().chain(leaf);
    order::map(entries.map(|(name, value)| (name.clone(), value.clone())))
}

fn conflict(root: &HttpMatch, leaf: &HttpMatch) -> bool {
    let fields = [
        (&root.uri, &leaf.uri),
        (&root.scheme, &leaf.scheme),
        (&root.method, &leaf.method),
        (&root.authority, &leaf.authority),
    ];
    let maps = [
        (&root.headers, &leaf.headers),
        (&root.without_headers, &leaf.without_headers),
        (&root.query, &leaf.query),
    ];
    let (from, to) = (&root.client, &leaf.client);
    let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
    fields.into_iter().any(|(root, leaf)| texts_conflict(root.as_ref(), leaf.as_ref()))
        || maps
            .into_iter()
            .any(|(root, leaf)| leaf.iter().any(|(name, value)| texts_conflict(root.get(name), Some(value))))
        || root.ignore_uri_case != leaf.ignore_uri_case
        || from.port.zip(to.port).is_some_and(|(root, leaf)| root != leaf)
        || differ(from.namespace.as_deref(), to.namespace.as_deref())
        || to.labels.iter().any(|(key, value)| from.labels.get(key).is_some_and(|root| root != value))
        || (!from.gateways.is_empty() && to.gateways.iter().any(|gateway| !from.gateways.contains(gateway)))
}

/// Whether a delegate's text may be something that the root's does not let through. Nothing is compared with a regular
/// expression, and nothing lies within mere presence.
fn texts_conflict(root: Option<&TextMatch>, leaf: Option<&TextMatch>) -> bool {
    use TextMatch::{Exact, Prefix};
    let (Some(root), Some(leaf)) = (root, leaf) else { return false };
    match (root, leaf) {
        (Exact(root), Exact(leaf)) => root != leaf,
        (Prefix(root), Prefix(leaf) | Exact(leaf)) => !leaf.starts_with(root.as_str()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::VirtualService;
    use crate::resource::testing::spec;
    use test_case::test_case;

    fn rule(text: &str) -> HttpRule {
        let text = format!("http: [{{{text}}}]");
        spec::<VirtualService>("networking.istio.io/v1", "VirtualService", &text).http[0].clone()
    }

    #[test_case("", "", Some(0); "no match at all")]
    #[test_case("uri: {prefix: /a}", "", Some(1); "only the root's")]
    #[test_case("", "uri: {prefix: /a}", Some(1); "only the delegate's")]
    #[test_case("uri: {prefix: /a}", "uri: {prefix: /a/b}", Some(1); "a longer prefix")]
    #[test_case("uri: {prefix: /a}", "uri: {exact: /ab}", Some(1); "a text with the prefix")]
    #[test_case("uri: {prefix: /a/b}", "uri: {prefix: /a}", None; "a shorter prefix")]
    #[test_case("uri: {exact: /a}", "uri: {prefix: /a}", None; "a prefix within a text")]
    #[test_case("uri: {exact: /a}", "uri: {exact: /a}", Some(1); "the same text")]
    #[test_case("uri: {regex: .*}", "uri: {exact: /a}", None; "nothing is compared with an expression")]
    #[test_case("uri: {prefix: /}", "uri: {regex: /a}", None; "nor an expression with anything")]
    #[test_case("uri: {prefix: /a}", "method: {exact: GET}", Some(1); "different fields")]
    #[test_case("headers: {x: {exact: a}}", "headers: {x: {exact: b}}", None; "headers")]
    #[test_case("headers: {x: {exact: a}}", "headers: {y: {exact: b}}", Some(1); "other headers")]
    #[test_case("ignoreUriCase: true", "uri: {prefix: /a}", None; "case")]
    #[test_case("port: 80", "port: 81", None; "ports")]
    #[test_case("sourceLabels: {app: a}", "sourceLabels: {app: b}", None; "labels")]
    #[test_case("gateways: [a]", "gateways: [b]", None; "gateways")]
    fn matches(root: &str, leaf: &str, expected: Option<usize>) {
        let with =
            |text: &str| rule(&if text.is_empty() { String::new() } else { format!("match: [{{{text}}}]") });
        let merged = merged(&with(root), &with(leaf));
        assert_eq!(merged.map(|rule| rule.matches.len()), expected, "VS-12a");
    }

    #[test]
    fn every_match_of_the_delegate_must_fit_one_of_the_root() {
        let root = rule("match: [{uri: {prefix: /a}}, {method: {exact: GET}}]");
        let both = merged(&root, &rule("match: [{uri: {prefix: /a/b}}]")).unwrap();
        assert_eq!(both.matches.len(), 2, "it fits both");
        assert_eq!(both.matches[1].method, Some(TextMatch::Exact("GET".to_owned())));
        let root = rule("match: [{uri: {prefix: /a}}]");
        assert_eq!(merged(&root, &rule("match: [{uri: {prefix: /a/b}}, {uri: {prefix: /c}}]")), None);
    }

    #[test]
    fn fields_of_the_delegate_win() {
        let root = rule("rewrite: {uri: /r}, timeout: 5s, headers: {request: {set: {x: r}}}");
        let leaf = merged(&root, &rule("rewrite: {uri: /l}, redirect: {uri: /x}")).unwrap();
        assert_eq!(leaf.rewrite, rule("rewrite: {uri: /l}").rewrite);
        assert_eq!((leaf.timeout, leaf.headers), (root.timeout, root.headers.clone()));
        assert!(matches!(leaf.action, HttpAction::Redirect(_)));
        assert_eq!(merged(&root, &rule("delegate: {name: again}")), None, "no delegate of a delegate");
    }
}
