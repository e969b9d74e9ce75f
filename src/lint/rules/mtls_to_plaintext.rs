//! MP102: Istio mutual TLS reaches an application that no proxy protects.

use crate::lint::failures::{self, End, Failure};
use crate::lint::{Code, Context, Finding, Message, PlainServer, Rule};
use crate::resource::Ref;
use crate::verdict::{Answer, Mode, ProxyAnswer, Question, SentBecause};

pub(super) static RULE: Rule = Rule {
    code: Code::MtlsToPlaintext,
    check,
    bad: r#"
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: default, namespace: shop }
spec:
  host: "*.shop.svc.cluster.local"
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
"#,
    good: r#"
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: default, namespace: shop }
spec:
  host: "*.shop.svc.cluster.local"
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cache, namespace: shop }
spec:
  host: cache.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: DISABLE }
"#,
};

fn check(context: &Context) -> Vec<Finding> {
    failures::by_cause(context, &RULE, |failure| culprit(context, failure))
        .filter_map(|group| {
            let first = group.first()?;
            let (rule, server) = (rule(first).and_then(|by| context.name(by)), plain_server(first));
            let message = Message::MtlsToPlaintext { rule, server, servers: group.servers(context) };
            let questions = [Question::Sent, Question::ServerProxy, Question::PeerAuthentication];
            group.finding(context, &RULE, message, &questions)
        })
        .collect()
}

/// What failures must share to be one finding: the rule that asks for mutual TLS, else the server that draws it.
fn culprit(context: &Context, failure: &Failure) -> (PlainServer, Option<Ref>, String) {
    match rule(failure) {
        Some(rule) => (plain_server(failure), Some(rule.clone()), String::new()),
        None => (plain_server(failure), None, failure.server(context)),
    }
}

/// The DestinationRule that asks for it.
fn rule<'a>(failure: &Failure<'a>) -> Option<&'a Ref> {
    let step = failure.step(Question::Sent)?;
    let asked = match &step.answer {
        Answer::Sent(_, because) => {
            matches!(because, SentBecause::Rule | SentBecause::RuleMarksEndpoints { .. })
        }
        _ => false,
    };
    step.decided_by.as_ref().filter(|_| asked)
}

fn plain_server(failure: &Failure) -> PlainServer {
    let mode = match failure.end {
        End::Endpoint(endpoint) => endpoint.mode,
        End::Call(_) => Mode::None,
    };
    match (mode, failure.step(Question::ServerProxy).map(|step| &step.answer)) {
        (Mode::Strict | Mode::Permissive | Mode::Disable, _) => PlainServer::Disable,
        (Mode::None, Some(Answer::ServerProxy(ProxyAnswer::Bypassed(_)))) => PlainServer::Bypassed,
        (Mode::None, _) => PlainServer::NoProxy,
    }
}
