//! The request of a call, as one proxy hands it to the next.

use crate::mesh::{Call, Mesh, Token};
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
    /// The authority: `Host` in HTTP/1. It names the port unless that is 80 (AZ-22).
    pub(super) authority: String,
    /// The other headers, names in lower case.
    pub(super) headers: BTreeMap<String, String>,
    /// What it carries in `Authorization: Bearer`.
    pub(super) token: Token,
}

impl Request {
    /// The request as the client's app writes it.
    pub(super) fn of(mesh: &Mesh, call: &Call) -> Self {
        let mut headers = call.headers.clone();
        let authority = headers.remove("host").unwrap_or_else(|| authority(mesh, call));
        Self {
            method: call.method.clone(),
            path: call.path.clone(),
            authority,
            headers,
            token: call.token.clone(),
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
