//! Does a policy match? The quantifiers of AZ-12 and AZ-13, from the outside in.

use super::access::{Identity, Reader, Seen, SeenRequest};
use super::{trust, ztunnel};
use crate::resource::{
    Attribute, AuthorizationAction, AuthorizationPolicy, AuthorizationRule, Condition, ConditionTest, Loaded,
    Operation, Pattern, ServiceAccountName, Source, Values,
};

/// ANY rule of the policy must match: the position of the first that does. A policy without rules matches nothing
/// (AZ-11).
pub(super) fn matching_rule(policy: &Loaded<AuthorizationPolicy>, seen: &Seen) -> Option<usize> {
    if seen.access.reader == Reader::Ztunnel {
        return ztunnel::matching_rule(policy, seen.access);
    }
    let AuthorizationPolicy { action, rules, .. } = &*policy.value;
    let namespace = &policy.meta.namespace;
    rules.iter().position(|rule| is_there(rule, *action, seen) && matches(rule, namespace, seen))
}

/// Whether a rule speaks about something that cannot be seen here: requests, where only a connection is seen (AZ-28,
/// AMB-21).
pub(super) fn is_cut(rule: &AuthorizationRule, seen: &Seen) -> bool {
    match seen.access.reader {
        Reader::Proxy | Reader::Gateway => seen.request.is_none() && rule.needs_http(),
        Reader::Ztunnel => ztunnel::is_stripped(rule),
    }
}

/// Whether the rule is there at all. On a chain that reads bytes ALLOW loses every rule that looks at requests
/// (AZ-29); the other actions lose only the fields that do (AZ-30). A condition on something unknown loses the rule.
fn is_there(rule: &AuthorizationRule, action: AuthorizationAction, seen: &Seen) -> bool {
    let blind = action == AuthorizationAction::Allow && is_cut(rule, seen);
    let unknown = rule.when.iter().any(|condition| matches!(condition.attribute, Attribute::Unknown(_)));
    !blind && !unknown
}

/// ANY of `from`, ANY of `to` and ALL of `when` must match; a clause that is not written matches everything.
fn matches(rule: &AuthorizationRule, namespace: &str, seen: &Seen) -> bool {
    let from = rule.from.is_empty() || rule.from.iter().any(|source| comes_from(source, namespace, seen));
    let to = rule.to.is_empty() || rule.to.iter().any(|operation| goes_to(operation, seen));
    from && to && rule.when.iter().all(|condition| holds(condition, namespace, seen))
}

/// ALL fields of a source must match; in each ANY of its values, and NONE of its negative ones. Whoever has no identity
/// has none of the positive values, and none of the negative ones (AZ-25).
fn comes_from(source: &Source, namespace: &str, seen: &Seen) -> bool {
    source.principals.allow(|pattern| seen.identity(&|it| trust::is_principal(seen.settings, pattern, it)))
        && source.namespaces.allow(|pattern| seen.identity(&|it| pattern.matches(it.namespace)))
        && source.service_accounts.allow(|name| seen.identity(&|it| is_account(name, namespace, it)))
        && source
            .trust_domains
            .allow(|pattern| seen.identity(&|it| trust::is_trust_domain(seen.settings, pattern, it)))
        && source.ip_blocks.allow(|range| range.contains(seen.access.source))
        && source.remote_ip_blocks.allow(|range| range.contains(seen.remote()))
        && seen.of_request(|request| source.request_principals.allow(|it| is_request_principal(it, request)))
}

/// ALL fields of an operation must match; in each ANY of its values, and NONE of its negative ones.
fn goes_to(operation: &Operation, seen: &Seen) -> bool {
    operation.ports.allow(|&port| port == seen.access.port)
        && seen.of_request(|seen| {
            operation.hosts.allow(|pattern| pattern.matches_ignoring_case(&seen.request.authority))
                && operation.methods.allow(|pattern| pattern.matches(&seen.request.method))
                && operation.paths.allow(|pattern| pattern.matches(&seen.path))
        })
}

/// ANY of the values of a condition must match, and NONE of its negative ones.
fn holds(condition: &Condition, namespace: &str, seen: &Seen) -> bool {
    let attribute = &condition.attribute;
    match &condition.test {
        ConditionTest::Text(values) => text_holds(attribute, values, seen),
        ConditionTest::Port(values) => values.allow(|&port| port == seen.access.port),
        ConditionTest::ServiceAccount(values) => {
            values.allow(|name| seen.identity(&|identity| is_account(name, namespace, identity)))
        }
        ConditionTest::Address(values) => {
            let address = match attribute {
                Attribute::RemoteIp => seen.remote(),
                Attribute::DestinationIp => seen.access.destination,
                _ => seen.access.source,
            };
            values.allow(|range| range.contains(address))
        }
    }
}

fn text_holds(attribute: &Attribute, values: &Values<Pattern>, seen: &Seen) -> bool {
    let any_text = |texts: &dyn Fn(&Pattern) -> bool| values.allow(texts);
    let claim = |names: &[String]| {
        seen.of_request(|request| {
            let claim = request.claim(names);
            values.allow(|pattern| claim.is_some_and(|it| it.texts().any(|text| pattern.matches(text))))
        })
    };
    match attribute {
        Attribute::SourceNamespace => {
            any_text(&|pattern| seen.identity(&|identity| pattern.matches(identity.namespace)))
        }
        Attribute::SourcePrincipal => {
            any_text(&|it| seen.identity(&|identity| trust::is_principal(seen.settings, it, identity)))
        }
        Attribute::SourceTrustDomain => {
            any_text(&|it| seen.identity(&|identity| trust::is_trust_domain(seen.settings, it, identity)))
        }
        Attribute::ConnectionSni => {
            any_text(&|pattern| seen.access.sni.is_some_and(|name| pattern.matches(name)))
        }
        Attribute::RequestHeader(name) => seen.of_request(|request| {
            // Presence is enough for `*`, whatever the value (AZ-15a).
            let fits = |pattern: &Pattern, value| *pattern == Pattern::Present || pattern.matches(value);
            values.allow(|pattern| request.header(name).is_some_and(|value| fits(pattern, value)))
        }),
        Attribute::RequestPrincipal => {
            seen.of_request(|request| values.allow(|pattern| is_request_principal(pattern, request)))
        }
        Attribute::RequestAudiences => claim(&["aud".to_owned()]),
        Attribute::RequestPresenter => claim(&["azp".to_owned()]),
        Attribute::RequestClaim(names) => claim(names),
        // Nobody can know what a filter writes: nothing that a policy names.
        Attribute::FilterMetadata(_) => any_text(&|_| false),
        // Those of other types are not compared as texts, and a rule with an unknown one is not there.
        Attribute::SourceIp
        | Attribute::RemoteIp
        | Attribute::SourceServiceAccount
        | Attribute::DestinationIp
        | Attribute::DestinationPort
        | Attribute::Unknown(_) => true,
    }
}

/// Whether a service account of a policy in `namespace` means this identity (AZ-18).
fn is_account(name: &ServiceAccountName, namespace: &str, identity: Identity) -> bool {
    let ServiceAccountName { namespace: other, name } = name;
    other.as_deref().unwrap_or(namespace) == identity.namespace && name == identity.service_account
}

/// Whether a request principal of a policy means the token: issuer and subject are compared apart, split at the last
/// slash of the pattern (AZ-35, AZ-35a).
fn is_request_principal(pattern: &Pattern, request: &SeenRequest) -> bool {
    let (Some(issuer), Some(subject)) = (request.text_claim("iss"), request.text_claim("sub")) else {
        return false;
    };
    let (whose, who) = match pattern {
        Pattern::Present => (Pattern::Present, Pattern::Present),
        Pattern::Exact(text) => {
            let (issuer, subject) = text.rsplit_once('/').unwrap_or((text, ""));
            (Pattern::Exact(issuer.to_owned()), Pattern::Exact(subject.to_owned()))
        }
        Pattern::Suffix(text) => match text.rsplit_once('/') {
            Some((issuer, subject)) => (ending(issuer), Pattern::Exact(subject.to_owned())),
            None => (Pattern::Present, ending(text)),
        },
        Pattern::Prefix(text) => match text.rsplit_once('/') {
            Some((issuer, subject)) => (Pattern::Exact(issuer.to_owned()), starting(subject)),
            None => (starting(text), Pattern::Present),
        },
    };
    whose.matches(issuer) && who.matches(subject)
}

fn ending(text: &str) -> Pattern {
    if text.is_empty() { Pattern::Present } else { Pattern::Suffix(text.to_owned()) }
}

fn starting(text: &str) -> Pattern {
    if text.is_empty() { Pattern::Present } else { Pattern::Prefix(text.to_owned()) }
}

impl Seen<'_> {
    /// Whether the peer has an identity, and this one.
    fn identity(&self, is: &dyn Fn(Identity) -> bool) -> bool {
        self.access.identity.is_some_and(is)
    }

    /// What a field says about the request; where there is none, the field is not there.
    fn of_request(&self, test: impl Fn(&SeenRequest) -> bool) -> bool {
        self.request.as_ref().is_none_or(test)
    }
}
