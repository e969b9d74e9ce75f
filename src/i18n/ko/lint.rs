//! Korean texts of findings.

use super::{Ko, broken, fault, fix, no_effect, policies};
use crate::i18n::josa::{Particle, with};
use crate::i18n::text::{AdmissionText, LintText, VerdictText};
use crate::lint::fix::Title;
use crate::lint::{Message, NotText};
use crate::verdict::Answer;

impl LintText for Ko {
    fn fix_step(&self, step: &Title) -> String {
        fix::title(step)
    }

    #[expect(clippy::too_many_lines, reason = "a table: one sentence for each message")]
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
                    let (written, workload) = (&label.written, &label.workload);
                    format!(" 셀렉터는 {written}인데 {workload}의 레이블은 {}입니다.", label.meant)
                });
                let policy = with(policy, Particle::Subject);
                format!("{kind} {policy} 선택하는 파드가 없어서 효과가 없습니다.{meant}")
            }
            Message::UnknownClient { client } => {
                format!("워크로드 {} 없어서 이 호출을 평가하지 않습니다.", with(client, Particle::Subject))
            }
            Message::OriginationOnPlainPort { rule, dialled } => format!(
                "DestinationRule {} 평문을 받는 {dialled}에 TLS를 씌워 보냅니다.",
                with(rule, Particle::Subject)
            ),
            Message::RequestsToTlsPort { host, port } => broken::requests_to_tls_port(host, *port),
            Message::ConflictingPorts { service, older, port } => {
                broken::conflicting_ports(service, older.as_deref(), *port)
            }
            Message::LeftoverPermissive { policy, mode, above } => format!(
                "{} STRICT인데 PeerAuthentication {policy}의 모드가 {}입니다. 여기에는 그것이 필요한 호출이 없습니다.",
                with(above, Particle::Subject),
                mode.as_str()
            ),
            Message::PlaintextEgress { dialled } => {
                format!("{dialled}에 보내는 요청이 평문으로 메시를 나갑니다.")
            }
            Message::GatewayWithoutRoute { gateway } => broken::gateway_without_route(gateway),
            Message::PassthroughInPlaintext { client, servers, why } => {
                broken::passthrough_in_plaintext(client, servers, why)
            }
            Message::UnreadableAnnotation { key, value } => {
                format!("{key}의 값 “{value}”을(를) 주입기가 읽지 못해서 파드가 만들어지지 않습니다.")
            }
            Message::NoEffect(what) => no_effect::sentence(what),
            Message::UnexpectedOutcome { client, dialled, expected, found } => {
                let found = found.as_str();
                format!("{client} → {dialled}의 결과가 기대한 {expected} 대신 {found}입니다.")
            }
            Message::UnknownExpectation { word } => {
                format!("{} 결과의 이름이 아니어서 아무것도 확인하지 않습니다.", with(word, Particle::Topic))
            }
            Message::Fault(fault) => fault::sentence(fault),
            Message::Objection(objection) => format!("{}.", self.objection(objection)),
            Message::UnquotedWord { word, taken_for } => {
                let taken_for = match taken_for {
                    NotText::Boolean => "불리언으로",
                    NotText::Number => "숫자로",
                    NotText::Null => "빈 값으로",
                };
                let word = with(word, Particle::Object);
                format!("YAML은 {word} {taken_for} 읽습니다. 텍스트가 와야 하므로 따옴표로 묶습니다.")
            }
            Message::DuplicateDocument { kind, name, count } => {
                let name = with(name, Particle::Subject);
                format!("{kind} {name} {count}번 있습니다. 마지막 것만 적용됩니다.")
            }
            Message::UnusedKind { kind, count } => {
                format!("{} 여기서 사용하지 않습니다{}.", with(kind, Particle::Topic), documents(*count))
            }
            Message::UnevaluatedKind { kind, count } => {
                let topic = with(kind, Particle::Topic);
                format!("{topic} 고려하지 않습니다{}. 결과는 이것이 없을 때의 결과입니다.", documents(*count))
            }
            Message::UnlistedRevision { revision, shown } => unlisted_revision(revision, shown),
            Message::Crowded(crowd) => fault::crowded(*crowd),
            Message::ProxylessGrpc { workloads, template } => proxyless_grpc(workloads, template),
        }
    }
}

/// Whether the revision is taken to be installed depends on whether the text shows others.
fn unlisted_revision(revision: &str, shown: &[String]) -> String {
    let revision = with(revision, Particle::Subject);
    if shown.is_empty() {
        return format!(
            "텍스트에 컨트롤 플레인이 없습니다. 리비전 {revision} 설치되어 있고 그 파드에 사이드카가 주입된다고 가정합니다."
        );
    }
    let shown = broken::list(shown);
    format!(
        "텍스트의 컨트롤 플레인 가운데 리비전 {revision} 없어서 그 파드에는 사이드카가 없습니다. 텍스트에 있는 리비전: {shown}."
    )
}

/// What is shown instead of what is not known.
fn proxyless_grpc(workloads: &[String], template: &str) -> String {
    let workloads = with(&broken::list(workloads), Particle::Topic);
    format!(
        "{workloads} 프록시 없는 gRPC({template})를 요청합니다. gRPC 라이브러리가 스스로 암호화하는 것은 평가하지 않으며, \
         프록시 없는 워크로드로 보여 줍니다."
    )
}

/// How many documents, where there are several.
fn documents(count: usize) -> String {
    match count {
        1 => String::new(),
        n => format!("(문서 {n}개)"),
    }
}
