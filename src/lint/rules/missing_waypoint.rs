//! MP311: a label asks for a waypoint that takes nothing of it.

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::resource::Ref;
use crate::verdict::{Answer, Verdict, WaypointAnswer};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::MissingWaypoint,
    check,
    bad: "
apiVersion: v1
kind: Namespace
metadata: { name: calm, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
---
apiVersion: v1
kind: Pod
metadata: { name: tea, namespace: calm, labels: { app: tea } }
spec: { containers: [{ name: app, image: calm/tea }] }
---
apiVersion: v1
kind: Service
metadata: { name: tea, namespace: calm }
spec: { selector: { app: tea }, ports: [{ name: http, port: 80 }] }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: drink }
spec: { from: calm/tea, to: tea.calm:80 }
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: calm, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: calm }
spec:
  gatewayClassName: istio-waypoint
  listeners: [{ name: mesh, port: 15008, protocol: HBONE }]
---
apiVersion: v1
kind: Pod
metadata: { name: tea, namespace: calm, labels: { app: tea } }
spec: { containers: [{ name: app, image: calm/tea }] }
---
apiVersion: v1
kind: Service
metadata: { name: tea, namespace: calm }
spec: { selector: { app: tea }, ports: [{ name: http, port: 80 }] }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: drink }
spec: { from: calm/tea, to: tea.calm:80 }
",
};

/// One finding for each label.
fn check(context: &Context) -> Vec<Finding> {
    let mut labels: BTreeMap<&Ref, NoEffect> = BTreeMap::new();
    for step in context.verdicts().flat_map(Verdict::steps) {
        let (waypoint, exists) = match &step.answer {
            Answer::Waypoint(WaypointAnswer::Missing { waypoint }) => (waypoint.clone(), false),
            Answer::Waypoint(WaypointAnswer::NotAllowed { waypoint }) => (waypoint.clone(), true),
            _ => continue,
        };
        if let Some(by) = &step.decided_by {
            labels.insert(by, NoEffect::MissingWaypoint { waypoint, exists });
        }
    }
    let finding = |(by, message): (&Ref, NoEffect)| {
        let at = context.inventory.location(by)?;
        Some(Finding::new(&RULE, Severity::Warning, Message::NoEffect(message), at))
    };
    labels.into_iter().filter_map(finding).collect()
}
