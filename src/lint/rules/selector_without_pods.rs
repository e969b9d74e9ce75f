//! MP301: a policy whose selector picks no pod.

use crate::lint::patience::Patience;
use crate::lint::{Code, Context, Finding, Message, NearestLabel, Rule, Severity};
use crate::mesh::{Labelled, Targeted, Workload, selects};
use crate::resource::{Loaded, Metadata, PolicyTarget, Ref, ResourceId};
use crate::text::distance;
use crate::yaml::Path;
use std::cell::OnceCell;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::SelectorWithoutPods,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payment } }
  mtls: { mode: STRICT }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  mtls: { mode: STRICT }
",
};

/// A policy with a selector.
struct Selecting<'a> {
    meta: &'a Metadata,
    labels: &'a BTreeMap<String, String>,
    policy: ResourceId,
}

/// Namespaces without any workload are left alone: there the pods are merely not in the text.
fn check<'a>(context: &Context<'a>) -> Vec<Finding> {
    let mesh = context.mesh;
    let mut namespaces: BTreeMap<&str, Pods> = BTreeMap::new();
    let mut all = Pods::default();
    for workload in mesh.workloads.iter() {
        namespaces.entry(workload.namespace()).or_default().all.push(workload);
        all.all.push(workload);
    }
    let patience = Patience::for_suggestions();
    // Policies of one selector miss the same pods.
    let mut missed = BTreeMap::new();
    let finding = |policy: Selecting<'a>| {
        let root = policy.meta.namespace == mesh.settings.root_namespace;
        let pods = if root { &all } else { namespaces.get(policy.meta.namespace.as_str())? };
        let selector = (policy.meta.namespace.as_str(), policy.labels);
        let missed = missed.entry(selector).or_insert_with(|| {
            let nobody = !pods.all.is_empty() && !pods.has_any(policy.labels);
            nobody.then(|| {
                let lasts = patience.lasts_for(pods.all.len());
                lasts.then(|| nearest(policy.labels, &pods.all)).flatten()
            })
        });
        let message = Message::SelectorWithoutPods {
            kind: policy.meta.kind.clone(),
            policy: policy.meta.key(),
            nearest: missed.clone()?,
        };
        let at = Ref { resource: policy.policy, path: Path::of("spec.selector.matchLabels") };
        let selector = context.inventory.location(&at)?;
        Some(Finding::new(&RULE, Severity::Warning, message, selector))
    };
    let peers = mesh.peer_authentications.iter();
    // In the root namespace a selector of a PeerAuthentication never counts (PA-9); those of the other kinds pick pods
    // everywhere (AZ-3).
    let peers = peers.filter(|policy| policy.meta.namespace != mesh.settings.root_namespace);
    let peers = peers.filter_map(|policy| selecting(policy, &policy.value.selector));
    let authorization = mesh.authorization_policies.iter().filter_map(attached);
    let tokens = mesh.request_authentications.iter().filter_map(attached);
    peers.chain(authorization).chain(tokens).filter_map(finding).collect()
}

/// The pods that a policy may select.
#[derive(Default)]
struct Pods<'a> {
    all: Vec<&'a Workload>,
    /// By each of their labels, once that is asked for.
    by_label: OnceCell<Labelled<'a>>,
}

impl Pods<'_> {
    /// Whether any of them has all of these labels. Mostly one of the first has.
    fn has_any(&self, selector: &BTreeMap<String, String>) -> bool {
        let is_selected = |pod: &&Workload| selects(selector, &pod.labels);
        let (first, rest) = self.all.split_at_checked(FIRST).unwrap_or((&self.all, &[]));
        if rest.is_empty() || first.iter().any(is_selected) {
            return first.iter().any(is_selected);
        }
        let by_label = self.by_label.get_or_init(|| Labelled::of(rest));
        by_label.candidates(selector).unwrap_or_default().iter().any(is_selected)
    }
}

/// How many pods are looked at before it is worth while to sort the rest by their labels.
const FIRST: usize = 50;

fn attached<T: Targeted>(policy: &Loaded<T>) -> Option<Selecting<'_>> {
    match policy.value.target() {
        PolicyTarget::Selector(labels) => selecting(policy, labels),
        PolicyTarget::Everything | PolicyTarget::References(_) => None,
    }
}

fn selecting<'a, T>(policy: &'a Loaded<T>, labels: &'a BTreeMap<String, String>) -> Option<Selecting<'a>> {
    (!labels.is_empty()).then_some(Selecting { meta: &policy.meta, labels, policy: policy.id })
}

/// The label of a pod that one label of the selector just misses, where all others fit.
pub(in crate::lint) fn nearest(
    selector: &BTreeMap<String, String>,
    pods: &[&Workload],
) -> Option<NearestLabel> {
    let near = pods.iter().filter_map(|pod| {
        let mut missing = selector.iter().filter(|(key, value)| pod.labels.get(*key) != Some(*value));
        let (Some(written), None) = (missing.next(), missing.next()) else { return None };
        let (distance, meant) =
            pod.labels.iter().filter_map(|label| Some((apart(written, label)?, label))).min()?;
        Some((distance, pod.key(), meant, written))
    });
    near.min().map(|(_, workload, meant, written)| NearestLabel {
        written: format!("{}={}", written.0, written.1),
        meant: format!("{}={}", meant.0, meant.1),
        workload,
    })
}

/// How far two labels are apart, if they are alike at all: the same key or the same value, and the other one similar.
fn apart((key, value): (&String, &String), (other_key, other_value): (&String, &String)) -> Option<usize> {
    let similar =
        |a: &str, b: &str| Some(distance(a, b)).filter(|distance| distance * 3 <= a.len().max(b.len()));
    if key == other_key {
        similar(value, other_value)
    } else if value == other_value {
        similar(key, other_key)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::analyse;
    use crate::lint::{BACKDROP, Finding, Message};
    use crate::text::SourceFile;
    use test_case::test_case;

    /// What each finding says was meant; empty where nothing comes near.
    fn meant(kind: &str, namespace: &str, selector: &str) -> Vec<String> {
        let rest = match kind {
            "PeerAuthentication" => "mtls: { mode: STRICT }",
            "AuthorizationPolicy" => "rules: [{}]",
            _ => "jwtRules: [{ issuer: me }]",
        };
        let policy = format!(
            "apiVersion: security.istio.io/v1\nkind: {kind}\n\
             metadata: {{ name: p, namespace: {namespace} }}\n\
             spec: {{ selector: {{ matchLabels: {selector} }}, {rest} }}\n"
        );
        let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("policy.yaml", policy)];
        let meant = |finding: Finding| match &*finding.message {
            Message::SelectorWithoutPods { nearest, .. } => {
                Some(nearest.as_ref().map_or_else(String::new, |label| label.meant.clone()))
            }
            _ => None,
        };
        analyse(files).findings.into_iter().filter_map(meant).collect()
    }

    #[test_case("shop", "{ app: payment }", &["app=payments"]; "a slip in the value")]
    #[test_case("shop", "{ ap: payments }", &["app=payments"]; "a slip in the key")]
    #[test_case("shop", "{ app: ledger }", &[""]; "nothing like it")]
    #[test_case("shop", "{ app: payment, tier: back }", &[""]; "two labels that miss")]
    #[test_case("shop", "{ app: payments }", &[]; "a selector that picks a pod")]
    #[test_case("elsewhere", "{ app: payments }", &[]; "a namespace without pods in the text")]
    #[test_case("istio-system", "{ app: payments }", &[]; "the root namespace")]
    fn found(namespace: &str, selector: &str, expected: &[&str]) {
        assert_eq!(meant("PeerAuthentication", namespace, selector), expected);
    }

    #[test_case("shop", "{ app: payment }", &["app=payments"]; "a slip in the value")]
    #[test_case("shop", "{ app: payments }", &[]; "a selector that picks a pod")]
    #[test_case("istio-system", "{ app: payment }", &["app=payments"]; "AZ-3 of the root, for every namespace")]
    #[test_case("istio-system", "{ app: payments }", &[]; "and one that picks a pod somewhere")]
    #[test_case("elsewhere", "{ app: payments }", &[]; "a namespace without pods in the text")]
    fn found_of_other_kinds(namespace: &str, selector: &str, expected: &[&str]) {
        for kind in ["AuthorizationPolicy", "RequestAuthentication"] {
            assert_eq!(meant(kind, namespace, selector), expected, "{kind}");
        }
    }
}
