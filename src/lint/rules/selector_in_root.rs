//! MP306: a PeerAuthentication of the root namespace with a selector.

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::resource::{Loaded, PeerAuthentication};
use crate::yaml::Path;

pub(super) static RULE: Rule = Rule {
    code: Code::SelectorInRoot,
    check: |context| {
        let root = &context.mesh.settings.root_namespace;
        let policies = context.mesh.peer_authentications.selecting(root);
        policies.filter_map(|policy| finding(context, policy)).collect()
    },
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: payments, namespace: istio-system }
spec:
  selector: { matchLabels: { app: payments } }
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

/// Selectors of the root namespace count for no pod, not even for those of that namespace (PA-9).
fn finding(context: &Context, policy: &Loaded<PeerAuthentication>) -> Option<Finding> {
    let at = context.inventory.location(&policy.at(Path::of("spec.selector")))?;
    let message = Message::NoEffect(NoEffect::SelectorInRoot { policy: policy.meta.key() });
    Some(Finding::new(&RULE, Severity::Warning, message, at))
}
