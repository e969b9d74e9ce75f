//! What an AuthorizationPolicy becomes for a ztunnel, which sees connections and no requests (AMB-20, AMB-21), and
//! whether that matches a connection.
//!
//! Clauses (`from`, `to` and each entry of `when`) are ANDed, entries in a clause ORed. The conversion strips from each
//! entry what a ztunnel does not know; an entry with nothing left matches nothing. ALLOW loses the whole rule instead.

use super::access::{Access, Identity};
use crate::resource::{
    Attribute, AuthorizationAction, AuthorizationPolicy, AuthorizationRule, Condition, ConditionTest,
    IpRange, Loaded, Operation, Pattern, ServiceAccountName, Source, Values,
};

/// ANY rule must match: the position of the first that does.
pub(super) fn matching_rule(policy: &Loaded<AuthorizationPolicy>, access: &Access) -> Option<usize> {
    let AuthorizationPolicy { action, rules, .. } = &*policy.value;
    let converted = |rule: &AuthorizationRule| *action != AuthorizationAction::Allow || !is_stripped(rule);
    rules.iter().position(|rule| converted(rule) && matches(rule, &policy.meta.namespace, access))
}

/// Whether the conversion strips something from a rule.
pub(super) fn is_stripped(rule: &AuthorizationRule) -> bool {
    let source = |source: &Source| {
        !source.request_principals.is_unset()
            || !source.remote_ip_blocks.is_unset()
            || !source.trust_domains.is_unset()
    };
    rule.from.iter().any(source)
        || rule.to.iter().any(Operation::needs_http)
        || rule.when.iter().any(|condition| !is_kept(&condition.attribute))
}

/// Whether a ztunnel knows the attribute.
const fn is_kept(attribute: &Attribute) -> bool {
    match attribute {
        Attribute::SourceIp
        | Attribute::SourceNamespace
        | Attribute::SourcePrincipal
        | Attribute::DestinationIp
        | Attribute::DestinationPort => true,
        Attribute::RequestHeader(_)
        | Attribute::RequestPrincipal
        | Attribute::RequestAudiences
        | Attribute::RequestPresenter
        | Attribute::RequestClaim(_)
        | Attribute::RemoteIp
        | Attribute::SourceServiceAccount
        | Attribute::SourceTrustDomain
        | Attribute::ConnectionSni
        | Attribute::FilterMetadata(_)
        | Attribute::Unknown(_) => false,
    }
}

/// ANY of `from`, ANY of `to` and ALL of `when`; a clause that is not written matches everything.
fn matches(rule: &AuthorizationRule, namespace: &str, access: &Access) -> bool {
    let from = rule.from.is_empty() || rule.from.iter().any(|source| comes_from(source, namespace, access));
    let to = rule.to.is_empty() || rule.to.iter().any(|operation| goes_to(operation, access));
    from && to && rule.when.iter().all(|condition| holds(condition, access))
}

fn comes_from(source: &Source, namespace: &str, access: &Access) -> bool {
    let is = |test: &dyn Fn(Identity) -> bool| access.identity.is_some_and(test);
    Entry::default()
        .and(&source.principals, |pattern| is(&|it| is_principal(pattern, it)))
        .and(&source.namespaces, |pattern| is(&|it| pattern.matches(it.namespace)))
        .and(&source.service_accounts, |name| is(&|it| is_account(name, namespace, it)))
        .and(&readable(&source.ip_blocks), |range| range.contains(access.source))
        .matches()
}

fn goes_to(operation: &Operation, access: &Access) -> bool {
    Entry::default().and(&operation.ports, |&port| port == access.port).matches()
}

fn holds(condition: &Condition, access: &Access) -> bool {
    let is = |test: &dyn Fn(Identity) -> bool| access.identity.is_some_and(test);
    let entry = Entry::default();
    let entry = match (&condition.attribute, &condition.test) {
        (Attribute::SourceNamespace, ConditionTest::Text(values)) => {
            entry.and(values, |pattern| is(&|it| pattern.matches(it.namespace)))
        }
        (Attribute::SourcePrincipal, ConditionTest::Text(values)) => {
            entry.and(values, |pattern| is(&|it| is_principal(pattern, it)))
        }
        (Attribute::SourceIp, ConditionTest::Address(values)) => {
            entry.and(&readable(values), |range| range.contains(access.source))
        }
        (Attribute::DestinationIp, ConditionTest::Address(values)) => {
            entry.and(&readable(values), |range| range.contains(access.destination))
        }
        (Attribute::DestinationPort, ConditionTest::Port(values)) => {
            entry.and(values, |&port| port == access.port)
        }
        // Stripped.
        _ => entry,
    };
    entry.matches()
}

/// Principals are compared as they are: trust domain aliases mean nothing to a ztunnel.
fn is_principal(pattern: &Pattern, identity: Identity) -> bool {
    pattern.matches(&identity.principal())
}

fn is_account(name: &ServiceAccountName, namespace: &str, identity: Identity) -> bool {
    name.namespace.as_deref().unwrap_or(namespace) == identity.namespace
        && name.name == identity.service_account
}

/// The ranges that can be read; the conversion leaves the others out.
fn readable(values: &Values<IpRange>) -> Values<IpRange> {
    let of =
        |ranges: &[IpRange]| ranges.iter().copied().filter(|range| *range != IpRange::Unreadable).collect();
    Values { any_of: of(&values.any_of), none_of: of(&values.none_of) }
}

/// An entry of a clause: ALL of its fields must match, and there must be one.
#[derive(Clone, Copy)]
struct Entry {
    empty: bool,
    fits: bool,
}

impl Default for Entry {
    fn default() -> Self {
        Self { empty: true, fits: true }
    }
}

impl Entry {
    /// The same with another field. In a field ANY of the values must match, and NONE of the negative ones.
    fn and<T>(self, values: &Values<T>, is: impl Fn(&T) -> bool) -> Self {
        Self { empty: self.empty && values.is_unset(), fits: self.fits && values.allow(is) }
    }

    const fn matches(self) -> bool {
        !self.empty && self.fits
    }
}

#[cfg(test)]
mod tests {
    use super::super::access::Reader;
    use super::*;
    use crate::resource::load;
    use crate::text::{SourceFile, Sources};
    use std::net::{IpAddr, Ipv4Addr};
    use test_case::test_case;

    /// Whether a rule of this action matches what `sleep` of `foo` sends from 10.0.0.1 to port 80.
    fn fits(action: &str, rule: &str, known: bool) -> bool {
        let text = format!(
            "{{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {{name: p, namespace: foo}}, \
             spec: {{action: {action}, rules: [{{{rule}}}]}}}}"
        );
        let inventory = load(&Sources::new([SourceFile::new("policy.yaml", text)]));
        let policy = inventory.all::<AuthorizationPolicy>().next().unwrap();
        let identity = Identity { trust_domain: "cluster.local", namespace: "foo", service_account: "sleep" };
        let access = Access {
            reader: Reader::Ztunnel,
            identity: known.then_some(identity),
            source: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)),
            destination: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)),
            port: 80,
            sni: None,
            request: None,
        };
        matching_rule(&policy, &access).is_some()
    }

    #[test_case("from: [{source: {principals: [cluster.local/ns/foo/sa/sleep]}}]", true)]
    #[test_case("from: [{source: {serviceAccounts: [sleep]}}]", true; "the policy's own namespace")]
    #[test_case("from: [{source: {namespaces: [bar]}}, {source: {ipBlocks: [10.0.0.0/24]}}]", true; "any entry")]
    #[test_case("from: [{source: {namespaces: [bar]}}], to: [{operation: {ports: ['80']}}]", false; "all clauses")]
    #[test_case("to: [{operation: {methods: [GET], ports: ['80']}}]", true; "the rest of an entry")]
    #[test_case("to: [{operation: {methods: [GET]}}]", false; "nothing is left")]
    #[test_case("to: [{operation: {methods: [GET]}}, {operation: {ports: ['80']}}]", true; "another entry is left")]
    #[test_case("from: [{source: {ipBlocks: [10.0.0.1]}}], when: [{key: 'request.headers[x]', values: [z]}]", false; "a clause with nothing left")]
    #[test_case("from: [{source: {trustDomains: [other]}}]", false; "trust domains are not converted")]
    #[test_case("when: [{key: destination.port, values: ['80']}]", true)]
    #[test_case("when: [{key: connection.sni, values: ['*']}]", false; "not known to a ztunnel")]
    #[test_case("", true; "no clause at all")]
    fn deny(rule: &str, expected: bool) {
        assert_eq!(fits("DENY", rule, true), expected, "AMB-21");
    }

    #[test_case("to: [{operation: {ports: ['80']}}]", true)]
    #[test_case("to: [{operation: {ports: ['80']}}, {operation: {methods: [GET]}}]", false; "one field drops the rule")]
    #[test_case("from: [{source: {trustDomains: [cluster.local]}}]", false; "trust domains drop it as well")]
    fn allow(rule: &str, expected: bool) {
        assert_eq!(fits("ALLOW", rule, true), expected, "AMB-21");
    }

    #[test_case("from: [{source: {notNamespaces: [evil]}}]", true; "nobody is not evil")]
    #[test_case("from: [{source: {principals: ['*']}}]", false; "nobody is not anybody")]
    fn without_identity(rule: &str, expected: bool) {
        assert_eq!(fits("DENY", rule, false), expected, "AZ-25");
    }
}
