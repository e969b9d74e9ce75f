//! Why a pod has a proxy or none, in Korean.

use super::Ko;
use crate::i18n::josa::{Particle, with};
use crate::i18n::text::InjectionText;
use crate::mesh::InjectionFact;

impl InjectionText for Ko {
    fn injection(&self, fact: &InjectionFact) -> String {
        match fact {
            InjectionFact::HostNetwork => "hostNetwork: true".into(),
            InjectionFact::SystemNamespace(name) => {
                format!("네임스페이스 {} 주입 대상이 아님", with(name, Particle::Topic))
            }
            InjectionFact::NamespaceLabel(value) => format!("네임스페이스 레이블 istio-injection={value}"),
            InjectionFact::NamespaceRevision(value) => format!("네임스페이스 레이블 istio.io/rev={value}"),
            InjectionFact::PodRevision(value) => format!("파드 레이블 istio.io/rev={value}"),
            InjectionFact::PodLabel(value) => format!("파드 레이블 sidecar.istio.io/inject={value}"),
            InjectionFact::PodAnnotation(value) => format!("파드 애너테이션 sidecar.istio.io/inject={value}"),
            InjectionFact::StaticProxy => "매니페스트에 istio-proxy 컨테이너가 이미 있음".into(),
            InjectionFact::GatewayTemplate => "게이트웨이 템플릿을 요청함".into(),
            InjectionFact::Proxyless(template) => format!("템플릿 {template} 요청: 프록시 없는 gRPC"),
            InjectionFact::RevisionNotInstalled(revision) => {
                format!("리비전 {revision}의 컨트롤 플레인이 설치되어 있지 않음")
            }
            InjectionFact::RunsWithout => "실행 중인 파드에 istio-proxy 컨테이너가 없음".into(),
            InjectionFact::AmbientNamespace => "네임스페이스 레이블 istio.io/dataplane-mode=ambient".into(),
            InjectionFact::PodDataplaneMode(value) => format!("파드 레이블 istio.io/dataplane-mode={value}"),
            InjectionFact::MachineTlsMode(value) => format!("머신 레이블 security.istio.io/tlsMode={value}"),
            InjectionFact::MachineAccount => "머신에 서비스 어카운트가 있음".into(),
            InjectionFact::MachineSilent => "머신에 tlsMode 레이블도 서비스 어카운트도 없음".into(),
            InjectionFact::GatewayClass(class) => format!("{class} 클래스의 Gateway"),
            InjectionFact::DefaultProfile => {
                "Istio의 default 프로필에 있는 게이트웨이이며, 그 파드는 텍스트에 없음".into()
            }
            InjectionFact::NothingAsks => "네임스페이스도 파드도 프록시를 요청하지 않음".into(),
        }
    }
}
