//! AuthorizationPolicies as they are written.

use super::condition::port;
use super::{
    AuthorizationAction, AuthorizationPolicy, AuthorizationRule, Condition, Operation, ServiceAccountName,
    Source,
};
use crate::resource::decode::{Flaw, Vital};
use crate::resource::wire::{Body, Selector, TypeName, Wire, text};
use crate::resource::{IpRange, PathPattern, Pattern, PolicyTarget, TargetRef, Values};
use crate::yaml::wire;
use macro_rules_attribute::apply;

/// The spec as it is written. A rule of which a part is missing would match more than its author meant, so a policy is
/// read as a whole or not at all.
#[apply(wire)]
pub(in crate::resource) struct AuthorizationPolicyWire {
    selector: Option<Vital<Selector>>,
    target_ref: Option<Vital<TargetRef>>,
    target_refs: Vital<Vec<TargetRef>>,
    action: Option<Vital<AuthorizationAction>>,
    provider: Provider,
    rules: Vital<Vec<RuleWire>>,
}

#[apply(wire)]
struct Provider {
    name: String,
}

#[apply(wire)]
struct RuleWire {
    from: Vec<FromWire>,
    to: Vec<ToWire>,
    when: Vec<ConditionWire>,
}

#[apply(wire)]
struct FromWire {
    source: SourceWire,
}

#[apply(wire)]
struct SourceWire {
    principals: Vec<String>,
    not_principals: Vec<String>,
    request_principals: Vec<String>,
    not_request_principals: Vec<String>,
    namespaces: Vec<String>,
    not_namespaces: Vec<String>,
    service_accounts: Vec<String>,
    not_service_accounts: Vec<String>,
    trust_domains: Vec<String>,
    not_trust_domains: Vec<String>,
    ip_blocks: Vec<String>,
    not_ip_blocks: Vec<String>,
    remote_ip_blocks: Vec<String>,
    not_remote_ip_blocks: Vec<String>,
}

#[apply(wire)]
struct ToWire {
    operation: OperationWire,
}

#[apply(wire)]
struct OperationWire {
    hosts: Vec<String>,
    not_hosts: Vec<String>,
    ports: Vec<String>,
    not_ports: Vec<String>,
    methods: Vec<String>,
    not_methods: Vec<String>,
    paths: Vec<String>,
    not_paths: Vec<String>,
}

#[apply(wire)]
struct ConditionWire {
    key: String,
    values: Vec<String>,
    not_values: Vec<String>,
}

impl Wire for AuthorizationPolicyWire {
    type Value = AuthorizationPolicy;
    const TYPES: &'static [TypeName] = &[TypeName {
        group: "security.istio.io",
        versions: &["v1", "v1beta1"],
        kinds: &["AuthorizationPolicy"],
        namespaced: true,
    }];
    const BODY: Body = Body::Spec;
    const CLOSED: bool = false;
}

impl TryFrom<AuthorizationPolicyWire> for AuthorizationPolicy {
    type Error = Flaw;

    fn try_from(wire: AuthorizationPolicyWire) -> Result<Self, Flaw> {
        let (selector, single) =
            (wire.selector.map(|Vital(selector)| selector), wire.target_ref.map(|Vital(it)| it));
        Ok(Self {
            target: PolicyTarget::read(selector, single, wire.target_refs.0),
            action: wire.action.map_or_else(AuthorizationAction::default, |Vital(action)| action),
            provider: text(wire.provider.name),
            rules: wire.rules.0.into_iter().map(AuthorizationRule::from).collect(),
        })
    }
}

impl From<RuleWire> for AuthorizationRule {
    fn from(wire: RuleWire) -> Self {
        let condition = |wire: ConditionWire| Condition::read(&wire.key, wire.values, wire.not_values);
        Self {
            from: wire.from.into_iter().map(|from| Source::from(from.source)).collect(),
            to: wire.to.into_iter().map(|to| Operation::from(to.operation)).collect(),
            when: wire.when.into_iter().map(condition).collect(),
        }
    }
}

fn patterns(any_of: Vec<String>, none_of: Vec<String>) -> Values<Pattern> {
    Values::read(any_of, none_of, |text| Pattern::parse(&text))
}

fn ranges(any_of: Vec<String>, none_of: Vec<String>) -> Values<IpRange> {
    Values::read(any_of, none_of, |text| IpRange::parse(&text))
}

impl From<SourceWire> for Source {
    fn from(wire: SourceWire) -> Self {
        let account = |text: String| ServiceAccountName::parse(&text);
        Self {
            principals: patterns(wire.principals, wire.not_principals),
            request_principals: patterns(wire.request_principals, wire.not_request_principals),
            namespaces: patterns(wire.namespaces, wire.not_namespaces),
            service_accounts: Values::read(wire.service_accounts, wire.not_service_accounts, account),
            trust_domains: patterns(wire.trust_domains, wire.not_trust_domains),
            ip_blocks: ranges(wire.ip_blocks, wire.not_ip_blocks),
            remote_ip_blocks: ranges(wire.remote_ip_blocks, wire.not_remote_ip_blocks),
        }
    }
}

impl From<OperationWire> for Operation {
    fn from(wire: OperationWire) -> Self {
        Self {
            hosts: patterns(wire.hosts, wire.not_hosts),
            ports: Values::read(wire.ports, wire.not_ports, |text| port(&text)),
            methods: patterns(wire.methods, wire.not_methods),
            paths: Values::read(wire.paths, wire.not_paths, |text| PathPattern::parse(&text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::resource::testing::{refused, spec};
    use crate::resource::{
        Attribute, AuthorizationAction, AuthorizationPolicy, ConditionTest, Pattern, PolicyTarget,
    };
    use AuthorizationAction::{Allow, Audit, Custom, Deny};
    use test_case::test_case;

    const KIND: &str = "AuthorizationPolicy";

    fn read(text: &str) -> AuthorizationPolicy {
        (*spec::<AuthorizationPolicy>("security.istio.io/v1", KIND, text)).clone()
    }

    #[test_case("", Allow; "ALLOW where none is written")]
    #[test_case("action: ALLOW", Allow)]
    #[test_case("action: DENY", Deny)]
    #[test_case("action: AUDIT", Audit)]
    #[test_case("action: CUSTOM, provider: {name: opa}", Custom)]
    fn actions(text: &str, expected: AuthorizationAction) {
        assert_eq!(read(text).action, expected, "AZ-1");
    }

    #[test_case("", &PolicyTarget::Everything)]
    #[test_case("selector: {}", &PolicyTarget::Selector([].into()); "AMB-20 empty is not absent")]
    #[test_case(
        "selector: {matchLabels: {app: a}}",
        &PolicyTarget::Selector([("app".to_owned(), "a".to_owned())].into())
    )]
    fn targets(text: &str, expected: &PolicyTarget) {
        assert_eq!(&read(text).target, expected, "AZ-2");
    }

    #[test]
    fn references_win_over_the_older_field() {
        let policy = read("targetRef: {kind: Gateway, name: a}, targetRefs: [{kind: Service, name: b}]");
        let PolicyTarget::References(references) = policy.target else { panic!("{policy:?}") };
        assert_eq!((references.len(), references[0].name.as_str()), (1, "b"), "AZ-4");
    }

    #[test]
    fn rules() {
        let policy = read(
            "rules: [{}, {from: [{source: {principals: ['*'], notNamespaces: [evil]}}], \
             to: [{operation: {ports: ['80', http], paths: [/a*]}}], \
             when: [{key: 'request.headers[x]', values: [a]}, {key: source.ip, notValues: [10.0.0.0/8]}]}]",
        );
        let [empty, rule] = policy.rules.as_slice() else { panic!("{policy:?}") };
        assert!(
            empty.from.is_empty() && empty.to.is_empty() && empty.when.is_empty(),
            "AZ-12 matches everything"
        );
        assert_eq!(rule.from[0].principals.any_of, [Pattern::Present]);
        assert_eq!(rule.from[0].namespaces.none_of, [Pattern::Exact("evil".to_owned())]);
        assert_eq!(rule.to[0].ports.any_of, [80, 0], "AZ-21");
        assert!(rule.to[0].needs_http() && !rule.from[0].needs_http(), "AZ-28");
        assert_eq!(rule.when[0].attribute, Attribute::RequestHeader("x".to_owned()));
        assert!(matches!(&rule.when[1].test, ConditionTest::Address(values) if values.none_of.len() == 1));
    }

    #[test_case("action: Deny"; "a word in the wrong case")]
    #[test_case("rules: [{from: [{source: {principals: a}}]}]"; "a text for a list")]
    #[test_case("rules: [{to: [{operation: {ports: [80]}}]}]"; "a number for a text")]
    fn refused_as_a_whole(text: &str) {
        assert!(refused("security.istio.io/v1", KIND, text), "a part of a rule would match more");
    }
}
