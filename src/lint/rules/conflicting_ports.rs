//! MP118: two Services, or two ports of one, say different things about one port of a pod.

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
    let mut ports: BTreeMap<&Ref, (&Ref, u16, Option<&String>)> = BTreeMap::new();
    for step in context.connections.iter().flat_map(steps) {
        let (Answer::FilterChain { port, .. }, Some(by)) = (&step.answer, &step.decided_by) else { continue };
        for ignored in &step.ignored {
            let older = match &ignored.because {
                Because::Younger { than, .. } => Some(than),
                Because::LaterPort => None,
                _ => continue,
            };
            ports.insert(&ignored.by, (by, *port, older));
        }
    }
    let finding = |(younger, (by, port, older)): (&Ref, (&Ref, u16, Option<&String>))| {
        let service = context.name(younger)?;
        let message = Message::ConflictingPorts { service, older: older.cloned(), port };
        let at = context.inventory.location(younger)?;
        let counts = context.inventory.location(by);
        Some(Finding::new(&RULE, Severity::Warning, message, at).and_at(counts))
    };
    ports.into_iter().filter_map(finding).collect()
}
