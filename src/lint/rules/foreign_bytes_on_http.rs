//! MP105: a port that is declared for HTTP receives something else.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::ForeignBytesOnHttp,
    check: |context| {
        failures::by_decider(context, &RULE, &[Question::FilterChain], |_, servers| {
            Message::ForeignBytesOnHttp { servers }
        })
    },
    bad: "
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: http-ledger, port: 9000 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: book }
spec: { from: shop/frontend, to: ledger.shop:9000, protocol: tcp }
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: tcp-ledger, port: 9000 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: book }
spec: { from: shop/frontend, to: ledger.shop:9000, protocol: tcp }
",
};
