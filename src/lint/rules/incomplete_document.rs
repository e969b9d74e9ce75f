//! MP401: a document lacks what every resource must have.

use crate::lint::{Code, Rule, Severity, faults};
use crate::resource::Fault;

pub(super) static RULE: Rule = Rule {
    code: Code::IncompleteDocument,
    check: |context| faults::findings(context, &RULE, severity),
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { namespace: shop }
spec: { mtls: { mode: STRICT } }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
",
};

/// A file without a kind may well be meant for another program, unless it is only spelt otherwise; a resource without a
/// name is of no use to anybody.
fn severity(fault: &Fault) -> Severity {
    match fault {
        Fault::NotAResource | Fault::NoKind { written: None } | Fault::NoApiVersion { written: None } => {
            Severity::Warning
        }
        _ => Severity::Error,
    }
}
