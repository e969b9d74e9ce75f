//! MP303: a policy names an identity that no workload has.

use crate::lint::misnamed;
use crate::lint::patience::Patience;
use crate::lint::{Code, Context, Finding, Message, PrincipalFlaw, Rule, Severity};
use crate::mesh::Workload;
use crate::resource::{AuthorizationPolicy, Loaded, Pattern, ServiceAccount};
use crate::text::distance;
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownPrincipal,
    check: |context| misnamed::with_calls(context, found(context)),
    bad: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules:
  - from:
    - source: { namespaces: [shop] }
    - source: { principals: [cluster.local/ns/shop/sa/defualt] }
",
    good: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules:
  - from:
    - source: { namespaces: [shop] }
    - source: { principals: [cluster.local/ns/shop/sa/default] }
",
};

/// How a SPIFFE identity begins, but no principal of a policy.
const SCHEME: &str = "spiffe://";

/// The service accounts that workloads and manifests name, by namespace.
type Accounts<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Namespaces without any workload are left alone: there the pods are merely not in the text.
pub(in crate::lint) fn found(context: &Context) -> Vec<Finding> {
    let policies = &context.mesh.authorization_policies;
    if policies.iter().len() == 0 {
        return Vec::new();
    }
    let manifests: Vec<Loaded<ServiceAccount>> = context.inventory.all().collect();
    let mut accounts = Accounts::new();
    let (made, written): (Vec<&Workload>, Vec<_>) =
        context.mesh.workloads.iter().partition(|workload| workload.is_assumed());
    for Workload { resource, service_account, .. } in written {
        accounts.entry(&resource.meta.namespace).or_default().insert(service_account);
    }
    // The others tell nothing about what else is in their namespace.
    let waypoints = context.mesh.waypoints.values().map(|waypoint| &waypoint.pod);
    let more = made.into_iter().chain(waypoints).map(|pod| (pod.namespace(), pod.service_account.as_str()));
    let named = manifests.iter().map(|it| (it.meta.namespace.as_str(), it.meta.name.as_str()));
    for (namespace, account) in more.chain(named) {
        if let Some(known) = accounts.get_mut(namespace) {
            known.insert(account);
        }
    }
    let patience = Patience::for_suggestions();
    policies.iter().flat_map(|policy| of_policy(context, policy, &accounts, &patience)).collect()
}

fn of_policy(
    context: &Context,
    policy: &Loaded<AuthorizationPolicy>,
    accounts: &Accounts,
    patience: &Patience,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, from) in policy.value.rules.iter().map(|rule| &rule.from).enumerate() {
        for (source, principals) in from.iter().map(|source| &source.principals).enumerate() {
            for (at, pattern) in principals.any_of.iter().enumerate() {
                let Some((principal, flaw)) = flaw(pattern, accounts, patience) else { continue };
                let rule = Path::of("spec.rules").index(rule).key("from").index(source);
                let place = policy.at(rule.key("source").key("principals").index(at));
                let message = Message::UnknownPrincipal { policy: policy.meta.key(), principal, flaw };
                let found = context.inventory.location(&place);
                findings.extend(found.map(|place| Finding::new(&RULE, Severity::Warning, message, place)));
            }
        }
    }
    findings
}

/// What is wrong with a principal, and how it is written; `None` for those that somebody may have. The nearest account
/// is looked for while there is patience left.
fn flaw(pattern: &Pattern, accounts: &Accounts, patience: &Patience) -> Option<(String, PrincipalFlaw)> {
    let written = match pattern {
        Pattern::Exact(text) => text.clone(),
        Pattern::Prefix(text) if text.starts_with(SCHEME) => format!("{text}*"),
        Pattern::Present | Pattern::Prefix(_) | Pattern::Suffix(_) => return None,
    };
    if written.starts_with(SCHEME) {
        return Some((written, PrincipalFlaw::Scheme));
    }
    // A `*` inside is a mistake of another kind (MP315).
    let (namespace, account) = ServiceAccount::of_principal(&written).filter(|_| !written.contains('*'))?;
    let known = accounts.get(namespace).filter(|known| !known.contains(account))?;
    if !patience.lasts_for(known.len()) {
        return Some((written, PrincipalFlaw::NoAccount(None)));
    }
    // Gateways mostly come with Istio, and are not in the text.
    let is_gateway = |account: &str| account.contains("gateway");
    if is_gateway(account) && !known.iter().any(|known| is_gateway(known)) {
        return None;
    }
    let near = known.iter().map(|known| (distance(account, known), *known)).min();
    let alike = near.filter(|(distance, known)| distance * 3 <= account.len().max(known.len()));
    let nearest = alike.map(|(_, known)| known.to_owned());
    Some((written, PrincipalFlaw::NoAccount(nearest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    fn no_account(nearest: Option<&str>) -> PrincipalFlaw {
        PrincipalFlaw::NoAccount(nearest.map(str::to_owned))
    }

    #[test_case("cluster.local/ns/shop/sa/cart", None)]
    #[test_case("cluster.local/ns/shop/sa/crat", Some(no_account(Some("cart"))); "a slip")]
    #[test_case("cluster.local/ns/shop/sa/ledger", Some(no_account(None)); "nothing like it")]
    #[test_case("spiffe://cluster.local/ns/shop/sa/cart", Some(PrincipalFlaw::Scheme); "a scheme")]
    #[test_case("spiffe://cluster.local/ns/shop/*", Some(PrincipalFlaw::Scheme); "a scheme and a star")]
    #[test_case("cluster.local/ns/elsewhere/sa/cart", None; "a namespace that is not in the text")]
    #[test_case("cluster.local/ns/shop/sa/istio-ingressgateway", None; "a gateway that came with Istio")]
    #[test_case("cluster.local/ns/edge/sa/istio-ingressgatway", Some(no_account(Some("istio-ingressgateway"))); "a slip in that of a gateway")]
    #[test_case("*/sa/crat", None; "a pattern")]
    #[test_case("cluster.local/ns/shop/*", None; "a whole namespace")]
    #[test_case("*", None; "anybody")]
    fn flaws(principal: &str, expected: Option<PrincipalFlaw>) {
        let accounts = Accounts::from([
            ("shop", BTreeSet::from(["cart", "default"])),
            ("edge", BTreeSet::from(["istio-ingressgateway"])),
        ]);
        let found = flaw(&Pattern::parse(principal), &accounts, &Patience::for_suggestions());
        assert_eq!(found, expected.map(|flaw| (principal.to_owned(), flaw)), "AZ-16");
    }
}
