//! MP501: a document is not YAML.

use crate::lint::{Code, Rule, Severity, faults};

pub(super) static RULE: Rule = Rule {
    code: Code::BrokenYaml,
    check: |context| faults::findings(context, &RULE, |_| Severity::Error),
    bad: r#"
apiVersion: v1
kind: Namespace
metadata:
  name: "store
"#,
    good: r#"
apiVersion: v1
kind: Namespace
metadata:
  name: "store"
"#,
};
