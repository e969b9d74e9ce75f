//! MP116: a gateway closes what arrives at it.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::{Answer, Question};

pub(super) static RULE: Rule = Rule {
    code: Code::ClosedByGateway,
    check: |context| {
        let questions = [Question::GatewayServer];
        failures::by_decider(context, &RULE, &questions, |first, dialled| {
            let answer = match first.step(Question::GatewayServer).map(|step| &step.answer) {
                Some(Answer::GatewayServer(answer)) => Some(answer.clone()),
                _ => None,
            };
            Message::ClosedByGateway { answer, dialled }
        })
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ingress, namespace: shop }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [pay.example.com]
      tls: { mode: SIMPLE, credentialName: pay }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: pay, namespace: shop }
spec:
  hosts: [pay.example.com]
  gateways: [ingress]
  http:
    - route: [{ destination: { host: payments, port: { number: 8080 } } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: from-outside }
spec: { from: shop/ingress, to: shop.example.com:443, protocol: tls }
",
    good: "
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ingress, namespace: shop }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [pay.example.com]
      tls: { mode: SIMPLE, credentialName: pay }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: pay, namespace: shop }
spec:
  hosts: [pay.example.com]
  gateways: [ingress]
  http:
    - route: [{ destination: { host: payments, port: { number: 8080 } } }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: from-outside }
spec: { from: shop/ingress, to: pay.example.com:443, protocol: tls }
",
};
