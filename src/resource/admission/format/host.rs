//! Names of hosts.

use super::net::is_ip;

const LABEL: usize = 63;
const DOMAIN: usize = 255;
const SNI_PREFIX: &str = "outbound_";

/// Whether it is a DNS label. Istio's own pattern allows capital letters.
pub(in super::super) fn is_dns_label(text: &str) -> bool {
    let alphanumeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.len() <= LABEL
        && alphanumeric(text.chars().next())
        && alphanumeric(text.chars().next_back())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Whether it is a DNS label, `*`, or a label behind `*` or `*-`.
fn is_wildcard_label(text: &str) -> bool {
    let label = text.strip_prefix("*-").or_else(|| text.strip_prefix('*')).unwrap_or(text);
    text.len() <= LABEL && (text == "*" || is_dns_label(label))
}

/// Whether it is a list of labels that does not end in a number. A dot at the end is allowed.
fn is_label_list(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    let labels = text.strip_suffix('.').unwrap_or(text);
    // Go reads the last label as a signed 64-bit number; a longer one passes as a name.
    text.is_empty() || (last.parse::<i64>().is_err() && labels.split('.').all(is_dns_label))
}

/// Whether it is a domain name.
pub(in super::super) fn is_fqdn(text: &str) -> bool {
    !text.is_empty() && text.len() <= DOMAIN && is_label_list(text)
}

/// Whether it is a domain name whose first label may have a `*` in front.
pub(in super::super) fn is_wildcard_domain(text: &str) -> bool {
    let (first, rest) = text.split_once('.').map_or((text, None), |(first, rest)| (first, Some(rest)));
    text.len() <= DOMAIN && is_wildcard_label(first) && rest.is_none_or(is_label_list)
}

/// Whether a VirtualService at gateways may match this SNI: a domain name, or one that Istio makes for AUTO_PASSTHROUGH,
/// such as `outbound_.80_._.reviews.prod.svc.cluster.local`.
pub(in super::super) fn is_sni_of_gateway(text: &str) -> bool {
    if !text.starts_with(SNI_PREFIX) {
        return is_wildcard_domain(text);
    }
    let mut parts = text.split('_').skip(1);
    let port = parts.next().is_some_and(|port| port.contains(|c: char| c.is_ascii_digit()));
    let host = parts.nth(1).is_some_and(|host| host.contains(|c: char| c.is_ascii_alphabetic()));
    text.len() <= DOMAIN && port && host
}

/// Whether it is `namespace/name` of a Gateway, or its old form with dots.
pub(super) fn is_gateway_reference(text: &str) -> bool {
    match text.split_once('/') {
        Some((namespace, name)) => is_dns_label(namespace) && is_dns_label(name),
        None => is_fqdn(text),
    }
}

/// Whether it is `namespace/host` as the egress of a Sidecar wants it; `~` in front of the namespace excludes.
pub(super) fn is_egress_host(text: &str) -> bool {
    let Some((namespace, host)) = text.split_once('/') else { return false };
    let bare = namespace.strip_prefix('~').unwrap_or(namespace);
    !namespace.is_empty()
        && (matches!(bare, "" | "*" | ".") || is_dns_label(bare))
        && is_full_name(host)
        && is_wildcard_domain(host)
}

/// Whether it is a host, or `namespace/host`, as the servers of a Gateway want it.
pub(super) fn is_server_host(text: &str) -> bool {
    let host = match text.split_once('/') {
        None => text,
        Some((namespace, host)) if matches!(namespace, "*" | ".") || is_dns_label(namespace) => host,
        Some(_) => return false,
    };
    is_full_name(host) && (is_wildcard_domain(host) || is_ip(host))
}

/// Whether it is no short name, and a wildcard in it is a whole label.
fn is_full_name(host: &str) -> bool {
    (host == "*" || host.contains('.')) && (!host.contains('*') || host == "*" || host.starts_with("*."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("reviews", true)]
    #[test_case("reviews.prod.svc.cluster.local", true)]
    #[test_case("reviews.prod.", true; "dot at the end")]
    #[test_case("A.example.com", true; "capital letters")]
    #[test_case("1.example.com", true; "a number in front")]
    #[test_case("example.99999999999999999999", true; "a number too long for Go")]
    #[test_case("10.0.0.1", false; "an address")]
    #[test_case("a_b", false; "underscore")]
    #[test_case("-a", false; "hyphen in front")]
    #[test_case("a..b", false; "empty label")]
    #[test_case("*.example.com", false; "wildcard")]
    #[test_case("", false; "empty")]
    fn domains(text: &str, expected: bool) {
        assert_eq!(is_fqdn(text), expected);
    }

    #[test_case("*", true)]
    #[test_case("*.example.com", true)]
    #[test_case("*-a.example.com", true; "star and hyphen before a label")]
    #[test_case("*a.example.com", true; "star before a label")]
    #[test_case("a*.foo", false; "star behind a label")]
    #[test_case("a.*.foo", false; "star in the middle")]
    #[test_case("http://a", false; "a URL")]
    #[test_case("10.0.0.1", false; "an address")]
    #[test_case("a.", true; "dot at the end")]
    #[test_case("", false; "empty")]
    fn wildcard_domains(text: &str, expected: bool) {
        assert_eq!(is_wildcard_domain(text), expected);
    }

    #[test_case("./*", true)]
    #[test_case("*/*", true)]
    #[test_case("~/*", true; "nothing")]
    #[test_case("~foo/a.b", true; "all but")]
    #[test_case("foo/a.b.svc.cluster.local", true)]
    #[test_case("foo", false; "no namespace")]
    #[test_case("foo/a", false; "short name")]
    #[test_case("./a*b", false; "star inside")]
    #[test_case("/a.b", false; "empty namespace")]
    #[test_case("foo/1.2.3.4", false; "an address")]
    fn egress_hosts(text: &str, expected: bool) {
        assert_eq!(is_egress_host(text), expected);
    }

    #[test_case("*", true)]
    #[test_case("a.example.com", true)]
    #[test_case("foo/*.x.com", true)]
    #[test_case("1.2.3.4", true; "an address")]
    #[test_case("*/x", false; "short name")]
    #[test_case("a/b/c", false; "two slashes")]
    #[test_case("~/a.b", false; "nothing")]
    fn server_hosts(text: &str, expected: bool) {
        assert_eq!(is_server_host(text), expected);
    }
}
