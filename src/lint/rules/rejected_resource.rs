//! MP405: the cluster would refuse the document.

use crate::lint::{Code, Rule, Severity, admission};

pub(super) static RULE: Rule = Rule {
    code: Code::RejectedResource,
    check: |context| admission::findings(context, &RULE, Severity::Error, |review| &review.messages),
    bad: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: STRICT }
  portLevelMtls:
    8080: { mode: PERMISSIVE }
",
    good: "
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  mtls: { mode: STRICT }
  portLevelMtls:
    8080: { mode: PERMISSIVE }
",
};

#[cfg(test)]
mod tests {
    use crate::analyse;
    use crate::lint::Code;
    use crate::text::SourceFile;

    #[test]
    fn what_the_reader_has_said_is_not_said_again() {
        let policy = "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
                      metadata: { name: default, namespace: shop }\nspec: { mode: STRICT }\n";
        let analysis = analyse([SourceFile::new("policy.yaml", policy)]);
        let codes: Vec<_> = analysis.findings.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(codes, [Code::UnknownField]);
    }
}
