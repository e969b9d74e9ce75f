//! What policies of a server make of calls: who is let in, what decided that, and what people see (section 9 and
//! appendix B of the semantics).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be read is a failed test")]

use crate::common::brief::yaml;
use crate::common::{self, Expected};
use mtls_playground::mesh::Mesh;
use mtls_playground::verdict::{evaluate, status, symptom};
use std::collections::BTreeMap;
use test_case::test_case;

/// A client in the mesh and one outside, and a server with a port for HTTP, one for bytes, and one that says nothing.
const BASE: &str = "
Namespace /foo istio-injection: enabled
Namespace /legacy
Deployment foo/sleep
Deployment legacy/sleep
Deployment foo/web
Service foo/web {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, \
                                               {name: tcp, port: 9000}, {name: x, port: 7000}]}
";

const TO_HTTP: &str = "foo/sleep web:80 http";
const TO_TCP: &str = "foo/sleep web:9000 tcp";
const OUTSIDER: &str = "legacy/sleep web.foo:80 http";
const OUTSIDER_TCP: &str = "legacy/sleep web.foo:9000 tcp";

/// What becomes of a call, which field decided it, and which ones were set aside and why.
fn ruling(lines: &str, call: &Expected) -> String {
    let text = yaml(&format!("{BASE}\n{lines}"));
    let inventory = common::inventory(&text);
    let mesh = Mesh::build(&inventory);
    let verdict = evaluate(&mesh, &call.call(&mesh));
    let [endpoint] = verdict.endpoints.as_slice() else { panic!("{verdict:#?}") };
    let step = verdict.decisive(Some(endpoint)).and_then(|step| step.decided_by.as_ref()).unwrap();
    let name = |resource| inventory.get(resource).unwrap().meta.key();
    let last = endpoint.why.last().unwrap();
    let ignored =
        last.ignored.iter().map(|it| format!(" ({} {})", name(it.by.resource), it.because.as_str()));
    let ignored: String = ignored.collect();
    format!("{} ← {} {}{ignored}", endpoint.outcome.as_str(), name(step.resource), step.path)
}

fn call(text: &str) -> Expected {
    let [from, to, protocol] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("{text}") };
    let (host, port) = to.rsplit_once(':').unwrap();
    let port = port.parse().unwrap();
    Expected { from: from.into(), host: host.into(), port, protocol: protocol.into(), ..Expected::default() }
}

// Which policies apply.
#[test_case("AuthorizationPolicy foo/p {rules: [{}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "aZ-11 allow all")]
#[test_case("AuthorizationPolicy foo/p {}", TO_HTTP => "denied ← foo/p spec.rules"; "aZ-11 allow nothing")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{}]}", TO_HTTP => "denied ← foo/p spec.rules[0]"; "aZ-11 deny all")]
#[test_case("AuthorizationPolicy foo/p {action: AUDIT, rules: [{}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection (foo/p only-audits)"; "aZ-9 audit")]
#[test_case("AuthorizationPolicy bar/p {}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "aZ-2 of another namespace")]
#[test_case("AuthorizationPolicy istio-system/p {selector: {matchLabels: {app: web}}}", TO_HTTP => "denied ← istio-system/p spec.rules"; "aZ-3 of the root, with a selector")]
#[test_case("AuthorizationPolicy foo/p {selector: {matchLabels: {app: db}}}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection (foo/p selects-others)"; "aZ-2 a selector that picks others")]
#[test_case("AuthorizationPolicy foo/p {targetRefs: [{kind: Service, name: web}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection (foo/p not-for-sidecars)"; "aZ-4 a reference")]
#[test_case("ConfigMap istio-system/istio rootNamespace: mesh\nAuthorizationPolicy istio-system/p {}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection (istio-system/p not-root)"; "not the root any more")]
// Who decides.
#[test_case("AuthorizationPolicy foo/a {rules: [{}]}\nAuthorizationPolicy foo/d {action: DENY, rules: [{}]}", TO_HTTP => "denied ← foo/d spec.rules[0] (foo/a overruled)"; "aZ-9 DENY before ALLOW")]
#[test_case("AuthorizationPolicy foo/a {}\nAuthorizationPolicy foo/b {rules: [{}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection (foo/a already-allowed)"; "aZ-5 one of two is enough")]
#[test_case("AuthorizationPolicy foo/a {}\nAuthorizationPolicy foo/b {rules: [{to: [{operation: {methods: [POST]}}]}]}", TO_HTTP => "denied ← foo/a spec.rules (foo/b no-rule-matches)"; "aZ-9 none of two")]
#[test_case("AuthorizationPolicy foo/a {action: DENY, rules: [{}]}\nAuthorizationPolicy foo/b {action: DENY, rules: [{}]}", TO_HTTP => "denied ← foo/a spec.rules[0] (foo/b refuses-as-well)"; "two that deny")]
// Identity.
#[test_case("AuthorizationPolicy foo/p {rules: [{from: [{source: {principals: ['*/sa/default']}}]}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "a principal over mTLS")]
#[test_case("AuthorizationPolicy foo/p {rules: [{from: [{source: {principals: ['*/sa/default']}}]}]}", OUTSIDER => "denied ← legacy metadata.labels"; "aZ-26 a principal without mTLS")]
#[test_case("AuthorizationPolicy foo/p {rules: [{from: [{source: {principals: ['*/sa/default']}}]}]}", OUTSIDER_TCP => "denied ← legacy metadata.labels"; "b28 the same on a TCP port")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{from: [{source: {notPrincipals: ['*']}}]}]}", OUTSIDER => "denied ← legacy metadata.labels"; "b31 no principal, plaintext")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{from: [{source: {notPrincipals: ['*']}}]}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection (foo/p no-rule-matches)"; "b31 no principal, mTLS")]
#[test_case("AuthorizationPolicy foo/p {rules: [{from: [{source: {notNamespaces: [evil]}}]}]}", OUTSIDER => "plaintext ← legacy metadata.labels"; "aZ-25 a negative match lets plaintext in")]
#[test_case("AuthorizationPolicy foo/p {rules: [{from: [{source: {serviceAccounts: [default]}}]}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "aZ-18 an account of the policy's namespace")]
// Ports and HTTP.
#[test_case("AuthorizationPolicy foo/p {rules: [{to: [{operation: {ports: ['80']}}]}]}", TO_HTTP => "denied ← foo/p spec.rules"; "aZ-21 a service port")]
#[test_case("AuthorizationPolicy foo/p {rules: [{to: [{operation: {ports: ['8080']}}]}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "aZ-21 a pod port")]
#[test_case("AuthorizationPolicy foo/p {rules: [{to: [{operation: {methods: [GET]}}]}]}", TO_TCP => "denied ← foo/p spec.rules"; "b30 ALLOW by method on a TCP port")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}", TO_TCP => "denied ← foo/p spec.rules[0]"; "b29 DENY by method on a TCP port")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{to: [{operation: {methods: [GET], ports: ['1']}}]}]}", TO_TCP => "mtls ← foo metadata.labels.istio-injection (foo/p no-rule-matches)"; "aZ-30 what is left of DENY")]
#[test_case("AuthorizationPolicy foo/p {rules: [{to: [{operation: {methods: [GET]}}]}]}\nAuthorizationPolicy foo/q {}", TO_TCP => "denied ← foo/p spec.rules (foo/q no-rules)"; "what is left of ALLOW")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}", "foo/sleep web:7000 http" => "mtls ← foo metadata.labels.istio-injection (foo/p no-rule-matches)"; "aZ-31 HTTP on an undeclared port")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}", "foo/sleep web:7000 tcp" => "denied ← foo/p spec.rules[0]"; "aZ-31 bytes on an undeclared port")]
#[test_case("AuthorizationPolicy foo/p {rules: [{when: [{key: destination.user, values: [a]}]}]}", TO_HTTP => "denied ← foo/p spec.rules"; "aZ-23 an unknown key loses the rule")]
#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{when: [{key: 'experimental.envoy.filters.a[b]', notValues: [c]}]}]}", TO_HTTP => "denied ← foo/p spec.rules[0]"; "what a filter writes is not known")]
#[test_case("AuthorizationPolicy foo/p {rules: [{when: [{key: connection.sni, values: [outbound_.80_._.web.foo.svc.cluster.local]}]}]}", TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "the name of the cluster in Istio mTLS")]
fn rulings(lines: &str, to: &str) -> String {
    ruling(lines, &call(to))
}

const OPA: &str = "ConfigMap istio-system/istio extensionProviders: [{name: opa, envoyExtAuthzHttp: {port: 80}}, {name: log}]";
const CUSTOM: &str = "AuthorizationPolicy foo/c {action: CUSTOM, provider: {name: opa}, rules: [{}]}";

#[test_case(&[OPA, CUSTOM], TO_HTTP => "mtls ← foo metadata.labels.istio-injection"; "the provider is taken to say yes")]
#[test_case(&[CUSTOM], TO_HTTP => "denied ← foo/c spec.rules[0]"; "aZ-10a an unknown provider")]
#[test_case(&[OPA, "AuthorizationPolicy foo/c {action: CUSTOM, provider: {name: log}, rules: [{}]}"], TO_HTTP => "denied ← foo/c spec.rules[0] (istio-system/istio names-provider)"; "a provider that authorizes nothing")]
#[test_case(&[OPA, CUSTOM, "AuthorizationPolicy foo/d {action: CUSTOM, provider: {name: log}, rules: []}"], TO_HTTP => "denied ← foo/c spec.rules[0] (foo/d shares-provider) (istio-system/istio names-provider)"; "aZ-10a two providers")]
#[test_case(&[OPA, CUSTOM], TO_TCP => "mtls ← foo metadata.labels.istio-injection (foo/c needs-request)"; "a provider of requests is not asked about bytes")]
fn providers(lines: &[&str], to: &str) -> String {
    ruling(&lines.join("\n"), &call(to))
}

const JWT: &str = "RequestAuthentication foo/r {jwtRules: [{issuer: me, audiences: ['https://web/'], outputClaimToHeaders: [{header: x-sub, claim: sub}]}]}";
const NEEDS_TOKEN: &str =
    "AuthorizationPolicy foo/p {rules: [{from: [{source: {requestPrincipals: [me/a]}}]}]}";
const SUB_HEADER: &str =
    "AuthorizationPolicy foo/p {rules: [{when: [{key: 'request.headers[x-sub]', values: [a]}]}]}";
const NO_HEADER: &str = "AuthorizationPolicy foo/p {rules: [{when: [{key: 'request.headers[authorization]', notValues: ['*']}]}]}";

#[test_case(&[JWT], "none", "" => "mtls"; "no token, no question")]
#[test_case(&[JWT], "valid", r#"{"iss": "me", "aud": "web"}"# => "mtls"; "an audience goes by its name")]
#[test_case(&[JWT], "valid", r#"{"iss": "me", "aud": ["x"]}"# => "denied 403 Audiences in Jwt are not allowed | 403 - jwt_authn_access_denied{Audiences_in_Jwt_are_not_allowed}"; "aZ-32 another audience")]
#[test_case(&[JWT], "valid", r#"{"iss": "you", "aud": "web"}"# => "denied 401 Jwt issuer is not configured | 401 - jwt_authn_access_denied{Jwt_issuer_is_not_configured}"; "another issuer")]
#[test_case(&[JWT], "expired", r#"{"iss": "me", "aud": "web"}"# => "denied 401 Jwt is expired | 401 - jwt_authn_access_denied{Jwt_is_expired}"; "expired")]
#[test_case(&[JWT], "invalid", "" => "denied 401 Jwt verification fails | 401 - jwt_authn_access_denied{Jwt_verification_fails}"; "invalid")]
#[test_case(&["RequestAuthentication foo/r {jwtRules: [{issuer: me, fromHeaders: [{name: x-jwt}]}]}"], "invalid", "" => "mtls"; "aZ-34a looked for elsewhere")]
#[test_case(&["RequestAuthentication foo/r {jwtRules: [{issuer: me, fromHeaders: [{name: Authorization}]}]}"], "valid", r#"{"iss": "me"}"# => "denied 401 Jwt verification fails | 401 - jwt_authn_access_denied{Jwt_verification_fails}"; "the word in front is no part of the token")]
#[test_case(&["RequestAuthentication foo/r {jwtRules: [{issuer: me}]}", "RequestAuthentication foo/s {jwtRules: [{issuer: you}]}"], "valid", r#"{"iss": "you"}"# => "mtls"; "aZ-34 any rule")]
#[test_case(&[JWT, NEEDS_TOKEN], "none", "" => "denied 403 RBAC: access denied | 403 - rbac_access_denied_matched_policy[none]"; "aZ-33 a token is needed")]
#[test_case(&[JWT, NEEDS_TOKEN], "valid", r#"{"iss": "me", "sub": "a", "aud": "web"}"# => "mtls"; "aZ-35 issuer and subject")]
#[test_case(&[NEEDS_TOKEN], "valid", r#"{"iss": "me", "sub": "a", "aud": "web"}"# => "denied 403 RBAC: access denied | 403 - rbac_access_denied_matched_policy[none]"; "a token that nobody checks")]
#[test_case(&[JWT, SUB_HEADER], "valid", r#"{"iss": "me", "sub": "a", "aud": "web"}"# => "mtls"; "a claim in a header")]
#[test_case(&[JWT, NO_HEADER], "valid", r#"{"iss": "me", "aud": "web"}"# => "mtls"; "the token goes no further")]
#[test_case(&[NO_HEADER], "valid", r#"{"iss": "me"}"# => "denied 403 RBAC: access denied | 403 - rbac_access_denied_matched_policy[none]"; "unless nobody takes it")]
fn tokens(lines: &[&str], token: &str, claims: &str) -> String {
    let claims = if claims.is_empty() { BTreeMap::new() } else { serde_json::from_str(claims).unwrap() };
    let call = Expected { token: Some(token.to_owned()), claims, ..call(TO_HTTP) };
    seen(&lines.join("\n"), &call)
}

#[test]
fn what_a_client_writes_into_the_header_of_a_claim_is_thrown_away() {
    let call = Expected { headers: [("x-sub".to_owned(), "a".to_owned())].into(), ..call(TO_HTTP) };
    assert_eq!(seen(SUB_HEADER, &call), "mtls", "without a rule that writes it");
    assert!(seen(&[JWT, SUB_HEADER].join("\n"), &call).starts_with("denied"));
}

#[test_case("AuthorizationPolicy foo/p {action: DENY, rules: [{}]}", TO_HTTP => "denied 403 RBAC: access denied | 403 - rbac_access_denied_matched_policy[ns[foo]-policy[p]-rule[0]]"; "a request")]
#[test_case("AuthorizationPolicy foo/p {}", TO_TCP => "denied Connection reset by peer | 0 - rbac_access_denied_matched_policy[none]"; "a connection")]
#[test_case("AuthorizationPolicy foo/p {}", OUTSIDER => "denied 403 RBAC: access denied | 403 - rbac_access_denied_matched_policy[none]"; "a request from outside")]
#[test_case("AuthorizationPolicy foo/p {}", OUTSIDER_TCP => "denied curl: (56) Recv failure: Connection reset by peer | 0 - rbac_access_denied_matched_policy[none]"; "a connection from outside")]
#[test_case(CUSTOM, TO_HTTP => "denied 403 RBAC: access denied | 403 - rbac_access_denied_matched_policy"; "a provider that is not there")]
fn symptoms(lines: &str, to: &str) -> String {
    seen(lines, &call(to))
}

/// What becomes of a call, what the client sees, and what the server's proxy logs.
fn seen(lines: &str, call: &Expected) -> String {
    let mesh = common::mesh(&yaml(&format!("{BASE}\n{lines}")));
    let call = call.call(&mesh);
    let verdict = evaluate(&mesh, &call);
    let [endpoint] = verdict.endpoints.as_slice() else { panic!("{verdict:#?}") };
    let outcome = endpoint.outcome.as_str();
    match symptom(&call, &verdict, Some(endpoint)) {
        Some(seen) => format!("{outcome} {} | {}", seen.client, seen.server_log.unwrap_or("-".into())),
        None => outcome.into(),
    }
}

const TOKENS: &str = "RequestAuthentication foo/t {jwtRules: [{issuer: i, jwksUri: 'https://i'}]}";

#[test_case("AuthorizationPolicy foo/p {}", TO_HTTP, "none" => Some(403); "aZ-37")]
#[test_case("AuthorizationPolicy foo/p {}", TO_TCP, "none" => None; "a connection is only closed")]
#[test_case(TOKENS, TO_HTTP, "invalid" => Some(401); "aZ-32")]
#[test_case(TOKENS, TO_HTTP, "none" => None; "no token is no bad token")]
#[test_case("PeerAuthentication foo/p {mtls: {mode: STRICT}}", OUTSIDER, "none" => None; "refused, not denied")]
fn answers_to_what_is_denied(lines: &str, to: &str, token: &str) -> Option<u16> {
    let mesh = common::mesh(&yaml(&format!("{BASE}\n{lines}")));
    let call = Expected { token: Some(token.to_owned()), ..call(to) }.call(&mesh);
    let verdict = evaluate(&mesh, &call);
    status(&verdict, verdict.endpoints.first())
}
