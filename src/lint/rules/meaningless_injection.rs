//! MP312: a label about injection has a value that means nothing.

use crate::lint::{Code, Context, Finding, Message, NoEffect, Rule, Severity};
use crate::resource::Ref;
use crate::yaml::Path;

pub(super) static RULE: Rule = Rule {
    code: Code::MeaninglessInjection,
    check,
    bad: "
apiVersion: v1
kind: Namespace
metadata: { name: stock, labels: { istio-injection: 'true' } }
",
    good: "
apiVersion: v1
kind: Namespace
metadata: { name: stock, labels: { istio-injection: enabled } }
",
};

/// Labels of Namespaces, and the values that mean something.
const OF_NAMESPACES: [(&str, [&str; 2]); 2] =
    [("istio-injection", ["enabled", "disabled"]), ("istio.io/dataplane-mode", ["ambient", "none"])];

/// Labels of pods. Values are compared letter by letter (INJ-2, INJ-7).
const OF_PODS: [(&str, [&str; 2]); 2] =
    [("sidecar.istio.io/inject", ["true", "false"]), ("istio.io/dataplane-mode", ["ambient", "none"])];

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut look =
        |key: &'static str, value: Option<&String>, known: [&'static str; 2], at: &dyn Fn() -> Ref| {
            let Some(value) = value.filter(|value| !known.contains(&value.as_str())) else { return };
            let message = NoEffect::MeaninglessInjection { key, value: value.clone(), known };
            let at = context.inventory.location(&at());
            findings
                .extend(at.map(|at| Finding::new(&RULE, Severity::Warning, Message::NoEffect(message), at)));
        };
    for namespace in context.mesh.namespaces.values() {
        for (key, known) in OF_NAMESPACES {
            let at = || namespace.at(Path::of("metadata.labels").key(key));
            look(key, namespace.meta.labels.get(key), known, &at);
        }
    }
    for workload in context.mesh.workloads.iter().filter(|workload| workload.machine.is_none()) {
        for (key, known) in OF_PODS {
            let template = &workload.resource.value;
            let at = || workload.resource.at(template.route("metadata.labels").key(key));
            look(key, template.labels.get(key), known, &at);
        }
    }
    findings
}
