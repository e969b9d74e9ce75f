//! What must be found, named as people name it: each stands in the mesh of the rules' examples, and gives the finding of
//! one rule.

use mtls_playground::analyse;
use mtls_playground::i18n::Language;
use mtls_playground::lint::{BACKDROP, Severity};
use mtls_playground::text::SourceFile;
use test_case::test_case;

const ERROR: Severity = Severity::Error;
const WARNING: Severity = Severity::Warning;

/// A document of Istio.
fn istio(group: &str, kind: &str, name: &str, spec: &str) -> String {
    format!(
        "apiVersion: {group}.istio.io/v1\nkind: {kind}\nmetadata: {{ name: {name}, namespace: shop }}\nspec: {spec}\n---\n"
    )
}

fn peer(spec: &str) -> String {
    istio("security", "PeerAuthentication", "p", spec)
}

fn strict() -> String {
    peer("{ mtls: { mode: STRICT } }")
}

/// A DestinationRule for the service of this name.
fn rule(service: &str, policy: &str) -> String {
    let spec = format!("{{ host: {service}.shop.svc.cluster.local, trafficPolicy: {{ {policy} }} }}");
    istio("networking", "DestinationRule", "r", &spec)
}

fn policy(spec: &str) -> String {
    let spec = format!("{{ selector: {{ matchLabels: {{ app: payments }} }}, {spec} }}");
    istio("security", "AuthorizationPolicy", "a", &spec)
}

fn call(from: &str, to: &str) -> String {
    format!(
        "apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: c }}\nspec: {{ from: {from}, to: {to} }}\n---\n"
    )
}

/// A pod of the mesh, and a service in front of it.
fn served(name: &str, metadata: &str, port: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{ name: {name}, namespace: shop, {metadata} }}\n\
         spec: {{ containers: [{{ name: app }}] }}\n---\n\
         apiVersion: v1\nkind: Service\nmetadata: {{ name: {name}, namespace: shop }}\n\
         spec: {{ selector: {{ app: {name} }}, ports: [{{ {port} }}] }}\n---\n"
    )
}

/// A headless service in front of a pod with a proxy and the cache, which has none.
fn mixed() -> String {
    "apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop, labels: { set: m } }\nspec: { containers: [{ name: app }] }\n---\n\
     apiVersion: v1\nkind: Pod\nmetadata: { name: b, namespace: shop, labels: { set: m, sidecar.istio.io/inject: 'false' } }\nspec: { containers: [{ name: app }] }\n---\n\
     apiVersion: v1\nkind: Service\nmetadata: { name: m, namespace: shop }\nspec: { clusterIP: None, selector: { set: m }, ports: [{ name: tcp, port: 9000 }] }\n---\n"
        .to_owned()
}

fn route(spec: &str) -> String {
    istio("networking", "VirtualService", "v", &format!("{{ hosts: [payments], {spec} }}"))
}

fn mesh_config(config: &str) -> String {
    format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: istio, namespace: istio-system }}\ndata:\n  mesh: |\n    {config}\n---\n"
    )
}

/// A service whose port is not that of its pods.
const LEDGER: &str = "apiVersion: v1\nkind: Service\nmetadata: { name: ledger, namespace: shop }\n\
     spec: { selector: { app: payments }, ports: [{ name: http, port: 80, targetPort: 8080 }] }\n---\n";

fn check(text: &str, code: &str, severity: Severity) {
    let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("named.yaml", text)];
    let findings = analyse(files).findings;
    let found: Vec<_> = findings.iter().map(|it| (it.rule.code.as_str(), it.severity)).collect();
    assert!(found.contains(&(code, severity)), "{found:?}");
}

#[test_case(&(strict() + &call("shop/cache", "'payments.shop:8080'")), "MP101"; "client outside the mesh")]
#[test_case(&(strict() + &rule("payments", "tls: { mode: DISABLE }")), "MP101"; "DestinationRule DISABLE")]
#[test_case(&(strict() + &mesh_config("enableAutoMtls: false")), "MP101"; "missing rule without auto mTLS")]
#[test_case(&(strict() + &mesh_config("enableAutoMtls: false") + &rule("payments", "tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 8080 }, connectionPool: { tcp: { maxConnections: 1 } } }]")), "MP101"; "port settings that drop TLS")]
#[test_case(&(strict() + &call("shop/frontend", "'pod/shop/payments:8080'")), "MP101"; "passthrough by pod IP")]
#[test_case(&(strict() + &call("shop/frontend", "'payments.shop:8080', headers: { host: x.example }")), "MP101"; "passthrough by Host header")]
#[test_case(&(strict() + &istio("networking", "Sidecar", "default", "{ egress: [{ hosts: [istio-system/*] }] }")), "MP101"; "service hidden by Sidecar")]
#[test_case(&(peer("{ mtls: { mode: DISABLE } }") + &istio("security", "PeerAuthentication", "w", "{ selector: { matchLabels: { app: payments } }, mtls: { mode: STRICT } }")), "MP101"; "namespace DISABLE with STRICT workload")]
#[test_case(&(strict() + &served("job", "labels: { app: job }, annotations: { traffic.sidecar.istio.io/excludeOutboundPorts: '8080' }", "name: http, port: 80") + &call("shop/job", "'payments.shop:8080'")), "MP101"; "excluded outbound port")]
#[test_case(&rule("cache", "tls: { mode: ISTIO_MUTUAL }"), "MP102"; "mTLS to an app without sidecar")]
#[test_case(&(peer("{ selector: { matchLabels: { app: payments } }, portLevelMtls: { 8080: { mode: DISABLE } } }") + &rule("payments", "tls: { mode: ISTIO_MUTUAL }")), "MP102"; "mTLS to a DISABLE port")]
#[test_case(&(served("raw", "labels: { app: raw }, annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '9000' }", "name: http, port: 9000") + &call("shop/frontend", "'raw.shop:9000'")), "MP102"; "excluded inbound port")]
#[test_case(&(served("old", "labels: { app: old, sidecar.istio.io/inject: 'false', security.istio.io/tlsMode: istio }", "name: http, port: 9000") + &call("shop/frontend", "'old.shop:9000'")), "MP102"; "tlsMode label without a proxy")]
#[test_case(&rule("payments", "tls: { mode: SIMPLE }"), "MP103"; "SIMPLE to a sidecar")]
#[test_case(&rule("payments", "tls: { mode: MUTUAL, clientCertificate: /c, privateKey: /k, caCertificates: /a }"), "MP103"; "MUTUAL to a sidecar")]
#[test_case(&(strict() + &call("shop/frontend", "'payments.shop:8080', protocol: tls")), "MP103"; "app TLS on an HTTP port")]
#[test_case(&(served("safe", "labels: { app: safe, sidecar.istio.io/inject: 'false' }", "name: https, port: 443") + &rule("safe", "tls: { mode: SIMPLE }") + &call("shop/frontend", "'safe.shop:443', protocol: tls")), "MP104"; "TLS in TLS")]
#[test_case(&(strict() + &mixed() + &call("shop/frontend", "'m.shop:9000'")), "MP101"; "headless with mixed endpoints")]
#[test_case(&(served("mail", "labels: { app: mail }", "name: smtp, port: 2525") + &call("shop/frontend", "'mail.shop:2525', protocol: server-first")), "MP106"; "server first hang")]
#[test_case(&route("http: [{ route: [{ destination: { host: payments, subset: v9 } }] }]"), "MP110"; "subset that does not exist")]
#[test_case(&route("http: [{ route: [{ destination: { host: ghost } }] }]"), "MP110"; "host that does not exist")]
#[test_case(&(route("http: [{ route: [{ destination: { host: payments, subset: v9 } }] }]") + &istio("networking", "DestinationRule", "r", "{ host: payments, subsets: [{ name: v9, labels: { version: v9 } }] }")), "MP107"; "subset without pods")]
#[test_case(&(policy("rules: [{ from: [{ source: { namespaces: [shop] } }] }]") + &rule("payments", "tls: { mode: DISABLE }")), "MP113"; "identity lost on plaintext")]
#[test_case(&policy("rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/defualt] } }] }]"), "MP303"; "denied by a typo in the principal")]
#[test_case(&(LEDGER.to_owned() + &policy("rules: [{ to: [{ operation: { ports: ['80'] } }] }]") + &call("shop/frontend", "'ledger.shop:80'")), "MP304"; "denied by the port of the Service")]
fn broken(text: &str, code: &str) {
    check(text, code, ERROR);
}

#[test_case(&peer("{ mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: PERMISSIVE } } }"), "MP405", ERROR; "portLevelMtls without selector")]
#[test_case(&istio("security", "PeerAuthentication", "p", "{ selector: { matchLabels: { app: payment } }, mtls: { mode: STRICT } }"), "MP301", WARNING; "selector that matches nothing")]
#[test_case(&policy("rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/defualt] } }, { source: { namespaces: [shop] } }] }]"), "MP303", WARNING; "principal typo")]
#[test_case(&(strict() + &peer("{ selector: { matchLabels: { app: payments } }, mtls: { mode: DISABLE } }").replace("name: p,", "name: q,")), "MP202", WARNING; "DISABLE left below STRICT")]
fn without_effect_or_exposed(text: &str, code: &str, severity: Severity) {
    check(text, code, severity);
}

/// What denies a call: an error of the rule about names where a name is wrong, else a note.
#[test_case("principals: [cluster.local/ns/shop/sa/defualt]", "MP303 error"; "nearly the client")]
#[test_case("principals: [cluster.local/ns/shop/sa/ledger]", "MP115 note"; "somebody who is not there")]
#[test_case("principals: [cluster.local/ns/edge/sa/defualt]", "MP115 note"; "nearly somebody else")]
#[test_case("principals: [cluster.local/ns/edge/sa/default]", "MP115 note"; "somebody else")]
#[test_case("principals: [spiffe://cluster.local/ns/shop/sa/default]", "MP303 error"; "the client with a scheme")]
#[test_case("principals: [cluster.local/ns/shop/sa/default]", ""; "the client")]
fn denials(source: &str, expected: &str) {
    let text = policy(&format!("rules: [{{ from: [{{ source: {{ {source} }} }}] }}]"));
    let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("named.yaml", text)];
    let findings = analyse(files).findings;
    let blaming = findings.iter().filter(|finding| !finding.connections.is_empty());
    let told = blaming.map(|it| format!("{} {}", it.rule.code.as_str(), it.severity.as_str()));
    assert_eq!(told.collect::<Vec<_>>().join(", "), expected);
}

/// What makes a client send plaintext to a server that accepts only mutual TLS, in words.
#[test_case(&(mesh_config("enableAutoMtls: false") + &rule("payments", "tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 8080 }, connectionPool: { tcp: { maxConnections: 1 } } }]")),
    "DestinationRule shop/r drops its TLS by its entry for port 8080, so plaintext is sent; shop/payments accepts only mutual TLS."; "DR-20")]
#[test_case(&rule("payments", "tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 8080 }, connectionPool: { tcp: { maxConnections: 1 } } }]"),
    "DestinationRule shop/r has TLS settings that its entry for the port leaves out and that still keep auto mTLS off, so plaintext is sent; shop/payments accepts only mutual TLS."; "DR-24")]
#[test_case(&rule("payments", "tls: { mode: DISABLE }"),
    "DestinationRule shop/r turns TLS off; shop/payments accepts only mutual TLS."; "the whole rule")]
#[test_case(&rule("payments", "tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 8080 }, connectionPool: { tcp: { maxConnections: 1 } } }]"),
    ""; "auto mTLS does without")]
fn plaintext_to_strict(text: &str, expected: &str) {
    let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("named.yaml", strict() + text)];
    let findings = analyse(files).findings;
    let found = findings.iter().filter(|finding| finding.rule.code.as_str() == "MP101");
    let told = found.map(|finding| Language::English.catalog().message(&finding.message));
    assert_eq!(told.collect::<Vec<_>>().join(" "), expected);
}
