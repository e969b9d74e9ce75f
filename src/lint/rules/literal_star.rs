//! MP315: a `*` where it stands for nothing but itself (AZ-15, VS-11a).

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::resource::{Loaded, Pattern, Resource};
use crate::yaml::{Node, Path};

pub(super) static RULE: Rule = Rule {
    code: Code::LiteralStar,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules:
  - from:
    - source: { principals: [cluster.local/ns/*/sa/default] }
",
    good: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules:
  - from:
    - source: { principals: ['*/sa/default'] }
",
};

/// The lists of an AuthorizationPolicy whose values are compared with a `*` at one end; each has a `not…` twin.
const LISTS: [&str; 7] =
    ["principals", "requestPrincipals", "namespaces", "hosts", "methods", "paths", "values"];

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for resource in context.inventory.resources.iter() {
        // Most have no star anywhere, and then the ways to their fields are not made.
        match *resource.value {
            Resource::AuthorizationPolicy(_) if has_star(&resource.root) => {
                in_policy(context, resource, &mut findings);
            }
            Resource::VirtualService(_) if has_star(&resource.root) => {
                in_routes(context, resource, &mut findings);
            }
            _ => {}
        }
    }
    findings
}

fn in_policy(context: &Context, policy: &Loaded<Resource>, findings: &mut Vec<Finding>) {
    walk(&policy.root, &Path::root(), &mut |field, node, path| {
        let name = field.strip_prefix("not").unwrap_or(field);
        if !LISTS.iter().any(|list| list.eq_ignore_ascii_case(name)) {
            return;
        }
        for (at, value) in node.items().iter().enumerate() {
            let Some(written) = value.as_str().filter(|written| is_literal(written)) else { continue };
            let meant = meant(name, written);
            findings.extend(finding(context, policy, (field, path.clone().index(at)), written, meant));
        }
    });
}

/// What is compared as a prefix is one already; what is compared whole has no end to leave out.
fn in_routes(context: &Context, route: &Loaded<Resource>, findings: &mut Vec<Finding>) {
    walk(&route.root, &Path::root(), &mut |field, node, path| {
        if field != "uri" {
            return;
        }
        for comparison in ["exact", "prefix"] {
            let written = node.get(comparison).and_then(Node::as_str);
            let Some(written) = written.filter(|written| written.contains('*')) else { continue };
            let short = written.trim_end_matches('*');
            let is_end = comparison == "prefix" && !short.is_empty() && !short.contains('*');
            let meant = is_end.then(|| short.to_owned());
            let place = (comparison, path.clone().key(comparison));
            findings.extend(finding(context, route, place, written, meant));
        }
    });
}

fn finding(
    context: &Context,
    resource: &Loaded<Resource>,
    (field, path): (&str, Path),
    written: &str,
    meant: Option<String>,
) -> Option<Finding> {
    let message = Message::NoEffect(NoEffect::LiteralStar {
        kind: resource.meta.kind.clone(),
        resource: resource.meta.key(),
        field: field.to_owned(),
        written: written.to_owned(),
        meant,
    });
    let place = context.inventory.location(&resource.at(path))?;
    Some(Finding::new(&RULE, Severity::Warning, message, place))
}

fn has_star(node: &Node) -> bool {
    node.as_str().is_some_and(|text| text.contains('*'))
        || node.entries().iter().any(|entry| has_star(&entry.value))
        || node.items().iter().any(has_star)
}

/// Every field below a node, with its value and the way to it.
fn walk(node: &Node, path: &Path, visit: &mut impl FnMut(&str, &Node, &Path)) {
    for entry in node.entries() {
        let path = path.clone().key(entry.key.clone());
        visit(&entry.key, &entry.value, &path);
        walk(&entry.value, &path, visit);
    }
    for (at, item) in node.items().iter().enumerate() {
        walk(item, &path.clone().index(at), visit);
    }
}

/// Whether a pattern has a `*` that is no pattern. What is in braces is a template of paths, which has its own.
fn is_literal(written: &str) -> bool {
    match Pattern::parse(&written.replace("{**}", "").replace("{*}", "")) {
        Pattern::Present => false,
        Pattern::Exact(text) | Pattern::Prefix(text) | Pattern::Suffix(text) => text.contains('*'),
    }
}

/// What says what a pattern was probably to say, where something does.
fn meant(list: &str, written: &str) -> Option<String> {
    if list.eq_ignore_ascii_case("paths") {
        return template(written);
    }
    let (domain, rest) = written.split_once("/ns/").filter(|_| list.eq_ignore_ascii_case("principals"))?;
    match rest.split_once('/')? {
        ("*", "sa/*") if !domain.contains('*') => Some(format!("{domain}/ns/*")),
        ("*", account) if !account.contains('*') => Some(format!("*/{account}")),
        // This domain stands for the one of the mesh, whatever that is (AZ-16).
        (namespace, end) if domain == "*" && !namespace.contains('*') && matches!(end, "*" | "sa/*") => {
            Some(format!("cluster.local/ns/{rest}"))
        }
        _ => None,
    }
}

/// A path with a template for each segment that is a `*`.
fn template(written: &str) -> Option<String> {
    let segments: Vec<&str> = written.strip_prefix('/')?.split('/').collect();
    let last = segments.len().checked_sub(1)?;
    let segments = segments.into_iter().enumerate().map(|(at, segment)| match segment {
        "*" if at == last => Some("{**}"),
        "*" => Some("{*}"),
        segment => Some(segment).filter(|segment| !segment.contains('*')),
    });
    Some(format!("/{}", segments.collect::<Option<Vec<_>>>()?.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("*", false; "anything")]
    #[test_case("/api/*", false; "a prefix")]
    #[test_case("*.example.com", false; "a suffix")]
    #[test_case("/api/{*}/items/{**}", false; "a template")]
    #[test_case("*admin*", true; "at both ends")]
    #[test_case("/api/*/items", true; "inside")]
    fn stars(written: &str, expected: bool) {
        assert_eq!(is_literal(written), expected, "AZ-15");
    }

    #[test_case("paths", "/api/*/items", Some("/api/{*}/items"); "a segment")]
    #[test_case("Paths", "/api/*/items/*", Some("/api/{*}/items/{**}"); "the end as well")]
    #[test_case("paths", "/api/v*/items", None; "a part of a segment")]
    #[test_case("paths", "*/items/*", None; "at both ends")]
    #[test_case("principals", "cluster.local/ns/*/sa/cart", Some("*/sa/cart"); "any namespace")]
    #[test_case("principals", "*/ns/*/sa/cart", Some("*/sa/cart"); "any domain and namespace")]
    #[test_case("principals", "cluster.local/ns/*/sa/*", Some("cluster.local/ns/*"); "any account")]
    #[test_case("principals", "*/ns/shop/*", Some("cluster.local/ns/shop/*"); "any domain")]
    #[test_case("principals", "cluster.local/ns/shop-*/sa/*", None; "a part of a name")]
    #[test_case("hosts", "*.shop.*", None; "a host")]
    fn what_is_meant(list: &str, written: &str, expected: Option<&str>) {
        assert_eq!(meant(list, written).as_deref(), expected);
    }
}
