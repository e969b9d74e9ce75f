//! English texts of findings.

use super::{En, broken, fault, fix, no_effect, policies};
use crate::i18n::text::{AdmissionText, LintText, VerdictText};
use crate::lint::fix::Title;
use crate::lint::{Message, NotText};
use crate::verdict::Answer;

impl LintText for En {
    fn fix_step(&self, step: &Title) -> String {
        fix::title(step)
    }

    fn message(&self, message: &Message) -> String {
        let told = |answer: &Option<Answer>| answer.as_ref().map(|answer| self.answer(answer));
        match message {
            Message::PlaintextToStrict { cause, clients, servers } => {
                broken::plaintext_to_strict(cause, clients, servers)
            }
            Message::MtlsToPlaintext { rule, server, servers } => {
                broken::mtls_to_plaintext(rule.as_deref(), *server, servers)
            }
            Message::RejectedHandshake { sent, mode, servers } => {
                broken::rejected_handshake(*sent, *mode, servers)
            }
            Message::TlsInTls { servers } => broken::tls_in_tls(servers),
            Message::ForeignBytesOnHttp { servers } => broken::foreign_bytes_on_http(servers),
            Message::ServerFirstHang { servers } => broken::server_first_hang(servers),
            Message::MissingEndpoints { answer, dialled } => broken::missing_endpoints(told(answer), dialled),
            Message::UnreachableAddress { dialled } => broken::unreachable_address(dialled),
            Message::UnregisteredDestination { dialled } => broken::unregistered_destination(dialled),
            Message::MissingCluster { answer, dialled } => broken::missing_cluster(told(answer), dialled),
            Message::UnroutedRequest { dialled } => broken::unrouted_request(dialled),
            Message::ProxyAnswer { dialled } => broken::proxy_answer(dialled),
            Message::DeniedWithoutIdentity { policy, clients, servers } => {
                policies::denied_without_identity(policy, clients, servers)
            }
            Message::HttpPolicyOnTcp { policy, servers } => policies::http_policy_on_tcp(policy, servers),
            Message::DeniedByPolicy { denial, clients, servers } => {
                policies::denied_by_policy(denial, clients, servers)
            }
            Message::ClosedByGateway { answer, dialled } => broken::closed_by_gateway(told(answer), dialled),
            Message::NegativeMatchAdmitsPlaintext { policy, field } => {
                policies::negative_match_admits_plaintext(policy, field)
            }
            Message::UnknownPrincipal { policy, principal, flaw } => {
                policies::unknown_principal(policy, principal, flaw)
            }
            Message::ServicePortInPolicy { kind, policy, service, port, target } => {
                policies::service_port_in_policy((kind, policy), service, *port, *target)
            }
            Message::SelectorWithoutPods { kind, policy, nearest } => {
                let meant = nearest.as_ref().map_or_else(String::new, |label| {
                    format!(" It asks for {}; {} has {}.", label.written, label.workload, label.meant)
                });
                format!("{kind} {policy} selects no pod and has no effect.{meant}")
            }
            Message::UnknownClient { client } => {
                format!("No workload {client} is here, so this call is left out.")
            }
            Message::OriginationOnPlainPort { rule, dialled } => {
                format!(
                    "DestinationRule {rule} puts TLS on what goes to {dialled}, where plaintext is expected."
                )
            }
            Message::RequestsToTlsPort { host, port } => broken::requests_to_tls_port(host, *port),
            Message::ConflictingPorts { service, older, port } => {
                broken::conflicting_ports(service, older.as_deref(), *port)
            }
            Message::LeftoverPermissive { policy, mode, above } => format!(
                "PeerAuthentication {policy} says {} although {above} says STRICT, and no call here needs it.",
                mode.as_str()
            ),
            Message::PlaintextEgress { dialled } => {
                format!("Requests to {dialled} leave the mesh in plaintext.")
            }
            Message::GatewayWithoutRoute { gateway } => broken::gateway_without_route(gateway),
            Message::PassthroughInPlaintext { client, servers, why } => {
                broken::passthrough_in_plaintext(client, servers, why)
            }
            Message::UnreadableAnnotation { key, value } => {
                format!("The injector cannot read “{value}” in {key}, so no such pod is made.")
            }
            Message::NoEffect(what) => no_effect::sentence(what),
            Message::UnexpectedOutcome { client, dialled, expected, found } => {
                format!("{client} → {dialled} ends as {}, not as {expected}.", found.as_str())
            }
            Message::UnknownExpectation { word } => format!("{word} is no outcome, so nothing is checked."),
            Message::Fault(fault) => fault::sentence(fault),
            Message::Objection(objection) => format!("{}.", self.objection(objection)),
            Message::UnquotedWord { word, taken_for } => {
                let taken_for = match taken_for {
                    NotText::Boolean => "a boolean",
                    NotText::Number => "a number",
                    NotText::Null => "nothing",
                };
                format!("YAML takes {word} for {taken_for}; text must stand here, so put it in quotes.")
            }
            Message::DuplicateDocument { kind, name, count } => {
                let times = if *count == 2 { "twice".to_owned() } else { format!("{count} times") };
                format!("{kind} {name} is there {times}; only the last one counts.")
            }
            Message::UnusedKind { kind, count } => {
                format!("{kind} is not used here{}.", documents(*count))
            }
            Message::UnevaluatedKind { kind, count } => {
                format!("{kind} is not considered{}; outcomes are those without it.", documents(*count))
            }
            Message::UnlistedRevision { revision, shown } => unlisted_revision(revision, shown),
            Message::Crowded(crowd) => fault::crowded(*crowd),
            Message::ProxylessGrpc { workloads, template } => proxyless_grpc(workloads, template),
        }
    }
}

/// Whether the revision is taken to be installed depends on whether the text shows others.
fn unlisted_revision(revision: &str, shown: &[String]) -> String {
    if shown.is_empty() {
        return format!(
            "The text shows no control plane; revision {revision} is taken to be installed, so that its pods get a sidecar."
        );
    }
    let shown = broken::list(shown);
    format!(
        "No control plane of the text has the revision {revision}, so its pods get no sidecar. The text has {shown}."
    )
}

/// What is shown instead of what is not known.
fn proxyless_grpc(workloads: &[String], template: &str) -> String {
    let ask = broken::verb(workloads, "asks", "ask");
    format!(
        "{ask} for gRPC without a proxy ({template}). What the gRPC library encrypts by itself is not evaluated: shown is a \
         workload without a proxy."
    )
}

/// How many documents, where there are several.
fn documents(count: usize) -> String {
    match count {
        1 => String::new(),
        n => format!(" ({n} documents)"),
    }
}
