//! MP113: a policy goes by identity, and the connection carries none.

use crate::lint::failures;
use crate::lint::{Code, Context, Finding, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::DeniedWithoutIdentity,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules: [{ from: [{ source: { namespaces: [shop] } }] }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: DISABLE }
",
    good: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules: [{ from: [{ source: { namespaces: [shop] } }] }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
",
};

/// What failures have in common is the policy, and what makes the client send plaintext.
fn check(context: &Context) -> Vec<Finding> {
    let questions = [Question::Sent, Question::ClientProxy, Question::Authorization];
    let decider = |question| move |failure: &failures::Failure| failure.decider(question).cloned();
    let [sent, policy] = [Question::Sent, Question::Authorization].map(decider);
    failures::by_cause(context, &RULE, |failure| (policy(failure).map(|by| by.resource), sent(failure)))
        .filter_map(|cause| {
            let message = Message::DeniedWithoutIdentity {
                policy: context.name(&policy(cause.first()?)?)?,
                clients: cause.clients(context),
                servers: cause.servers(context),
            };
            cause.finding(context, &RULE, message, &questions)
        })
        .collect()
}
