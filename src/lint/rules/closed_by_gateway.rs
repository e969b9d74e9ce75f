//! MP116: a gateway closes what arrives at it.

use crate::lint::failures::{self, End, Failure};
use crate::lint::{Code, Context, Finding, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::ClosedByGateway,
    check,
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

/// One finding for each server that closes calls, and for each port on which none listens.
fn check(context: &Context) -> Vec<Finding> {
    let questions = [Question::GatewayServer];
    let port = |failure: &Failure| match failure.end {
        End::Endpoint(endpoint) => endpoint.port,
        End::Call(_) => failure.connection.call.port,
    };
    let cause = |failure: &Failure| {
        let decider = failure.decider(Question::GatewayServer).cloned();
        decider.ok_or_else(|| (failure.server(context), port(failure)))
    };
    let causes = failures::by_cause(context, &RULE, cause);
    let finding = |cause: failures::Cause| {
        let answer = cause.first()?.step(Question::GatewayServer).map(|step| step.answer.clone());
        let message = Message::ClosedByGateway { answer, dialled: cause.servers(context) };
        cause.finding(context, &RULE, message, &questions)
    };
    causes.filter_map(finding).collect()
}
