//! MP104: a proxy puts TLS around the TLS of the application.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::TlsInTls,
    check: |context| {
        let questions = [Question::Sent, Question::ServerProxy];
        failures::by_decider(context, &RULE, &questions, |_, servers| Message::TlsInTls { servers })
    },
    bad: "
apiVersion: v1
kind: Service
metadata: { name: vault, namespace: shop }
spec:
  selector: { app: cache }
  ports: [{ name: https, port: 443, targetPort: 8443 }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: vault, namespace: shop }
spec:
  host: vault.shop.svc.cluster.local
  trafficPolicy:
    tls: { mode: SIMPLE }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: secrets }
spec: { from: shop/frontend, to: vault.shop:443, protocol: tls }
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: vault, namespace: shop }
spec:
  selector: { app: cache }
  ports: [{ name: https, port: 443, targetPort: 8443 }]
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: secrets }
spec: { from: shop/frontend, to: vault.shop:443, protocol: tls }
",
};
