//! One cause is one finding, however many calls it breaks, and the cause that explains most comes first.

use mtls_playground::analyse;
use mtls_playground::lint::{Code, Finding, Severity};
use mtls_playground::text::SourceFile;
use std::fmt::Write;
use test_case::test_case;

/// A namespace with a server, and thirty clients that call it: of every three one has no proxy.
fn mesh(policies: &str) -> Vec<Finding> {
    let mut text = String::from(
        "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }\n---\n\
         apiVersion: v1\nkind: Pod\nmetadata: { name: cart, namespace: shop, labels: { app: cart } }\n\
         spec: { containers: [{ name: app }] }\n---\n\
         apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\n\
         spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }\n---\n",
    );
    for client in 0..30 {
        let outside = if client % 3 == 0 { ", sidecar.istio.io/inject: 'false'" } else { "" };
        let _ = write!(
            text,
            "apiVersion: v1\nkind: Pod\n\
             metadata: {{ name: c{client}, namespace: shop, labels: {{ app: c{client}{outside} }} }}\n\
             spec: {{ containers: [{{ name: app }}] }}\n---\n\
             apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t{client} }}\n\
             spec: {{ from: shop/c{client}, to: 'cart:80' }}\n---\n"
        );
    }
    analyse([SourceFile::new("mesh.yaml", text + policies)]).findings
}

const STRICT: &str = "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
    metadata: { name: default, namespace: shop }\nspec: { mtls: { mode: STRICT } }\n---\n";

const DISABLE: &str = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\n\
    metadata: { name: cart, namespace: shop }\nspec: { host: cart, trafficPolicy: { tls: { mode: DISABLE } } }\n---\n";

/// A rule that puts TLS of its own around what is sent.
const SIMPLE: &str = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\n\
    metadata: { name: cart, namespace: shop }\nspec: { host: cart, trafficPolicy: { tls: { mode: SIMPLE } } }\n---\n";

const NO_SUBSET: &str = "apiVersion: networking.istio.io/v1\nkind: VirtualService\n\
    metadata: { name: cart, namespace: shop }\n\
    spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart, subset: v9 } }] }] }\n---\n";

#[test_case("", &[]; "thirty calls that work")]
#[test_case(STRICT, &[(Code::PlaintextToStrict, 10)]; "one policy, ten clients outside")]
#[test_case(SIMPLE, &[(Code::RejectedHandshake, 20)]; "one rule, twenty clients")]
#[test_case(NO_SUBSET, &[(Code::MissingCluster, 20)]; "one route, twenty clients")]
fn one_cause_is_one_finding(policies: &str, expected: &[(Code, usize)]) {
    assert_eq!(causes(&mesh(policies)), expected);
}

#[test]
fn the_cause_that_explains_most_comes_first() {
    let findings = mesh(&[STRICT, DISABLE].concat());
    assert_eq!(causes(&findings), [(Code::PlaintextToStrict, 20), (Code::PlaintextToStrict, 10)]);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Error));
}

fn causes(findings: &[Finding]) -> Vec<(Code, usize)> {
    findings.iter().map(|finding| (finding.rule.code, finding.connections.len())).collect()
}
