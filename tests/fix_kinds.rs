//! What each kind of fix writes: nothing but the lines that it needs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a fix that is not offered is a failed test")]

use mtls_playground::analyse;
use mtls_playground::fix;
use mtls_playground::lint::fix::Title;
use mtls_playground::mesh::Origin;
use mtls_playground::text::SourceFile;
use std::rc::Rc;
use test_case::test_case;

/// Two namespaces in the mesh, a gateway, and a service each.
const MESH: &str = "\
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: istio-system } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: a }], serviceAccountName: web }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart, version: v1 } }
spec: { containers: [{ name: a, ports: [{ containerPort: 8080 }] }], serviceAccountName: cart }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata:
  name: edge
  namespace: istio-system
  labels: { istio: ingressgateway, sidecar.istio.io/inject: 'true' }
  annotations: { inject.istio.io/templates: gateway }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: edge, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80 }, { name: http-tls, port: 443 }] }
---
";

const ROUTE: &str = "\
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
  - route:
    - destination: { host: HOST }
---
";

const GATEWAY: &str = "\
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: istio-system }
spec:
  selector: { istio: ingressgateway }
  servers:
  - port: { number: 443, name: https, protocol: HTTPS }
    hosts: [shop.example.com]
    tls: { mode: SIMPLE, credentialName: shop }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: public, namespace: shop }
spec:
  hosts: [shop.example.com, www.example.com]
  gateways: [istio-system/public]
  http:
  - route:
    - destination: { host: cart }
---
";

const STRICT: &str = "\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
";

const FROM_WEB: &str = "spec: { from: shop/web, to: 'cart:80' }";

fn call(spec: &str) -> String {
    format!("apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\n{spec}\n")
}

/// The lines that come with a fix, and those that go.
fn changed(text: &str, id: &str) -> Vec<String> {
    let analysis = analyse([SourceFile::new("a.yaml", text)]);
    let fixes = fix::for_all(&analysis.context(), &analysis.findings);
    let found = fixes.iter().flatten().find(|fix| fix.id == id);
    let offered: Vec<&str> = fixes.iter().flatten().map(|fix| fix.id.as_str()).collect();
    let Some(found) = found else { panic!("{id} is not among {offered:?}") };
    let after = found.apply(&analysis.sources).unwrap().into_iter().next().unwrap();
    let after: Vec<&str> = after.text.lines().collect();
    let before: Vec<&str> = text.lines().collect();
    let common = before.iter().zip(&after).take_while(|(old, new)| old == new).count();
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(old, new)| old == new).count();
    let tail = tail.min(before.len() - common).min(after.len() - common);
    let gone = before.iter().take(before.len() - tail).skip(common).map(|line| format!("- {}", line.trim()));
    let come = after.iter().take(after.len() - tail).skip(common).map(|line| format!("+ {}", line.trim()));
    gone.chain(come).collect()
}

#[test_case("cart.shop", "MP110-use-host",
    &["- - destination: { host: cart.shop }", "+ - destination: { host: cart.shop.svc.cluster.local }"]; "a short name with a dot")]
#[test_case("catr", "MP110-use-host",
    &["- - destination: { host: catr }", "+ - destination: { host: cart.shop.svc.cluster.local }"]; "what was dialled")]
#[test_case("cart, port: { number: 8080 }", "MP110-use-port",
    &["- - destination: { host: cart, port: { number: 8080 } }", "+ - destination: { host: cart, port: { number: 80 } }"]; "the pod port")]
#[test_case("cart, subset: v1", "MP110-drop-subset",
    &["- - destination: { host: cart, subset: v1 }", "+ - destination: { host: cart }"]; "a subset that nobody defines")]
fn routes(host: &str, id: &str, expected: &[&str]) {
    let text = format!("{MESH}{}{}", ROUTE.replace("HOST", host), call(FROM_WEB));
    assert_eq!(changed(&text, id), expected);
}

#[test]
fn a_destination_that_does_not_exist_goes() {
    let route = ROUTE.replace(
        "{ host: HOST }",
        "{ host: cart }\n      weight: 90\n    - destination: { host: ghost }\n      weight: 10",
    );
    let text = format!("{MESH}{route}{}", call(FROM_WEB));
    assert_eq!(
        changed(&text, "MP110-drop-destination"),
        ["- - destination: { host: ghost }", "- weight: 10"]
    );
}

#[test_case("spec: { from: istio-system/edge, to: 'www.example.com:443', protocol: tls }", "MP116-answer-to",
    &["- hosts: [shop.example.com]", "+ hosts: [shop.example.com, www.example.com]"]; "a name more")]
#[test_case("spec: { from: istio-system/edge, to: 'shop.example.com:80', protocol: http }", "MP116-add-server",
    &["+ - port:", "+ number: 80", "+ name: http-80", "+ protocol: HTTP", "+ hosts:", "+ - shop.example.com"]; "a port more")]
#[test_case("spec: { from: shop/web, to: 'edge.istio-system:443', protocol: http }", "MP116-port-tls",
    &["+ ---", "+ apiVersion: networking.istio.io/v1", "+ kind: DestinationRule", "+ metadata:", "+ name: edge",
      "+ namespace: istio-system", "+ spec:", "+ host: edge.istio-system.svc.cluster.local", "+ trafficPolicy:",
      "+ portLevelSettings:", "+ - port:", "+ number: 443", "+ tls:", "+ mode: SIMPLE", "+ sni: shop.example.com"];
    "the client's proxy speaks TLS")]
fn gateways(spec: &str, id: &str, expected: &[&str]) {
    assert_eq!(changed(&format!("{MESH}{GATEWAY}{}", call(spec)), id), expected);
}

#[test]
fn a_gateway_selects_the_pods_that_are_there() {
    let gateway = GATEWAY.replace("istio: ingressgateway", "istio: gateway");
    let text = format!(
        "{MESH}{gateway}{}",
        call("spec: { from: istio-system/edge, to: 'shop.example.com:443', protocol: tls }")
    );
    let expected = ["- selector: { istio: gateway }", "+ selector: { istio: ingressgateway }"];
    assert_eq!(changed(&text, "MP116-select-pods"), expected);
}

#[test_case("from: [{ source: { principals: [cluster.local/ns/shop/sa/wbe] } }]", "MP303-correct-policy", "web"; "a slip in an account")]
#[test_case("from: [{ source: { principals: [spiffe://cluster.local/ns/shop/sa/web] } }]", "MP303-correct-policy", "web"; "a scheme")]
#[test_case("to: [{ operation: { ports: ['80'] } }]", "MP304-correct-policy", "'8080'"; "the port of the Service")]
fn policies(rule: &str, id: &str, expected: &str) {
    let policy = format!(
        "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n\
         metadata: {{ name: cart, namespace: shop }}\nspec: {{ selector: {{ matchLabels: {{ app: cart }} }}, rules: [{{ {rule} }}] }}\n---\n"
    );
    let lines = changed(&format!("{MESH}{STRICT}{policy}{}", call(FROM_WEB)), id);
    assert!(
        lines.len() == 2 && lines.iter().any(|line| line.starts_with('+') && line.contains(expected)),
        "{lines:?}"
    );
}

const SIDECAR: &str = "\
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
  - hosts: [istio-system/*]
---
";

#[test_case(&format!("{STRICT}{SIDECAR}"), FROM_WEB, "MP101-import",
    &["- - hosts: [istio-system/*]", "+ - hosts: [istio-system/*, \"shop/*\"]"]; "a namespace that the client does not import")]
#[test_case(&STRICT.replace("shop", "istio-system"), "spec: { from: shop/web, to: 'hidden.istio-system:80' }", "MP101-export",
    &["- annotations: { networking.istio.io/exportTo: '.' }", "+ annotations: { networking.istio.io/exportTo: '.,shop' }"];
    "a service that the client does not see")]
fn visibility(policies: &str, spec: &str, id: &str, expected: &[&str]) {
    let hidden = "\
apiVersion: v1
kind: Service
metadata:
  name: hidden
  namespace: istio-system
  annotations: { networking.istio.io/exportTo: '.' }
spec: { selector: { app: hidden }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: hidden, namespace: istio-system, labels: { app: hidden, sidecar.istio.io/inject: 'true' } }
spec: { containers: [{ name: a }] }
---
";
    assert_eq!(changed(&format!("{MESH}{hidden}{policies}{}", call(spec)), id), expected);
}

#[test_case("  gateways: [istio-system/public]\n", "",
    &["+ gateways:", "+ - istio-system/public", "+ - mesh"]; "one for sidecars stays one")]
#[test_case("[istio-system/public]", "[istio-system/other]",
    &["- gateways: [istio-system/other]", "+ gateways: [istio-system/other, istio-system/public]"]; "one for another gateway")]
fn a_route_is_bound_to_the_gateway(written: &str, instead: &str, expected: &[&str]) {
    let spec = "spec: { from: istio-system/edge, to: 'shop.example.com:443', protocol: tls }";
    let text = format!("{MESH}{}{}", GATEWAY.replace(written, instead), call(spec));
    assert_eq!(changed(&text, "MP111-bind-route"), expected);
}

#[test]
fn a_service_selects_the_pods_that_are_there() {
    let service = "apiVersion: v1\nkind: Service\nmetadata: { name: carts, namespace: shop }\n\
                   spec: { selector: { app: carts }, ports: [{ name: http, port: 80, targetPort: 8080 }] }\n---\n";
    let text = format!("{MESH}{service}{}", call("spec: { from: shop/web, to: 'carts:80' }"));
    let lines = changed(&text, "MP107-correct");
    assert!(
        lines.len() == 2 && lines.iter().any(|line| line.contains("selector: { app: cart }")),
        "{lines:?}"
    );
}

const OUTSIDE: &str = "\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: STRICT } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: legacy } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: jobs } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: billing, namespace: legacy }, spec: { containers: [{ name: a }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: report, namespace: jobs }, spec: { containers: [{ name: a }] } }
---
";

/// Nobody says that the batch jobs call anything: that they could not is no reason to give sidecars to them first.
#[test]
fn what_somebody_calls_comes_before_what_nobody_does() {
    let pod = |name: &str, namespace: &str, spec: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{ name: {name}, namespace: {namespace}, labels: {{ app: {name} }} }}\nspec: {{ containers: [{{ name: a, {spec} }} ]}}\n---\n"
        )
    };
    // A pod in the network of its node gets no sidecar.
    let desk = pod("desk", "office", "env: [{ name: CART, value: 'http://cart.shop:80' }]");
    let desk = desk.replace("spec: {", "spec: { hostNetwork: true,");
    let others = ["day", "night", "year"].map(|name| pod(name, "batch", "image: a")).concat();
    let text = format!("{MESH}{OUTSIDE}{desk}{others}");
    let analysis = analyse([SourceFile::new("a.yaml", text)]);
    let context = analysis.context();
    let called = |index: usize| analysis.connections[index].call.origin != Origin::Pair;
    let finding = analysis
        .findings
        .iter()
        .find(|finding| finding.connections.iter().any(|index| called(*index)))
        .unwrap();
    assert!(finding.connections.iter().any(|index| !called(*index)), "the batch jobs are one with the desk");
    let fixes = fix::Search::for_finding(&context, finding, &Rc::default()).finish(&context);
    assert!(
        fixes[0].flips.iter().any(|flip| flip.mends() && called(flip.connection)),
        "{:?}",
        fixes[0].steps
    );
}

#[test]
fn clients_of_one_finding_get_their_sidecars_at_once() {
    let told = |from: &str| call(&format!("spec: {{ from: {from}, to: 'cart.shop:80' }}\n---"));
    let second = told("jobs/report").replace("name: t ", "name: u ");
    let analysis =
        analyse([SourceFile::new("a.yaml", format!("{MESH}{OUTSIDE}{}{second}", told("legacy/billing")))]);
    let fixes = fix::for_all(&analysis.context(), &analysis.findings).concat();
    let first = fixes.first().unwrap();
    let mended = first.flips.iter().filter(|flip| flip.mends()).count();
    assert_eq!((first.id.as_str(), first.steps.len(), mended), ("MP101-inject-workload", 2, 2));
    let alone = |fix: &&fix::Fix| fix.steps.len() == 1 && fix.id.starts_with("MP101-inject-workload-");
    assert_eq!(fixes.iter().filter(alone).count(), 2, "each of them can still be chosen");
}

/// A pod of nginx in front of `cart`, and what its configuration says outside and inside of the server.
const NGINX: &str = "\
apiVersion: v1
kind: Pod
metadata: { name: nginx, namespace: shop, labels: { app: nginx } }
spec: { containers: [{ name: nginx }], volumes: [{ name: conf, configMap: { name: nginx } }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: nginx, namespace: shop }
data:
  default.conf: |
    OUTSIDE
    server {
      proxy_set_header Host shop.example.com;
      location / { proxy_pass http://TARGET; }
    }
---
";

#[test_case("", "cart", "+ proxy_set_header Host $proxy_host;"; "the name that is dialled")]
#[test_case("upstream back { server cart:80; }", "back", "+ proxy_set_header Host cart;"; "not that of an upstream")]
fn nginx_writes_the_name_of_the_service(outside: &str, target: &str, expected: &str) {
    let text = [MESH, STRICT, &NGINX.replace("OUTSIDE", outside).replace("TARGET", target)].concat();
    assert_eq!(
        changed(&text, "MP101-upstream-host"),
        ["- proxy_set_header Host shop.example.com;", expected]
    );
}

/// Why calls fail, an example of each, and what helps: what is preferred in front of what else there is.
fn catalogue() -> Vec<(&'static str, String, &'static [&'static str])> {
    let rule = |policy: &str| rule_for("cart.shop.svc.cluster.local", policy);
    let peer = |name: &str, spec: &str| {
        format!(
            "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
             metadata: {{ name: {name}, namespace: shop }}\nspec: {spec}\n---\n"
        )
    };
    let of_cart =
        |spec: &str| peer("cart", &format!("{{ selector: {{ matchLabels: {{ app: cart }} }}, {spec} }}"));
    let from = |to: &str, more: &str| call(&format!("spec: {{ from: shop/web, to: '{to}'{more} }}"));
    let from_web = || from("cart:80", "");
    let from_outside = || call("spec: { from: legacy/billing, to: 'cart.shop:80' }");
    let mesh = |parts: &[&str]| [&[MESH], parts].concat().concat();
    // A port more, so that a rule can be for one of them.
    let two_ports = MESH.replace("targetPort: 8080 }]", "targetPort: 8080 }, { name: tcp, port: 81 }]");
    let old = "{ apiVersion: v1, kind: Pod, metadata: { name: old, namespace: legacy, labels: { app: old } }, spec: { containers: [{ name: a }] } }\n---\n\
               { apiVersion: v1, kind: Service, metadata: { name: old, namespace: legacy }, spec: { selector: { app: old }, ports: [{ name: http, port: 80 }, { name: tcp, port: 81 }] } }\n---\n";
    let headless = "{ apiVersion: v1, kind: Pod, metadata: { name: bare, namespace: shop, labels: { set: db, sidecar.istio.io/inject: 'false' } }, spec: { containers: [{ name: a }] } }\n---\n\
                    { apiVersion: v1, kind: Pod, metadata: { name: full, namespace: shop, labels: { set: db, app: full } }, spec: { containers: [{ name: a }] } }\n---\n\
                    { apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { clusterIP: None, selector: { set: db }, ports: [{ name: tcp, port: 5432 }] } }\n---\n";
    let principals = "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: cart, namespace: shop }\n\
                      spec: { rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }] }] }\n---\n";
    let dumped = MESH.replace(
        "{ name: a }], serviceAccountName: web }",
        "{ name: a }, { name: istio-proxy }], serviceAccountName: web }\nstatus: { podIP: 10.42.0.7 }",
    );
    let nginx = NGINX.replace("OUTSIDE", "").replace("TARGET", "cart");
    vec![
        ("no-sidecar client → STRICT", mesh(&[OUTSIDE, STRICT, &from_outside()]),
         &["inject-workload", "inject-namespace", "permissive-port"]),
        ("DR DISABLE → STRICT", mesh(&[STRICT, &rule("{ tls: { mode: DISABLE } }"), &from_web()]),
         &["remove-tls", "istio-mutual"]),
        ("DR ISTIO_MUTUAL → no sidecar",
         mesh(&[OUTSIDE, old, &rule_for("old.legacy.svc.cluster.local", "{ tls: { mode: ISTIO_MUTUAL } }"), &from("old.legacy:80", "")]),
         &["remove-tls", "inject-workload", "port-plaintext"]),
        ("DR ISTIO_MUTUAL → DISABLE",
         [two_ports.as_str(), &of_cart("mtls: { mode: DISABLE }"), &rule("{ tls: { mode: ISTIO_MUTUAL } }"), &from_web()].concat(),
         &["remove-tls", "port-plaintext"]),
        ("ns PA DISABLE + workload STRICT",
         mesh(&[&peer("default", "{ mtls: { mode: DISABLE } }"), &of_cart("mtls: { mode: STRICT }"), &from_web()]),
         &["add-istio-mutual", "accept-mtls"]),
        ("headless mixed", mesh(&[headless, STRICT, &from("db:5432", "")]), &["inject-workload", "permissive-port"]),
        ("headless with port DISABLE",
         mesh(&[&headless.replace(", sidecar.istio.io/inject: 'false'", ""),
            &peer("db", "{ selector: { matchLabels: { app: full } }, mtls: { mode: PERMISSIVE }, portLevelMtls: { 5432: { mode: DISABLE } } }"),
            &from("db:5432", "")]),
         &["add-plaintext", "permissive-port"]),
        ("excludeInboundPorts + auto mTLS",
         [two_ports.replace("name: cart, namespace: shop, labels: { app: cart, version: v1 }",
            "name: cart, namespace: shop, labels: { app: cart }, annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '8080' }").as_str(),
            &from_web()].concat(),
         &["plaintext-port", "port-plaintext"]),
        // To leave TLS to the proxy would help only where the server has none, and there the bytes get through as they are.
        ("app TLS on port named http", mesh(&[&from("cart:80", ", protocol: tls")]), &["declare-protocol"]),
        ("port-level DR drops tls",
         mesh(&[STRICT, "{ apiVersion: v1, kind: ConfigMap, metadata: { name: istio, namespace: istio-system }, data: { mesh: 'enableAutoMtls: false' } }\n---\n",
            &rule("{ tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: 80 }, connectionPool: { tcp: { maxConnections: 9 } } }] }"), &from_web()]),
         &["istio-mutual"]),
        ("portLevelMtls by service port",
         mesh(&[OUTSIDE, &of_cart("mtls: { mode: STRICT }, portLevelMtls: { 80: { mode: PERMISSIVE } }"), &from_outside()]),
         &["pod-port"]),
        ("DR host dotted short name", mesh(&[&rule_for("cart.shop", "{ tls: { mode: ISTIO_MUTUAL } }")]), &["correct"]),
        ("VS host dotted short name",
         mesh(&["{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [cart.shop], http: [{ timeout: 3s, route: [{ destination: { host: cart } }] }] } }\n---\n", &from("cart:80", "")]), &["correct"]),
        ("server-first hang",
         [MESH.replace("name: http, port: 80, targetPort: 8080", "port: 80, targetPort: 8080").as_str(), &from("cart:80", ", protocol: server-first")].concat(),
         &["declare-protocol"]),
        ("server-first hang in front of PERMISSIVE",
         [MESH.replace("name: http, port: 80, targetPort: 8080", "name: tcp, port: 80, targetPort: 8080").as_str(), OUTSIDE,
            &call("spec: { from: legacy/billing, to: 'cart.shop:80', protocol: server-first }")].concat(),
         &["inject-workload", "plaintext-port"]),
        ("pod IP", mesh(&[STRICT, &from("pod/shop/cart:8080", "")]), &["call-service", "headless-service", "permissive-port"]),
        ("Host mismatch", mesh(&[STRICT, &from("cart:80", ", headers: { Host: shop.example.com }")]), &["call-service"]),
        ("Host mismatch of nginx", mesh(&[STRICT, &nginx]), &["upstream-host"]),
        ("pod IP, dialled by ingress-nginx", mesh(&[STRICT, INGRESS]), &["dial-service", "headless-service", "permissive-port"]),
        ("Sidecar egress omits the service", mesh(&[STRICT, SIDECAR, &from_web()]), &["import", "permissive-port"]),
        ("authz by principal on plaintext",
         [dumped.as_str(), principals, &rule("{ tls: { mode: DISABLE } }"), &from_web()].concat(),
         &["remove-tls", "let-address-in"]),
    ]
}

/// An ingress controller in the mesh, and what it serves.
const INGRESS: &str = "\
{ apiVersion: v1, kind: Pod, metadata: { name: ingress, namespace: shop, labels: { app.kubernetes.io/name: ingress-nginx } }, spec: { containers: [{ name: a }] } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
  - host: shop.example.com
    http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
---
";

fn rule_for(host: &str, policy: &str) -> String {
    format!(
        "apiVersion: networking.istio.io/v1\nkind: DestinationRule\n\
         metadata: {{ name: r, namespace: shop }}\nspec: {{ host: {host}, trafficPolicy: {policy} }}\n---\n"
    )
}

#[test]
fn the_catalogue_is_offered() {
    for (row, text, expected) in catalogue() {
        let analysis = analyse([SourceFile::new("a.yaml", text)]);
        let fixes = fix::for_all(&analysis.context(), &analysis.findings).concat();
        let offered: Vec<_> = fixes
            .iter()
            .map(|fix| fix.steps.iter().map(Title::slug).collect::<Vec<_>>().join("-and-"))
            .collect();
        let mut rest = offered.iter();
        let is_in_order = expected.iter().all(|slug| rest.any(|other| other == slug));
        assert!(is_in_order, "{row}: {expected:?} are not among {offered:?}, in this order");
    }
}

#[test_case("to: 'pod/shop/cart:8080'", "to: 'cart.shop:80'"; "the address of a pod")]
#[test_case("to: 10.42.0.9:8080", "to: \"cart.shop:80\""; "as a number")]
#[test_case("to: cart:80, headers: { a: b, Host: shop.example.com }", "to: cart:80, headers: { a: b }"; "another Host header")]
#[test_case("to: cart:80, headers: { host: shop.example.com }", "to: cart:80"; "no header is left")]
fn a_declared_call_names_the_service(written: &str, meant: &str) {
    let spec = |rest: &str| format!("spec: {{ from: shop/web, {rest} }}");
    let text = [&dumped_cart(), STRICT, &call(&spec(written))].concat();
    let expected = [format!("- {}", spec(written)), format!("+ {}", spec(meant))];
    assert_eq!(changed(&text, "MP101-call-service"), expected);
}

/// The mesh with an address of the pod behind `cart`.
fn dumped_cart() -> String {
    MESH.replace("labels: { app: cart,", "labels: { app: cart, security.istio.io/tlsMode: istio,")
        .replace("serviceAccountName: cart }", "serviceAccountName: cart }\nstatus: { podIP: 10.42.0.9 }")
        .replace("{ containerPort: 8080 }] }]", "{ containerPort: 8080 }] }, { name: istio-proxy }]")
}

const WEB: &str = "spec: { containers: [{ name: a }], serviceAccountName: web }";

#[test_case("env: [{ name: CART, value: 'http://10.42.0.9:8080/api' }]", "env: [{ name: CART, value: 'http://cart.shop:80/api' }]"; "a URL")]
#[test_case("args: [--cart=10.42.0.9:8080, -v]", "args: [--cart=cart.shop:80, -v]"; "an argument")]
#[test_case("args: ['http://10.42.0.99:8080,http://10.42.0.9:8080']", "args: ['http://10.42.0.99:8080,http://cart.shop:80']"; "beside another address")]
fn an_inferred_call_names_the_service(written: &str, meant: &str) {
    let with = |field: &str| WEB.replace("name: a }", &format!("name: a, {field} }}"));
    let text = [&dumped_cart().replace(WEB, &with(written)), STRICT].concat();
    assert_eq!(
        changed(&text, "MP101-call-service"),
        [format!("- {}", with(written)), format!("+ {}", with(meant))]
    );
}

#[test_case("http://10.42.0.9:8080", "http://cart.shop:80"; "with its port")]
#[test_case("http://10.42.0.9", "http://cart.shop:81"; "the port that the scheme means")]
fn an_address_in_a_file_becomes_a_name(written: &str, meant: &str) {
    let map = |url: &str| {
        format!(
            "{{ apiVersion: v1, kind: ConfigMap, metadata: {{ name: web, namespace: shop }}, data: {{ url: '{url}' }} }}"
        )
    };
    let reads = WEB.replace("name: a }", "name: a, envFrom: [{ configMapRef: { name: web } }] }");
    let other = "targetPort: 8080 }, { name: http-web, port: 81, targetPort: 80 }]";
    let mesh = dumped_cart().replace(WEB, &reads).replace("targetPort: 8080 }]", other);
    let expected = [format!("- {}", map(written)), format!("+ {}", map(meant))];
    assert_eq!(changed(&[&mesh, STRICT, &map(written), "\n"].concat(), "MP101-call-service"), expected);
}
