//! MP107: a service without pods is called.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::{Answer, Question, RouteAnswer};

pub(super) static RULE: Rule = Rule {
    code: Code::MissingEndpoints,
    check: |context| {
        let questions = [Question::Route, Question::Destination];
        failures::by_decider(context, &RULE, &questions, |failure, dialled| {
            let answer = failure.step(Question::Route).map(|step| &step.answer);
            let is_port = |answer: &&Answer| matches!(answer, Answer::Route(RouteAnswer::NoPort { .. }));
            Message::MissingEndpoints { answer: answer.filter(is_port).cloned(), dialled }
        })
    },
    bad: "
apiVersion: v1
kind: Service
metadata: { name: billing, namespace: shop }
spec:
  selector: { app: payment }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: billing.shop:80 }
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: billing, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: bill }
spec: { from: shop/frontend, to: billing.shop:80 }
",
};
