//! Korean sentences for what changes nothing.

use crate::i18n::josa::{Particle, with};
use crate::lint::{AnnotationFlaw, InjectionPlace, NoEffect, Shadow};

/// The sentence.
pub(super) fn sentence(what: &NoEffect) -> String {
    let topic = |name: &str| with(name, Particle::Topic);
    match what {
        NoEffect::Shadowed { kind, resource, by, than } => {
            let other = with(than, Particle::Subject);
            let why = match by {
                Shadow::Older => format!("{other} 더 오래되었고, 가장 오래된 것만 적용됩니다"),
                Shadow::EarlierName => format!("생성 시각으로 구별되지 않고, {other} 이름 순서에서 앞섭니다"),
                Shadow::Younger => format!("{other} 더 새것이고, 둘을 합칠 수 없습니다"),
                Shadow::OlderPolicy => format!("{other} 더 오래되었고, 그 트래픽 정책만 적용됩니다"),
                Shadow::SameHost => format!("더 오래된 {other} 같은 포트에 같은 호스트를 두고 있습니다"),
                Shadow::SamePort => format!("더 오래된 {other} 같은 포트에서 다른 프로토콜을 씁니다"),
                Shadow::EarlierRoutes => format!("{other} 같은 호스트를 두고 있고, 그 경로가 앞섭니다"),
                Shadow::EarlierNamespace => format!("클라이언트가 {than}의 네임스페이스를 먼저 봅니다"),
            };
            format!("{kind} {} 여기의 어떤 호출에도 효과가 없습니다. {why}.", topic(resource))
        }
        NoEffect::SelectorInRoot { policy } => format!(
            "PeerAuthentication {} 효과가 없습니다. 루트 네임스페이스에서 선택자가 있는 정책은 어떤 파드에도 적용되지 않습니다.",
            topic(policy)
        ),
        NoEffect::HostOfNothing { kind, rule, host, meant: Some(meant) } => format!(
            "{kind} {} 효과가 없습니다. {} 적힌 그대로 읽히고, 서비스의 이름은 {meant}입니다.",
            topic(rule),
            topic(host)
        ),
        NoEffect::HostOfNothing { kind, rule, host, meant: None } => {
            format!("{kind} {} 효과가 없습니다. {host}라는 이름의 서비스가 없습니다.", topic(rule))
        }
        NoEffect::UnconsultedRule { rule } => format!(
            "DestinationRule {} 효과가 없습니다. 클라이언트는 자기 네임스페이스, 서비스의 네임스페이스, 루트 네임스페이스만 찾아봅니다.",
            topic(rule)
        ),
        NoEffect::HiddenRule { kind, rule, by_default: false } => format!(
            "{kind} {} 효과가 없습니다. 이 호스트를 부르는 클라이언트의 네임스페이스로 내보내지 않습니다.",
            topic(rule)
        ),
        NoEffect::HiddenRule { kind, rule, by_default: true } => format!(
            "{kind} {} 효과가 없습니다. 메시 설정에 따라 자기 네임스페이스에만 머뭅니다.",
            topic(rule)
        ),
        NoEffect::UnknownGateway { route, gateway, meant } => {
            let meant =
                meant.as_ref().map_or_else(String::new, |meant| format!(" Gateway의 이름은 {meant}입니다."));
            format!(
                "VirtualService {} 가리키는 Gateway {} 여기에 없습니다.{meant}",
                with(route, Particle::Subject),
                with(gateway, Particle::Subject)
            )
        }
        NoEffect::MissingWaypoint { waypoint, exists: false } => format!(
            "웨이포인트 {} 없어서, 이 레이블의 대상 앞에는 아무것도 없습니다.",
            with(waypoint, Particle::Subject)
        ),
        NoEffect::MissingWaypoint { waypoint, exists: true } => format!(
            "웨이포인트 {} 이 네임스페이스의 것을 받지 않아서, 호출이 그냥 지나갑니다.",
            with(waypoint, Particle::Subject)
        ),
        NoEffect::MeaninglessInjection { key, value, known: [yes, no] } => {
            format!("{key}의 값이 “{value}”입니다. 뜻이 있는 값은 {yes}, {no}뿐입니다.")
        }
        NoEffect::MisplacedInjection { key, place } => {
            let place = match place {
                InjectionPlace::Template => "파드 템플릿의 레이블만 적용됩니다",
                InjectionPlace::PodLabel => "파드의 레이블이어야 합니다",
                InjectionPlace::NamespaceLabel => "Namespace의 레이블이어야 합니다",
            };
            format!("여기에 있는 {} 효과가 없습니다. {place}.", topic(key))
        }
        NoEffect::IgnoredAnnotation { key, flaw } => match flaw {
            AnnotationFlaw::Unknown(meant) => {
                format!("{} 아무도 읽지 않습니다. 혹시 {meant}입니까?", topic(key))
            }
            AnnotationFlaw::Template => {
                format!("여기에 있는 {} 효과가 없습니다. 파드 템플릿의 애너테이션이어야 합니다.", topic(key))
            }
            AnnotationFlaw::Label => {
                format!("{} 애너테이션이 아니라 레이블일 때 효과가 있습니다.", topic(key))
            }
            AnnotationFlaw::Annotation => {
                format!("{} 레이블이 아니라 애너테이션일 때 효과가 있습니다.", topic(key))
            }
        },
        NoEffect::UnreadSecret { secret, gateway, namespace } => format!(
            "Gateway {gateway}에서 {} 쓸 수 없습니다. 파드가 {namespace}에 있고, 그 네임스페이스의 Secret만 읽습니다.",
            with(secret, Particle::Object)
        ),
        NoEffect::LiteralStar { kind, resource, field, written, meant } => {
            let meant = meant.as_ref().map_or_else(String::new, |meant| format!(" 혹시 {meant}입니까?"));
            format!(
                "{kind} {resource}의 {field}에 {written}라고 적혀 있는데, 여기의 *는 글자 그대로 비교되므로 맞는 것이 거의 없습니다.{meant}"
            )
        }
    }
}
