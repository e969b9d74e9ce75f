//! MP503: a line between two documents that kubectl reads otherwise than it looks.

use crate::lint::{Code, Rule, Severity, faults};
use crate::resource::Fault;
use crate::yaml::SyntaxErrorKind;

pub(super) static RULE: Rule = Rule {
    code: Code::BadSeparator,
    check: |context| faults::findings(context, &RULE, severity),
    bad: "
apiVersion: v1
kind: Namespace
metadata: { name: store }
---apiVersion: v1
kind: Namespace
metadata: { name: old-store }
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: store }
--- # the old world
apiVersion: v1
kind: Namespace
metadata: { name: old-store }
",
};

/// kubectl refuses the whole file for a bad separator, but passes over what follows `...` without a word.
fn severity(fault: &Fault) -> Severity {
    match fault {
        Fault::Syntax(error) if error.kind == SyntaxErrorKind::IgnoredAfterEnd => Severity::Warning,
        _ => Severity::Error,
    }
}
