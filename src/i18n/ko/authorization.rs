//! What token checks and policies of a server say, in Korean. Each text stands behind the label of its question.

use crate::i18n::josa::{Particle, with};
use crate::verdict::{AuthorizationAnswer, Refusal, TokenAnswer, TokenFlaw};

/// What RequestAuthentication makes of a token.
pub(super) fn token(answer: &TokenAnswer) -> String {
    match answer {
        TokenAnswer::Missing => "토큰 없음: 주체 없이 통과".into(),
        TokenAnswer::NotSought => "토큰을 다른 곳에서 찾음: 주체 없이 통과".into(),
        TokenAnswer::Preflight => "CORS 사전 요청에는 토큰을 묻지 않음".into(),
        TokenAnswer::Accepted { issuer, subject: Some(subject) } => format!("유효함: {issuer}/{subject}"),
        TokenAnswer::Accepted { issuer, subject: None } => format!("유효함: {issuer}, sub 없음"),
        TokenAnswer::Rejected(flaw) => format!("거부: {}", self::flaw(flaw)),
    }
}

fn flaw(flaw: &TokenFlaw) -> String {
    match flaw {
        TokenFlaw::UnknownIssuer(Some(issuer)) => format!("발급자 {issuer}에 대한 규칙이 없음"),
        TokenFlaw::UnknownIssuer(None) => "토큰에 발급자가 없음".into(),
        TokenFlaw::Expired => "만료된 토큰".into(),
        TokenFlaw::WrongAudience => "대상(audience)이 다른 토큰".into(),
        TokenFlaw::Unverified => "검증할 수 없는 토큰".into(),
    }
}

/// What AuthorizationPolicies say.
pub(super) fn policies(answer: &AuthorizationAnswer) -> String {
    match answer {
        AuthorizationAnswer::NoPolicy => "정책 없음: 허용".into(),
        AuthorizationAnswer::NotRefused => "허용: ALLOW 정책이 없고, 거부하는 정책도 없음".into(),
        AuthorizationAnswer::Allowed { policy, rule } => {
            format!("{policy}의 규칙 {}에 따라 허용", rule + 1)
        }
        AuthorizationAnswer::Refused { policy, rule, refusal } => {
            format!("{policy}의 규칙 {}에 따라 거부{}", rule + 1, self::refusal(*refusal))
        }
        AuthorizationAnswer::NotAllowed { policy, others: 0, refusal } => {
            format!("거부: {policy}의 어떤 규칙에도 맞지 않음{}", self::refusal(*refusal))
        }
        AuthorizationAnswer::NotAllowed { policy, others, refusal } => {
            format!("거부: {policy} 외 {others}개 정책의 어떤 규칙에도 맞지 않음{}", self::refusal(*refusal))
        }
        AuthorizationAnswer::Asked { policy, provider } => {
            format!("{} {provider}에 물음, 허용한다고 가정", with(policy, Particle::Subject))
        }
        AuthorizationAnswer::NoProvider { policy, provider } => {
            format!(
                "{policy}에 따라 거부: 메시 설정에 인가 제공자 {} 없음",
                with(provider, Particle::Subject)
            )
        }
        AuthorizationAnswer::SeveralProviders { policy } => {
            format!("{policy}에 따라 거부: 워크로드마다 제공자는 하나만 가능")
        }
    }
}

fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Plain => "",
        Refusal::IdentityLost => ". 클라이언트의 신원이면 허용되지만, 평문에는 신원이 없음",
        Refusal::RequestUnseen => ". HTTP에 대한 정책인데, 여기서는 프록시가 바이트만 읽음",
    }
}
