//! What people see of a connection or request that policies deny (AZ-32, AZ-37).

use super::symptom::{Carrier, RESET, Symptom};
use super::{
    Admission, Answer, AuthorizationAnswer, CallOutcome, Codec, Endpoint, GatewayAnswer, Outcome, Question,
    Step, Taken, TokenFlaw, Verdict, Weight,
};
use std::borrow::Cow;

const FORBIDDEN: &str = "403 RBAC: access denied";

/// What people see of an endpoint whose policies deny the call. A proxy that reads requests answers; one that reads
/// bytes can only close the connection.
pub(super) fn look(endpoint: &Endpoint, carrier: Carrier) -> Symptom {
    let requests = reads_requests(endpoint);
    let reached = endpoint.why.iter().rfind(|step| step.weight != Weight::NotReached);
    let (client, detail) = match reached.map(|step| &step.answer) {
        Some(Answer::RequestAuthentication(super::TokenAnswer::Rejected(flaw))) => token(flaw),
        Some(Answer::Authorization(answer)) => (FORBIDDEN, matched(answer)),
        _ => (FORBIDDEN, Cow::Borrowed("rbac_access_denied")),
    };
    let status = client.get(..3).unwrap_or_default();
    let (client, client_log) = match (requests, carrier) {
        (true, Carrier::Requests) if status == "401" => (client, Some("401 - via_upstream")),
        (true, Carrier::Requests) => (client, Some("403 - via_upstream")),
        (true, Carrier::Connections) => (client, Some("0 -")),
        (true, Carrier::Nobody) => (client, None),
        (false, Carrier::Requests) => (
            "503 upstream connect error or disconnect/reset before headers. reset reason: connection termination",
            Some("503 UC upstream_reset_before_response_started{connection_termination}"),
        ),
        (false, Carrier::Connections) => (RESET, Some("0 -")),
        (false, Carrier::Nobody) => ("curl: (56) Recv failure: Connection reset by peer", None),
    };
    let server_log = format!("{} - {detail}", if requests { status } else { "0" });
    Symptom { client, client_log, server_log: Some(server_log.into()), certain: true }
}

/// The status of the answer to a request that is denied, at an endpoint or, without one, on the way: 401 or 403. `None`
/// where nothing is denied, and for connections, which are only closed.
pub fn status(verdict: &Verdict, endpoint: Option<&Endpoint>) -> Option<u16> {
    let (denied, shared, steps) = if let Some(endpoint) = endpoint {
        let denied = endpoint.outcome == Outcome::Denied && reads_requests(endpoint);
        (denied, &[][..], &endpoint.why[..])
    } else {
        let denied = verdict.outcome == Some(CallOutcome::Denied) && verdict.path(None).any(reads);
        (denied, &verdict.why[..], &verdict.stopped[..])
    };
    let mut reached = shared.iter().chain(steps).filter(|step| step.weight != Weight::NotReached);
    let text = match reached.rfind(|step| step.answer.question() >= Question::RequestAuthentication)?.answer {
        Answer::RequestAuthentication(super::TokenAnswer::Rejected(ref flaw)) => token(flaw).0,
        _ => FORBIDDEN,
    };
    denied.then(|| text.get(..3)?.parse().ok()).flatten()
}

/// What people see of a call that the policies of a gateway or waypoint deny.
pub(super) fn on_the_way(verdict: &Verdict) -> Symptom {
    let rejected = verdict.path(None).find_map(|step| match &step.answer {
        Answer::RequestAuthentication(super::TokenAnswer::Rejected(flaw)) => Some(flaw),
        _ => None,
    });
    let (client, log) = match rejected.map(|flaw| token(flaw).0) {
        _ if !verdict.path(None).any(reads) => (RESET, "0 - rbac_access_denied"),
        Some(client) if client.starts_with("401") => (client, "401 - jwt_authn_access_denied"),
        Some(client) => (client, "403 - jwt_authn_access_denied"),
        None => (FORBIDDEN, "403 - rbac_access_denied"),
    };
    Symptom { client, client_log: Some(log), server_log: None, certain: true }
}

/// Whether the server's proxy reads requests there, so that it can answer them.
fn reads_requests(endpoint: &Endpoint) -> bool {
    endpoint.why.iter().any(reads)
}

/// Whether a proxy tells with this step that it reads requests.
fn reads(step: &Step) -> bool {
    let codec = match &step.answer {
        Answer::FilterChain { taken: Taken::Terminated(codec) | Taken::Plain(codec), .. }
        | Answer::GatewayServer(GatewayAnswer::Server {
            taken: Admission::Terminated(codec) | Admission::Plain(codec),
            ..
        }) => *codec,
        _ => Codec::Tcp,
    };
    codec == Codec::Http
}

/// What the client sees of a bad token, and what the server's proxy logs.
fn token(flaw: &TokenFlaw) -> (&'static str, Cow<'static, str>) {
    let (client, detail) = match flaw {
        TokenFlaw::UnknownIssuer(_) => ("401 Jwt issuer is not configured", "Jwt_issuer_is_not_configured"),
        TokenFlaw::Expired => ("401 Jwt is expired", "Jwt_is_expired"),
        TokenFlaw::WrongAudience => {
            ("403 Audiences in Jwt are not allowed", "Audiences_in_Jwt_are_not_allowed")
        }
        TokenFlaw::Unverified => ("401 Jwt verification fails", "Jwt_verification_fails"),
    };
    (client, format!("jwt_authn_access_denied{{{detail}}}").into())
}

/// The policy and rule that a proxy logs; `none` where an ALLOW policy is missing.
fn matched(answer: &AuthorizationAnswer) -> Cow<'static, str> {
    match answer {
        AuthorizationAnswer::Refused { policy, rule, .. } => {
            let (namespace, name) = policy.split_once('/').unwrap_or(("", policy));
            format!("rbac_access_denied_matched_policy[ns[{namespace}]-policy[{name}]-rule[{rule}]]").into()
        }
        AuthorizationAnswer::NotAllowed { .. }
        | AuthorizationAnswer::NoPolicy
        | AuthorizationAnswer::NotRefused
        | AuthorizationAnswer::Allowed { .. }
        | AuthorizationAnswer::Asked { .. } => "rbac_access_denied_matched_policy[none]".into(),
        // The rules of CUSTOM policies go by other names in the proxy.
        AuthorizationAnswer::NoProvider { .. } | AuthorizationAnswer::SeveralProviders { .. } => {
            "rbac_access_denied_matched_policy".into()
        }
    }
}
