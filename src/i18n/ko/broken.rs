//! Korean sentences for connections that fail.

use crate::i18n::josa::{Particle, with};
use crate::lint::{PlainServer, PlaintextCause};
use crate::verdict::{Mode, RuleAnswer, Sent, SentBecause, Unmatched};

/// Names shown in a sentence; more of them would bury it.
const SHOWN: usize = 3;

/// MP101
pub(super) fn plaintext_to_strict(cause: &PlaintextCause, clients: &[String], servers: &[String]) -> String {
    let client = || listed(clients, Particle::Subject);
    let cause = match cause {
        PlaintextCause::Outside { policy } => {
            let policy = policy.as_ref().map_or_else(
                || "서버는".to_owned(),
                |name| format!("PeerAuthentication {}", with(name, Particle::Topic)),
            );
            let outside = match clients {
                [client] => format!("{} 메시 밖에 있고", with(client, Particle::Topic)),
                many => format!("클라이언트 {}개({})가 메시 밖에 있고", many.len(), list(many)),
            };
            return format!("{outside}, {policy} 상호 TLS만 받습니다.");
        }
        PlaintextCause::Bypassed => format!("{} 보내는 것이 자기 프록시를 거치지 않습니다", client()),
        PlaintextCause::NotRouted(why) => not_routed(why, clients),
        PlaintextCause::Rule(rule) => rule_sends_plaintext(rule),
        PlaintextCause::NoAutoMtls(because) => no_auto_mtls(because),
    };
    format!("{cause}. {} 상호 TLS만 받습니다.", listed(servers, Particle::Topic))
}

fn rule_sends_plaintext(rule: &RuleAnswer) -> String {
    let subject = |rule: &str| format!("DestinationRule {}", with(rule, Particle::Subject));
    match rule {
        RuleAnswer::SecretUnreadable { rule, secret } => {
            format!(
                "{} Secret {}의 인증서를 쓰려 하지만 사이드카는 읽을 수 없어 평문을 보냅니다",
                subject(rule),
                secret
            )
        }
        RuleAnswer::NoCertificate { rule } => {
            format!("{} TLS를 요구하지만 인증서가 없어 평문을 보냅니다", subject(rule))
        }
        RuleAnswer::PortWithoutTls { rule, port } => {
            format!("{} 포트 {port} 항목에서 TLS 설정을 빠뜨려 평문을 보냅니다", subject(rule))
        }
        RuleAnswer::Disable { rule, .. }
        | RuleAnswer::NoTls { rule }
        | RuleAnswer::IstioMutual { rule }
        | RuleAnswer::Simple { rule }
        | RuleAnswer::Mutual { rule } => format!("{} TLS를 끕니다", subject(rule)),
        RuleAnswer::NoRule => "상호 TLS를 켜는 DestinationRule이 없습니다".into(),
    }
}

fn no_auto_mtls(because: &SentBecause) -> String {
    match because {
        SentBecause::AutoMtlsOff => "auto mTLS가 꺼져 있고 상호 TLS를 켜는 DestinationRule도 없습니다".into(),
        SentBecause::NamespaceDisables => {
            "네임스페이스나 메시의 정책이 DISABLE이라서 클라이언트가 평문을 보냅니다".into()
        }
        SentBecause::SomeTakeNoMtls { workload } => {
            format!(
                "{} 상호 TLS를 받지 않아서 이 서비스의 어느 파드에도 보내지 않습니다",
                with(workload, Particle::Subject)
            )
        }
        SentBecause::NoTunnel => "서버에 터널을 받는 것이 없어 클라이언트의 ztunnel이 평문을 보냅니다".into(),
        SentBecause::ServerTakesNoMtls => "파드가 상호 TLS를 받지 않는다고 클라이언트에 알립니다".into(),
        SentBecause::RuleMarksEndpoints { rule } => {
            format!(
                "{} 포트 항목에서 빠뜨린 TLS 설정이 여전히 auto mTLS를 막아 평문을 보냅니다",
                with(&format!("DestinationRule {rule}"), Particle::Subject)
            )
        }
        SentBecause::OutsideMesh => {
            "ServiceEntry가 서비스를 메시 밖의 것으로(MESH_EXTERNAL) 등록해서 평문을 보냅니다".into()
        }
        _ => "평문을 보냅니다".into(),
    }
}

/// MP119
pub(super) fn gateway_without_route(gateway: &str) -> String {
    format!("Gateway {gateway}에 연결된 경로가 없습니다. 요청은 404를 받고, 연결은 닫힙니다.")
}

/// MP204
pub(super) fn passthrough_in_plaintext(client: &str, servers: &[String], why: &Unmatched) -> String {
    let cause = not_routed(why, &[client.to_owned()]);
    format!("{cause}. {} 상호 TLS도 받습니다.", with(&list(servers), Particle::Topic))
}

/// What a client sends that no route takes.
fn not_routed(why: &Unmatched, clients: &[String]) -> String {
    let client = || listed(clients, Particle::Subject);
    match why {
        Unmatched::UnknownHost(host) => {
            format!(
                "{} 부르는 호스트 {} 메시가 몰라서 평문이 그대로 전달됩니다",
                client(),
                with(host, Particle::Object)
            )
        }
        Unmatched::NoListener => {
            format!("{} 서비스가 아닌 주소를 불러서 평문이 그대로 전달됩니다", client())
        }
        Unmatched::NotHttp => {
            format!("{} HTTP 포트로 HTTP가 아닌 것을 보내서 그대로 전달됩니다", client())
        }
        Unmatched::UnknownSni(_) => {
            format!("{} 부르는 이름의 TLS 경로가 없어서 그대로 전달됩니다", client())
        }
        Unmatched::NotExported { service } => {
            format!(
                "{} {}의 네임스페이스로 내보내지 않아 평문이 그대로 전달됩니다",
                with(service, Particle::Object),
                list(clients)
            )
        }
        Unmatched::NotImported { service } => {
            format!(
                "{}의 Sidecar가 {} 가져오지 않아 평문이 그대로 전달됩니다",
                list(clients),
                with(service, Particle::Object)
            )
        }
    }
}

/// MP102
pub(super) fn mtls_to_plaintext(rule: Option<&str>, server: PlainServer, servers: &[String]) -> String {
    let sender = rule.map_or_else(
        || "auto mTLS가".to_owned(),
        |rule| format!("DestinationRule {}", with(rule, Particle::Subject)),
    );
    let names = list(servers);
    match server {
        PlainServer::NoProxy => format!("{sender} 프록시가 없는 {names}에 상호 TLS를 보냅니다."),
        PlainServer::Bypassed => {
            format!("{sender} {names}에 보낸 상호 TLS가 그곳의 프록시를 거치지 않습니다.")
        }
        PlainServer::Disable => format!("{sender} 포트 정책이 DISABLE인 {names}에 상호 TLS를 보냅니다."),
    }
}

/// MP103
pub(super) fn rejected_handshake(sent: Sent, mode: Mode, servers: &[String]) -> String {
    let tls = foreign_tls(sent);
    match mode {
        Mode::Strict => {
            format!(
                "{} 메시의 상호 TLS만 받으므로 {} 거부합니다.",
                listed(servers, Particle::Topic),
                with(tls, Particle::Object)
            )
        }
        Mode::Permissive | Mode::Disable | Mode::None => {
            format!(
                "{}의 HTTP 포트에는 {} 받을 필터 체인이 없습니다.",
                list(servers),
                with(tls, Particle::Object)
            )
        }
    }
}

/// MP104
pub(super) fn tls_in_tls(servers: &[String]) -> String {
    let servers = listed(servers, Particle::Topic);
    format!("{servers} 애플리케이션의 TLS를 DestinationRule의 TLS로 다시 감싼 것을 받아 읽을 수 없습니다.")
}

fn foreign_tls(sent: Sent) -> &'static str {
    match sent {
        Sent::AppTls => "애플리케이션이 직접 쓰는 TLS",
        Sent::Tls => "DestinationRule의 단방향 TLS",
        Sent::MutualTls => "자체 인증서를 쓰는 DestinationRule의 TLS",
        Sent::Plaintext | Sent::IstioMtls | Sent::Hbone => "보낸 내용",
    }
}

/// MP105
pub(super) fn foreign_bytes_on_http(servers: &[String]) -> String {
    format!("{} HTTP 포트에서 HTTP가 아닌 것을 받습니다.", listed(servers, Particle::Subject))
}

/// MP106
pub(super) fn server_first_hang(servers: &[String]) -> String {
    format!(
        "{} 먼저 말해야 하는데, 프록시는 클라이언트가 먼저 말하기를 기다립니다.",
        listed(servers, Particle::Subject)
    )
}

/// MP107
pub(super) fn missing_endpoints(answer: Option<String>, dialled: &[String]) -> String {
    let missing = answer.map(|answer| [" ", &answer, "."].concat()).unwrap_or_default();
    format!("{} 뒤에 파드가 없습니다.{missing}", list(dialled))
}

/// MP108
pub(super) fn unreachable_address(dialled: &[String]) -> String {
    format!("{}에서 아무도 답하지 않습니다.", list(dialled))
}

/// MP109
pub(super) fn unregistered_destination(dialled: &[String]) -> String {
    format!("메시는 {} 모르며, 그런 호출을 내보내지 않습니다.", listed(dialled, Particle::Object))
}

/// MP110
pub(super) fn missing_cluster(answer: Option<String>, dialled: &[String]) -> String {
    let missing = answer.map(|answer| [" ", &answer, "."].concat()).unwrap_or_default();
    format!("{} 가는 경로가 없는 곳을 가리킵니다.{missing}", listed(dialled, Particle::By))
}

/// MP111
pub(super) fn unrouted_request(dialled: &[String]) -> String {
    format!("{} 가는 요청을 받는 규칙이 없습니다.", listed(dialled, Particle::By))
}

/// MP112
pub(super) fn proxy_answer(dialled: &[String]) -> String {
    format!("{} 가는 요청에 클라이언트의 프록시가 직접 답합니다.", listed(dialled, Particle::By))
}

/// MP116
pub(super) fn closed_by_gateway(answer: Option<String>, dialled: &[String]) -> String {
    let closed = format!("게이트웨이가 {}에 대한 호출을 끊습니다", list(dialled));
    answer.map_or_else(|| format!("{closed}."), |answer| format!("{closed}. {answer}."))
}

/// The list with the particle that fits its end.
pub(super) fn listed(names: &[String], particle: Particle) -> String {
    with(&list(names), particle)
}

/// `a, b, c 외 4개`.
pub(super) fn list(names: &[String]) -> String {
    match names.get(..SHOWN) {
        Some(shown) if names.len() > SHOWN => format!("{} 외 {}개", shown.join(", "), names.len() - SHOWN),
        _ => names.join(", "),
    }
}

/// The sentence of MP120.
pub(super) fn requests_to_tls_port(host: &str, port: u16) -> String {
    format!(
        "TLS로 선언된 포트 {host}:{port}에 요청이 평문 HTTP로 갑니다. TLS를 거는 DestinationRule이 없습니다."
    )
}

/// The sentence of MP118.
pub(super) fn conflicting_ports(service: &str, older: Option<&str>, port: u16) -> String {
    match older {
        None => format!(
            "Service {service}의 두 포트가 파드 포트 {port}에 대해 서로 다르게 말합니다. 앞에 있는 것이 적용됩니다."
        ),
        Some(older) => format!(
            "Service {} {} 파드 포트 {port}에 대해 서로 다르게 말합니다. 더 오래된 {older}의 말이 적용됩니다.",
            with(service, Particle::With),
            with(older, Particle::Subject)
        ),
    }
}
