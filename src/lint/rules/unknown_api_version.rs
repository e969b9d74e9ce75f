//! MP402: a kind that we know, in an API version that does not have it.

use crate::lint::{Code, Rule, Severity, faults};

pub(super) static RULE: Rule = Rule {
    code: Code::UnknownApiVersion,
    check: |context| faults::findings(context, &RULE, |_| Severity::Error),
    bad: "
apiVersion: networking.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
",
};
