//! MP601: a call does not end as its author expects.

use crate::lint::expectation::{Expectation, expectation};
use crate::lint::{Code, Context, Finding, Message, Rule, Severity};
use crate::mesh::{Origin, Workload};
use crate::resource::{Loaded, Ref, Resource};
use crate::verdict::Connection;
use crate::yaml::Path;

pub(super) static RULE: Rule = Rule {
    code: Code::UnexpectedOutcome,
    check: |context| {
        let all = context.connections.iter().enumerate();
        all.filter_map(|(index, connection)| finding(context, index, connection)).collect()
    },
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: DISABLE } }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: checkout }
spec: { from: shop/frontend, to: payments.shop:8080, expect: mtls }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: mtls-playground/v1
kind: Traffic
metadata: { name: checkout }
spec: { from: shop/frontend, to: payments.shop:8080, expect: mtls }
",
};

/// At the expectation first, then at what decided otherwise.
fn finding(context: &Context, index: usize, connection: &Connection) -> Option<Finding> {
    let Some(Expectation::Missed { expected, found }) = expectation(connection) else { return None };
    let call = &connection.call;
    let message = Message::UnexpectedOutcome {
        client: context.mesh.workload(call.from).map(Workload::key).unwrap_or_default(),
        dialled: format!("{}:{}", call.host, call.port),
        expected: expected.to_owned(),
        found,
    };
    let verdict = &connection.verdict;
    let ends = verdict.endpoints.iter().map(Some).chain(verdict.outcome.map(|_| None));
    let deciders = ends.filter_map(|end| verdict.decisive(end)?.decided_by.as_ref());
    let deciders: Vec<_> = deciders.filter_map(|by| context.inventory.location(by)).collect();
    let at = context.inventory.location(&written(context, connection)?)?;
    let finding = Finding::new(&RULE, Severity::Error, message, at).and_at(deciders);
    Some(Finding { connections: vec![index], ..finding })
}

/// Where the expectation of a call stands.
pub(super) fn written(context: &Context, connection: &Connection) -> Option<Ref> {
    let Origin::Declared(traffic) = &connection.call.origin else { return None };
    let traffic: &Loaded<Resource> = context.inventory.get(traffic.resource)?;
    Some(traffic.at(Path::of("spec.expect")))
}

#[cfg(test)]
mod tests {
    use crate::analyse;
    use crate::lint::{BACKDROP, Code, Finding, Severity};
    use crate::text::SourceFile;
    use test_case::test_case;

    /// The findings in the mesh with this mode, and with a call from outside that is expected to end so.
    fn with(mode: &str, expect: &str) -> Vec<(Code, Severity)> {
        let text = format!(
            "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
             metadata: {{ name: default, namespace: shop }}\nspec: {{ mtls: {{ mode: {mode} }} }}\n---\n\
             apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\n\
             spec: {{ from: shop/cache, to: payments.shop:8080, expect: {expect} }}\n"
        );
        let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("t.yaml", text)];
        let code = |finding: Finding| (finding.rule.code, finding.severity);
        analyse(files).findings.into_iter().map(code).collect()
    }

    #[test_case("PERMISSIVE", "plaintext", &[]; "as expected")]
    #[test_case("PERMISSIVE", "mtls", &[(Code::UnexpectedOutcome, Severity::Error)]; "not as expected")]
    #[test_case("STRICT", "plaintext", &[(Code::PlaintextToStrict, Severity::Error), (Code::UnexpectedOutcome, Severity::Error)]; "a failure that nobody expects")]
    #[test_case("STRICT", "refused", &[(Code::PlaintextToStrict, Severity::Note)]; "a failure that is expected is no error")]
    #[test_case("STRICT", "broken", &[(Code::PlaintextToStrict, Severity::Error), (Code::UnknownExpectation, Severity::Error)]; "a word that means nothing")]
    fn findings(mode: &str, expect: &str, expected: &[(Code, Severity)]) {
        assert_eq!(with(mode, expect), expected);
    }
}
