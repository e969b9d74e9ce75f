//! MP404: a value that its field cannot have.

use crate::lint::{Code, Rule, Severity, faults};

pub(super) static RULE: Rule = Rule {
    code: Code::InvalidValue,
    check: |context| faults::findings(context, &RULE, |_| Severity::Error),
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: strict
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: STRICT
",
};
