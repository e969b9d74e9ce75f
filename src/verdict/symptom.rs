//! What people see when a call fails (section 10 of the semantics). The texts are those of curl, Envoy and BoringSSL,
//! the same in every language; people paste them into search boxes.

use super::{
    Admission, Answer, CallOutcome, Codec, DestinationAnswer, Endpoint, GatewayAnswer, Mode, Outcome,
    ProxyAnswer, RouteAnswer, Sent, Taken, TunnelAnswer, Unmatched, Verdict, denial,
};
use crate::mesh::{Call, Payload, PortProtocol, ProxyKind, TunnelEnd};
use std::borrow::Cow;

/// What a failure looks like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Symptom {
    /// What the client's application sees.
    pub client: &'static str,
    /// What the client's proxy logs: response code, flags, details.
    pub client_log: Option<&'static str>,
    /// What the server's proxy logs.
    pub server_log: Option<Cow<'static, str>>,
    /// Whether the texts are known to be these. Where not, versions of Envoy and of TLS word them differently (U-1).
    pub certain: bool,
}

/// Who carried the call on the client's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    /// The client's proxy, as a request: it answers itself when something goes wrong.
    Requests,
    /// The client's proxy, as a connection: it can only close it.
    Connections,
    /// Nobody: the application talks to the server.
    Nobody,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// Plaintext, and no chain for it.
    PlaintextRefused,
    /// No tunnel, and the ztunnel closes everything else.
    TunnelRequired,
    /// TLS, and no chain for it.
    TlsRefused,
    /// TLS without a certificate of the mesh; of the `app` itself, or of its proxy.
    CertificateRefused { app: bool },
    /// TLS that meets something that does not speak it; `guarded` by a proxy that logs it.
    WrongVersion { guarded: bool },
    /// Bytes to a chain that reads HTTP.
    NotHttp,
    /// A policy says no to a ztunnel, which can only close connections; `tunnel` says whether this was one.
    DeniedByZtunnel { tunnel: bool },
    /// Both sides wait.
    Hangs,
    /// The call itself ends before any endpoint.
    Call(CallOutcome),
    /// The name does not resolve.
    Unresolved,
}

/// What people see of an endpoint that fails, or of the part of the call that never gets to one. `None` where all is
/// well, and for answers that a route gives on purpose.
pub fn symptom(call: &Call, verdict: &Verdict, endpoint: Option<&Endpoint>) -> Option<Symptom> {
    let carrier = carrier(call, verdict, endpoint);
    let nowhere = |answer: &Answer| matches!(answer, Answer::Destination(DestinationAnswer::Nowhere { .. }));
    let failure = if let Some(endpoint) = endpoint {
        match failure(call, endpoint) {
            Some(failure) => failure,
            None if endpoint.outcome == Outcome::Denied => return Some(denial::look(endpoint, carrier)),
            None => return None,
        }
    } else if verdict.outcome == Some(CallOutcome::Denied) {
        return Some(denial::on_the_way(verdict));
    } else if verdict.path(None).any(|step| nowhere(&step.answer)) {
        Failure::Unresolved
    } else {
        Failure::Call(verdict.outcome?)
    };
    look(failure, carrier)
}

fn carrier(call: &Call, verdict: &Verdict, endpoint: Option<&Endpoint>) -> Carrier {
    let mut carrier = Carrier::Nobody;
    let mut at_gateway = false;
    let mut is_read = true;
    for step in verdict.path(endpoint) {
        match &step.answer {
            // What a gateway reads it answers itself, whatever it came in.
            Answer::GatewayServer(GatewayAnswer::Server { taken, .. }) if at_gateway && reads(*taken) => {
                carrier = Carrier::Requests;
            }
            Answer::ClientProxy(ProxyAnswer::Present { proxy, .. }) if *proxy != ProxyKind::Ambient => {
                at_gateway = *proxy == ProxyKind::Gateway;
                carrier = Carrier::Connections;
            }
            Answer::Route(
                RouteAnswer::Cluster { codec: Codec::Http, .. }
                | RouteAnswer::Passthrough(Unmatched::UnknownHost(_))
                | RouteAnswer::BlackHole(Unmatched::UnknownHost(_)),
            ) if call.payload == Payload::Http => carrier = Carrier::Requests,
            // There is no cluster that would tell it, but the port that was dialled does.
            Answer::Destination(DestinationAnswer::Service { protocol, .. }) => {
                is_read = protocol.is_http() || *protocol == PortProtocol::Auto;
            }
            Answer::Route(RouteAnswer::MissingCluster { .. } | RouteAnswer::MissingSubset { .. })
                if call.payload == Payload::Http && is_read && carrier == Carrier::Connections =>
            {
                carrier = Carrier::Requests;
            }
            _ => {}
        }
    }
    carrier
}

/// Whether a gateway reads the requests of what it took.
const fn reads(taken: Admission) -> bool {
    matches!(taken, Admission::Plain(Codec::Http) | Admission::Terminated(Codec::Http))
}

fn failure(call: &Call, endpoint: &Endpoint) -> Option<Failure> {
    let taken = endpoint.why.iter().find_map(|step| match step.answer {
        Answer::FilterChain { taken, .. } => Some(taken),
        _ => None,
    });
    let tunnel = endpoint.why.iter().find_map(|step| match step.answer {
        Answer::Tunnel(answer) => Some(answer),
        _ => None,
    });
    let closed_by_ztunnel = matches!(tunnel, Some(TunnelAnswer::Closed { .. }));
    let plaintext = endpoint.sent == Sent::Plaintext;
    let terminated = endpoint.sent == Sent::IstioMtls && endpoint.mode != Mode::Disable;
    let tunnelled = endpoint.sent == Sent::Hbone && call.payload == Payload::Tcp;
    match endpoint.outcome {
        Outcome::Mtls | Outcome::Plaintext | Outcome::Tls => None,
        Outcome::Refused if closed_by_ztunnel => Some(Failure::TunnelRequired),
        Outcome::Refused if plaintext => Some(Failure::PlaintextRefused),
        Outcome::Refused if taken == Some(Taken::NoChain) => Some(Failure::TlsRefused),
        Outcome::Refused => Some(Failure::CertificateRefused { app: endpoint.sent == Sent::AppTls }),
        Outcome::ProtocolError if plaintext || terminated || tunnelled => Some(Failure::NotHttp),
        Outcome::Garbled | Outcome::ProtocolError => {
            Some(Failure::WrongVersion { guarded: taken == Some(Taken::NotHttp) })
        }
        Outcome::Denied => match tunnel? {
            TunnelAnswer::Ends(TunnelEnd::Ztunnel) => Some(Failure::DeniedByZtunnel { tunnel: true }),
            TunnelAnswer::PassedOn { .. } => Some(Failure::DeniedByZtunnel { tunnel: false }),
            TunnelAnswer::Ends(TunnelEnd::Proxy) | TunnelAnswer::Closed { .. } => None,
        },
        Outcome::Hangs => Some(Failure::Hangs),
    }
}

pub(super) const RESET: &str = "Connection reset by peer";
const NO_CHAIN: Option<&str> = Some("0 NR filter_chain_not_found");
/// What a ztunnel logs of a connection that a policy turned away; the name of the policy follows (AMB-12).
const REJECTED: Option<&str> = Some("connection closed due to policy rejection: explicitly denied by");
/// The same, whether a policy said no or none said yes.
const RBAC_REJECTED: Option<&str> = Some("connection closed due to policy rejection");
const CODEC_ERROR: Option<&str> = Some("400 DPE http1.codec_error");

/// The building blocks of section 10.1: S-… where a proxy answers requests, P-… where nobody stands between.
fn look(failure: Failure, carrier: Carrier) -> Option<Symptom> {
    use Carrier as C;
    use Failure as F;
    let seen = |client, client_log, server_log: Option<&'static str>| {
        Some(Symptom { client, client_log, server_log: server_log.map(Cow::Borrowed), certain: true })
    };
    let symptom = match (failure, carrier) {
        (F::PlaintextRefused, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. reset reason: connection termination",
            Some("503 UC upstream_reset_before_response_started{connection_termination}"),
            NO_CHAIN,
        ),
        (F::PlaintextRefused, C::Connections) => seen(RESET, Some("0 -"), NO_CHAIN),
        (F::PlaintextRefused, C::Nobody) => {
            seen("curl: (56) Recv failure: Connection reset by peer", None, NO_CHAIN)
        }
        (F::TunnelRequired, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. reset reason: connection termination",
            Some("503 UC upstream_reset_before_response_started{connection_termination}"),
            REJECTED,
        ),
        (F::TunnelRequired, C::Connections) => seen(RESET, Some("0 -"), REJECTED),
        (F::TunnelRequired, C::Nobody) => {
            seen("curl: (56) Recv failure: Connection reset by peer", None, REJECTED)
        }
        (F::TlsRefused, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: \
             remote connection failure, transport failure reason: Connection reset by peer",
            Some("503 UF,URX"),
            NO_CHAIN,
        ),
        (F::TlsRefused, C::Connections) => {
            seen("curl: (35) OpenSSL SSL_connect: Connection reset by peer", Some("0 -"), NO_CHAIN)
        }
        (F::TlsRefused, C::Nobody) => {
            seen("curl: (35) OpenSSL SSL_connect: Connection reset by peer", None, NO_CHAIN)
        }
        // The client gives up first: the certificate of a pod names no host.
        (F::CertificateRefused { .. }, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: \
             remote connection failure, transport failure reason: TLS_error:|268435581:SSL \
             routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end",
            Some("503 UF,URX"),
            None,
        ),
        (F::CertificateRefused { app: true }, C::Connections) => {
            seen("curl: (60) SSL certificate problem", Some("0 UF,URX"), None)
        }
        (F::CertificateRefused { app: false }, C::Connections) => seen(
            RESET,
            Some(
                "0 UF,URX TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end",
            ),
            None,
        ),
        (F::CertificateRefused { .. }, C::Nobody) => seen("curl: (60) SSL certificate problem", None, None),
        (F::WrongVersion { guarded }, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: \
             remote connection failure, transport failure reason: TLS_error:|268435703:SSL \
             routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end",
            Some("503 UF,URX"),
            if guarded { CODEC_ERROR } else { None },
        ),
        (F::WrongVersion { guarded }, C::Connections) => seen(
            RESET,
            Some(
                "0 UF,URX TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end",
            ),
            if guarded { CODEC_ERROR } else { None },
        ),
        (F::WrongVersion { guarded }, C::Nobody) => {
            seen("curl: (35) wrong version number", None, if guarded { CODEC_ERROR } else { None })
        }
        (F::NotHttp, C::Requests | C::Connections) => {
            seen("HTTP/1.1 400 Bad Request", Some("0 -"), CODEC_ERROR)
        }
        (F::NotHttp, C::Nobody) => seen("HTTP/1.1 400 Bad Request", None, CODEC_ERROR),
        // The tunnel's CONNECT is answered 401; the client's end of it has nothing but a reset for its application.
        (F::DeniedByZtunnel { tunnel: true }, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. reset reason: remote connection failure",
            Some("503 UF,URX"),
            RBAC_REJECTED,
        ),
        (F::DeniedByZtunnel { tunnel: false }, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. reset reason: connection termination",
            Some("503 UC upstream_reset_before_response_started{connection_termination}"),
            RBAC_REJECTED,
        ),
        (F::DeniedByZtunnel { .. }, C::Connections) => seen(RESET, Some("0 -"), RBAC_REJECTED),
        (F::DeniedByZtunnel { tunnel: true }, C::Nobody) => seen(
            "curl: (56) Recv failure: Connection reset by peer",
            Some("error=\"http status: 401 Unauthorized\""),
            RBAC_REJECTED,
        ),
        (F::DeniedByZtunnel { tunnel: false }, C::Nobody) => {
            seen("curl: (56) Recv failure: Connection reset by peer", None, RBAC_REJECTED)
        }
        (F::Hangs, C::Requests | C::Connections | C::Nobody) => seen("Operation timed out", None, None),
        (F::Unresolved, _) => seen("curl: (6) Could not resolve host", None, None),
        (F::Call(outcome), carrier) => ended(outcome, carrier),
    };
    symptom.map(|symptom| Symptom { certain: is_certain(failure, carrier), ..symptom })
}

/// Whether the semantics know the texts from a source, or only by reasoning (U-1): how a server's close looks during a
/// handshake (S-RST), and what a proxy logs of a connection that it could only pass on.
const fn is_certain(failure: Failure, carrier: Carrier) -> bool {
    !matches!(
        (failure, carrier),
        (Failure::TlsRefused | Failure::DeniedByZtunnel { .. }, Carrier::Requests)
            | (
                Failure::PlaintextRefused | Failure::TunnelRequired | Failure::DeniedByZtunnel { .. },
                Carrier::Connections
            )
            | (Failure::Call(CallOutcome::Refused), _)
    )
}

/// What people see of a call that never gets to an endpoint.
fn ended(outcome: CallOutcome, carrier: Carrier) -> Option<Symptom> {
    use Carrier as C;
    let seen = |client, client_log| Some(Symptom { client, client_log, server_log: None, certain: true });
    match (outcome, carrier) {
        (CallOutcome::NoEndpoint, C::Requests) => seen("503 no healthy upstream", Some("503 UH")),
        (CallOutcome::NoEndpoint, C::Connections) => seen("curl: (52) Empty reply from server", Some("0 UH")),
        (CallOutcome::NoEndpoint | CallOutcome::NoListener, _) => {
            seen("curl: (7) Failed to connect: Connection refused", None)
        }
        (CallOutcome::NoCluster, C::Requests) => seen("503", Some("503 NC cluster_not_found")),
        (CallOutcome::NoCluster, _) => {
            seen("curl: (52) Empty reply from server", Some("0 NC cluster_not_found"))
        }
        (CallOutcome::NoRoute, _) => seen("404", Some("404 NR route_not_found")),
        (CallOutcome::Blackhole, C::Requests) => seen("502", Some("502 - block_all")),
        (CallOutcome::Blackhole, _) => {
            seen("curl: (52) Empty reply from server", Some("0 UH BlackHoleCluster"))
        }
        (CallOutcome::Unreachable, C::Requests) => seen(
            "503 upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
            Some("503 UF,URX"),
        ),
        (CallOutcome::Unreachable, C::Connections) => {
            seen("curl: (52) Empty reply from server", Some("0 UF,URX"))
        }
        (CallOutcome::Unreachable, C::Nobody) => seen("curl: (28) Connection timed out", None),
        (CallOutcome::NoFilterChain, _) => seen(RESET, Some("0 NR filter_chain_not_found")),
        (CallOutcome::Refused, _) => seen("curl: (35) TLS handshake failure", None),
        (CallOutcome::ProtocolError, _) => {
            seen("HTTP/1.1 400 Bad Request", Some("400 DPE http1.codec_error"))
        }
        // What policies deny is told by them.
        (CallOutcome::Redirect | CallOutcome::DirectResponse | CallOutcome::Denied, _) => None,
    }
}
