//! MP114: a policy about requests meets a port where the proxy reads bytes.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::HttpPolicyOnTcp,
    check: |context| {
        let questions = [Question::Authorization, Question::FilterChain];
        failures::by_decider(context, &RULE, &questions, |first, servers| Message::HttpPolicyOnTcp {
            policy: first
                .decider(Question::Authorization)
                .and_then(|by| context.name(by))
                .unwrap_or_default(),
            servers,
        })
    },
    bad: "
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: tcp, port: 9000 }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-admin, namespace: shop }
spec:
  action: DENY
  selector: { matchLabels: { app: payments } }
  rules: [{ to: [{ operation: { paths: [/admin*] } }] }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: book }
spec: { from: shop/frontend, to: ledger.shop:9000, protocol: tcp }
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: tcp, port: 9000 }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-admin, namespace: shop }
spec:
  action: DENY
  selector: { matchLabels: { app: payments } }
  rules: [{ to: [{ operation: { paths: [/admin*], ports: ['8080'] } }] }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: book }
spec: { from: shop/frontend, to: ledger.shop:9000, protocol: tcp }
",
};
