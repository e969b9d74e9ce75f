//! MP109: the mesh lets no call to unknown destinations out.

use crate::lint::failures;
use crate::lint::{Code, Message, Rule};
use crate::verdict::Question;

pub(super) static RULE: Rule = Rule {
    code: Code::UnregisteredDestination,
    check: |context| {
        let questions = [Question::Route];
        failures::by_decider(context, &RULE, &questions, |_, dialled| Message::UnregisteredDestination {
            dialled,
        })
    },
    bad: "
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    outboundTrafficPolicy: { mode: REGISTRY_ONLY }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: rates }
spec: { from: shop/frontend, to: rates.example.com:443, protocol: tls }
",
    good: "
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    outboundTrafficPolicy: { mode: ALLOW_ANY }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: rates }
spec: { from: shop/frontend, to: rates.example.com:443, protocol: tls }
",
};
