//! MP103: a server's proxy refuses TLS that is not of the mesh.

use crate::lint::failures::{self, End};
use crate::lint::{Code, Message, Rule};
use crate::verdict::{Mode, Question, Sent};

pub(super) static RULE: Rule = Rule {
    code: Code::RejectedHandshake,
    check: |context| {
        let questions = [Question::DestinationRule, Question::PeerAuthentication, Question::FilterChain];
        failures::by_decider(context, &RULE, &questions, |first, servers| {
            let (sent, mode) = match first.end {
                End::Endpoint(endpoint) => (endpoint.sent, endpoint.mode),
                End::Call(_) => (Sent::AppTls, Mode::None),
            };
            Message::RejectedHandshake { sent, mode, servers }
        })
    },
    bad: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: SIMPLE }
",
    good: "
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payments, namespace: shop }
spec:
  host: payments.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: ISTIO_MUTUAL }
",
};
