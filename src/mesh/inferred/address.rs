//! Addresses in texts that programs read: URLs, and hosts with a port.

use crate::resource::Payload;

/// Characters that end an address, whatever the format of the text.
const SEPARATORS: [char; 19] =
    ['"', '\'', '`', ';', ',', '=', '(', ')', '[', ']', '{', '}', '<', '>', '|', '&', '#', '!', '*'];

/// An address as a program reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address<'t> {
    /// The name or IP address.
    pub(super) host: &'t str,
    /// The port that is written, or that the scheme means.
    pub(super) port: Option<u16>,
    /// What is spoken, where a scheme says so and makes it clear that this is an address.
    pub(super) payload: Option<Payload>,
    /// The path of an HTTP URL, with its query; `/` where none is written.
    pub(super) path: &'t str,
    /// Its bytes in the text that it was found in.
    pub(super) span: (usize, usize),
}

/// What a scheme says about the application's protocol, and the port that it means. Drivers of databases put their own
/// name in front or behind, as in `jdbc:mysql` and `mysql+pymysql`.
fn scheme(name: &str) -> Option<(Option<u16>, Payload)> {
    let name = name.rsplit(':').next().unwrap_or(name);
    let name = name.split('+').next().unwrap_or(name);
    Some(match name.to_ascii_lowercase().as_str() {
        "http" | "ws" => (Some(80), Payload::Http),
        "https" | "wss" => (Some(443), Payload::Tls),
        "grpc" | "h2c" => (None, Payload::Http),
        "mysql" | "mariadb" => (Some(3306), Payload::ServerFirst),
        "postgres" | "postgresql" => (Some(5432), Payload::Tcp),
        "redis" => (Some(6379), Payload::Tcp),
        "rediss" => (Some(6379), Payload::Tls),
        "mongodb" => (Some(27017), Payload::Tcp),
        "amqp" => (Some(5672), Payload::Tcp),
        "amqps" => (Some(5671), Payload::Tls),
        "sqlserver" => (Some(1433), Payload::Tcp),
        "cockroachdb" => (Some(26257), Payload::Tcp),
        "clickhouse" => (Some(9000), Payload::Tcp),
        "nats" => (Some(4222), Payload::ServerFirst),
        "smtp" => (Some(25), Payload::ServerFirst),
        "ldap" => (Some(389), Payload::Tcp),
        "ldaps" => (Some(636), Payload::Tls),
        // Kafka names its listeners by what is spoken there.
        "tcp" | "kafka" | "zookeeper" | "dns" | "memcached" | "plaintext" | "sasl_plaintext" => {
            (None, Payload::Tcp)
        }
        "grpcs" | "ssl" | "tls" | "sasl_ssl" => (None, Payload::Tls),
        _ => return None,
    })
}

/// The addresses in a text, in its order. Lines that are comments say nothing.
pub(super) fn addresses(text: &str) -> Vec<Address<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        if !words.starts_with('#') && !words.starts_with("//") {
            let mut inherited = None;
            for (offset, token) in tokens(line) {
                let address = address(token, start + offset, inherited);
                // A list in a URL, as in `mongodb://a:1,b:2/db`, has the scheme only once.
                inherited = address.as_ref().and_then(|address| address.payload);
                found.extend(address);
            }
        }
        start += line.len();
    }
    found
}

/// The parts of a line between separators, with their positions.
fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let separates = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    let mut start = 0;
    let ends = line.match_indices(separates).map(|(end, separator)| (end, end + separator.len()));
    ends.chain([(line.len(), line.len())]).filter_map(move |(end, next)| {
        let token = line.get(start..end)?;
        Some((std::mem::replace(&mut start, next), token))
    })
}

/// The address that a token is, which begins at `start` of its text. One without a scheme may inherit what is spoken.
pub(super) fn address(token: &str, start: usize, inherited: Option<Payload>) -> Option<Address<'_>> {
    let (scheme, rest) = match token.split_once("://") {
        // A target of gRPC, whose resolver has no address of its own.
        Some(("dns" | "xds" | "passthrough", rest)) if rest.starts_with('/') => {
            (Some((None, Payload::Http)), rest.trim_start_matches('/'))
        }
        Some((name, rest)) => (Some(scheme(name)?), rest),
        None => (None, token),
    };
    // A user name, and a driver's prefix such as `jdbc:oracle:thin:@` or `…:@//`, stand before the last `@`.
    let rest = rest.rsplit_once("@//").map_or(rest, |(_, behind)| behind);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, behind) = (rest.get(..end)?, rest.get(end..)?);
    let authority = authority.rsplit('@').next()?;
    let mut parts = authority.split(':');
    let host = parts.next().filter(|host| is_host(host))?;
    let written = match parts.next() {
        Some(port) => Some(port.parse::<u16>().ok().filter(|port| *port > 0)?),
        None => None,
    };
    let (default, payload) = match scheme {
        Some((default, payload)) => (default, Some(payload)),
        None => (None, inherited),
    };
    Some(Address {
        host,
        port: written.or(default),
        payload,
        path: if behind.starts_with('/') { behind } else { "/" },
        span: (start, start + token.len()),
    })
    .filter(|address| address.port.is_some())
}

/// Whether this could be the name of a host, or an address.
fn is_host(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(inside) && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("http://cart", "cart:80 http"; "the scheme means a port")]
    #[test_case("http://cart.shop:8080/api?x=1", "cart.shop:8080 http /api?x"; "path")]
    #[test_case("https://cart", "cart:443 tls")]
    #[test_case("jdbc:mysql://db:3307/blog?useSSL=false", "db:3307 server-first"; "a driver's prefix")]
    #[test_case("mysql+pymysql://u:p@db/blog", "db:3306 server-first"; "user and password")]
    #[test_case("mongodb://a:27017,b:27017/db", "a:27017 tcp, b:27017 tcp"; "a list")]
    #[test_case("jdbc:oracle:thin:@db:1521:orcl", "db:1521"; "no scheme")]
    #[test_case("jdbc:oracle:thin:@//db:1521/orcl", "db:1521"; "no scheme, and a service")]
    #[test_case("SASL_SSL://kafka:9093", "kafka:9093 tls"; "a listener of Kafka")]
    #[test_case("u:p@tcp(db:3306)/blog", "db:3306"; "a name of a data source in Go")]
    #[test_case("kafka-0:9092,kafka-1:9092", "kafka-0:9092, kafka-1:9092"; "brokers")]
    #[test_case("dns:///pay.shop.svc:50051", "pay.shop.svc:50051 http"; "a target of gRPC")]
    #[test_case("file:///pay:50051", ""; "a path")]
    #[test_case("--upstream=http://web:8080", "web:8080 http"; "an option")]
    #[test_case("proxy_pass http://was:8080/;", "was:8080 http"; "nginx")]
    #[test_case("upstream u { server was:8080; }", "was:8080"; "nginx upstream")]
    #[test_case("# proxy_pass http://old:8080;", ""; "a comment")]
    #[test_case("info", ""; "a word")]
    #[test_case("12:30:00", "12:30"; "a time is nobody's name, which others must find out")]
    #[test_case("cart:http", ""; "no port")]
    #[test_case("urn:x:y", ""; "a name of another kind")]
    #[test_case("file:///etc/hosts", ""; "a file")]
    #[test_case("cart:70000", ""; "beyond all ports")]
    fn reads(text: &str, expected: &str) {
        let shown = |address: Address| {
            let payload = address.payload.map(|payload| format!(" {}", payload.as_str())).unwrap_or_default();
            let path = if address.path.len() > 1 && address.payload == Some(Payload::Http) {
                format!(" {}", address.path)
            } else {
                String::new()
            };
            format!("{}:{}{payload}{path}", address.host, address.port.unwrap_or_default())
        };
        assert_eq!(addresses(text).into_iter().map(shown).collect::<Vec<_>>().join(", "), expected);
    }

    #[test]
    fn places() {
        let text = "a: 1\n# http://c:1\nupstream u { server was:8080; }\nurl=http://é:1 http://web/x";
        let found: Vec<_> =
            addresses(text).iter().filter_map(|address| text.get(address.span.0..address.span.1)).collect();
        assert_eq!(found, ["was:8080", "http://web/x"]);
    }
}
