//! MP111: a request fits no rule of the VirtualService.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::UnroutedRequest,
    check: |context| {
        let questions = [Question::Route];
        failures::by_decider(context, &RULE, &questions, |_, dialled| Message::UnroutedRequest { dialled })
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments]
  http:
    - match: [{ uri: { prefix: /api } }]
      route: [{ destination: { host: payments } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: payments.shop:8080, path: /healthz }
",
    good: "
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments]
  http:
    - match: [{ uri: { prefix: /api } }]
      route: [{ destination: { host: payments } }]
    - route: [{ destination: { host: payments } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: payments.shop:8080, path: /healthz }
",
};
