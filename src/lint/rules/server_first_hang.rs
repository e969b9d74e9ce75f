//! MP106: the server speaks first, and a proxy waits for the client to do so.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::ServerFirstHang,
    check: |context| {
        let questions = [Question::Sent, Question::FilterChain, Question::PeerAuthentication];
        failures::by_decider(context, &RULE, &questions, |_, servers| Message::ServerFirstHang { servers })
    },
    bad: "
apiVersion: v1
kind: Service
metadata: { name: mail, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: smtp, port: 2525 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: send }
spec: { from: shop/frontend, to: mail.shop:2525, protocol: server-first }
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: mail, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: tcp-smtp, port: 2525 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: send }
spec: { from: shop/frontend, to: mail.shop:2525, protocol: server-first }
",
};
