//! MP504: two documents are the same resource; the later one replaces the earlier.

use crate::lint::{Code, Rule, Severity, faults};

pub(super) static RULE: Rule = Rule {
    code: Code::DuplicateDocument,
    check: |context| faults::findings(context, &RULE, |_| Severity::Warning),
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: PERMISSIVE } }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: cart }
spec: { mtls: { mode: PERMISSIVE } }
",
};
