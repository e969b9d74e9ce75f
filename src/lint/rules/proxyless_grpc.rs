//! MP704: gRPC that takes part in the mesh without a proxy.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{InjectionFact, Workload};
use crate::resource::Ref;

pub(super) static RULE: Rule = Rule {
    code: Code::ProxylessGrpc,
    check,
    bad: "
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: probe, namespace: lab, annotations: { inject.istio.io/templates: grpc-agent } }
spec: { containers: [{ name: app, image: lab/probe }] }
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Pod
metadata: { name: probe, namespace: lab, annotations: { inject.istio.io/templates: sidecar } }
spec: { containers: [{ name: app, image: lab/probe }] }
",
};

/// One warning for all of them: what they encrypt themselves is not known here (D-6).
fn check(context: &Context) -> Vec<Finding> {
    let asking: Vec<_> = context.mesh.workloads.iter().filter_map(asks).collect();
    let Some((_, template, _)) = asking.first() else { return Vec::new() };
    let message = Message::ProxylessGrpc {
        workloads: asking.iter().map(|(workload, ..)| workload.key()).collect(),
        template: (*template).to_owned(),
    };
    let mut places = asking.iter().filter_map(|(.., by)| context.inventory.location(by));
    let Some(first) = places.next() else { return Vec::new() };
    vec![Finding::new(&RULE, Severity::Warning, message, first).and_at(places)]
}

/// A workload that asks for it, the template, and where it stands.
fn asks(workload: &Workload) -> Option<(&Workload, &str, &Ref)> {
    workload.proxy_why.iter().find_map(|reason| match &reason.fact {
        InjectionFact::Proxyless(template) => Some((workload, template.as_str(), reason.by.as_ref()?)),
        _ => None,
    })
}
