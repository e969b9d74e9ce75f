//! What Istio takes the bytes of a Service port to be (IN-1).

use super::PortProtocol;
use crate::resource::{PortSpec, Transport};

/// Ports that are plain TCP unless they say otherwise: SMTP, DNS, MySQL and MongoDB, where the server speaks first or
/// sniffing would hurt. They are *Service* ports.
const WELL_KNOWN_TCP: [u16; 4] = [25, 53, 3306, 27017];

/// The protocol of a Service port.
pub(super) fn of(port: &PortSpec) -> PortProtocol {
    if port.transport != Transport::Tcp {
        return PortProtocol::Udp;
    }
    let named = match &port.app_protocol {
        // Present but empty still hides the name.
        Some(written) => kubernetes(written).or_else(|| word(written)),
        None => word(&port.name),
    };
    named.unwrap_or(if WELL_KNOWN_TCP.contains(&port.port) { PortProtocol::Tcp } else { PortProtocol::Auto })
}

/// The protocol that a word means where only the word counts: ports of ServiceEntries and Sidecars.
pub fn of_word(written: &str) -> PortProtocol {
    word(written).unwrap_or(PortProtocol::Auto)
}

/// The standard values of `appProtocol`.
fn kubernetes(written: &str) -> Option<PortProtocol> {
    match written {
        "kubernetes.io/h2c" => Some(PortProtocol::Http2),
        "kubernetes.io/ws" => Some(PortProtocol::Http),
        "kubernetes.io/wss" => Some(PortProtocol::Https),
        _ => None,
    }
}

/// The protocol that a word means, alone or in front of a dash.
pub(super) fn word(written: &str) -> Option<PortProtocol> {
    let written = written.to_ascii_lowercase();
    if written.starts_with("grpc-web") {
        return Some(PortProtocol::GrpcWeb);
    }
    Some(match written.split('-').next()? {
        "tcp" => PortProtocol::Tcp,
        "udp" => PortProtocol::Udp,
        "http" => PortProtocol::Http,
        "http2" => PortProtocol::Http2,
        "https" => PortProtocol::Https,
        "grpc" => PortProtocol::Grpc,
        "tls" => PortProtocol::Tls,
        "mongo" => PortProtocol::Mongo,
        "redis" => PortProtocol::Redis,
        "mysql" => PortProtocol::Mysql,
        "http_proxy" => PortProtocol::HttpProxy,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use PortProtocol::{Auto, Grpc, GrpcWeb, Http, Http2, HttpProxy, Https, Mysql, Tcp, Tls, Udp};
    use test_case::test_case;

    #[test_case("http", None, 80, Http)]
    #[test_case("http-web", None, 80, Http; "prefix")]
    #[test_case("HTTP", None, 80, Http; "case does not matter")]
    #[test_case("web-http", None, 80, Auto; "not a suffix")]
    #[test_case("httpx", None, 80, Auto; "not any prefix")]
    #[test_case("http_foo", None, 80, Auto; "only a dash separates")]
    #[test_case("http_proxy", None, 80, HttpProxy)]
    #[test_case("http2-x", None, 80, Http2)]
    #[test_case("grpc-web-x", None, 80, GrpcWeb)]
    #[test_case("grpc-webby", None, 80, GrpcWeb; "whatever follows")]
    #[test_case("grpc-x", None, 80, Grpc)]
    #[test_case("https", None, 80, Https)]
    #[test_case("udp-x", None, 80, Udp; "a TCP port named udp")]
    #[test_case("", None, 80, Auto; "no name")]
    #[test_case("", None, 3306, Tcp; "well-known port")]
    #[test_case("", None, 5432, Auto; "PostgreSQL is not well-known")]
    #[test_case("http", None, 3306, Http; "the name beats the number")]
    #[test_case("http", Some(""), 80, Auto; "empty appProtocol hides the name")]
    #[test_case("http", Some(""), 25, Tcp; "empty appProtocol on a well-known port")]
    #[test_case("http", Some("tls"), 80, Tls; "appProtocol beats the name")]
    #[test_case("", Some("mysql-x"), 80, Mysql; "the prefix rule holds for appProtocol")]
    #[test_case("", Some("kubernetes.io/h2c"), 80, Http2)]
    #[test_case("", Some("kubernetes.io/ws"), 80, Http)]
    #[test_case("", Some("kubernetes.io/wss"), 80, Https)]
    #[test_case("kubernetes.io/ws", None, 80, Auto; "not as a name")]
    fn protocols(name: &str, app_protocol: Option<&str>, port: u16, expected: PortProtocol) {
        let spec = PortSpec {
            name: name.into(),
            port,
            app_protocol: app_protocol.map(String::from),
            ..PortSpec::default()
        };
        assert_eq!(of(&spec), expected);
    }

    #[test]
    fn other_transports_are_not_proxied() {
        let spec = PortSpec { name: "http".into(), transport: Transport::Udp, ..PortSpec::default() };
        assert_eq!(of(&spec), Udp);
    }
}
