//! Addresses, ports and URLs.

use std::net::{IpAddr, Ipv6Addr};

/// What the address of a Unix domain socket begins with.
pub(in super::super) const SOCKET: &str = "unix://";

/// Whether it is an IP address; IPv6 may name a zone behind `%`.
pub(in super::super) fn is_ip(text: &str) -> bool {
    match text.split_once('%') {
        None => text.parse::<IpAddr>().is_ok(),
        Some((address, zone)) => !zone.is_empty() && address.parse::<Ipv6Addr>().is_ok(),
    }
}

/// Whether it is an IP address or a range in CIDR notation.
pub(in super::super) fn is_ip_or_range(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return is_ip(text) };
    let limit = match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    is_plain_number(bits) && bits.parse::<u8>().is_ok_and(|bits| bits <= limit)
}

/// Whether it is a decimal number without sign and without zeros in front.
fn is_plain_number(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    !text.is_empty() && digits && (text == "0" || !text.starts_with('0'))
}

/// Whether it is a port as AuthorizationPolicy reads it; 0 counts.
pub(super) fn is_port_text(text: &str) -> bool {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && text.parse::<u32>().is_ok_and(|port| port <= 65_535)
}

/// Whether it is a port as a key of JSON.
pub(super) fn is_port_key(text: &str) -> bool {
    is_plain_number(text) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

/// Whether it is the path of a socket: absolute and no folder, or an abstract name behind `@`.
pub(in super::super) fn is_socket_path(path: &str) -> bool {
    path.starts_with('@') || (path.starts_with('/') && !path.ends_with('/'))
}

/// Host and port of `host:port` or `[host]:port`, as Go's `net.SplitHostPort` takes them apart.
pub(in super::super) fn split_host_port(text: &str) -> Option<(&str, &str)> {
    let (host, port) = text.rsplit_once(':')?;
    let host = match host.strip_prefix('[') {
        Some(inner) => inner.strip_suffix(']')?,
        None if host.contains(':') => return None,
        None => host,
    };
    (!host.contains(['[', ']']) && !port.contains(['[', ']'])).then_some((host, port))
}

/// Whether it is an address of the pod itself, as the `defaultEndpoint` of a Sidecar wants it.
pub(super) fn is_local_endpoint(text: &str) -> bool {
    if let Some(path) = text.strip_prefix(SOCKET) {
        return is_socket_path(path);
    }
    split_host_port(text).is_some_and(|(host, port)| {
        matches!(host, "" | "127.0.0.1" | "0.0.0.0" | "::1" | "::")
            && port.parse::<i64>().is_ok_and(|port| (1..=65_535).contains(&port))
    })
}

/// What a port protocol means to the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Protocol {
    Http,
    Http2,
    Grpc,
    /// gRPC-Web or an HTTP proxy: HTTP, but not for every purpose.
    OtherHttp,
    Https,
    Tls,
    Tcp,
    Udp,
}

impl Protocol {
    /// The protocol of this name, whatever its case.
    pub(in super::super) fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "http" => Self::Http,
            "http2" => Self::Http2,
            "grpc" => Self::Grpc,
            "grpc-web" | "http_proxy" => Self::OtherHttp,
            "https" => Self::Https,
            "tls" => Self::Tls,
            "tcp" | "mongo" | "redis" | "mysql" => Self::Tcp,
            "udp" => Self::Udp,
            _ => return None,
        })
    }

    /// Whether the proxy sees HTTP.
    pub(in super::super) fn is_http(self) -> bool {
        matches!(self, Self::Http | Self::Http2 | Self::Grpc | Self::OtherHttp)
    }

    /// Whether the proxy sees TLS.
    pub(in super::super) fn is_tls(self) -> bool {
        matches!(self, Self::Https | Self::Tls)
    }
}

/// Whether it is base64 with padding.
pub(super) fn is_base64(text: &str) -> bool {
    use base64::Engine as _;
    let packed: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    base64::engine::general_purpose::STANDARD.decode(packed).is_ok()
}

/// Whether it is a URL that Go can read, with one of these schemes. Go asks very little of it.
pub(super) fn is_http_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !known || text.contains(|c: char| c.is_ascii_control()) {
        return false;
    }
    let Some(rest) = rest.strip_prefix("//") else { return has_escapes(before_query(rest)) };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    is_authority(authority) && has_escapes(before_query(path))
}

fn before_query(text: &str) -> &str {
    text.split('?').next().unwrap_or_default()
}

/// Whether the part between `//` and the path is `user@host:port` with a host that Go allows.
fn is_authority(authority: &str) -> bool {
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (is_host, port) = match host.strip_prefix('[').map(|inner| inner.rsplit_once(']')) {
        Some(Some((address, port))) => (is_ip(&address.replacen("%25", "%", 1)), port.strip_prefix(':')),
        Some(None) => return false,
        None => host
            .split_once(':')
            .map_or((is_url_host(host), None), |(host, port)| (is_url_host(host), Some(port))),
    };
    is_host && port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a host has only characters that Go takes as they are, or escapes of those that it does not.
fn is_url_host(host: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || "-_.~!$&'()*+,;=:\"<>%".contains(c);
    let escape =
        |behind: &str| behind.starts_with("25") || behind.starts_with(|c: char| "89abcdefABCDEF".contains(c));
    host.chars().all(plain) && has_escapes(host) && host.split('%').skip(1).all(escape)
}

/// Whether every `%` is followed by two hexadecimal digits.
fn has_escapes(text: &str) -> bool {
    text.split('%').skip(1).all(|behind| {
        let mut digits = behind.bytes();
        (0..2).all(|_| digits.next().is_some_and(|byte| byte.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("10.0.0.1", true)]
    #[test_case("10.0.0.0/8", true)]
    #[test_case("::1/128", true)]
    #[test_case("fe80::1%eth0", true; "zone")]
    #[test_case("10.0.0.0/33", false; "too many bits")]
    #[test_case("10.0.0.0/08", false; "zero in front")]
    #[test_case("10.0.0.01", false; "octal")]
    #[test_case("10.0.0.0/8/8", false; "two slashes")]
    #[test_case("fe80::%1/64", false; "a range has no zone")]
    #[test_case("x", false)]
    #[test_case("", false; "empty")]
    fn addresses(text: &str, expected: bool) {
        assert_eq!(is_ip_or_range(text), expected);
    }

    #[test_case("8080", true)]
    #[test_case("65535", true)]
    #[test_case("0", false)]
    #[test_case("65536", false)]
    #[test_case("080", false; "zero in front")]
    #[test_case("+80", false; "sign")]
    #[test_case("http", false; "name")]
    fn port_keys(text: &str, expected: bool) {
        assert_eq!(is_port_key(text), expected);
    }

    #[test_case("127.0.0.1:80", true)]
    #[test_case("[::1]:80", true)]
    #[test_case(":80", true; "no host")]
    #[test_case("unix:///var/run/x.sock", true)]
    #[test_case("1.2.3.4:80", false; "another address")]
    #[test_case("127.0.0.1", false; "no port")]
    #[test_case("::1:80", false; "no brackets")]
    #[test_case("127.0.0.1:http", false; "named port")]
    fn local_endpoints(text: &str, expected: bool) {
        assert_eq!(is_local_endpoint(text), expected);
    }

    #[test_case("https://a/b", true)]
    #[test_case("HTTPS://a", true; "case of the scheme")]
    #[test_case("https://a_b:8443/x?y#z", true)]
    #[test_case("https://[::1]:80/x", true)]
    #[test_case("https://", true; "Go wants no host")]
    #[test_case("ftp://a", false)]
    #[test_case("a.com/x", false; "no scheme")]
    #[test_case("https://a b", false; "blank in the host")]
    #[test_case("https://a:x", false; "named port")]
    #[test_case("https://a/%zz", false; "bad escape")]
    fn urls(text: &str, expected: bool) {
        assert_eq!(is_http_url(text), expected);
    }
}
