//! Names that AuthorizationPolicies get wrong: what is denied for that alone is denied by mistake.

use super::failures::{self, End, Failure};
use super::rules::{service_port_in_policy, unknown_principal};
use super::{Code, Context, Finding, Message, PrincipalFlaw};
use crate::verdict::{Answer, AuthorizationAnswer};
use std::collections::BTreeMap;

/// By `namespace/name` of a policy, the principals and pod ports that it just misses, and the findings that say so.
#[derive(Clone, Debug)]
pub(super) struct Misnamed(BTreeMap<String, Vec<(String, Finding)>>);

impl Misnamed {
    /// What the rules about names find.
    pub(super) fn of(context: &Context) -> Self {
        let mut misnamed = BTreeMap::<_, Vec<_>>::new();
        for finding in
            unknown_principal::found(context).into_iter().chain(service_port_in_policy::found(context))
        {
            let Some(Slip { policy, meant, .. }) = finding.message.slip() else { continue };
            misnamed.entry(policy.to_owned()).or_default().push((meant, finding.clone()));
        }
        Self(misnamed)
    }

    /// Where no ALLOW policy lets a call in, what is said about those of them that nearly name its client or its port.
    pub(super) fn about(&self, context: &Context, failure: &Failure) -> Vec<&Finding> {
        let (End::Endpoint(endpoint), Some(step)) = (&failure.end, failure.denial()) else {
            return Vec::new();
        };
        if !matches!(step.answer, Answer::Authorization(AuthorizationAnswer::NotAllowed { .. })) {
            return Vec::new();
        }
        let asked = step.decided_by.iter().chain(step.ignored.iter().map(|ignored| &ignored.by));
        let mut slips = asked.filter_map(|by| self.0.get(&context.name(by)?)).flatten().peekable();
        if slips.peek().is_none() {
            return Vec::new();
        }
        let identity = endpoint.identity(context.mesh, &failure.connection.call);
        let own = [identity, Some(endpoint.port.to_string())];
        slips.filter(|(meant, _)| own.iter().flatten().any(|own| own == meant)).map(|(_, it)| it).collect()
    }
}

/// The findings about names, each with the calls that are denied for it.
pub(super) fn with_calls(context: &Context, mut findings: Vec<Finding>) -> Vec<Finding> {
    if findings.is_empty() {
        return findings;
    }
    for failure in failures::of(context, Code::DeniedByPolicy) {
        for slip in context.misnamed().about(context, &failure) {
            let same = |it: &&mut Finding| it.labels == slip.labels && it.message == slip.message;
            for finding in findings.iter_mut().filter(same) {
                finding.severity = finding.severity.max(failure.severity(context));
                finding.connections.push(failure.index);
            }
        }
    }
    for finding in &mut findings {
        finding.connections.dedup();
    }
    findings
}

/// A name that a policy gets wrong.
pub(super) struct Slip<'a> {
    /// `namespace/name` of the policy.
    pub(super) policy: &'a str,
    /// As written.
    pub(super) written: String,
    /// What it just misses.
    pub(super) meant: String,
}

impl Message {
    /// The principal or port that a policy gets wrong, where this says so and there is one that it just misses.
    pub(super) fn slip(&self) -> Option<Slip<'_>> {
        match self {
            Self::UnknownPrincipal { policy, principal, flaw } => {
                let meant = match flaw {
                    PrincipalFlaw::Scheme => principal.strip_prefix("spiffe://")?.to_owned(),
                    PrincipalFlaw::NoAccount(nearest) => {
                        let (head, _) = principal.rsplit_once('/')?;
                        format!("{head}/{}", nearest.as_deref()?)
                    }
                };
                Some(Slip { policy, written: principal.clone(), meant })
            }
            Self::ServicePortInPolicy { policy, port, target, .. } => {
                Some(Slip { policy, written: port.to_string(), meant: target.to_string() })
            }
            _ => None,
        }
    }
}
