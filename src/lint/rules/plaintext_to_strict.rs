//! MP101: plaintext reaches a proxy that accepts only mutual TLS.

use crate::lint::failures::{self, Failure};
use crate::lint::{Code, Context, Finding, Message, PlaintextCause, Rule};
use crate::mesh::Workload;
use crate::resource::Ref;
use crate::verdict::{Answer, Question, RouteAnswer, RuleAnswer, SentBecause};

pub(super) static RULE: Rule = Rule {
    code: Code::PlaintextToStrict,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 200 } }
    tls: { mode: DISABLE }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 200 } }
",
};

/// Clients outside of the mesh have the policy in common that turns them away; all others what makes them send
/// plaintext.
fn check(context: &Context) -> Vec<Finding> {
    failures::by_cause(context, &RULE, |failure| culprit(context, failure))
        .filter_map(|group| {
            let cause = cause(context, group.first()?);
            let (questions, more): (&[Question], _) = match cause {
                PlaintextCause::Outside { .. } => {
                    (&[Question::PeerAuthentication, Question::ClientProxy], group.clients_at(context))
                }
                PlaintextCause::Bypassed => {
                    (&[Question::ClientProxy, Question::PeerAuthentication], Vec::new())
                }
                PlaintextCause::Rule(RuleAnswer::PortWithoutTls { .. }) => {
                    (&[Question::DestinationRule, Question::Sent, Question::PeerAuthentication], Vec::new())
                }
                PlaintextCause::NotRouted(_) | PlaintextCause::Rule(_) | PlaintextCause::NoAutoMtls(_) => {
                    (&[Question::Sent, Question::PeerAuthentication], Vec::new())
                }
            };
            let (clients, servers) = (group.clients(context), group.servers(context));
            let message = Message::PlaintextToStrict { cause, clients, servers };
            Some(group.finding(context, &RULE, message, questions)?.and_at(more))
        })
        .collect()
}

/// What failures must share to be one finding.
fn culprit(context: &Context, failure: &Failure) -> (u8, Option<Ref>, String) {
    let client = || context.mesh.workload(failure.connection.call.from).map(Workload::key);
    let decider = |question| failure.decider(question).cloned();
    match cause(context, failure) {
        PlaintextCause::Outside { .. } => (0, decider(Question::PeerAuthentication), String::new()),
        PlaintextCause::Bypassed => (1, decider(Question::ClientProxy), client().unwrap_or_default()),
        PlaintextCause::NotRouted(_) => (2, None, client().unwrap_or_default()),
        PlaintextCause::Rule(RuleAnswer::PortWithoutTls { .. }) => {
            (3, decider(Question::DestinationRule), String::new())
        }
        PlaintextCause::Rule(_) => (3, decider(Question::Sent), String::new()),
        PlaintextCause::NoAutoMtls(SentBecause::AutoMtlsOff | SentBecause::RuleMarksEndpoints { .. }) => {
            (4, decider(Question::Sent), String::new())
        }
        PlaintextCause::NoAutoMtls(_) => (5, decider(Question::Sent), failure.server(context)),
    }
}

fn cause(context: &Context, failure: &Failure) -> PlaintextCause {
    let answer = |question| failure.step(question).map(|step| &step.answer);
    let because = match answer(Question::Sent) {
        Some(Answer::Sent(_, because)) => because.clone(),
        _ => SentBecause::NotRouted,
    };
    match (because, answer(Question::Route), answer(Question::DestinationRule)) {
        (SentBecause::PastClientProxy, ..) => PlaintextCause::Bypassed,
        (SentBecause::NoClientProxy, ..) => {
            let policy = failure.decider(Question::PeerAuthentication);
            PlaintextCause::Outside { policy: policy.and_then(|by| context.name(by)) }
        }
        (_, Some(Answer::Route(RouteAnswer::Passthrough(unmatched))), _) => {
            PlaintextCause::NotRouted(unmatched.clone())
        }
        (SentBecause::Rule, _, Some(Answer::DestinationRule(rule))) => PlaintextCause::Rule(rule.clone()),
        (because @ SentBecause::RuleMarksEndpoints { .. }, ..) => PlaintextCause::NoAutoMtls(because),
        // Auto mTLS was to do without the TLS that the entry for the port drops (DR-20), and does not.
        (_, _, Some(Answer::DestinationRule(rule @ RuleAnswer::PortWithoutTls { .. }))) => {
            PlaintextCause::Rule(rule.clone())
        }
        (because, ..) => PlaintextCause::NoAutoMtls(because),
    }
}
