//! MP201: "everybody but" lets in whoever has no identity.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::order;
use crate::resource::{AuthorizationAction, AuthorizationPolicy, Loaded, PolicyTarget, Source};
use crate::verdict::{Answer, AuthorizationAnswer, Outcome};
use crate::yaml::Path;

pub(super) static RULE: Rule = Rule {
    code: Code::NegativeMatchAdmitsPlaintext,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules: [{ from: [{ source: { notNamespaces: [edge] } }] }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: nightly }
spec: { from: edge/cron, to: payments.shop:8080 }
",
    good: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules: [{ from: [{ source: { notNamespaces: [edge], principals: ['*'] } }] }]
",
};

/// Only where plaintext came in that way: a policy that merely could let it in says nothing about who calls.
fn check(context: &Context) -> Vec<Finding> {
    let endpoints = context.connections.iter().flat_map(|connection| &connection.verdict.endpoints);
    let steps = endpoints.filter(|row| row.outcome == Outcome::Plaintext).flat_map(|row| &row.why);
    let opened = order::set(steps.filter_map(|step| match &step.answer {
        Answer::Authorization(AuthorizationAnswer::Allowed { rule, .. }) => {
            Some((step.decided_by.as_ref()?.resource, *rule))
        }
        _ => None,
    }));
    if opened.is_empty() {
        return Vec::new();
    }
    let policies = context.mesh.authorization_policies.iter();
    let allowing = policies.filter(|policy| policy.value.action == AuthorizationAction::Allow);
    allowing
        .flat_map(|policy| {
            let rules = 0..policy.value.rules.len();
            rules.filter(|&rule| opened.contains(&(policy.id, rule))).map(move |rule| (policy, rule))
        })
        .filter_map(|(policy, rule)| finding(context, policy, rule))
        .collect()
}

fn finding(context: &Context, policy: &Loaded<AuthorizationPolicy>, rule: usize) -> Option<Finding> {
    if matches!(policy.value.target, PolicyTarget::References(_)) {
        return None;
    }
    let mut sources = policy.value.rules.get(rule)?.from.iter().enumerate();
    let (position, field) = sources.find_map(|(at, source)| Some((at, open_field(source)?)))?;
    let source = Path::of("spec.rules").index(rule).key("from").index(position).key("source");
    let place = context.inventory.location(&policy.at(source.key(field)))?;
    let message = Message::NegativeMatchAdmitsPlaintext { policy: policy.meta.key(), field };
    Some(Finding::new(&RULE, Severity::Warning, message, place))
}

/// The negative field through which whoever has no identity comes in; `None` where another field asks for one, or for
/// an address.
fn open_field(source: &Source) -> Option<&'static str> {
    let asks = !source.ip_blocks.any_of.is_empty()
        || !source.remote_ip_blocks.any_of.is_empty()
        || !source.principals.any_of.is_empty()
        || !source.namespaces.any_of.is_empty()
        || !source.service_accounts.any_of.is_empty()
        || !source.trust_domains.any_of.is_empty();
    let negative = [
        (source.principals.none_of.is_empty(), "notPrincipals"),
        (source.namespaces.none_of.is_empty(), "notNamespaces"),
        (source.service_accounts.none_of.is_empty(), "notServiceAccounts"),
        (source.trust_domains.none_of.is_empty(), "notTrustDomains"),
    ];
    let written = negative.into_iter().find(|(empty, _)| !empty);
    written.filter(|_| !asks).map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::analyse;
    use crate::lint::BACKDROP;
    use crate::text::SourceFile;
    use test_case::test_case;

    const PLAINTEXT: &str = "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec: { host: payments.shop.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } } }
";

    #[test_case("ALLOW", "notNamespaces: [edge]", PLAINTEXT, true)]
    #[test_case("ALLOW", "notPrincipals: ['*/sa/evil']", PLAINTEXT, true; "any negative field")]
    #[test_case("ALLOW", "notNamespaces: [edge]", "", false; "nobody calls in plaintext")]
    #[test_case("ALLOW", "notNamespaces: [edge], principals: ['*']", PLAINTEXT, false; "asks for an identity, too")]
    #[test_case("ALLOW", "notNamespaces: [edge], ipBlocks: [10.0.0.0/8]", PLAINTEXT, false; "goes by address")]
    #[test_case("ALLOW", "ipBlocks: [10.0.0.0/8]", PLAINTEXT, false; "no negative field")]
    #[test_case("DENY", "notNamespaces: [shop]", PLAINTEXT, false; "DENY keeps plaintext out")]
    fn found(action: &str, source: &str, rest: &str, expected: bool) {
        let policy = format!(
            "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n\
             metadata: {{ name: p, namespace: shop }}\n\
             spec: {{ action: {action}, rules: [{{ from: [{{ source: {{ {source} }} }}] }}] }}\n---\n{rest}"
        );
        let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("policy.yaml", policy)];
        let found = analyse(files).findings.iter().any(|finding| finding.rule == &RULE);
        assert_eq!(found, expected, "AZ-25");
    }
}
