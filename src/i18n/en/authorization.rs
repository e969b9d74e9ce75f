//! What token checks and policies of a server say, in English. Each text stands behind the label of its question.

use crate::verdict::{AuthorizationAnswer, Refusal, TokenAnswer, TokenFlaw};

/// What RequestAuthentication makes of a token.
pub(super) fn token(answer: &TokenAnswer) -> String {
    match answer {
        TokenAnswer::Missing => "no token: passes without a principal".into(),
        TokenAnswer::NotSought => "looks for tokens elsewhere: passes without a principal".into(),
        TokenAnswer::Preflight => "a CORS preflight is not asked for a token".into(),
        TokenAnswer::Accepted { issuer, subject: Some(subject) } => format!("valid: {issuer}/{subject}"),
        TokenAnswer::Accepted { issuer, subject: None } => format!("valid: {issuer}, no subject"),
        TokenAnswer::Rejected(flaw) => format!("refused: {}", self::flaw(flaw)),
    }
}

fn flaw(flaw: &TokenFlaw) -> String {
    match flaw {
        TokenFlaw::UnknownIssuer(Some(issuer)) => format!("no rule is for the issuer {issuer}"),
        TokenFlaw::UnknownIssuer(None) => "the token names no issuer".into(),
        TokenFlaw::Expired => "the token is expired".into(),
        TokenFlaw::WrongAudience => "the token is for another audience".into(),
        TokenFlaw::Unverified => "the token cannot be verified".into(),
    }
}

/// What AuthorizationPolicies say.
pub(super) fn policies(answer: &AuthorizationAnswer) -> String {
    match answer {
        AuthorizationAnswer::NoPolicy => "no policy: allowed".into(),
        AuthorizationAnswer::NotRefused => "allowed: no ALLOW policy, and no other refuses it".into(),
        AuthorizationAnswer::Allowed { policy, rule } => format!("allowed by {policy}, rule {}", rule + 1),
        AuthorizationAnswer::Refused { policy, rule, refusal } => {
            format!("denied by {policy}, rule {}{}", rule + 1, self::refusal(*refusal))
        }
        AuthorizationAnswer::NotAllowed { policy, others: 0, refusal } => {
            format!("denied: no rule of {policy} matches{}", self::refusal(*refusal))
        }
        AuthorizationAnswer::NotAllowed { policy, others, refusal } => {
            format!("denied: no rule of {policy} and {others} more matches{}", self::refusal(*refusal))
        }
        AuthorizationAnswer::Asked { policy, provider } => {
            format!("{policy} asks {provider}, taken to say yes")
        }
        AuthorizationAnswer::NoProvider { policy, provider } => {
            format!("denied by {policy}: the mesh config has no authorizer {provider}")
        }
        AuthorizationAnswer::SeveralProviders { policy } => {
            format!("denied by {policy}: a workload has only one provider")
        }
    }
}

fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Plain => "",
        Refusal::IdentityLost => "; with its identity the client would get in, and plaintext has none",
        Refusal::RequestUnseen => "; it is about HTTP, and the proxy reads bytes here",
    }
}
