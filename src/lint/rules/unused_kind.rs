//! MP701: documents of a kind that changes no outcome here.

use crate::lint::{Code, Message, Rule, by_kind};
use crate::resource::Resource;

pub(super) static RULE: Rule = Rule {
    code: Code::UnusedKind,
    check: |context| {
        by_kind::findings(
            context,
            &RULE,
            |resource| *resource == Resource::Unused,
            |kind, count| Message::UnusedKind { kind, count },
        )
    },
    bad: "
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: []
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: store }
",
};
