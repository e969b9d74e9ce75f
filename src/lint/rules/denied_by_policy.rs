//! MP115: policies deny a call.

use crate::lint::failures::{self, Failure};
use crate::lint::{Code, Context, Denial, Finding, Message, Rule};
use crate::verdict::{Answer, Question, TokenAnswer};

pub(super) static RULE: Rule = Rule {
    code: Code::DeniedByPolicy,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules: [{ to: [{ operation: { methods: [POST] } }] }]
",
    good: "
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  rules: [{ to: [{ operation: { methods: [GET, POST] } }] }]
",
};

fn check(context: &Context) -> Vec<Finding> {
    let by = |failure: &Failure| failure.denial().and_then(|step| step.decided_by.clone());
    let cause = |failure: &Failure| {
        (by(failure).ok_or_else(|| failure.server(context)), failure.is_misnamed(context))
    };
    failures::by_cause(context, &RULE, cause)
        // A name that a policy gets wrong is told where it stands (MP303, MP304).
        .filter(|cause| cause.first().is_some_and(|failure| !failure.is_misnamed(context)))
        .filter_map(|cause| {
            let message = Message::DeniedByPolicy {
                denial: denial(cause.first()?),
                clients: cause.clients(context),
                servers: cause.servers(context),
            };
            let questions = [Question::Authorization, Question::RequestAuthentication];
            cause.finding(context, &RULE, message, &questions)
        })
        .collect()
}

fn denial(failure: &Failure) -> Denial {
    match failure.denial().map(|step| &step.answer) {
        Some(Answer::Authorization(answer)) => Denial::Policy(answer.clone()),
        Some(Answer::RequestAuthentication(TokenAnswer::Rejected(flaw))) => Denial::Token(flaw.clone()),
        _ => Denial::OnTheWay,
    }
}
