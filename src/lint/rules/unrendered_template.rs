//! MP502: a template that must be rendered before Kubernetes can read it.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity, faults};
use crate::resource::Problem;
use crate::text::FileId;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::UnrenderedTemplate,
    check,
    bad: "
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: {{ .Release.Namespace }}
",
    good: "
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
",
};

/// One finding for each file: whoever pastes a chart knows it after the first.
fn check(context: &Context) -> Vec<Finding> {
    let mut files: BTreeMap<FileId, Vec<&Problem>> = BTreeMap::new();
    for problem in faults::problems(context, &RULE) {
        files.entry(problem.at.file).or_default().push(problem);
    }
    let finding = |problems: Vec<&Problem>| {
        let (first, rest) = problems.split_first()?;
        let message = Message::Fault(first.fault.clone());
        let finding = Finding::new(&RULE, Severity::Warning, message, first.at);
        Some(finding.and_at(rest.iter().map(|problem| problem.at)))
    };
    files.into_values().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use crate::analyse;
    use crate::lint::{Code, Severity};
    use crate::text::SourceFile;

    #[test]
    fn one_finding_for_each_file() {
        let chart = "a: {{ .Values.a }}\n---\nb: {{ .Values.b }}\n";
        let analysis = analyse([SourceFile::new("a.yaml", chart), SourceFile::new("b.yaml", chart)]);
        let places: Vec<_> = analysis.findings.iter().map(|finding| finding.labels.len()).collect();
        assert_eq!(places, [2, 2]);
        let first = &analysis.findings[0];
        assert_eq!((first.rule.code, first.severity), (Code::UnrenderedTemplate, Severity::Warning));
    }
}
