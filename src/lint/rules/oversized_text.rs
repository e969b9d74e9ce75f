//! MP506: a text that would exhaust memory.

use crate::lint::{Code, Rule, Severity, faults};

pub(super) static RULE: Rule = Rule {
    code: Code::OversizedText,
    check: |context| faults::findings(context, &RULE, |_| Severity::Error),
    bad: "
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
",
    good: "
apiVersion: v1
kind: ConfigMap
metadata: { name: words, namespace: shop }
data:
  a: &text some text that is used twice
  b: *text
",
};
