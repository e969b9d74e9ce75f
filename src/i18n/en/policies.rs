//! English sentences for policies that deny calls, or do not do what they say.

use super::broken::{list, verb};
use crate::lint::{Denial, PrincipalFlaw};
use crate::verdict::{AuthorizationAnswer, TokenFlaw};

/// MP113
pub(super) fn denied_without_identity(policy: &str, clients: &[String], servers: &[String]) -> String {
    format!(
        "AuthorizationPolicy {policy} goes by identity, but {} to {} in plaintext, which carries none.",
        verb(clients, "talks", "talk"),
        list(servers)
    )
}

/// MP114
pub(super) fn http_policy_on_tcp(policy: &str, servers: &[String]) -> String {
    format!(
        "AuthorizationPolicy {policy} is about HTTP, but the proxy of {} reads bytes on this port, so every connection is denied.",
        list(servers)
    )
}

/// MP115
pub(super) fn denied_by_policy(denial: &Denial, clients: &[String], servers: &[String]) -> String {
    let asked = [&verb(clients, "asks", "ask"), " of ", &list(servers)].concat();
    let denied = [&verb(clients, "is", "are"), " denied at ", &list(servers)].concat();
    match denial {
        Denial::Policy(AuthorizationAnswer::Refused { policy, .. }) => {
            format!("AuthorizationPolicy {policy} denies what {asked}.")
        }
        Denial::Policy(AuthorizationAnswer::NotAllowed { policy, others: 0, .. }) => {
            format!("No rule of AuthorizationPolicy {policy} allows what {asked}.")
        }
        Denial::Policy(AuthorizationAnswer::NotAllowed { policy, others, .. }) => {
            format!("No rule of AuthorizationPolicy {policy} and {others} more allows what {asked}.")
        }
        Denial::Policy(AuthorizationAnswer::NoProvider { policy, provider }) => {
            format!(
                "AuthorizationPolicy {policy} asks the provider {provider}, which the mesh config does not have, so {denied}."
            )
        }
        Denial::Policy(AuthorizationAnswer::SeveralProviders { policy }) => {
            format!("AuthorizationPolicy {policy} and another one ask different providers, so {denied}.")
        }
        Denial::Token(flaw) => {
            let refuse = verb(servers, "refuses", "refuse");
            format!("{refuse} the token of {}: {}.", list(clients), token(flaw))
        }
        Denial::Policy(
            AuthorizationAnswer::NoPolicy
            | AuthorizationAnswer::NotRefused
            | AuthorizationAnswer::Allowed { .. }
            | AuthorizationAnswer::Asked { .. },
        )
        | Denial::OnTheWay => format!("A policy on the way denies what {asked}."),
    }
}

fn token(flaw: &TokenFlaw) -> &'static str {
    match flaw {
        TokenFlaw::UnknownIssuer(_) => "no rule is for its issuer",
        TokenFlaw::Expired => "it is expired",
        TokenFlaw::WrongAudience => "it is for another audience",
        TokenFlaw::Unverified => "it cannot be verified",
    }
}

/// MP201
pub(super) fn negative_match_admits_plaintext(policy: &str, field: &str) -> String {
    format!(
        "{field} of AuthorizationPolicy {policy} lets in everybody without an identity: all plaintext, wherever it comes from."
    )
}

/// MP303
pub(super) fn unknown_principal(policy: &str, principal: &str, flaw: &PrincipalFlaw) -> String {
    let what = match flaw {
        PrincipalFlaw::Scheme => "Principals are written without `spiffe://`".to_owned(),
        PrincipalFlaw::NoAccount(Some(nearest)) => {
            format!("No workload has this service account; one has {nearest}")
        }
        PrincipalFlaw::NoAccount(None) => "No workload has this service account".to_owned(),
    };
    format!("AuthorizationPolicy {policy} names {principal}, which nobody is. {what}.")
}

/// MP304
pub(super) fn service_port_in_policy(
    (kind, policy): (&str, &str),
    service: &str,
    port: u16,
    target: u16,
) -> String {
    format!("{kind} {policy} names port {port} of service {service}; what counts is the pod port, {target}.")
}
