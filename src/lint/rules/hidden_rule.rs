//! MP309: a DestinationRule that is not exported to those who would need it.

use crate::lint::set_aside::{set_aside, warning};
use crate::lint::{Code, Message, NoEffect, Rule};
use crate::resource::{Loaded, Resource};
use crate::verdict::Because;

pub(super) static RULE: Rule = Rule {
    code: Code::HiddenRule,
    check: |context| {
        let rules =
            set_aside(context, |because| matches!(because, Because::NotExported | Because::PrivateByDefault));
        let finding = |(rule, because): (&Loaded<Resource>, &Because)| {
            let by_default = *because == Because::PrivateByDefault;
            let message = NoEffect::HiddenRule { rule: rule.meta.key(), by_default };
            let field = if by_default { "spec" } else { "spec.exportTo" };
            warning(context, &RULE, (rule, field), Message::NoEffect(message), None)
        };
        rules.into_iter().filter_map(finding).collect()
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
