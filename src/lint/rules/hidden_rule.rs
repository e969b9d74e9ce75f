//! MP309: a rule, route or entry that is not exported to those who would need it.

use crate::lint::set_aside::{Family, set_aside, warning};
use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule};
use crate::resource::{Loaded, Resource};
use crate::verdict::Because;

pub(super) static RULE: Rule = Rule {
    code: Code::HiddenRule,
    check: |context| {
        let hidden = set_aside(context, Family::Hidden);
        hidden.into_iter().filter_map(|(resource, because)| finding(context, resource, because)).collect()
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: istio-system }
spec:
  host: payments.shop.svc.cluster.local
  exportTo: [elsewhere]
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } }
",
    good: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: istio-system }
spec:
  host: payments.shop.svc.cluster.local
  exportTo: [shop]
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } }
",
};

fn finding(context: &Context, resource: &Loaded<Resource>, because: &Because) -> Option<Finding> {
    // A Service still has its name and address, which the network follows: calls to it fail or pass by themselves. And
    // the mesh config that hides something is not what is hidden.
    if matches!(*resource.value, Resource::Service(_) | Resource::ConfigMap(_) | Resource::Installation(_)) {
        return None;
    }
    let by_default = *because == Because::PrivateByDefault;
    let (kind, rule) = (resource.meta.kind.clone(), resource.meta.key());
    let message = Message::NoEffect(NoEffect::HiddenRule { kind, rule, by_default });
    let field = if by_default { "spec" } else { "spec.exportTo" };
    warning(context, &RULE, (resource, field), message, None)
}
