//! MP406: the cluster would take the document, but with a warning.

use crate::lint::{Code, Rule, Severity, admission};

pub(super) static RULE: Rule = Rule {
    code: Code::QuestionableResource,
    check: |context| admission::findings(context, &RULE, Severity::Warning, |review| &review.warnings),
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  selector: {}
  mtls: { mode: STRICT }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: STRICT }
",
};
