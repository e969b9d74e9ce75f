//! Answers of steps in Korean. Each text stands behind the label of its question.

use super::{Ko, authorization};
use crate::i18n::josa::{Particle, with};
use crate::i18n::text::{InjectionText, PageText};
use crate::mesh::{InjectionFact, PortProtocol, ProxyKind, TunnelEnd};
use crate::resource::ServerTlsMode;
use crate::verdict::{
    Admission, Answer, Arrival, Bypass, Codec, DestinationAnswer, GatewayAnswer, Level, Oddity, ProxyAnswer,
    RouteAnswer, RuleAnswer, Sent, SentBecause, Taken, TunnelAnswer, Unmatched, WaypointAnswer,
};

/// The answer.
pub(super) fn text(ko: &Ko, answer: &Answer) -> String {
    match answer {
        Answer::ClientProxy(answer) | Answer::ServerProxy(answer) => proxy(ko, answer),
        Answer::Destination(answer) => destination(answer),
        Answer::GatewayServer(answer) => gateway(answer),
        Answer::Route(answer) => route(answer),
        Answer::DestinationRule(answer) => rule(answer),
        Answer::Sent(what, because) => sent(ko, *what, because),
        Answer::PeerAuthentication(mode, level) => format!("{}, {}", ko.mode(*mode), self::level(*level)),
        Answer::Oddity(mode, oddity) => format!("{}: {}", ko.mode(*mode), self::oddity(*oddity)),
        Answer::Waypoint(answer) => waypoint(answer),
        Answer::Tunnel(answer) => tunnel(*answer),
        Answer::FilterChain { port, arrival, taken, .. } => chain(*port, *arrival, *taken),
        Answer::RequestAuthentication(answer) => authorization::token(answer),
        Answer::Authorization(answer) => authorization::policies(answer),
        Answer::NotReached(_) => "도달하지 않음".into(),
    }
}

fn proxy(ko: &Ko, answer: &ProxyAnswer) -> String {
    match answer {
        ProxyAnswer::Present { proxy: kind, fact: InjectionFact::NamespaceLabel(_), namespace } => {
            format!("{}, 네임스페이스 {} 주입", self::kind(*kind), with(namespace, Particle::Subject))
        }
        ProxyAnswer::Present { proxy: kind, fact, .. } => {
            format!("{}: {}", self::kind(*kind), ko.injection(fact))
        }
        ProxyAnswer::Absent { fact, .. } => format!("없음: {}", ko.injection(fact)),
        ProxyAnswer::Bypassed(bypass) => format!("거치지 않음: {}", self::bypass(*bypass)),
        ProxyAnswer::Outside => "이 시나리오의 바깥".into(),
    }
}

fn kind(proxy: ProxyKind) -> &'static str {
    match proxy {
        ProxyKind::Sidecar => "사이드카",
        ProxyKind::Gateway => "게이트웨이",
        ProxyKind::Ambient => "ztunnel",
        ProxyKind::Waypoint => "웨이포인트",
        ProxyKind::None => "없음",
    }
}

fn bypass(bypass: Bypass) -> String {
    let subject = |value: &dyn ToString| with(&value.to_string(), Particle::Subject);
    match bypass {
        Bypass::ExcludedPort(port) => format!("포트 {} 제외됨", subject(&port)),
        Bypass::NotIncludedPort(port) => format!("포트 {} 포함 목록에 없음", subject(&port)),
        Bypass::ExcludedAddress(address) => format!("{} 제외 범위에 있음", subject(&address)),
        Bypass::NotIncludedAddress(address) => format!("{} 포함 범위에 없음", subject(&address)),
        Bypass::ReservedPort(port) => {
            format!("포트 {} 프록시 전용", with(&port.to_string(), Particle::Topic))
        }
        Bypass::NoInterception => "interceptionMode가 NONE".into(),
        Bypass::NoInboundCapture => "파드가 터널이 아닌 연결을 ztunnel에 보내지 않음".into(),
        Bypass::ProxyUser => "애플리케이션이 프록시의 사용자 1337로 실행됨".into(),
        Bypass::OwnAddress => "파드가 자기 자신을 호출함".into(),
    }
}

fn destination(answer: &DestinationAnswer) -> String {
    match answer {
        DestinationAnswer::Service { service, port, protocol } => {
            format!("서비스 {service}, 포트 {port}, {}", self::protocol(*protocol))
        }
        DestinationAnswer::Headless { service, port } => {
            format!("헤드리스 서비스 {service}: 각 파드의 포트 {port}")
        }
        DestinationAnswer::Alias { service, host } => {
            format!("서비스 {} {host}의 다른 이름", with(service, Particle::Topic))
        }
        DestinationAnswer::UndeclaredPort { service, port } => {
            format!("서비스 {service}에 포트 {} 없음", with(&port.to_string(), Particle::Subject))
        }
        DestinationAnswer::Pod { workload } => format!("{workload} 파드의 주소"),
        DestinationAnswer::Outside { host } => format!("{host}, 이 시나리오의 바깥"),
        DestinationAnswer::Nowhere { host } => format!("{host} 이름을 찾을 수 없음"),
    }
}

fn protocol(protocol: PortProtocol) -> &'static str {
    match protocol {
        PortProtocol::Http => "HTTP",
        PortProtocol::Http2 => "HTTP/2",
        PortProtocol::Grpc => "gRPC",
        PortProtocol::GrpcWeb => "gRPC-Web",
        PortProtocol::HttpProxy => "HTTP 프록시",
        PortProtocol::Tcp => "TCP",
        PortProtocol::Tls => "TLS",
        PortProtocol::Https => "HTTPS",
        PortProtocol::Mongo => "MongoDB",
        PortProtocol::Redis => "Redis",
        PortProtocol::Mysql => "MySQL",
        PortProtocol::Udp => "UDP",
        PortProtocol::Auto => "프로토콜 선언 없음",
    }
}

fn route(answer: &RouteAnswer) -> String {
    match answer {
        RouteAnswer::Cluster { host, port, subset, .. } => {
            format!("outbound|{port}|{}|{host}", subset.as_deref().unwrap_or_default())
        }
        RouteAnswer::Passthrough(unmatched) => format!("PassthroughCluster: {}", self::unmatched(unmatched)),
        RouteAnswer::BlackHole(unmatched) => {
            format!("REGISTRY_ONLY에 따라 BlackHoleCluster: {}", self::unmatched(unmatched))
        }
        RouteAnswer::MissingSubset { host, subset } => {
            format!("{host}의 서브셋 {} 정의하는 DestinationRule이 없음", with(subset, Particle::Object))
        }
        RouteAnswer::MissingCluster { host, port } => format!("{host}:{port} 없음"),
        RouteAnswer::NoPort { host, name } => {
            format!("{host}의 파드에 이름이 {name}인 컨테이너 포트가 없음")
        }
        RouteAnswer::NoEndpoint { host, subset: None } => format!("{host}에 파드가 없음"),
        RouteAnswer::NoEndpoint { host, subset: Some(subset) } => {
            format!("{host}의 서브셋 {subset}에 파드가 없음")
        }
        RouteAnswer::NoHost { host } => format!("{host}에 대한 이 요청을 받는 경로가 없음: 404"),
        RouteAnswer::HttpsRedirect => "서버가 평문 HTTP를 HTTPS로 리디렉션함".into(),
        RouteAnswer::NotGranted { backend } => {
            format!("다른 네임스페이스의 {backend} 참조를 허용하는 ReferenceGrant가 없음")
        }
        RouteAnswer::NoAnswer => "응답하는 곳이 없음".into(),
        RouteAnswer::NoRoute { of } => format!("{of}에 이 요청을 받는 규칙이 없음: 404"),
        RouteAnswer::Redirect { status } => format!("프록시가 {status} 리디렉션으로 응답함"),
        RouteAnswer::DirectResponse { status } => {
            format!("프록시가 {status} 상태로 직접 응답함")
        }
        RouteAnswer::Fault { status, every } => {
            let requests = if *every { "모든 요청을" } else { "요청 일부를" };
            let with = if status.is_empty() { String::new() } else { format!(" {status} 상태로") };
            format!("프록시가 {requests}{with} 중단함")
        }
    }
}

fn gateway(answer: &GatewayAnswer) -> String {
    match answer {
        GatewayAnswer::NoServer { port } => format!("포트 {port}에 대한 서버가 있는 Gateway가 없음"),
        GatewayAnswer::NoRoute { port } => {
            format!("포트 {port}의 서버가 보낼 곳을 정하는 경로가 없어 아무것도 듣지 않음")
        }
        GatewayAnswer::NoChain { port, sni: Some(sni) } => {
            format!("포트 {port}에 {sni}에 응답하는 서버가 없음, 연결 종료")
        }
        GatewayAnswer::NoChain { port, sni: None } => {
            format!("포트 {port}에 서버 이름(SNI) 없이 응답하는 서버가 없음, 연결 종료")
        }
        GatewayAnswer::Server { gateway, port, mode, taken } => {
            let mode = mode.map(|mode| format!(", {}", server_mode(mode))).unwrap_or_default();
            format!("{gateway}, 포트 {port}{mode}: {}", admission(*taken))
        }
    }
}

fn server_mode(mode: ServerTlsMode) -> &'static str {
    match mode {
        ServerTlsMode::Passthrough => "PASSTHROUGH",
        ServerTlsMode::Simple => "SIMPLE",
        ServerTlsMode::Mutual => "MUTUAL",
        ServerTlsMode::AutoPassthrough => "AUTO_PASSTHROUGH",
        ServerTlsMode::IstioMutual => "ISTIO_MUTUAL",
        ServerTlsMode::OptionalMutual => "OPTIONAL_MUTUAL",
    }
}

fn admission(taken: Admission) -> &'static str {
    match taken {
        Admission::Plain(_) => "평문을 받음",
        Admission::Terminated(Codec::Http) => "TLS를 종료하고 HTTP를 읽음",
        Admission::Terminated(Codec::Tcp) => "TLS를 종료함",
        Admission::PassedOn => "TLS를 그대로 넘김",
        Admission::NotTls => "TLS를 기다리는데 평문이 와서 연결 종료",
        Admission::NoCertificate => "클라이언트에 없는 인증서를 요구하여 핸드셰이크 실패",
        Admission::ForeignCertificate => "메시의 프록시가 믿지 않는 인증서여서 핸드셰이크 실패",
        Admission::NoSecret => "인증서의 Secret이 없어 핸드셰이크 실패",
        Admission::NotHttp => "HTTP를 읽는데 HTTP가 아님",
    }
}

fn unmatched(unmatched: &Unmatched) -> String {
    match unmatched {
        Unmatched::NoListener => "이 주소와 포트의 서비스가 없음".into(),
        Unmatched::UnknownHost(host) => {
            format!("이 포트에 이름이 {host}인 서비스가 없음")
        }
        Unmatched::NotHttp => "HTTP로 선언된 포트인데 HTTP가 아님".into(),
        Unmatched::UnknownSni(sni) if sni.is_empty() => "포트의 경로가 SNI로 나뉘는데 SNI가 없음".into(),
        Unmatched::UnknownSni(sni) => format!("포트에 SNI {sni}의 경로가 없음"),
        Unmatched::NotExported { service } => {
            format!("{} 클라이언트의 네임스페이스로 내보내지 않음", with(service, Particle::Object))
        }
        Unmatched::NotImported { service } => {
            format!("클라이언트의 Sidecar가 {} 가져오지 않음", with(service, Particle::Object))
        }
    }
}

fn rule(answer: &RuleAnswer) -> String {
    let subject = |rule: &str| with(rule, Particle::Subject);
    match answer {
        RuleAnswer::NoRule => "적용되는 것이 없음".into(),
        RuleAnswer::NoTls { rule } => format!("{} TLS를 정하지 않음", with(rule, Particle::Topic)),
        RuleAnswer::PortWithoutTls { rule, port } => {
            format!("{rule}의 포트 {port} 항목에 TLS가 없어 규칙의 TLS가 사라짐")
        }
        RuleAnswer::Disable { rule, written: true } => format!("{} TLS를 끔", subject(rule)),
        RuleAnswer::Disable { rule, written: false } => {
            format!("{} TLS를 끔. 모드가 없으면 DISABLE로 봄", subject(rule))
        }
        RuleAnswer::IstioMutual { rule } => format!("{} Istio mTLS를 요구함", subject(rule)),
        RuleAnswer::Simple { rule } => format!("{} SIMPLE 모드의 TLS를 요구함", subject(rule)),
        RuleAnswer::Mutual { rule } => {
            format!("{} 자체 인증서를 쓰는 MUTUAL 모드의 TLS를 요구함", subject(rule))
        }
        RuleAnswer::SecretUnreadable { rule, secret } => format!(
            "{} TLS를 요구하지만, 사이드카는 Secret {} 읽을 수 없어 TLS를 쓰지 않음",
            subject(rule),
            with(secret, Particle::Object)
        ),
        RuleAnswer::NoCertificate { rule } => {
            format!("{} MUTUAL을 요구하지만, 인증서가 없어 TLS를 쓰지 않음", subject(rule))
        }
    }
}

fn sent(ko: &Ko, what: Sent, because: &SentBecause) -> String {
    let what = PageText::sent(ko, what);
    match because {
        SentBecause::Rule => what.into(),
        SentBecause::NoClientProxy => format!("{what}: 클라이언트에 프록시가 없음"),
        SentBecause::PastClientProxy => format!("{what}: 클라이언트의 프록시를 거치지 않음"),
        SentBecause::NotRouted => {
            format!("{what}: 메시의 경로 밖에서는 mTLS를 쓰지 않음")
        }
        SentBecause::ServerTakesMtls => format!("{what}, auto mTLS"),
        SentBecause::ServerTakesNoMtls => format!("{what}: auto mTLS가 아는 한 서버에 프록시가 없음"),
        SentBecause::ServerDisables => format!("{what}: auto mTLS가 서버의 DISABLE을 따름"),
        SentBecause::NamespaceDisables => {
            format!("{what}: auto mTLS가 네임스페이스나 메시의 DISABLE을 따르며, 워크로드의 정책은 보지 않음")
        }
        SentBecause::AllTakeMtls => format!("{what}, auto mTLS: 서비스의 모든 파드가 mTLS를 받음"),
        SentBecause::SomeTakeNoMtls { workload } => format!(
            "{what}: {} mTLS를 받지 않아 헤드리스 서비스의 모든 파드에 보내지 않음",
            with(workload, Particle::Subject)
        ),
        SentBecause::NoEndpointKnown => format!("{what}: mTLS를 받는다고 알려진 엔드포인트가 없음"),
        SentBecause::OutsideMesh => format!("{what}: 메시 밖의 서비스에는 auto mTLS를 쓰지 않음"),
        SentBecause::AutoMtlsOff => format!("{what}: auto mTLS가 꺼져 있음"),
        SentBecause::RuleMarksEndpoints { rule } => {
            format!("{what}: {rule}의 TLS가 엔드포인트에 표시로 남아 있음")
        }
        SentBecause::Tunnel(TunnelEnd::Ztunnel) => format!("{what}: 서버가 앰비언트 메시에 속함"),
        SentBecause::Tunnel(TunnelEnd::Proxy) => format!("{what}: 서버의 프록시가 터널을 받음"),
        SentBecause::NoTunnel => format!("{what}: 서버에 터널을 받는 것이 없음"),
        SentBecause::ProxyListens => {
            "없음: 프록시가 프로토콜을 알아내려고 클라이언트의 첫 바이트를 기다림".into()
        }
    }
}

fn level(level: Level) -> String {
    match level {
        Level::Default => "기본값".into(),
        Level::Mesh => "메시 수준".into(),
        Level::Namespace => "네임스페이스 수준".into(),
        Level::Workload => "워크로드 수준".into(),
        Level::Port(port) => format!("포트 {port}"),
    }
}

fn oddity(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::DisabledPortStaysStrict => {
            "앰비언트의 특이 동작입니다. 모드를 정하지 않은 정책에서는 포트를 STRICT에서 제외하려면 DISABLE이 아니라 \
             PERMISSIVE여야 합니다"
        }
        Oddity::StrictPortLeftOut => {
            "앰비언트의 특이 동작입니다. 메시가 STRICT이면 워크로드가 STRICT가 아니어도 포트의 STRICT가 빠집니다"
        }
        Oddity::ExceptionOpensAll => {
            "앰비언트의 특이 동작입니다. 포트 하나의 예외가 워크로드의 모든 포트에서 STRICT를 없앱니다"
        }
        Oddity::EmptySelector => {
            "앰비언트의 특이 동작입니다. 빈 셀렉터가 있는 정책은 메시나 네임스페이스 전체에 적용되지 않습니다"
        }
    }
}

fn waypoint(answer: &WaypointAnswer) -> String {
    let topic = |waypoint: &str| with(waypoint, Particle::Topic);
    match answer {
        WaypointAnswer::Through { waypoint } => {
            format!("HBONE으로 {} 거침", with(waypoint, Particle::Object))
        }
        WaypointAnswer::Declined => "없음: 레이블이 none".into(),
        WaypointAnswer::Missing { waypoint } => {
            format!("없음: 웨이포인트 {} 존재하지 않음", with(waypoint, Particle::Subject))
        }
        WaypointAnswer::NotAllowed { waypoint } => {
            format!("없음: {} 이 네임스페이스를 받지 않음", topic(waypoint))
        }
        WaypointAnswer::OtherTraffic { waypoint } => {
            format!("없음: {} 이런 트래픽을 맡지 않음", topic(waypoint))
        }
    }
}

fn tunnel(answer: TunnelAnswer) -> String {
    match answer {
        TunnelAnswer::Ends(TunnelEnd::Ztunnel) => "모드와 관계없이 HBONE이 서버의 ztunnel에서 끝남".into(),
        TunnelAnswer::Ends(TunnelEnd::Proxy) => {
            "모드와 관계없이 HBONE이 서버 프록시의 포트 15008에서 끝남".into()
        }
        TunnelAnswer::PassedOn { port, arrival } => format!(
            "없음. ztunnel이 {} 포트 {port}의 애플리케이션에 그대로 넘김",
            with(self::arrival(arrival), Particle::Object)
        ),
        TunnelAnswer::Closed { port, arrival } => {
            format!("없음. ztunnel이 포트 {port}의 {} 끊음", with(self::arrival(arrival), Particle::Object))
        }
    }
}

fn chain(port: u16, arrival: Arrival, taken: Taken) -> String {
    let what = self::arrival(arrival);
    match taken {
        Taken::Terminated(Codec::Http) => format!("포트 {port}에서 mTLS를 종료하고 HTTP를 읽음"),
        Taken::Terminated(Codec::Tcp) => format!("포트 {port}에서 mTLS를 종료함"),
        Taken::Plain(_) => format!("포트 {port}에서 평문을 받음"),
        Taken::PassedOn => {
            format!("포트 {port}의 애플리케이션에 {} 그대로 넘김", with(what, Particle::Object))
        }
        Taken::NoChain => {
            format!("포트 {port}에서 {} 받는 체인이 없어 연결을 끊음", with(what, Particle::Object))
        }
        Taken::NoCertificate => format!("포트 {port}에서 메시의 인증서를 요구하여 핸드셰이크가 실패함"),
        Taken::NotHttp => {
            format!("포트 {port}에서 HTTP를 읽지만 {} HTTP가 아님", with(what, Particle::Topic))
        }
        Taken::Waits => format!("포트 {port}에서 클라이언트의 첫 바이트를 기다림"),
    }
}

fn arrival(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::Http | Arrival::Bytes => "평문",
        Arrival::Silence => "침묵",
        Arrival::Tls => "Istio의 것이 아닌 TLS",
        Arrival::TlsInTls => "TLS로 감싼 TLS",
        Arrival::MeshHttp | Arrival::MeshTcp(_) => "Istio mTLS",
    }
}
