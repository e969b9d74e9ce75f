//! English texts about errors and what they come from.

use super::{En, counted};
use crate::i18n::text::SymptomText;
use crate::symptom::Cause;

impl SymptomText for En {
    fn symptom(&self) -> &'static str {
        "Find by symptom"
    }

    fn symptom_example(&self) -> &'static str {
        "Paste an error: 503 UC, WRONG_VERSION_NUMBER"
    }

    fn symptom_hint(&self) -> &'static str {
        "Paste what the client printed, or a line of the access log of a sidecar with its response flags."
    }

    fn clear(&self) -> &'static str {
        "Clear"
    }

    fn more_causes(&self, count: usize) -> String {
        format!("{count} less likely")
    }

    fn cause(&self, cause: Cause) -> &'static str {
        match cause {
            Cause::PlaintextRefused => "plaintext reaches a proxy that accepts only mutual TLS (STRICT)",
            Cause::TunnelRequired => "the ztunnel of the server accepts only its tunnel (STRICT in ambient)",
            Cause::TlsToPlaintext => {
                "TLS reaches something that does not speak it: a server without a proxy, or a port with DISABLE"
            }
            Cause::TlsRefused => {
                "TLS that is not of the mesh reaches a proxy that has no filter chain for it"
            }
            Cause::ForeignCertificate => {
                "one side does not trust the certificate of the other, or gets none: TLS by a DestinationRule or by the application meets a sidecar, or mutual TLS of the mesh meets a server with its own certificate"
            }
            Cause::HttpToTlsApp => "plain HTTP reaches an application that serves TLS",
            Cause::NotHttp => "something else than HTTP reaches a port for HTTP",
            Cause::Denied => "an AuthorizationPolicy says no",
            Cause::TokenRejected => "the token is missing or wrong",
            Cause::NoEndpoint => {
                "no pod is behind the service or subset, none is ready, or outlier detection has taken all of them out"
            }
            Cause::NoCluster => "the route leads to a host or subset that does not exist",
            Cause::NoRoute => "no route takes the request",
            Cause::GatewayRefuses => "no server or filter chain of a gateway takes the connection",
            Cause::Blackhole => "the destination is not known, and REGISTRY_ONLY lets no such call out",
            Cause::Passthrough => {
                "the destination is not known to the proxy (a pod IP, another Host header, a Sidecar that does not import it), so the call is passed on without mutual TLS"
            }
            Cause::Unreachable => {
                "nothing listens there, or the network drops it: wrong port, application down, NetworkPolicy"
            }
            Cause::Unresolved => "the name does not resolve",
            Cause::Hangs => {
                "both sides wait for the other to speak: a server-first protocol behind protocol sniffing"
            }
            Cause::Slow => "the application takes longer than the timeout",
            Cause::Overflow => "a connection pool of a DestinationRule is full",
            Cause::Fault => "a VirtualService answers with a fault",
            Cause::App => "the application itself closes the connection or is down",
            Cause::ClientLeft => "the client gave up before there was an answer",
            Cause::Probe => {
                "the kubelet is outside the mesh: its probe is not rewritten, or the port is wrong"
            }
            Cause::Webhook => "the API server is outside the mesh and calls the webhook without mutual TLS",
        }
    }

    fn nothing_recognised(&self) -> &'static str {
        "Nothing in this text is known as an error of a mesh."
    }

    fn recognised(&self, texts: &[String]) -> String {
        format!("Recognised: {}.", texts.join(", "))
    }

    fn likely_causes(&self) -> &'static str {
        "Likely causes, in this order"
    }

    fn no_connection_shows_it(&self) -> &'static str {
        "No connection of this scenario would show it."
    }

    fn connections_show_it(&self, count: usize) -> String {
        format!("{} of this scenario may show it", counted(count, "connection"))
    }
}
