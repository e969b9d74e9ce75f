//! MP110: a route leads to a service, port or subset that is not there.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::MissingCluster,
    check: |context| {
        let questions = [Question::Route];
        failures::by_decider(context, &RULE, &questions, |failure, dialled| {
            let answer = failure.step(Question::Route).map(|step| step.answer.clone());
            Message::MissingCluster { answer, dialled }
        })
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments]
  http:
    - route: [{ destination: { host: payments, subset: v2 } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: payments.shop:8080 }
",
    good: "
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments]
  http:
    - route: [{ destination: { host: payments } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: payments.shop:8080 }
",
};
