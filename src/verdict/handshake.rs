//! What a server's proxy makes of what arrives: table IN-10, as one exhaustive match.

use super::{Mode, Outcome, Sent};
use crate::mesh::{Payload, PortProtocol};

/// What arrives at a pod port, as far as a filter chain can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Arrival {
    /// Plaintext HTTP.
    Http,
    /// Plaintext that is not HTTP; the client speaks first.
    Bytes,
    /// Plaintext, and nothing yet: the client waits for the server to speak.
    Silence,
    /// TLS that names no protocol of Istio: by the app itself, or by a SIMPLE or MUTUAL rule.
    Tls,
    /// The same around TLS of the app: whoever unpacks it once finds TLS again.
    TlsInTls,
    /// Istio mTLS that announces HTTP (AM-12).
    MeshHttp,
    /// Istio mTLS that announces bytes.
    MeshTcp(Inside),
}

/// What is inside Istio mTLS that announces bytes. An HTTP chain that unpacks it must be able to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Inside {
    /// HTTP after all: the client's port is not declared as HTTP.
    Http,
    /// Bytes that are not HTTP, TLS of the app among them (AM-14).
    Bytes,
    /// Nothing yet: the client waits for the server to speak.
    Silence,
}

/// What a port is declared to speak, as far as filter chains distinguish it (IN-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChainKind {
    /// HTTP, HTTP/2, gRPC.
    Http,
    /// Everything that is opaque to the proxy, `https` among it.
    Tcp,
    /// Not declared: the proxy looks at the first bytes.
    Auto,
}

/// What reads the bytes in the proxy, and so which policies can speak about requests (AZ-28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Codec {
    /// Requests.
    Http,
    /// A connection.
    Tcp,
}

/// What a server's proxy, or the app without one, does with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Taken {
    /// The Istio mTLS ends here, and what was inside goes on to the app.
    Terminated(Codec),
    /// The plaintext goes on to the app.
    Plain(Codec),
    /// The TLS goes on to the app as it came.
    PassedOn,
    /// No chain takes it: the connection is closed.
    NoChain,
    /// The chain asks for a certificate of the mesh, and there is none: the handshake fails.
    NoCertificate,
    /// The chain speaks HTTP, and this is not.
    NotHttp,
    /// The proxy waits for the client's first bytes, and the client for the server's (IN-14).
    Waits,
}

impl ChainKind {
    /// The kind of a port that speaks this; `None` for UDP, which no proxy takes.
    pub const fn of(protocol: PortProtocol) -> Option<Self> {
        use PortProtocol as P;
        match protocol {
            P::Http | P::Http2 | P::Grpc | P::GrpcWeb | P::HttpProxy => Some(Self::Http),
            P::Tcp | P::Tls | P::Https | P::Mongo | P::Redis | P::Mysql => Some(Self::Tcp),
            P::Auto => Some(Self::Auto),
            P::Udp => None,
        }
    }
}

impl Arrival {
    /// What arrives where `sent` left the client around `payload`. `codec` is what the client's proxy read: it
    /// announces HTTP only where it saw HTTP.
    pub(super) const fn of(sent: Sent, payload: Payload, codec: Codec) -> Self {
        match (sent, codec, payload) {
            (Sent::Plaintext, _, Payload::Http) => Self::Http,
            (Sent::Plaintext, _, Payload::Tcp) => Self::Bytes,
            (Sent::Plaintext, _, Payload::ServerFirst) => Self::Silence,
            (Sent::AppTls, _, _) | (Sent::Plaintext, _, Payload::Tls) => Self::Tls,
            (Sent::Tls | Sent::MutualTls, _, Payload::Http | Payload::Tcp | Payload::ServerFirst) => {
                Self::Tls
            }
            (Sent::Tls | Sent::MutualTls, _, Payload::Tls | Payload::Mtls) => Self::TlsInTls,
            // Istio mTLS of another proxy: HTTP inside.
            (Sent::Plaintext, _, Payload::Mtls) | (Sent::IstioMtls | Sent::Hbone, Codec::Http, _) => {
                Self::MeshHttp
            }
            (Sent::IstioMtls | Sent::Hbone, Codec::Tcp, Payload::Http) => Self::MeshTcp(Inside::Http),
            (Sent::IstioMtls | Sent::Hbone, Codec::Tcp, Payload::ServerFirst) => {
                Self::MeshTcp(Inside::Silence)
            }
            (Sent::IstioMtls | Sent::Hbone, Codec::Tcp, Payload::Tcp | Payload::Tls | Payload::Mtls) => {
                Self::MeshTcp(Inside::Bytes)
            }
        }
    }
}

/// What happens to `arrival` at a port of this kind under this mode (IN-4 … IN-16). [`Mode::None`] is a port that no
/// proxy guards: everything reaches the app as it is.
#[expect(clippy::match_same_arms, reason = "one arm for each row of the table, grouped by what arrives")]
pub(super) const fn handshake(arrival: Arrival, mode: Mode, kind: ChainKind) -> Taken {
    use ChainKind as K;
    use Mode as M;
    match (arrival, mode, kind) {
        // Plaintext: STRICT has only chains for TLS.
        (Arrival::Http | Arrival::Bytes, M::Strict, _) => Taken::NoChain,
        (Arrival::Http, M::Permissive | M::Disable, K::Http | K::Auto) => Taken::Plain(Codec::Http),
        (Arrival::Http, M::Permissive | M::Disable, K::Tcp) => Taken::Plain(Codec::Tcp),
        (Arrival::Bytes, M::Permissive | M::Disable, K::Http) => Taken::NotHttp,
        (Arrival::Bytes, M::Permissive | M::Disable, K::Tcp | K::Auto) => Taken::Plain(Codec::Tcp),

        // Nothing to look at: only a port without any inspector lets the server speak first (IN-14).
        (Arrival::Silence, M::Disable, K::Tcp) => Taken::Plain(Codec::Tcp),
        (Arrival::Silence, M::Strict | M::Permissive | M::Disable, _) => Taken::Waits,

        // Foreign TLS: STRICT answers it, but asks for a certificate of the mesh (IN-5).
        (Arrival::Tls | Arrival::TlsInTls, M::Strict, _) => Taken::NoCertificate,
        (Arrival::Tls | Arrival::TlsInTls, M::Permissive, K::Http) => Taken::NoChain,
        (Arrival::Tls | Arrival::TlsInTls, M::Disable, K::Http) => Taken::NotHttp,
        (Arrival::Tls | Arrival::TlsInTls, M::Permissive | M::Disable, K::Tcp | K::Auto) => Taken::PassedOn,

        // Istio mTLS: DISABLE has no inspector for TLS and takes it for bytes (IN-6).
        (Arrival::MeshHttp | Arrival::MeshTcp(_), M::Disable, K::Http) => Taken::NotHttp,
        (Arrival::MeshHttp | Arrival::MeshTcp(_), M::Disable, K::Tcp | K::Auto) => Taken::PassedOn,
        (Arrival::MeshHttp, M::Strict | M::Permissive, K::Http | K::Auto) => Taken::Terminated(Codec::Http),
        (Arrival::MeshHttp, M::Strict | M::Permissive, K::Tcp) => Taken::Terminated(Codec::Tcp),
        (Arrival::MeshTcp(_), M::Strict | M::Permissive, K::Tcp | K::Auto) => Taken::Terminated(Codec::Tcp),
        (Arrival::MeshTcp(inside), M::Strict | M::Permissive, K::Http) => match inside {
            Inside::Http => Taken::Terminated(Codec::Http),
            Inside::Bytes => Taken::NotHttp,
            Inside::Silence => Taken::Waits,
        },

        // No proxy in the way.
        (Arrival::Http, M::None, _) => Taken::Plain(Codec::Http),
        (Arrival::Bytes | Arrival::Silence, M::None, _) => Taken::Plain(Codec::Tcp),
        (Arrival::Tls | Arrival::TlsInTls | Arrival::MeshHttp | Arrival::MeshTcp(_), M::None, _) => {
            Taken::PassedOn
        }
    }
}

impl Taken {
    /// What happens once the proxy gave up waiting for first bytes: it takes the connection for bytes that are not HTTP
    /// (IN-13). What reads requests goes on waiting for one.
    pub(super) const fn after_detection(self, arrival: Arrival, mode: Mode, kind: ChainKind) -> Self {
        match (self, arrival, mode, kind) {
            (Self::Waits, Arrival::Silence, _, ChainKind::Tcp | ChainKind::Auto) => {
                handshake(Arrival::Bytes, mode, kind)
            }
            (Self::Waits, Arrival::Silence, Mode::Strict, ChainKind::Http) => Self::NoChain,
            _ => self,
        }
    }

    /// What comes of it, as far as it is a matter of TLS and protocol.
    pub(super) const fn outcome(self, arrival: Arrival) -> Outcome {
        match self {
            Self::Terminated(_) => Outcome::Mtls,
            Self::Plain(_) => Outcome::Plaintext,
            Self::PassedOn => match arrival {
                Arrival::Tls => Outcome::Tls,
                // The app gets a handshake that it does not expect: Istio's, or a second one around its own.
                Arrival::TlsInTls | Arrival::MeshHttp | Arrival::MeshTcp(_) => Outcome::Garbled,
                Arrival::Http | Arrival::Bytes | Arrival::Silence => Outcome::Plaintext,
            },
            Self::NoChain | Self::NoCertificate => Outcome::Refused,
            Self::NotHttp => Outcome::ProtocolError,
            Self::Waits => Outcome::Hangs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival as A, ChainKind as K, Inside, Mode as M, Outcome as O, handshake};
    use test_case::test_case;

    const STRICT_LAST: [M; 3] = [M::Disable, M::Permissive, M::Strict];

    // The rows of IN-10, in its order: DISABLE, PERMISSIVE, STRICT.
    #[test_case(A::Http, K::Http, [O::Plaintext, O::Plaintext, O::Refused]; "plaintext http to http")]
    #[test_case(A::Bytes, K::Http, [O::ProtocolError, O::ProtocolError, O::Refused]; "plaintext tcp to http")]
    #[test_case(A::Tls, K::Http, [O::ProtocolError, O::Refused, O::Refused]; "app tls to http")]
    #[test_case(A::MeshHttp, K::Http, [O::ProtocolError, O::Mtls, O::Mtls]; "istio mtls to http")]
    #[test_case(A::Http, K::Tcp, [O::Plaintext, O::Plaintext, O::Refused]; "plaintext http to tcp")]
    #[test_case(A::Bytes, K::Tcp, [O::Plaintext, O::Plaintext, O::Refused]; "plaintext tcp to tcp")]
    #[test_case(A::Tls, K::Tcp, [O::Tls, O::Tls, O::Refused]; "app tls to tcp")]
    #[test_case(A::MeshHttp, K::Tcp, [O::Garbled, O::Mtls, O::Mtls]; "istio mtls http to tcp")]
    #[test_case(A::MeshTcp(Inside::Bytes), K::Tcp, [O::Garbled, O::Mtls, O::Mtls]; "istio mtls tcp to tcp")]
    #[test_case(A::Http, K::Auto, [O::Plaintext, O::Plaintext, O::Refused]; "plaintext http to auto")]
    #[test_case(A::Bytes, K::Auto, [O::Plaintext, O::Plaintext, O::Refused]; "plaintext tcp to auto")]
    #[test_case(A::Tls, K::Auto, [O::Tls, O::Tls, O::Refused]; "app tls to auto")]
    #[test_case(A::MeshHttp, K::Auto, [O::Garbled, O::Mtls, O::Mtls]; "istio mtls http to auto")]
    #[test_case(A::MeshTcp(Inside::Bytes), K::Auto, [O::Garbled, O::Mtls, O::Mtls]; "istio mtls tcp to auto")]
    // IN-14 and IN-15: a server that speaks first.
    #[test_case(A::Silence, K::Tcp, [O::Plaintext, O::Hangs, O::Hangs]; "silence to tcp")]
    #[test_case(A::Silence, K::Auto, [O::Hangs, O::Hangs, O::Hangs]; "silence to auto")]
    #[test_case(A::MeshTcp(Inside::Silence), K::Tcp, [O::Garbled, O::Mtls, O::Mtls]; "silence in istio mtls to tcp")]
    #[test_case(A::MeshTcp(Inside::Silence), K::Http, [O::ProtocolError, O::Hangs, O::Hangs]; "silence in istio mtls to http")]
    // What is inside matters only to a chain that reads it.
    #[test_case(A::MeshTcp(Inside::Http), K::Http, [O::ProtocolError, O::Mtls, O::Mtls]; "http in istio tcp to http")]
    #[test_case(A::MeshTcp(Inside::Bytes), K::Http, [O::ProtocolError, O::ProtocolError, O::ProtocolError]; "bytes in istio tcp to http")]
    #[test_case(A::TlsInTls, K::Tcp, [O::Garbled, O::Garbled, O::Refused]; "tls in tls to tcp")]
    fn table(arrival: A, kind: K, expected: [O; 3]) {
        assert_eq!(STRICT_LAST.map(|mode| handshake(arrival, mode, kind).outcome(arrival)), expected);
    }

    #[test_case(A::Silence, K::Tcp, [O::Plaintext, O::Plaintext, O::Refused])]
    #[test_case(A::Silence, K::Auto, [O::Plaintext, O::Plaintext, O::Refused])]
    #[test_case(A::Silence, K::Http, [O::Hangs, O::Hangs, O::Refused]; "a request never comes")]
    #[test_case(A::MeshTcp(Inside::Silence), K::Http, [O::ProtocolError, O::Hangs, O::Hangs]; "nothing to detect in istio mtls")]
    fn after_the_detection(arrival: A, kind: K, expected: [O; 3]) {
        let outcome = |mode| {
            let taken = handshake(arrival, mode, kind);
            taken.after_detection(arrival, mode, kind).outcome(arrival)
        };
        assert_eq!(STRICT_LAST.map(outcome), expected, "IN-13");
    }

    #[test_case(A::Http, O::Plaintext)]
    #[test_case(A::Silence, O::Plaintext)]
    #[test_case(A::Tls, O::Tls)]
    #[test_case(A::TlsInTls, O::Garbled)]
    #[test_case(A::MeshHttp, O::Garbled)]
    fn without_a_proxy(arrival: A, expected: O) {
        for kind in [K::Http, K::Tcp, K::Auto] {
            assert_eq!(handshake(arrival, M::None, kind).outcome(arrival), expected);
        }
    }
}
