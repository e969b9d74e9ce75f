//! What a gateway does to requests before the server sees them: tokens, claims, addresses.

#![allow(clippy::unwrap_used, reason = "what is not in a scenario is a failed test")]

use crate::common::{Expected, Row};
use mtls_playground::resource::Claim;
use std::collections::BTreeMap;
use test_case::test_case;

const MESH: &str = "
{ apiVersion: v1, kind: Namespace, metadata: { name: app, labels: { istio-injection: enabled } } }
---
apiVersion: v1
kind: Pod
metadata: { name: gw, namespace: in, labels: { istio: ingress, sidecar.istio.io/inject: 'true' }, annotations: { inject.istio.io/templates: gateway } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
{ apiVersion: v1, kind: Service, metadata: { name: gw, namespace: in }, spec: { selector: { istio: ingress }, ports: [{ name: http, port: 80 }, { name: tcp, port: 90 }] } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gw, namespace: in }
spec: { selector: { istio: ingress }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com] }, { port: { number: 90, name: tcp, protocol: TCP }, hosts: ['*'] }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: app, labels: { app: a } }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: b, namespace: app, labels: { app: b } }, spec: { containers: [{ name: app }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: app }, spec: { selector: { app: a }, ports: [{ name: http, port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: b, namespace: app }, spec: { selector: { app: b }, ports: [{ name: http, port: 80 }] } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: r, namespace: in }
spec:
  hosts: ['*']
  gateways: [gw]
  http:
    - { match: [{ HEADERS }], route: [{ destination: { host: b.app.svc.cluster.local } }] }
    - { route: [{ destination: { host: a.app.svc.cluster.local } }] }
  tcp: [{ route: [{ destination: { host: a.app.svc.cluster.local, port: { number: 80 } } }] }]
";

const NOTHING: &str = "headers: { x-none: { exact: x } }";

/// A document about tokens at the gateway (`in`) or at the servers (`app`).
fn tokens(namespace: &str, rule: &str) -> String {
    format!(
        "---\n{{ apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {{ name: t, namespace: {namespace} }}, \
         spec: {{ jwtRules: [{{ issuer: me, jwks: '{{}}'{rule} }}] }} }}\n"
    )
}

/// A policy that lets in only what one rule says.
fn only(namespace: &str, rule: &str) -> String {
    format!(
        "---\n{{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {{ name: p, namespace: {namespace} }}, \
         spec: {{ rules: [{{ {rule} }}] }} }}\n"
    )
}

/// Where a request gets that carries a token with this claim, if any, and this address in front.
fn reach(text: &str, claim: Option<Claim>, forwarded: &str, port: u16) -> String {
    let text_claim = |text: &str| Claim::Text(text.to_owned());
    let mut claims =
        BTreeMap::from([("iss".to_owned(), text_claim("me")), ("sub".to_owned(), text_claim("s"))]);
    let token = claim.as_ref().map(|_| "valid".to_owned());
    claims.extend(claim.map(|claim| ("group".to_owned(), claim)));
    let headers = [("x-forwarded-for".to_owned(), forwarded.to_owned())].into_iter();
    let headers = headers.filter(|(_, address)| !address.is_empty()).collect();
    let call = Expected { headers, token, claims, ..Expected::dialling("in/gw", ("a.com", port), "http") };
    call.reaches(text, Row::outcome)
}

fn words(words: &[&str]) -> Claim {
    Claim::List(words.iter().map(|&word| Claim::Text(word.to_owned())).collect())
}

const GROUP: &str = "headers: { '@request.auth.claims.group': { exact: dev } }";
const NESTED: &str = "headers: { '@request.auth.claims[group][name]': { prefix: de } }";
const WITHOUT: &str = "withoutHeaders: { '@request.auth.claims.group': { exact: dev } }";

#[test_case(GROUP, Some(Claim::Text("dev".into())) => "app/b mtls")]
#[test_case(GROUP, Some(words(&["ops", "dev"])) => "app/b mtls"; "one of a list")]
#[test_case(GROUP, Some(Claim::Text("developer".into())) => "app/a mtls"; "another text")]
#[test_case(GROUP, Some(Claim::Literal("1".into())) => "app/a mtls"; "no text")]
#[test_case(GROUP, None => "app/a mtls"; "no token")]
#[test_case(NESTED, Some(Claim::Object([("name".to_owned(), Claim::Text("dev".into()))].into())) => "app/b mtls"; "a claim in a claim")]
#[test_case(NESTED, Some(Claim::Text("dev".into())) => "app/a mtls"; "no claim in it")]
#[test_case(WITHOUT, Some(Claim::Text("dev".into())) => "app/a mtls"; "claims that must not be there")]
#[test_case(WITHOUT, None => "app/b mtls"; "and are not")]
fn routes_by_claim(headers: &str, claim: Option<Claim>) -> String {
    reach(&format!("{}{}", MESH.replace("HEADERS", headers), tokens("in", "")), claim, "", 80)
}

#[test]
fn claims_of_unchecked_tokens() {
    let text = MESH.replace("HEADERS", GROUP);
    assert_eq!(
        reach(&text, Some(words(&["dev"])), "", 80),
        "app/a mtls",
        "nobody knows claims without a check"
    );
}

#[test_case("" => "app/a denied"; "a checked token stays at the gateway")]
#[test_case(", forwardOriginalToken: true" => "app/a mtls")]
#[test_case(", fromHeaders: [{ name: x-token }]" => "app/a mtls"; "one that it does not look at goes on")]
fn tokens_behind(rule: &str) -> String {
    let servers =
        format!("{}{}", tokens("app", ""), only("app", "from: [{ source: { requestPrincipals: ['*'] } }]"));
    let text = format!("{}{}{servers}", MESH.replace("HEADERS", NOTHING), tokens("in", rule));
    reach(&text, Some(words(&[])), "", 80)
}

#[test_case("headers: { x-group: { exact: dev } }" => "app/b mtls"; "a header that the check wrote")]
#[test_case("headers: { authorization: {} }" => "app/a mtls"; "a header that it took away")]
fn headers_of_claims(headers: &str) -> String {
    let rule = ", outputClaimToHeaders: [{ header: X-Group, claim: group }]";
    let text = format!("{}{}", MESH.replace("HEADERS", headers), tokens("in", rule));
    reach(&text, Some(Claim::Text("dev".into())), "", 80)
}

const FORGED: &str = "remoteIpBlocks: [1.2.3.4]";
const REAL: &str = "remoteIpBlocks: [93.184.216.34]";
const DIRECT: &str = "ipBlocks: [93.184.216.34]";

#[test_case("in", FORGED, 80 => "denied"; "a gateway believes nobody")]
#[test_case("in", REAL, 80 => "app/a mtls")]
#[test_case("in", DIRECT, 80 => "app/a mtls")]
#[test_case("app", FORGED, 80 => "app/a denied"; "servers believe the gateway")]
#[test_case("app", REAL, 80 => "app/a mtls")]
#[test_case("app", DIRECT, 80 => "app/a denied"; "the direct peer is the gateway")]
#[test_case("app", FORGED, 90 => "app/a mtls"; "what passes as bytes nobody corrects")]
fn addresses(namespace: &str, source: &str, port: u16) -> String {
    let policy = only(namespace, &format!("from: [{{ source: {{ {source} }} }}]"));
    reach(&format!("{}{policy}", MESH.replace("HEADERS", NOTHING)), None, "1.2.3.4", port)
}
