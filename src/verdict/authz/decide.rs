//! DENY before ALLOW (AZ-9).

use super::access::Seen;
use super::attach::Attached;
use super::matching::{is_cut, matching_rule};
use crate::mesh::Settings;
use crate::resource::{AuthorizationAction, AuthorizationPolicy, Loaded, PathNormalization};
use crate::verdict::{Answer, AuthorizationAnswer, Because, Ignored, Refusal, Step, url_path};
use crate::yaml::Path;

type Policy = Loaded<AuthorizationPolicy>;

/// What DENY and ALLOW policies say together.
pub(super) enum Decision<'m> {
    /// A DENY policy matches: that one, and the position of its rule.
    Refused(&'m Policy, usize),
    /// There are ALLOW policies, and none of them matches: the first of them.
    NotAllowed(&'m Policy),
    /// An ALLOW policy matches: that one, and the position of its rule.
    Allowed(&'m Policy, usize),
    /// There is no ALLOW policy, and what nobody refuses is allowed.
    Open,
}

/// ANY matching DENY policy refuses; else, if there are ALLOW policies, ANY of them must match.
pub(super) fn decide<'m>(attached: &Attached<'m>, seen: &Seen) -> Decision<'m> {
    let of = |action| attached.policies.iter().copied().filter(move |policy| policy.value.action == action);
    let matching = |action| of(action).find_map(|policy| Some((policy, matching_rule(policy, seen)?)));
    if let Some((policy, rule)) = matching(AuthorizationAction::Deny) {
        return Decision::Refused(policy, rule);
    }
    match (of(AuthorizationAction::Allow).next(), matching(AuthorizationAction::Allow)) {
        (None, _) => Decision::Open,
        (Some(_), Some((policy, rule))) => Decision::Allowed(policy, rule),
        (Some(first), None) => Decision::NotAllowed(first),
    }
}

impl Decision<'_> {
    /// Whether it lets the connection or request in.
    pub(super) const fn admitted(&self) -> bool {
        matches!(self, Self::Allowed(..) | Self::Open)
    }

    /// The step that tells it. `refusal` is what a refusal comes from, where that is known already.
    pub(super) fn step(&self, attached: &Attached, seen: &Seen, refusal: Option<Refusal>) -> Step {
        let rule_at = |policy: &Policy, rule| policy.at(Path::of("spec.rules").index(rule));
        let refusal =
            |unseen| refusal.unwrap_or(if unseen { Refusal::RequestUnseen } else { Refusal::Plain });
        let (answer, by) = match *self {
            Self::Refused(policy, rule) => {
                let unseen = policy.value.rules.get(rule).is_some_and(|rule| is_cut(rule, seen));
                let (name, refusal) = (policy.meta.key(), refusal(unseen));
                (AuthorizationAnswer::Refused { policy: name, rule, refusal }, Some(rule_at(policy, rule)))
            }
            Self::Allowed(policy, rule) => {
                let name = policy.meta.key();
                (AuthorizationAnswer::Allowed { policy: name, rule }, Some(rule_at(policy, rule)))
            }
            Self::NotAllowed(first) => {
                let allowing =
                    attached.policies.iter().filter(|it| it.value.action == AuthorizationAction::Allow);
                let unseen =
                    allowing.clone().any(|policy| self.because(policy, seen) == Because::NeedsRequest);
                let answer = AuthorizationAnswer::NotAllowed {
                    policy: first.meta.key(),
                    others: allowing.count().saturating_sub(1),
                    refusal: refusal(unseen),
                };
                (answer, Some(first.at(Path::of("spec.rules"))))
            }
            Self::Open if attached.policies.is_empty() => (AuthorizationAnswer::NoPolicy, None),
            Self::Open => (AuthorizationAnswer::NotRefused, None),
        };
        // What a provider was asked about is told before.
        let asked = |policy: &Policy| {
            policy.value.action == AuthorizationAction::Custom
                && seen.request.is_some()
                && matching_rule(policy, seen).is_some()
        };
        let decider = by.as_ref().map(|by| by.resource);
        let others = attached.policies.iter().filter(|it| Some(it.id) != decider && !asked(it));
        let considered =
            others.map(|policy| Ignored { by: policy.whole(), because: self.because(policy, seen) });
        let ignored = considered.chain(attached.ignored.iter().cloned()).chain(config(seen)).collect();
        Step::new(Answer::Authorization(answer)).by(by).beating(ignored)
    }

    /// Why a policy in force is not the one that decided.
    fn because(&self, policy: &Policy, seen: &Seen) -> Because {
        let rules = &policy.value.rules;
        let all_need_requests = || rules.iter().all(|rule| is_cut(rule, seen));
        match (policy.value.action, self) {
            (AuthorizationAction::Allow, Self::Refused(..)) => Because::Overruled,
            (AuthorizationAction::Allow, Self::Allowed(..)) => Because::AlreadyAllowed,
            (AuthorizationAction::Deny, Self::Refused(..)) if matching_rule(policy, seen).is_some() => {
                Because::RefusesAsWell
            }
            _ if rules.is_empty() => Because::NoRules,
            (AuthorizationAction::Allow, _) if all_need_requests() => Because::NeedsRequest,
            (AuthorizationAction::Custom, _) if seen.request.is_none() => Because::NeedsRequest,
            _ => Because::NoRuleMatches,
        }
    }
}

/// The mesh config, where policies would read the call otherwise without it.
fn config(seen: &Seen) -> Option<Ignored> {
    let settings = seen.settings;
    let by = settings.source.clone()?;
    let usual = Settings::default();
    let domains =
        |settings: &Settings| (settings.trust_domain.clone(), settings.trust_domain_aliases.clone());
    let other_path = || {
        let request = seen.request.as_ref()?;
        let usual = url_path::compared(&request.request.path, PathNormalization::default());
        (usual != request.path).then_some(Because::NormalizesPaths)
    };
    let trusts = seen.access.identity.is_some() && domains(settings) != domains(&usual);
    let because =
        if trusts { Some(Because::NamesTrustDomain(settings.trust_domain.clone())) } else { other_path() };
    Some(Ignored { by, because: because? })
}
