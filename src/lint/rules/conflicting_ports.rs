//! MP118: two Services say different things about one port of a pod.

use crate::lint::set_aside::steps;
use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::resource::Ref;
use crate::verdict::{Answer, Because};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::ConflictingPorts,
    check,
    bad: "
apiVersion: v1
kind: Service
metadata: { name: payments-raw, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: tcp-raw, port: 9000, targetPort: 8080 }]
",
    good: "
apiVersion: v1
kind: Service
metadata: { name: payments-raw, namespace: shop }
spec:
  selector: { app: payments }
  ports: [{ name: http-raw, port: 9000, targetPort: 8080 }]
",
};

/// One finding for each port that is not listened to, at it and at the one that is.
fn check(context: &Context) -> Vec<Finding> {
    let mut ports: BTreeMap<&Ref, (&Ref, u16, &str)> = BTreeMap::new();
    for step in context.connections.iter().flat_map(steps) {
        let (Answer::FilterChain { port, .. }, Some(by)) = (&step.answer, &step.decided_by) else { continue };
        for ignored in &step.ignored {
            if let Because::Younger { than, .. } = &ignored.because {
                ports.insert(&ignored.by, (by, *port, than));
            }
        }
    }
    let finding = |(younger, (older, port, than)): (&Ref, (&Ref, u16, &str))| {
        let service = context.name(younger)?;
        let message = Message::ConflictingPorts { service, older: than.to_owned(), port };
        let at = context.inventory.location(younger)?;
        let older = context.inventory.location(older);
        Some(Finding::new(&RULE, Severity::Warning, message, at).and_at(older))
    };
    ports.into_iter().filter_map(finding).collect()
}
