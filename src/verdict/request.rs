//! The request of a call, as one proxy hands it to the next.

use crate::mesh::{Call, Mesh, Token};
use crate::resource::Claim;
use std::collections::BTreeMap;

/// The port that a URL means where it names none; clients leave it out of the authority.
const DEFAULT_PORT: u16 = 80;

/// A request on its way. What the client's proxy rewrites (VS-16), the server's proxy and its policies see rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Method, in the case in which it was sent.
    pub(super) method: String,
    /// Path with its query, as on the wire.
    pub(super) path: String,
    /// `http` or `https`: out of what the proxy read it.
    pub(super) scheme: &'static str,
    /// The authority: `Host` in HTTP/1. It names the port unless that is 80 (AZ-22).
    pub(super) authority: String,
    /// The other headers, names in lower case.
    pub(super) headers: BTreeMap<String, String>,
    /// What it carries in `Authorization: Bearer`.
    pub(super) token: Token,
    /// The claims of the token, where the proxy that routes the request has accepted it.
    pub(super) claims: BTreeMap<String, Claim>,
}

impl Request {
    /// The request as the client's app writes it.
    pub(super) fn of(mesh: &Mesh, call: &Call) -> Self {
        let mut headers = call.headers.clone();
        let authority = headers.remove("host").unwrap_or_else(|| authority(mesh, call));
        Self {
            method: call.method.clone(),
            path: call.path.clone(),
            scheme: "http",
            authority,
            headers,
            token: call.token.clone(),
            claims: BTreeMap::new(),
        }
    }

    /// The path without query and fragment.
    pub(super) fn bare_path(&self) -> &str {
        self.path.split(['?', '#']).next().unwrap_or(&self.path)
    }

    /// The first value of a parameter of the query, as written.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, query) = self.path.split_once('?')?;
        let query = query.split('#').next().unwrap_or(query);
        let mut parameters = query.split('&').map(|entry| entry.split_once('=').unwrap_or((entry, "")));
        parameters.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The authority without its port.
    pub(super) fn host(&self) -> &str {
        match self.authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => host,
            Some(_) | None => &self.authority,
        }
    }
}

/// What a client writes as `Host` that dials this; a pod is dialled by its address.
fn authority(mesh: &Mesh, call: &Call) -> String {
    let pod = mesh.pod_dialled(&call.host);
    let host = pod.map_or_else(|| call.host.clone(), |pod| pod.ip.to_string());
    match call.port {
        DEFAULT_PORT => host,
        port if host.contains(':') => format!("[{host}]:{port}"),
        port => format!("{host}:{port}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::{Origin, Payload, WorkloadId};
    use test_case::test_case;

    fn request(path: &str) -> Request {
        Request {
            method: "GET".to_owned(),
            path: path.to_owned(),
            scheme: "http",
            authority: "a".to_owned(),
            headers: BTreeMap::new(),
            token: Token::None,
            claims: BTreeMap::new(),
        }
    }

    #[test_case("/a", "/a")]
    #[test_case("/a?b=/c", "/a"; "a query")]
    #[test_case("/a#b?c", "/a"; "a fragment")]
    fn bare_paths(path: &str, expected: &str) {
        assert_eq!(request(path).bare_path(), expected);
    }

    #[test_case("/a", None; "no query")]
    #[test_case("/a?b=1", None; "another one")]
    #[test_case("/a?x=1&x=2", Some("1"); "the first of two")]
    #[test_case("/a?b&x#c", Some(""); "without a value")]
    fn parameters(path: &str, expected: Option<&str>) {
        assert_eq!(request(path).parameter("x"), expected);
    }

    #[test_case("cart.shop", 80, &[], "cart.shop")]
    #[test_case("cart.shop", 8080, &[], "cart.shop:8080"; "any other port is named")]
    #[test_case("::1", 8080, &[], "[::1]:8080"; "IPv6")]
    #[test_case("cart.shop", 8080, &[("host", "other")], "other"; "a header wins, as it is")]
    fn authorities(host: &str, port: u16, headers: &[(&str, &str)], expected: &str) {
        let headers = headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        let call = Call {
            from: WorkloadId(0),
            host: host.to_owned(),
            port,
            payload: Payload::Http,
            sni: None,
            path: "/".to_owned(),
            method: "GET".to_owned(),
            headers,
            token: Token::None,
            origin: Origin::Pair,
            expect: None,
        };
        let request = Request::of(&Mesh::default(), &call);
        assert_eq!((request.authority.as_str(), request.headers.len()), (expected, 0), "AZ-22");
    }
}
