//! MP504: several documents are the same resource; the last one replaces the others.

use crate::lint::{Code, Context, Finding, Message, Rule, Severity, faults};
use crate::order;
use crate::resource::Problem;
use crate::text::Location;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::DuplicateDocument,
    check,
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: PERMISSIVE } }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: cart }
spec: { mtls: { mode: PERMISSIVE } }
",
};

/// One finding for each resource, at the documents that do not count and then at the one that does.
fn check(context: &Context) -> Vec<Finding> {
    let mut replaced: BTreeMap<Option<Location>, Vec<&Problem>> = BTreeMap::new();
    for problem in faults::problems(context, &RULE) {
        replaced.entry(problem.related).or_default().push(problem);
    }
    if replaced.is_empty() {
        return Vec::new();
    }
    let resources = context.inventory.resources.iter();
    let resources = order::map(resources.map(|it| (Location { file: it.file, span: it.span }, it)));
    let finding = |(by, problems): (Option<Location>, Vec<&Problem>)| {
        let by = by?;
        let (first, rest) = problems.split_first()?;
        let resource = resources.get(&by)?;
        let message = Message::DuplicateDocument {
            kind: resource.meta.kind.clone(),
            name: resource.meta.key(),
            count: problems.len() + 1,
        };
        let places = rest.iter().map(|problem| problem.at).chain([by]);
        Some(Finding::new(&RULE, Severity::Warning, message, first.at).and_at(places))
    };
    replaced.into_iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use crate::analyse;
    use crate::lint::Message;
    use crate::text::SourceFile;

    #[test]
    fn one_finding_for_each_resource() {
        let account =
            |name| format!("apiVersion: v1\nkind: ServiceAccount\nmetadata: {{ name: {name} }}\n---\n");
        let text = ["a", "b", "a", "c", "a", "b"].map(account).concat();
        let analysis = analyse([SourceFile::new("accounts.yaml", text)]);
        let told: Vec<_> = analysis
            .findings
            .iter()
            .map(|finding| match &*finding.message {
                Message::DuplicateDocument { name, count, .. } => {
                    (name.as_str(), *count, finding.labels.len())
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(told, [("default/a", 3, 3), ("default/b", 2, 2)]);
    }
}
