//! Why a resource did not count, in Korean. Each text stands behind the name of the resource.

use crate::i18n::josa::{Particle, with};
use crate::verdict::Because;

/// The reason.
pub(super) fn text(because: &Because) -> String {
    match because {
        Because::SelectsOthers => "다른 파드를 선택합니다".into(),
        Because::RootWithSelector => {
            "셀렉터가 있습니다. 루트 네임스페이스에서는 그런 정책이 어떤 파드에도 적용되지 않습니다".into()
        }
        Because::NotRoot => "루트 네임스페이스에 있지 않습니다".into(),
        Because::MovesRoot(root) => format!("루트 네임스페이스를 {} 정합니다", with(root, Particle::By)),
        Because::Younger { than, tied: false } => format!("{than}보다 나중에 만들어졌습니다"),
        Because::Younger { than, tied: true } => {
            format!("이름 순서가 {than}보다 뒤입니다. 생성 시각으로는 구분되지 않습니다")
        }
        Because::AndMore(count) => {
            format!("앞의 것과 같은 까닭으로 제외된 {count}개 중 첫째입니다")
        }
        Because::LaterPort => "같은 Service의 다른 포트보다 뒤에 있습니다".into(),
        Because::Unset => "모드를 상위 수준에 맡깁니다".into(),
        Because::LessSpecific => "덜 구체적입니다".into(),
        Because::OtherPorts(ports) if ports.is_empty() => "어떤 포트도 가리키지 않습니다".into(),
        Because::OtherPorts(ports) => {
            let numbers: Vec<_> = ports.iter().map(u16::to_string).collect();
            format!("다른 포트({})에 대한 것입니다", numbers.join(", "))
        }
        Because::ServicePort { service, pod } => {
            format!("서비스 포트 번호 {service}에 대한 것입니다. 기준은 파드 포트 {pod}입니다")
        }
        Because::DottedHost(host) => {
            format!("호스트 {} 어떤 서비스의 전체 이름도 아닙니다", with(host, Particle::Topic))
        }
        Because::OwnNamespaceHost(host) => {
            format!("자기 네임스페이스의 서비스 {} 가리킵니다", with(host, Particle::Object))
        }
        Because::ThirdNamespace => {
            "클라이언트의 네임스페이스에도 서비스의 네임스페이스에도 있지 않습니다".into()
        }
        Because::NotExported => "클라이언트의 네임스페이스로 내보내지 않았습니다".into(),
        Because::PrivateByDefault => "메시 설정의 기본값에 따라 자기 네임스페이스에서만 적용됩니다".into(),
        Because::LessSpecificHost { than } => format!("{than}보다 덜 구체적인 호스트에 대한 것입니다"),
        Because::LaterNamespace { than } => format!("{than}의 네임스페이스를 먼저 찾습니다"),
        Because::MergedAway { into } => format!("정책이 더 오래된 {into}에 합쳐집니다"),
        Because::Older { than } => format!("{than}보다 먼저 만들어졌고, 둘은 합칠 수 없습니다"),
        Because::NotForThisClient { than } => {
            format!("클라이언트를 선택하는 {} 대신 적용됩니다", with(than, Particle::Subject))
        }
        Because::ReplacedForPort(port) => format!("포트 {port}에서는 대체됩니다"),
        Because::ReplacedForSubset => "서브셋에서는 대체됩니다".into(),
        Because::SubsetNotChosen => "어떤 경로도 고르지 않은 서브셋에 대한 것입니다".into(),
        Because::ForeignToWaypoint => {
            "웨이포인트의 네임스페이스에도 서비스의 네임스페이스에도 있지 않습니다".into()
        }
        Because::SendsGateways => "게이트웨이도 웨이포인트를 거치게 합니다".into(),
        Because::MakesWaypoint => "웨이포인트를 만듭니다".into(),
        Because::InstallsAmbient => "앰비언트를 설치에 포함시켜 사이드카가 터널을 받게 합니다".into(),
        Because::ForGateways => "게이트웨이에만 적용됩니다".into(),
        Because::NotImported => "클라이언트의 Sidecar가 가져오지 않습니다".into(),
        Because::Imports => "여기에 필요한 것을 가져옵니다".into(),
        Because::ImportsLess => "부르는 서비스를 가져오지 않습니다".into(),
        Because::NoRuleLeft => "이 클라이언트와 포트에 해당하는 규칙이 없습니다".into(),
        Because::NoRuleTakesIt => "이 요청을 받는 규칙이 없습니다".into(),
        Because::OtherSni => "다른 SNI에 대한 규칙만 있습니다".into(),
        Because::OtherRoutes { of } => format!("{of}의 경로가 우선합니다"),
        Because::Delegates => "결정을 이 규칙에 맡깁니다".into(),
        Because::LeavesUnknown => "프록시가 모르는 호출을 어떻게 할지 정합니다".into(),
        Because::OtherNames => "다른 호스트에 대한 것입니다".into(),
        Because::OtherRequests => "다른 요청을 받습니다".into(),
        Because::SharesHost { with: older } => {
            format!("먼저 만들어진 {} 호스트가 겹칩니다", with(older, Particle::With))
        }
        Because::PortTaken { by } => format!("같은 포트를 먼저 차지한 {by}의 서버와 프로토콜이 다릅니다"),
        Because::BoundElsewhere => "별도의 주소에 바인딩되어 있습니다".into(),
        Because::LaterSni => "같은 서버 이름(SNI)에 대한 규칙이 앞에 있습니다".into(),
        Because::GivesChain => "이 서버가 보낼 곳을 정합니다".into(),
        Because::MakesCluster => "경로가 향하는 곳입니다".into(),
        Because::Permits => "이를 허용합니다".into(),
        Because::AllowsMtls => "mTLS를 허용합니다".into(),
        Because::Overruled => "더 우선하는 설정이 있습니다".into(),
        Because::SaysNothing => "이 경우를 다루지 않습니다".into(),
        Because::EmptySelector => "빈 셀렉터가 있습니다. 앰비언트에서는 어떤 파드도 선택하지 않습니다".into(),
        Because::NoProviders => "외부 제공자에게 묻는 정책입니다. ztunnel은 물을 수 없습니다".into(),
        Because::DryRun => "시험 적용(dry run)입니다".into(),
        Because::OnlyAudits => "감사 기록만 남깁니다".into(),
        Because::NotForSidecars => "targetRefs로 연결되어 있어 사이드카는 보지 않습니다".into(),
        Because::NoRules => "규칙이 없어서 아무것에도 맞지 않습니다".into(),
        Because::NeedsRequest => {
            "HTTP에 대한 규칙뿐인데, 여기서는 프록시가 바이트만 읽어 남는 규칙이 없습니다".into()
        }
        Because::NoRuleMatches => "맞는 규칙이 없습니다".into(),
        Because::AlreadyAllowed => "이미 다른 ALLOW 정책이 허용합니다".into(),
        Because::RefusesAsWell => "역시 거부합니다".into(),
        Because::SharesProvider => "역시 CUSTOM이고, 워크로드마다 제공자는 하나만 가능합니다".into(),
        Because::NamesProvider(provider) => {
            format!("제공자 {} 정의합니다", with(provider, Particle::Object))
        }
        Because::NamesTrustDomain(domain) => format!("신뢰 도메인을 {} 정합니다", with(domain, Particle::By)),
        Because::NormalizesPaths => "경로를 정규화하는 방법을 정합니다".into(),
        Because::LimitsDetection => "프록시가 첫 바이트를 기다리는 시간을 제한합니다".into(),
        Because::NoToken => "검사할 토큰이 없습니다".into(),
        Because::LooksElsewhere => "토큰을 다른 곳에서 찾습니다".into(),
        Because::OtherTokens => "다른 토큰에 대한 것입니다".into(),
    }
}
