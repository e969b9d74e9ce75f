//! MP112: the client's proxy answers a request itself.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::ProxyAnswer,
    check: |context| {
        let questions = [Question::Route];
        failures::by_decider(context, &RULE, &questions, |_, dialled| Message::ProxyAnswer { dialled })
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments]
  http:
    - match: [{ uri: { exact: /old } }]
      redirect: { uri: /new }
    - route: [{ destination: { host: payments } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: payments.shop:8080, path: /old }
",
    good: "
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payments, namespace: shop }
spec:
  hosts: [payments]
  http:
    - match: [{ uri: { exact: /old } }]
      redirect: { uri: /new }
    - route: [{ destination: { host: payments } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: payments.shop:8080, path: /new }
",
};
