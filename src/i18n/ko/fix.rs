//! Korean texts of fixes.

use crate::i18n::josa::{Particle, with};
use crate::lint::fix::{FieldStep, GatewayStep, RouteStep, Title};
use crate::resource::{ClientTlsMode, ServerTlsMode};

/// What a step of a fix does, and its price.
#[expect(clippy::too_many_lines, reason = "a table: one sentence for each step")]
pub(super) fn title(title: &Title) -> String {
    match title {
        Title::RemoveTls { rule } => {
            format!("DestinationRule {rule}에서 tls를 지워 자동 mTLS가 결정하게 합니다.")
        }
        Title::SetTls { rule, mode } => {
            format!("DestinationRule {rule}의 tls.mode를 {}", mode_price(*mode))
        }
        Title::AddRule { host, namespace, mode } => {
            format!(
                "네임스페이스 {namespace}에 {host}의 DestinationRule을 추가하고 tls.mode를 {}",
                mode_price(*mode)
            )
        }
        Title::AcceptOnPort { workload, port } => {
            format!(
                "{workload}의 {port} 포트에서 mTLS와 평문을 모두 받습니다(PERMISSIVE). 이 포트는 모든 클라이언트가 암호화 없이 호출할 수 있습니다."
            )
        }
        Title::AcceptByPolicy { policy } => {
            format!(
                "PeerAuthentication {} PERMISSIVE로 바꿉니다. 이 정책이 적용되는 모든 곳이 평문도 받습니다.",
                with(policy, Particle::Object)
            )
        }
        Title::AcceptInNamespace { namespace } => {
            format!(
                "네임스페이스 {} PERMISSIVE로 둡니다. 자체 정책이 없는 모든 워크로드가 평문도 받습니다.",
                with(namespace, Particle::Object)
            )
        }
        Title::PlaintextOnPort { workload, port } => {
            format!(
                "{workload}의 {port} 포트는 평문만 받는다고 명시합니다(DISABLE). 실제 동작은 이미 그렇습니다."
            )
        }
        Title::PlaintextAtOnce { workload, port } => {
            format!(
                "{workload}의 {port} 포트에서 평문만 받아(DISABLE) 프록시가 클라이언트의 첫 바이트를 기다리지 않게 합니다. 이 포트는 더 이상 mTLS로 호출할 수 없습니다."
            )
        }
        Title::TakeMutualTls { policy } => {
            format!(
                "PeerAuthentication {} DISABLE 대신 PERMISSIVE로 바꿉니다. 클라이언트는 이 정책이 적용되는 곳이 mTLS를 받을 수 있으면 mTLS를 보냅니다.",
                with(policy, Particle::Object)
            )
        }
        Title::InjectNamespace { namespace } => {
            format!(
                "네임스페이스 {namespace}에 istio-injection=enabled 레이블을 붙이고 파드를 다시 시작합니다. 모든 파드에 사이드카가 들어갑니다."
            )
        }
        Title::InjectWorkload { workload } => {
            format!("{workload}에 사이드카를 넣고 파드를 다시 시작합니다.")
        }
        Title::UsePodPort { policy, written, meant } => {
            format!(
                "PeerAuthentication {policy}의 portLevelMtls에 Service 포트 {written} 대신 파드 포트 {} 씁니다.",
                with(&meant.to_string(), Particle::Object)
            )
        }
        Title::CorrectLabel { policy, written, meant } => {
            format!(
                "{policy}의 셀렉터에 {written} 대신 {} 씁니다. 그러면 정책이 적용됩니다.",
                with(meant, Particle::Object)
            )
        }
        Title::Capture { workload, annotation } => {
            format!(
                "{workload}의 사이드카가 이 연결을 처리하도록 {} 고치고 파드를 다시 시작합니다.",
                with(annotation, Particle::Object)
            )
        }
        Title::RemoveTlsMode { workload } => {
            format!("{workload}의 파드에서 security.istio.io/tlsMode 레이블을 지웁니다.")
        }
        Title::DeclareProtocol { service, port, protocol } => {
            format!(
                "Service {service}의 {port} 포트 프로토콜을 {} 선언합니다. 다른 프로토콜용 규칙은 이 포트에 더 이상 적용되지 않습니다.",
                with(protocol, Particle::By)
            )
        }
        Title::TurnAutoMtlsOn => {
            "메시 설정에서 자동 mTLS를 켭니다. DestinationRule이 없는 연결은 서버가 받을 수 있으면 mTLS를 씁니다."
                .to_owned()
        }
        Title::Register { host } => {
            format!("{host}의 ServiceEntry를 추가해 메시 밖으로 호출할 수 있게 합니다.")
        }
        Title::LetIn { policy, client } => {
            format!(
                "AuthorizationPolicy {} {client}의 호출을 허용하게 합니다. 지금은 정책이 막고 있으므로 소유자에게 확인해야 합니다.",
                with(policy, Particle::Subject)
            )
        }
        Title::LetAddressIn { policy, address } => {
            format!(
                "AuthorizationPolicy {policy}에서 주소 {} 허용합니다(ipBlocks). 주소는 호출자의 신원을 증명하지 못하고, 파드의 주소는 다시 시작할 때마다 바뀝니다.",
                with(address, Particle::Object)
            )
        }
        Title::CorrectPolicy { policy, written, meant } => {
            format!(
                "AuthorizationPolicy {policy}에 {written} 대신 {} 씁니다. 그러면 규칙이 적용됩니다.",
                with(meant, Particle::Object)
            )
        }
        Title::DeclareIngress { sidecar, port, protocol } => {
            format!(
                "Sidecar {sidecar}에서 {port} 포트의 프로토콜을 {} 선언합니다. 다른 프로토콜용 규칙은 이 포트에 더 이상 적용되지 않습니다.",
                with(protocol, Particle::By)
            )
        }
        Title::WriteUpstreamHost { config, host } => {
            format!(
                "ConfigMap {config}에서 nginx가 Host 헤더에 {} 쓰게 합니다. 애플리케이션은 외부 이름을 더 이상 볼 수 없으므로 필요하면 X-Forwarded-Host로 전달합니다.",
                with(host, Particle::Object)
            )
        }
        Title::DialUpstream { ingress, host } => {
            format!(
                "Ingress {ingress}에 service-upstream과 upstream-vhost 어노테이션을 붙여 컨트롤러가 {} 직접 호출하게 합니다. 컨트롤러가 파드를 직접 고르지 않으므로 세션 고정이 사라집니다.",
                with(host, Particle::Object)
            )
        }
        Title::AcceptOnPorts { workload, ports } => {
            format!(
                "{workload}의 수신 포트({}, 파드 포트 기준)에서 mTLS와 평문을 모두 받습니다. 모든 클라이언트가 암호화 없이 보낼 수 있고, 누가 보냈는지 확인할 수 없습니다.",
                list(ports)
            )
        }
        Title::TakeOut { workload } => {
            format!(
                "{} 메시에서 빼고(sidecar.istio.io/inject: \"false\") 다시 시작합니다. 모든 포트가 평문이 되고 정책의 보호를 받지 못합니다.",
                with(workload, Particle::Object)
            )
        }
        Title::OwnTls { workload, port } => {
            format!(
                "{} {port} 포트에서 TLS를 직접 종료하게 합니다. DestinationRule은 SIMPLE, PeerAuthentication은 DISABLE, appProtocol은 tcp로 설정합니다. 클라이언트의 프록시가 신뢰하는 인증서가 필요하고, 프록시가 없는 클라이언트는 TLS를 직접 사용해야 합니다.",
                with(workload, Particle::Subject)
            )
        }
        Title::Field(step) => field(step),
        Title::Route(step) => route(step),
        Title::Gateway(step) => gateway(step),
    }
}

fn route(step: &RouteStep) -> String {
    match step {
        RouteStep::DefineSubset { rule, subset } => {
            format!("DestinationRule {rule}에 서브셋 {} 정의합니다.", with(subset, Particle::Object))
        }
        RouteStep::UseSubset { written, meant } => {
            format!("서브셋 {written} 대신 {} 라우팅합니다.", with(meant, Particle::By))
        }
        RouteStep::UseHost { written, meant } => {
            format!("존재하지 않는 {written} 대신 {} 라우팅합니다.", with(meant, Particle::By))
        }
        RouteStep::UsePort { host, written, meant } => {
            format!("{host}의 {meant} 포트로 라우팅합니다. {host}에는 {written} 포트가 없습니다.")
        }
        RouteStep::DropDestination { host } => {
            format!(
                "{} 가는 목적지를 라우트에서 뺍니다. 나머지 목적지가 그 몫을 받습니다.",
                with(host, Particle::By)
            )
        }
        RouteStep::GrantBackend { route, backend } => {
            format!(
                "ReferenceGrant를 추가해 라우트 {} 다른 네임스페이스의 {} 참조할 수 있게 합니다.",
                with(route, Particle::Subject),
                with(backend, Particle::Object)
            )
        }
        RouteStep::ImportNamespace { sidecar, namespace } => {
            format!(
                "Sidecar {} 네임스페이스 {namespace} 전체를 가져오게 합니다.",
                with(sidecar, Particle::Subject)
            )
        }
        RouteStep::ExportTo { kind, resource, namespace } => format!(
            "{kind} {} 네임스페이스 {namespace}에 내보냅니다. 그곳의 모든 클라이언트가 보게 됩니다.",
            with(resource, Particle::Object)
        ),
        RouteStep::CallService { kind, resource, written, meant } => {
            let also = if kind == "Traffic" {
                " 애플리케이션도 이 이름으로 호출해야 합니다."
            } else {
                ""
            };
            format!(
                "{kind} {resource}에서 {written} 대신 {} 호출해 클라이언트의 프록시가 라우트를 찾게 합니다. 파드는 Service가 고릅니다.{also}",
                with(meant, Particle::Object)
            )
        }
        RouteStep::AddHeadless { workload, port } => {
            format!(
                "{workload}의 {port} 포트에 헤드리스 Service를 추가해 프록시가 파드의 주소를 알게 합니다. 모든 클라이언트의 프록시에 파드마다 리스너가 생깁니다."
            )
        }
        RouteStep::DropSubset { subset } => {
            format!("파드가 없는 서브셋 {subset} 대신 호스트의 모든 파드로 라우팅합니다.")
        }
    }
}

fn field(step: &FieldStep) -> String {
    match step {
        FieldStep::Correct { kind, resource, written, meant } => format!(
            "{kind} {resource}에 {written} 대신 {} 씁니다. 그러면 효과가 있습니다.",
            with(meant, Particle::Object)
        ),
        FieldStep::MoveKey { kind, resource, key, to } => format!(
            "{kind} {resource}의 {} {} 옮기고 파드를 다시 시작합니다. 그러면 효과가 있습니다.",
            with(key, Particle::Object),
            with(to, Particle::By)
        ),
        FieldStep::MoveResource { kind, resource, namespace } => format!(
            "{kind} {} 효과가 있는 네임스페이스 {} 옮깁니다.",
            with(resource, Particle::Object),
            with(namespace, Particle::By)
        ),
        FieldStep::Strict { policy } => format!(
            "PeerAuthentication {} STRICT로 바꿉니다. 그곳에는 평문이 더 이상 들어오지 못합니다.",
            with(policy, Particle::Object)
        ),
        FieldStep::AskIdentity { policy } => format!(
            "AuthorizationPolicy {} 신원(principals)도 요구하게 합니다. 평문은 더 이상 들어오지 못합니다.",
            with(policy, Particle::Subject)
        ),
        FieldStep::TargetPort { entry, port, target } => {
            format!("ServiceEntry {entry}의 {port} 포트가 TLS를 받는 {target} 포트로 가게 합니다.")
        }
        FieldStep::Originate { host, port } => {
            format!(
                "프록시가 {host}의 {port} 포트로 TLS(SIMPLE)를 보내게 합니다. 호스트가 그 포트에서 TLS를 받아야 합니다."
            )
        }
        FieldStep::AddWaypoint { waypoint } => format!(
            "웨이포인트 {} 만듭니다. 레이블의 대상인 모든 호출이 프록시를 하나 더 거칩니다.",
            with(waypoint, Particle::Object)
        ),
    }
}

fn gateway(step: &GatewayStep) -> String {
    match step {
        GatewayStep::AddServer { gateway, port, protocol, mode: None } => {
            format!(
                "Gateway {gateway}에 {port} 포트의 {protocol} 서버를 추가합니다. 이 포트로 들어오는 트래픽은 암호화되지 않습니다."
            )
        }
        GatewayStep::AddServer { gateway, port, protocol, mode: Some(mode) } => {
            format!(
                "Gateway {gateway}에 {port} 포트의 {protocol} 서버를 추가하고 tls.mode를 {}",
                server_price(*mode)
            )
        }
        GatewayStep::AnswerTo { gateway, host } => {
            format!(
                "Gateway {gateway}의 서버가 {host}에도 응답하게 합니다. 인증서도 이 이름에 유효해야 합니다."
            )
        }
        GatewayStep::SetServerTls { gateway, port, mode } => {
            format!("Gateway {gateway}의 {port} 포트 tls.mode를 {}", server_price(*mode))
        }
        GatewayStep::SetServerProtocol { gateway, port, protocol } => {
            format!(
                "Gateway {gateway}의 {port} 포트 프로토콜을 {} 바꿔 http 라우트가 적용되게 합니다. 다른 프로토콜은 이 포트에서 더 이상 동작하지 않습니다.",
                with(protocol, Particle::By)
            )
        }
        GatewayStep::RouteBytes { route, port, to } => {
            format!(
                "VirtualService {route}에 게이트웨이의 {port} 포트를 {} 보내는 규칙을 추가합니다.",
                with(to, Particle::By)
            )
        }
        GatewayStep::BindRoute { route, gateway } => format!(
            "VirtualService {} Gateway {gateway}에도 연결해 그 호스트를 게이트웨이에서 받게 합니다.",
            with(route, Particle::Object)
        ),
        GatewayStep::SelectPods { gateway, workload } => {
            format!(
                "Gateway {gateway}의 셀렉터가 {workload}의 파드를 선택하게 합니다. 지금은 아무 파드도 선택하지 않습니다."
            )
        }
        GatewayStep::SpeakToPort { host, port, mode, sni } => {
            let name = sni
                .as_ref()
                .map(|sni| format!("tls.sni를 {}, ", with(sni, Particle::By)))
                .unwrap_or_default();
            format!("{host}의 {port} 포트에 대해 DestinationRule에 {name}tls.mode를 {}", mode_price(*mode))
        }
    }
}

fn list(ports: &[u16]) -> String {
    ports.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn mode_price(mode: ClientTlsMode) -> &'static str {
    match mode {
        ClientTlsMode::IstioMutual => "ISTIO_MUTUAL로 설정합니다.",
        ClientTlsMode::Disable => "DISABLE로 설정합니다. 연결이 암호화되지 않습니다.",
        ClientTlsMode::Simple => {
            "SIMPLE로 설정합니다. 클라이언트의 프록시가 서버의 인증서를 신뢰해야 합니다."
        }
        ClientTlsMode::Mutual => "MUTUAL로 설정합니다.",
    }
}

fn server_price(mode: ServerTlsMode) -> &'static str {
    match mode {
        ServerTlsMode::Simple => {
            "SIMPLE로 설정합니다. Secret에 클라이언트가 신뢰하는 인증서가 있어야 합니다."
        }
        ServerTlsMode::IstioMutual => "ISTIO_MUTUAL로 설정합니다. 메시 안의 클라이언트만 들어올 수 있습니다.",
        ServerTlsMode::Passthrough => "PASSTHROUGH로 설정합니다.",
        ServerTlsMode::Mutual => "MUTUAL로 설정합니다.",
        ServerTlsMode::AutoPassthrough => "AUTO_PASSTHROUGH로 설정합니다.",
        ServerTlsMode::OptionalMutual => "OPTIONAL_MUTUAL로 설정합니다.",
    }
}
