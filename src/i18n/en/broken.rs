//! English sentences for connections that fail.

use crate::lint::{PlainServer, PlaintextCause};
use crate::verdict::{Mode, RuleAnswer, Sent, SentBecause, Unmatched};

/// Names shown in a sentence; more of them would bury it.
const SHOWN: usize = 3;

/// MP101
pub(super) fn plaintext_to_strict(cause: &PlaintextCause, clients: &[String], servers: &[String]) -> String {
    let cause = match cause {
        PlaintextCause::Outside { policy } => {
            let policy = policy
                .as_ref()
                .map_or_else(|| "the server".to_owned(), |name| format!("PeerAuthentication {name}"));
            let outside = match clients {
                [client] => format!("{client} is outside the mesh"),
                many => format!("{} clients are outside the mesh ({})", many.len(), list(many)),
            };
            return format!("{outside}; {policy} accepts only mutual TLS.");
        }
        PlaintextCause::Bypassed => format!("What {} sends goes past its own proxy", list(clients)),
        PlaintextCause::NotRouted(why) => not_routed(why, clients),
        PlaintextCause::Rule(rule) => rule_sends_plaintext(rule),
        PlaintextCause::NoAutoMtls(because) => no_auto_mtls(because),
    };
    format!("{cause}; {} only mutual TLS.", verb(servers, "accepts", "accept"))
}

fn rule_sends_plaintext(rule: &RuleAnswer) -> String {
    match rule {
        RuleAnswer::SecretUnreadable { rule, secret } => {
            format!(
                "DestinationRule {rule} takes its certificate from Secret {secret}, which a sidecar cannot read, so plaintext is sent"
            )
        }
        RuleAnswer::NoCertificate { rule } => {
            format!("DestinationRule {rule} asks for TLS but has no certificate, so plaintext is sent")
        }
        RuleAnswer::PortWithoutTls { rule, port } => {
            format!("DestinationRule {rule} drops its TLS by its entry for port {port}, so plaintext is sent")
        }
        RuleAnswer::Disable { rule, .. }
        | RuleAnswer::NoTls { rule }
        | RuleAnswer::IstioMutual { rule }
        | RuleAnswer::Simple { rule }
        | RuleAnswer::Mutual { rule } => format!("DestinationRule {rule} turns TLS off"),
        RuleAnswer::NoRule => "No DestinationRule turns mutual TLS on".into(),
    }
}

fn no_auto_mtls(because: &SentBecause) -> String {
    match because {
        SentBecause::AutoMtlsOff => "Auto mTLS is off, and no DestinationRule turns mutual TLS on".into(),
        SentBecause::NamespaceDisables => {
            "The policy of the namespace or the mesh says DISABLE, so clients send plaintext".into()
        }
        SentBecause::SomeTakeNoMtls { workload } => {
            format!("{workload} takes no mutual TLS, so no pod of the service gets any")
        }
        SentBecause::NoTunnel => {
            "Nobody at the server takes the tunnel, so the client's ztunnel sends plaintext".into()
        }
        SentBecause::ServerTakesNoMtls => "The pods tell clients that they take no mutual TLS".into(),
        SentBecause::RuleMarksEndpoints { rule } => {
            format!("DestinationRule {rule} has TLS settings that its entry for the port leaves out and that still keep auto mTLS off, so plaintext is sent")
        }
        SentBecause::OutsideMesh => {
            "A ServiceEntry says that the service is outside of the mesh (MESH_EXTERNAL), so plaintext is sent".into()
        }
        _ => "Plaintext is sent".into(),
    }
}

/// MP119
pub(super) fn gateway_without_route(gateway: &str) -> String {
    format!("No route is bound to Gateway {gateway}: requests to it are answered 404, connections closed.")
}

/// MP204
pub(super) fn passthrough_in_plaintext(client: &str, servers: &[String], why: &Unmatched) -> String {
    let cause = not_routed(why, &[client.to_owned()]);
    format!("{cause}, although {} mutual TLS.", verb(servers, "takes", "take"))
}

/// What a client sends that no route takes.
fn not_routed(why: &Unmatched, clients: &[String]) -> String {
    match why {
        Unmatched::UnknownHost(host) => {
            format!(
                "{} for host {host}, which the mesh does not know, so plaintext is passed on",
                verb(clients, "asks", "ask")
            )
        }
        Unmatched::NoListener => {
            format!(
                "{} an address that is no service, so plaintext is passed on",
                verb(clients, "dials", "dial")
            )
        }
        Unmatched::NotHttp => {
            format!(
                "{} something else than HTTP on a port for HTTP, so it is passed on as it is",
                verb(clients, "sends", "send")
            )
        }
        Unmatched::UnknownSni(_) => {
            format!(
                "{} for a name that no TLS route is for, so it is passed on as it is",
                verb(clients, "asks", "ask")
            )
        }
        Unmatched::NotExported { service } => {
            format!("{service} is not exported to {}, so plaintext is passed on", list(clients))
        }
        Unmatched::NotImported { service } => {
            format!("The Sidecar of {} does not import {service}, so plaintext is passed on", list(clients))
        }
    }
}

/// MP102
pub(super) fn mtls_to_plaintext(rule: Option<&str>, server: PlainServer, servers: &[String]) -> String {
    let sender = rule.map_or_else(|| "Auto mTLS".to_owned(), |rule| format!("DestinationRule {rule}"));
    let names = list(servers);
    let many = servers.len() > 1;
    match server {
        PlainServer::NoProxy => {
            format!(
                "{sender} sends mutual TLS to {names}, which {} no proxy.",
                if many { "have" } else { "has" }
            )
        }
        PlainServer::Bypassed => {
            format!("{sender} sends mutual TLS to {names}, but it goes past the proxy there.")
        }
        PlainServer::Disable => {
            format!("{sender} sends mutual TLS to {names}, where the policy of the port is DISABLE.")
        }
    }
}

/// MP103
pub(super) fn rejected_handshake(sent: Sent, mode: Mode, servers: &[String]) -> String {
    let tls = foreign_tls(sent);
    match mode {
        Mode::Strict => {
            format!("{} only mutual TLS of the mesh; {tls} is refused.", verb(servers, "accepts", "accept"))
        }
        Mode::Permissive | Mode::Disable | Mode::None => {
            format!("{} no filter chain for {tls} on a port for HTTP.", verb(servers, "has", "have"))
        }
    }
}

/// MP104
pub(super) fn tls_in_tls(servers: &[String]) -> String {
    format!(
        "{} the application's TLS inside that of a DestinationRule and cannot read it.",
        verb(servers, "receives", "receive")
    )
}

fn foreign_tls(sent: Sent) -> &'static str {
    match sent {
        Sent::AppTls => "the application's own TLS",
        Sent::Tls => "the one-way TLS of a DestinationRule",
        Sent::MutualTls => "the TLS of a DestinationRule with own certificates",
        Sent::Plaintext | Sent::IstioMtls | Sent::Hbone => "what is sent",
    }
}

/// MP105
pub(super) fn foreign_bytes_on_http(servers: &[String]) -> String {
    format!("{} something else than HTTP on a port for HTTP.", verb(servers, "receives", "receive"))
}

/// MP106
pub(super) fn server_first_hang(servers: &[String]) -> String {
    format!("{} first, but a proxy waits for the client to do so.", verb(servers, "speaks", "speak"))
}

/// MP107
pub(super) fn missing_endpoints(answer: Option<String>, dialled: &[String]) -> String {
    let missing = answer.map(|answer| [": ", &answer].concat()).unwrap_or_default();
    format!("No pod is behind {}{missing}.", list(dialled))
}

/// MP108
pub(super) fn unreachable_address(dialled: &[String]) -> String {
    format!("Nothing answers at {}.", list(dialled))
}

/// MP109
pub(super) fn unregistered_destination(dialled: &[String]) -> String {
    format!("The mesh does not know {} and lets no such call out.", list(dialled))
}

/// MP110
pub(super) fn missing_cluster(answer: Option<String>, dialled: &[String]) -> String {
    let missing = answer.map(|answer| [": ", &answer].concat()).unwrap_or_default();
    format!("A route to {} leads nowhere{missing}.", list(dialled))
}

/// MP111
pub(super) fn unrouted_request(dialled: &[String]) -> String {
    format!("No rule takes a request to {}.", list(dialled))
}

/// MP112
pub(super) fn proxy_answer(dialled: &[String]) -> String {
    format!("The client's proxy itself answers a request to {}.", list(dialled))
}

/// MP116
pub(super) fn closed_by_gateway(answer: Option<String>, dialled: &[String]) -> String {
    match answer {
        Some(answer) => format!("The gateway closes calls to {}: {answer}.", list(dialled)),
        None => format!("The gateway closes calls to {}.", list(dialled)),
    }
}

/// `a accepts`, `a, b accept`.
pub(super) fn verb(names: &[String], singular: &str, plural: &str) -> String {
    format!("{} {}", list(names), if names.len() > 1 { plural } else { singular })
}

/// `a, b, c and 4 more`.
pub(super) fn list(names: &[String]) -> String {
    match names.get(..SHOWN) {
        Some(shown) if names.len() > SHOWN => {
            format!("{} and {} more", shown.join(", "), names.len() - SHOWN)
        }
        _ => names.join(", "),
    }
}

/// The sentence of MP120.
pub(super) fn requests_to_tls_port(host: &str, port: u16) -> String {
    format!(
        "Requests are sent as plain HTTP to {host}:{port}, a port that is declared for TLS: no DestinationRule puts TLS on them."
    )
}

/// The sentence of MP118.
pub(super) fn conflicting_ports(service: &str, older: Option<&str>, port: u16) -> String {
    match older {
        None => format!(
            "Two ports of Service {service} say different things about pod port {port}; the first one counts."
        ),
        Some(older) => format!(
            "Services {service} and {older} say different things about pod port {port}; the older one, {older}, counts."
        ),
    }
}
