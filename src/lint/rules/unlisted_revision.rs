//! MP703: a revision of Istio that the text does not show.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{InjectionFact, InjectionReason, Workload};
use crate::order;
use crate::resource::Ref;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::UnlistedRevision,
    check,
    bad: "
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio.io/rev: canary } }
---
apiVersion: v1
kind: Pod
metadata: { name: probe, namespace: lab }
spec: { containers: [{ name: app, image: lab/probe }] }
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio.io/rev: default } }
---
apiVersion: v1
kind: Pod
metadata: { name: probe, namespace: lab }
spec: { containers: [{ name: app, image: lab/probe }] }
",
};

/// One finding for each revision, wherever it is asked for: a note where it is taken to be installed, a warning where
/// the text shows others, so that nobody injects (INJ-4).
fn check(context: &Context) -> Vec<Finding> {
    let revisions = &context.mesh.revisions;
    let mut asked: BTreeMap<&str, Vec<&Ref>> = BTreeMap::new();
    for (revision, by) in context.mesh.workloads.iter().filter_map(asks) {
        if !revisions.is_certain(revision) {
            asked.entry(revision).or_default().push(by);
        }
    }
    let finding = |(revision, by): (&str, Vec<&Ref>)| {
        let mut places = order::set(by).into_iter().filter_map(|by| context.inventory.location(by));
        let is_missing = revisions.against(revision).is_some();
        let severity = if is_missing { Severity::Warning } else { Severity::Note };
        let shown = revisions.shown().map(str::to_owned).collect();
        let message = Message::UnlistedRevision { revision: revision.to_owned(), shown };
        Some(Finding::new(&RULE, severity, message, places.next()?).and_at(places))
    };
    asked.into_iter().filter_map(finding).collect()
}

/// The revision that decides about the proxy of a pod, and where it stands.
fn asks(workload: &Workload) -> Option<(&str, &Ref)> {
    let opts_out =
        |reason: &InjectionReason| matches!(&reason.fact, InjectionFact::PodLabel(value) if value == "false");
    if workload.proxy_why.iter().any(opts_out) {
        return None;
    }
    workload.proxy_why.iter().find_map(|reason| match &reason.fact {
        InjectionFact::NamespaceRevision(revision) | InjectionFact::PodRevision(revision) => {
            Some((revision.as_str(), reason.by.as_ref()?))
        }
        _ => None,
    })
}
