//! Korean sentences for policies that deny calls, or do not do what they say.

use super::broken::{list, listed};
use crate::i18n::josa::{Particle, with};
use crate::lint::{Denial, PrincipalFlaw};
use crate::verdict::{AuthorizationAnswer, TokenFlaw};

/// MP113
pub(super) fn denied_without_identity(policy: &str, clients: &[String], servers: &[String]) -> String {
    format!(
        "AuthorizationPolicy {} 신원을 기준으로 하지만, {} {}에 신원이 없는 평문을 보냅니다.",
        with(policy, Particle::Topic),
        listed(clients, Particle::Topic),
        list(servers)
    )
}

/// MP114
pub(super) fn http_policy_on_tcp(policy: &str, servers: &[String]) -> String {
    format!(
        "AuthorizationPolicy {} HTTP에 대한 것이지만 {}의 프록시는 이 포트에서 바이트만 읽으므로, 모든 연결이 거부됩니다.",
        with(policy, Particle::Topic),
        list(servers)
    )
}

/// MP115
pub(super) fn denied_by_policy(denial: &Denial, clients: &[String], servers: &[String]) -> String {
    let to = list(servers);
    let call = format!("{} {to}에 보내는 호출", listed(clients, Particle::Subject));
    match denial {
        Denial::Policy(AuthorizationAnswer::Refused { policy, .. }) => {
            format!("AuthorizationPolicy {} {call}을 거부합니다.", with(policy, Particle::Subject))
        }
        Denial::Policy(AuthorizationAnswer::NotAllowed { policy, others: 0, .. }) => {
            format!("AuthorizationPolicy {policy}의 어떤 규칙도 {call}을 허용하지 않습니다.")
        }
        Denial::Policy(AuthorizationAnswer::NotAllowed { policy, others, .. }) => {
            format!(
                "AuthorizationPolicy {policy} 외 {others}개 정책의 어떤 규칙도 {call}을 허용하지 않습니다."
            )
        }
        Denial::Policy(AuthorizationAnswer::NoProvider { policy, provider }) => {
            format!(
                "AuthorizationPolicy {} 메시 설정에 없는 제공자 {provider}에 묻기 때문에, {call}이 거부됩니다.",
                with(policy, Particle::Subject)
            )
        }
        Denial::Policy(AuthorizationAnswer::SeveralProviders { policy }) => {
            format!(
                "AuthorizationPolicy {} 다른 정책이 서로 다른 제공자에 묻기 때문에, {call}이 거부됩니다.",
                with(policy, Particle::With)
            )
        }
        Denial::Token(flaw) => {
            format!(
                "{} {}의 토큰을 거부합니다. {}.",
                listed(servers, Particle::Subject),
                list(clients),
                token(flaw)
            )
        }
        Denial::Policy(
            AuthorizationAnswer::NoPolicy
            | AuthorizationAnswer::NotRefused
            | AuthorizationAnswer::Allowed { .. }
            | AuthorizationAnswer::Asked { .. },
        )
        | Denial::OnTheWay => format!("경로에 있는 정책이 {call}을 거부합니다."),
    }
}

fn token(flaw: &TokenFlaw) -> &'static str {
    match flaw {
        TokenFlaw::UnknownIssuer(_) => "이 발급자에 대한 규칙이 없습니다",
        TokenFlaw::Expired => "만료되었습니다",
        TokenFlaw::WrongAudience => "대상(audience)이 다릅니다",
        TokenFlaw::Unverified => "검증할 수 없습니다",
    }
}

/// MP201
pub(super) fn negative_match_admits_plaintext(policy: &str, field: &str) -> String {
    format!(
        "AuthorizationPolicy {policy}의 {} 신원이 없는 모두를, 곧 어디서 왔든 모든 평문을 들여보냅니다.",
        with(field, Particle::Topic)
    )
}

/// MP303
pub(super) fn unknown_principal(policy: &str, principal: &str, flaw: &PrincipalFlaw) -> String {
    let what = match flaw {
        PrincipalFlaw::Scheme => "principals에는 `spiffe://`를 쓰지 않습니다".to_owned(),
        PrincipalFlaw::NoAccount(Some(nearest)) => {
            format!(
                "이 서비스 계정을 쓰는 워크로드가 없고, {} 쓰는 워크로드는 있습니다",
                with(nearest, Particle::Object)
            )
        }
        PrincipalFlaw::NoAccount(None) => "이 서비스 계정을 쓰는 워크로드가 없습니다".to_owned(),
    };
    format!(
        "AuthorizationPolicy {} 아무도 갖지 않은 신원 {} 가리킵니다. {what}.",
        with(policy, Particle::Subject),
        with(principal, Particle::Object)
    )
}

/// MP304
pub(super) fn service_port_in_policy(
    (kind, policy): (&str, &str),
    service: &str,
    port: u16,
    target: u16,
) -> String {
    format!(
        "{kind} {} 서비스 {service}의 포트 {} 가리킵니다. 기준은 파드 포트 {target}입니다.",
        with(policy, Particle::Subject),
        with(&port.to_string(), Particle::Object)
    )
}
