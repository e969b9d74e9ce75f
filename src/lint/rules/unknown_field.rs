//! MP403: a field that the kind does not have.

use crate::lint::{Code, Rule, Severity, faults};

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownField,
    check: |context| faults::findings(context, &RULE, |_| Severity::Error),
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mode: STRICT
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
