//! MP308: a DestinationRule where nobody looks for it.

use crate::lint::set_aside::{Family, set_aside, warning};
use crate::lint::{Code, Message, NoEffect, Rule};
use crate::resource::{Loaded, Resource};
use crate::verdict::Because;

pub(super) static RULE: Rule = Rule {
    code: Code::UnconsultedRule,
    check: |context| {
        let rules = set_aside(context, Family::Unconsulted);
        let finding = |(rule, _): (&Loaded<Resource>, &Because)| {
            let message = Message::NoEffect(NoEffect::UnconsultedRule { rule: rule.meta.key() });
            warning(context, &RULE, (rule, "metadata.namespace"), message, None)
        };
        rules.into_iter().filter_map(finding).collect()
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: policies }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } }
",
    good: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy: { connectionPool: { tcp: { maxConnections: 200 } } }
",
};
