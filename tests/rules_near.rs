//! Near misses: what looks like a finding of a rule and is none, in the mesh of the rules' examples.

use mtls_playground::analyse;
use mtls_playground::lint::{BACKDROP, Code};
use mtls_playground::text::SourceFile;
use test_case::test_case;

/// How often the rule speaks up.
fn count(code: Code, text: &str) -> usize {
    let files = [SourceFile::new("backdrop.yaml", BACKDROP), SourceFile::new("near.yaml", text)];
    analyse(files).findings.iter().filter(|finding| finding.rule.code == code).count()
}

fn peer(namespace: &str, name: &str, spec: &str) -> String {
    format!(
        "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n\
         metadata: {{ name: {name}, namespace: {namespace} }}\nspec: {spec}\n---\n"
    )
}

fn rule(namespace: &str, spec: &str) -> String {
    format!(
        "apiVersion: networking.istio.io/v1\nkind: DestinationRule\n\
         metadata: {{ name: r, namespace: {namespace} }}\n\
         spec: {{ {spec}, trafficPolicy: {{ connectionPool: {{ tcp: {{ maxConnections: 2 }} }} }} }}\n---\n"
    )
}

#[test_case("{ mtls: { mode: STRICT } }", "{ mtls: { mode: PERMISSIVE } }", 1; "by name")]
#[test_case("{ mtls: { mode: STRICT } }", "{ selector: { matchLabels: { app: payments } }, mtls: { mode: PERMISSIVE } }", 0; "of another level")]
#[test_case("{ selector: { matchLabels: { app: cache } }, mtls: { mode: STRICT } }", "{ selector: { matchLabels: { app: payments } }, mtls: { mode: PERMISSIVE } }", 0; "for other pods")]
fn shadowed_policy(first: &str, second: &str, expected: usize) {
    let text = peer("shop", "a", first) + &peer("shop", "b", second);
    assert_eq!(count(Code::ShadowedPolicy, &text), expected);
}

/// A DestinationRule of the service's namespace, and a wildcard of the namespace of the client.
#[test_case("payments", "tls: { mode: ISTIO_MUTUAL }", 1; "for the service, about TLS")]
#[test_case("payments", "portLevelSettings: [{ port: { number: 8080 }, tls: { mode: ISTIO_MUTUAL } }]", 1; "about TLS of a port")]
#[test_case("payments", "connectionPool: { tcp: { maxConnections: 2 } }", 0; "about something else")]
#[test_case("'*.shop.svc.cluster.local'", "tls: { mode: ISTIO_MUTUAL }", 0; "for all services")]
fn shadowed_by_an_earlier_namespace(host: &str, policy: &str, expected: usize) {
    let text = format!(
        "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {{ name: r, namespace: shop }}\nspec: {{ host: {host}, trafficPolicy: {{ {policy} }} }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {{ name: all, namespace: calm }}\nspec: {{ host: '*.local', trafficPolicy: {{ tls: {{ mode: DISABLE }} }} }}\n---\n\
         apiVersion: v1\nkind: Pod\nmetadata: {{ name: c, namespace: calm, labels: {{ sidecar.istio.io/inject: 'true' }} }}\nspec: {{ containers: [{{ name: app }}] }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: pay }}\nspec: {{ from: calm/c, to: 'payments.shop:8080' }}\n"
    );
    assert_eq!(count(Code::ShadowedPolicy, &text), expected);
}

/// A VirtualService for the service, and another one (VS-4, VS-5).
#[test_case("hosts: [payments]", 1; "for the same host")]
#[test_case("hosts: [payments.shop.svc.cluster.local, cache]", 1; "for this host and another one")]
#[test_case("hosts: ['*.shop.svc.cluster.local']", 0; "for a pattern")]
#[test_case("hosts: [cache]", 0; "for another host")]
#[test_case("hosts: [payments], gateways: [edge]", 0; "for a gateway")]
fn shadowed_routes(other: &str, expected: usize) {
    let service = |name: &str, spec: &str| {
        format!(
            "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: {name}, namespace: shop }}\n\
             spec: {{ {spec}, http: [{{ route: [{{ destination: {{ host: payments }} }}] }}] }}\n---\n"
        )
    };
    let text = service("a", "hosts: [payments]") + &service("b", other);
    assert_eq!(count(Code::ShadowedPolicy, &text), expected);
}

#[test_case("istio-system", "{ selector: { matchLabels: { app: payments } }, mtls: { mode: STRICT } }", 1)]
#[test_case("istio-system", "{ mtls: { mode: PERMISSIVE } }", 0; "without a selector")]
#[test_case("shop", "{ selector: { matchLabels: { app: payments } }, mtls: { mode: STRICT } }", 0; "of another namespace")]
fn selector_in_root(namespace: &str, spec: &str, expected: usize) {
    assert_eq!(count(Code::SelectorInRoot, &peer(namespace, "p", spec)), expected);
}

#[test_case("shop", "host: payments.shop", 1; "cut off")]
#[test_case("shop", "host: payments", 0; "short, in its own namespace")]
#[test_case("shop", "host: payments.example", 0; "another name")]
#[test_case("shop", "host: '*.shop.svc.cluster.local'", 0; "a pattern")]
fn host_of_nothing(namespace: &str, spec: &str, expected: usize) {
    assert_eq!(count(Code::HostOfNothing, &rule(namespace, spec)), expected);
}

#[test_case("hosts: [payments.shop]", 1; "cut off")]
#[test_case("hosts: [Payments.shop.svc], gateways: [mesh, edge]", 1; "cut off less, and for gateways as well")]
#[test_case("hosts: [payments.shop, payments.shop.svc.cluster.local]", 0; "beside the name in full")]
#[test_case("hosts: [payments]", 0; "short, in its own namespace")]
#[test_case("hosts: [payments.example]", 0; "another name")]
#[test_case("hosts: ['*.shop']", 0; "a pattern")]
#[test_case("hosts: [payments.shop], gateways: [edge]", 0; "for gateways only")]
#[test_case("hosts: [payments.shop], exportTo: [elsewhere]", 0; "not for these clients")]
fn route_to_the_host_of_nothing(spec: &str, expected: usize) {
    assert_eq!(count(Code::HostOfNothing, &route_in_shop(spec)), expected);
}

/// The host of a ServiceEntry is a name.
#[test]
fn a_route_to_the_host_of_an_entry_is_for_something() {
    let entry = "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: { name: e, namespace: shop }\n\
        spec: { hosts: [payments.shop], resolution: DNS, ports: [{ name: http, number: 8080, protocol: HTTP }] }\n---\n";
    assert_eq!(count(Code::HostOfNothing, &(route_in_shop("hosts: [payments.shop]") + entry)), 0);
}

/// On port 80 it is a virtual host of its own for those who dial it so, and decides.
#[test_case("api.shop:80", 0; "dialled as it is written")]
#[test_case("api:80", 1; "dialled otherwise")]
fn a_route_is_a_host_of_its_own_on_port_80(to: &str, expected: usize) {
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{ name: api, namespace: shop }}\n\
         spec: {{ selector: {{ app: payments }}, ports: [{{ name: http, port: 80 }}] }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: c }}\nspec: {{ from: shop/frontend, to: '{to}' }}\n---\n"
    );
    assert_eq!(count(Code::HostOfNothing, &(text + &route_in_shop("hosts: [api.shop]"))), expected);
}

fn route_in_shop(spec: &str) -> String {
    format!(
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: v, namespace: shop }}\n\
         spec: {{ {spec}, http: [{{ route: [{{ destination: {{ host: payments }} }}] }}] }}\n---\n"
    )
}

const PAYMENTS: &str = "host: payments.shop.svc.cluster.local";

#[test_case("policies", PAYMENTS, 1)]
#[test_case("istio-system", PAYMENTS, 0; "the root namespace")]
#[test_case("policies", "host: api.example.com", 0; "a host that nobody calls")]
fn unconsulted_rule(namespace: &str, spec: &str, expected: usize) {
    assert_eq!(count(Code::UnconsultedRule, &rule(namespace, spec)), expected);
}

#[test_case("istio-system", &format!("{PAYMENTS}, exportTo: [elsewhere]"), 1)]
#[test_case("istio-system", &format!("{PAYMENTS}, exportTo: ['*']"), 0; "to all")]
#[test_case("shop", &format!("{PAYMENTS}, exportTo: ['.']"), 0; "to its own namespace, where the client is")]
fn hidden_rule(namespace: &str, spec: &str, expected: usize) {
    assert_eq!(count(Code::HiddenRule, &rule(namespace, spec)), expected);
}

/// The route of a client's calls, or the entry of an outside host that it calls.
#[test_case("VirtualService", "shop", "exportTo: [elsewhere]", 1; "a route that the clients do not see")]
#[test_case("VirtualService", "shop", "exportTo: ['.']", 0; "a route for its own namespace")]
#[test_case("VirtualService", "shop", "gateways: [mesh]", 0; "a route for everybody")]
#[test_case("ServiceEntry", "edge", "exportTo: ['.']", 1; "an entry that the client does not see")]
#[test_case("ServiceEntry", "shop", "exportTo: ['.']", 0; "an entry of the client's namespace")]
#[test_case("ServiceEntry", "edge", "exportTo: [shop]", 0; "an entry for the client's namespace")]
fn hidden_route_or_entry(kind: &str, namespace: &str, export: &str, expected: usize) {
    let spec = if kind == "VirtualService" {
        "hosts: [payments.shop.svc.cluster.local], http: [{ route: [{ destination: { host: payments.shop.svc.cluster.local } }] }]"
    } else {
        "hosts: [x.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 443, name: tls, protocol: TLS }]"
    };
    let text = format!(
        "apiVersion: networking.istio.io/v1\nkind: {kind}\nmetadata: {{ name: x, namespace: {namespace} }}\n\
         spec: {{ {spec}, {export} }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: x }}\n\
         spec: {{ from: shop/frontend, to: 'x.example:443', protocol: tls }}\n"
    );
    assert_eq!(count(Code::HiddenRule, &text), expected);
}

/// Whatever the mesh config hides, it is not hidden itself.
#[test_case("defaultDestinationRuleExportTo", 1; "the rule of the service's namespace")]
#[test_case("defaultVirtualServiceExportTo", 0; "there is no route")]
#[test_case("defaultServiceExportTo", 0; "a service that is called all the same")]
fn hidden_by_default(field: &str, expected: usize) {
    let text = rule("shop", "host: payments.shop.svc.cluster.local")
        + &format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: istio, namespace: istio-system }}\ndata:\n  mesh: |\n    {field}: ['.']\n---\n\
             apiVersion: v1\nkind: Pod\nmetadata: {{ name: c, namespace: calm, labels: {{ sidecar.istio.io/inject: 'true' }} }}\nspec: {{ containers: [{{ name: app }}] }}\n---\n\
             apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: pay }}\nspec: {{ from: calm/c, to: 'payments.shop:8080' }}\n"
        );
    assert_eq!(count(Code::HiddenRule, &text), expected);
}

/// A Gateway for `shop.example`, and a VirtualService.
#[test_case("tls: { mode: SIMPLE, credentialName: c }", "hosts: [shop.example]", 1; "a route for sidecars only")]
#[test_case("tls: { mode: SIMPLE, credentialName: c }", "hosts: [shop.example], gateways: [istio-system/edge]", 0; "a route")]
#[test_case("tls: { mode: SIMPLE, credentialName: c }", "hosts: [other.example], gateways: [istio-system/edge]", 1; "a route for another host")]
#[test_case("tls: { mode: SIMPLE, credentialName: c }", "hosts: ['*.example'], gateways: [istio-system/edge]", 0; "a pattern")]
#[test_case("tls: { mode: AUTO_PASSTHROUGH }", "hosts: [shop.example]", 0; "what needs no route")]
fn gateway_without_route(tls: &str, spec: &str, expected: usize) {
    let text = format!(
        "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {{ name: edge, namespace: istio-system }}\n\
         spec: {{ selector: {{ a: b }}, servers: [{{ port: {{ number: 443, name: https, protocol: HTTPS }}, hosts: [shop.example], {tls} }}] }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: v, namespace: shop }}\n\
         spec: {{ {spec}, http: [{{ route: [{{ destination: {{ host: payments }} }}] }}] }}\n"
    );
    assert_eq!(count(Code::GatewayWithoutRoute, &text), expected);
}

#[test]
fn a_gateway_alone_is_no_gateway_without_route() {
    let gateway = "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: edge, namespace: istio-system }\n\
         spec: { selector: { a: b }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }] }\n";
    assert_eq!(analyse([SourceFile::new("gateway.yaml", gateway)]).findings, []);
}

#[test_case("PERMISSIVE", "shop/frontend, to: 'pod/shop/payments:8080'", 1; "the address of a pod")]
#[test_case("PERMISSIVE", "shop/frontend, to: 'payments.shop:8080', headers: { host: pay.example }", 1; "an unknown host")]
#[test_case("PERMISSIVE", "shop/frontend, to: 'payments.shop:8080'", 0; "the service by its name")]
#[test_case("PERMISSIVE", "shop/cache, to: 'pod/shop/payments:8080'", 0; "a client without a proxy")]
#[test_case("PERMISSIVE", "shop/frontend, to: 'pod/shop/cache:6379'", 0; "a server without a proxy")]
#[test_case("PERMISSIVE", "shop/frontend, to: 'pod/shop/payments:8080', protocol: tls", 0; "TLS of the application")]
#[test_case("PERMISSIVE", "shop/frontend, to: 'pod/shop/payments:8080', expect: plaintext", 0; "as expected")]
#[test_case("DISABLE", "shop/frontend, to: 'pod/shop/payments:8080'", 0; "a server that takes only plaintext")]
#[test_case("STRICT", "shop/frontend, to: 'pod/shop/payments:8080'", 0; "a call that fails, of which another rule speaks")]
fn passthrough_in_plaintext(mode: &str, call: &str, expected: usize) {
    let text = peer("shop", "default", &format!("{{ mtls: {{ mode: {mode} }} }}"))
        + &format!(
            "apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: c }}\nspec: {{ from: {call} }}\n"
        );
    assert_eq!(count(Code::PassthroughInPlaintext, &text), expected);
}

/// A Deployment of the mesh with this metadata, and with this one in its template.
fn deployment(own: &str, template: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: d, namespace: shop, {own} }}\n\
         spec: {{ template: {{ metadata: {{ {template} }}, spec: {{ containers: [{{ name: app }}] }} }} }}\n"
    )
}

const LABEL: &str = "labels: { a: b }";

#[test_case(LABEL, "annotations: { traffic.sidecar.istio.io/excludeInboundPort: '80' }", 1; "misspelt")]
#[test_case(LABEL, "annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '80' }", 0; "as it must be")]
#[test_case("annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '80' }", LABEL, 1; "on the controller")]
#[test_case("annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '80' }", "annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '80' }", 0; "on both")]
#[test_case(LABEL, "labels: { traffic.sidecar.istio.io/excludeInboundPorts: '80' }", 1; "as a label")]
#[test_case(LABEL, "annotations: { istio.io/dataplane-mode: none }", 1; "a label as an annotation")]
#[test_case(LABEL, "labels: { istio.io/dataplane-mode: none }", 0; "a label")]
#[test_case(LABEL, "annotations: { sidecar.istio.io/statsEvictionInterval: 1m }", 0; "a name that may be newer")]
#[test_case(LABEL, "annotations: { example.com/inject: 'true' }", 0; "of somebody else")]
fn ignored_annotation(own: &str, template: &str, expected: usize) {
    assert_eq!(count(Code::IgnoredAnnotation, &deployment(own, template)), expected);
}

#[test_case("annotations: { istio.io/use-waypoint: w }", 1; "a label as an annotation")]
#[test_case("annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '80' }", 1; "an annotation of pods")]
#[test_case("labels: { istio.io/use-waypiont: w }", 1; "misspelt")]
#[test_case("labels: { istio.io/use-waypoint: none }", 0)]
#[test_case("labels: { topology.istio.io/network: n }", 0; "another label")]
fn ignored_annotation_of_a_namespace(metadata: &str, expected: usize) {
    let text = format!("apiVersion: v1\nkind: Namespace\nmetadata: {{ name: n, {metadata} }}\n");
    assert_eq!(count(Code::IgnoredAnnotation, &text), expected);
}

#[test_case("annotations: { traffic.sidecar.istio.io/excludeInboundPorts: http }", 1; "a name")]
#[test_case("annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '*' }", 1; "a star that excludes")]
#[test_case("annotations: { traffic.sidecar.istio.io/includeInboundPorts: '*' }", 0; "a star that includes")]
#[test_case("annotations: { traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.0.0.1 }", 1; "an address without a length")]
#[test_case("annotations: { traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.0.0.1/32 }", 0; "a range")]
#[test_case("labels: { sidecar.istio.io/inject: 'false' }, annotations: { traffic.sidecar.istio.io/excludeInboundPorts: http }", 0; "of a pod that nobody injects")]
fn unreadable_annotation(template: &str, expected: usize) {
    assert_eq!(count(Code::UnreadableAnnotation, &deployment(LABEL, template)), expected);
}

#[test_case("istio.io/use-waypoint: waypoint", 1; "none of this name")]
#[test_case("istio.io/use-waypoint: none", 0; "none on purpose")]
#[test_case("istio.io/use-waypoint: w", 0; "one that is there")]
#[test_case("istio-injection: disabled", 0; "no label at all")]
fn missing_waypoint(label: &str, expected: usize) {
    let text = format!(
        "apiVersion: v1\nkind: Namespace\nmetadata: {{ name: calm, labels: {{ istio.io/dataplane-mode: ambient, {label} }} }}\n---\n\
         apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{ name: w, namespace: calm }}\n\
         spec: {{ gatewayClassName: istio-waypoint, listeners: [{{ name: mesh, port: 15008, protocol: HBONE }}] }}\n---\n\
         apiVersion: v1\nkind: Pod\nmetadata: {{ name: tea, namespace: calm, labels: {{ app: tea }} }}\nspec: {{ containers: [{{ name: app }}] }}\n---\n\
         apiVersion: v1\nkind: Service\nmetadata: {{ name: tea, namespace: calm }}\nspec: {{ selector: {{ app: tea }}, ports: [{{ name: http, port: 80 }}] }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: drink }}\nspec: {{ from: calm/tea, to: 'tea.calm:80' }}\n"
    );
    assert_eq!(count(Code::MissingWaypoint, &text), expected);
}

#[test_case("mTLS", 1; "another case")]
#[test_case("fails", 1; "a word of somebody else")]
#[test_case("mtls", 0)]
#[test_case("no-cluster", 0; "an outcome of the call itself")]
#[test_case("mixed", 0; "several outcomes")]
fn unknown_expectation(word: &str, expected: usize) {
    let text = format!(
        "apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: c }}\n\
         spec: {{ from: shop/frontend, to: 'payments.shop:8080', expect: {word} }}\n"
    );
    assert_eq!(count(Code::UnknownExpectation, &text), expected);
}

#[test_case(true, "edge", 1; "in another namespace")]
#[test_case(true, "istio-system/edge", 0; "with its namespace")]
#[test_case(true, "edge.istio-system.svc.cluster.local", 0; "an old form")]
#[test_case(true, "mesh", 0; "sidecars")]
#[test_case(false, "edge", 0; "no Gateway in the text at all")]
fn unknown_gateway(gateway: bool, named: &str, expected: usize) {
    let mut text = format!(
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: v, namespace: shop }}\n\
         spec: {{ hosts: [x.example], gateways: [{named}], http: [{{ route: [{{ destination: {{ host: payments }} }}] }}] }}\n"
    );
    if gateway {
        text += "---\napiVersion: networking.istio.io/v1\nkind: Gateway\n\
                 metadata: { name: edge, namespace: istio-system }\n\
                 spec: { selector: { a: b }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }] }\n";
    }
    assert_eq!(count(Code::UnknownGateway, &text), expected);
}

#[test_case("labels: { istio-injection: 'true' }", 1)]
#[test_case("labels: { istio-injection: Enabled }", 1; "another case")]
#[test_case("labels: { istio-injection: disabled }", 0)]
#[test_case("labels: { istio.io/rev: canary }", 0; "another label")]
#[test_case("labels: { istio.io/dataplane-mode: sidecar }", 1)]
fn meaningless_injection(labels: &str, expected: usize) {
    let text = format!("apiVersion: v1\nkind: Namespace\nmetadata: {{ name: n, {labels} }}\n");
    assert_eq!(count(Code::MeaninglessInjection, &text), expected);
}

/// A Deployment in a namespace that asks for nothing.
#[test_case("labels: { sidecar.istio.io/inject: 'true' }", "labels: { app: a }", 1; "on the controller")]
#[test_case("labels: { sidecar.istio.io/inject: 'true' }", "labels: { sidecar.istio.io/inject: 'true' }", 0; "on both")]
#[test_case("labels: { app: a }", "annotations: { sidecar.istio.io/inject: 'true' }", 1; "an annotation alone")]
#[test_case("labels: { app: a }", "annotations: { sidecar.istio.io/inject: 'false' }", 0; "an annotation that agrees")]
#[test_case("labels: { app: a }", "labels: { istio-injection: enabled }", 1; "a label of namespaces")]
fn misplaced_injection(controller: &str, template: &str, expected: usize) {
    let text = format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: d, namespace: quiet, {controller} }}\n\
         spec: {{ template: {{ metadata: {{ {template} }}, spec: {{ containers: [{{ name: app }}] }} }} }}\n"
    );
    assert_eq!(count(Code::MisplacedInjection, &text), expected);
}

#[test_case("istio-system", "PERMISSIVE", "", 1; "the namespace, and nobody outside calls")]
#[test_case("istio-system", "STRICT", "", 0; "no exception")]
#[test_case("istio-system", "DISABLE", "", 1; "plaintext that nobody but the exception asks for")]
#[test_case("elsewhere", "PERMISSIVE", "", 0; "no STRICT above")]
#[test_case("istio-system", "PERMISSIVE", "spec: { from: shop/cache, to: 'payments.shop:8080' }", 0; "a client outside needs it")]
fn leftover_permissive(strict: &str, mode: &str, call: &str, expected: usize) {
    let call = match call {
        "" => String::new(),
        spec => format!("apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: c }}\n{spec}\n"),
    };
    let text = peer(strict, "default", "{ mtls: { mode: STRICT } }")
        + &peer("shop", "default", &format!("{{ mtls: {{ mode: {mode} }} }}"))
        + &call;
    assert_eq!(count(Code::LeftoverPermissive, &text), expected);
}

fn outside(port: &str, tls: &str, protocol: &str) -> String {
    format!(
        "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {{ name: x, namespace: shop }}\n\
         spec: {{ hosts: [x.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{{ {port} }}] }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {{ name: x, namespace: shop }}\n\
         spec: {{ host: x.example, trafficPolicy: {{ tls: {{ mode: {tls} }} }} }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: x }}\n\
         spec: {{ from: shop/frontend, to: 'x.example:80', protocol: {protocol} }}\n"
    )
}

const HTTP: &str = "number: 80, name: http, protocol: HTTP";
const HTTP_TO_TLS: &str = "number: 80, name: http, protocol: HTTP, targetPort: 443";
const TCP: &str = "number: 80, name: tcp, protocol: TCP";

#[test_case(HTTP, "SIMPLE", "http", 1)]
#[test_case(HTTP_TO_TLS, "SIMPLE", "http", 0; "to the port for TLS")]
#[test_case(HTTP, "DISABLE", "http", 0; "without TLS")]
fn origination_on_plain_port(port: &str, tls: &str, protocol: &str, expected: usize) {
    assert_eq!(count(Code::OriginationOnPlainPort, &outside(port, tls, protocol)), expected);
}

#[test_case(HTTP, "DISABLE", "http", 1)]
#[test_case(HTTP_TO_TLS, "SIMPLE", "http", 0; "the proxy speaks TLS")]
#[test_case(TCP, "DISABLE", "tls", 0; "the application speaks TLS")]
#[test_case(TCP, "DISABLE", "tcp", 0; "bytes that may be anything")]
fn plaintext_egress(port: &str, tls: &str, protocol: &str, expected: usize) {
    assert_eq!(count(Code::PlaintextEgress, &outside(port, tls, protocol)), expected);
}

#[test_case("name: tcp-raw, port: 9000, targetPort: 8080", 1)]
#[test_case("name: http-raw, port: 9000, targetPort: 8080", 0; "the same protocol")]
#[test_case("name: grpc-raw, port: 9000, targetPort: 8080", 0; "one that proxies read in the same way")]
#[test_case("name: tcp-raw, port: 9000", 0; "another pod port")]
fn conflicting_ports(port: &str, expected: usize) {
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{ name: raw, namespace: shop }}\n\
         spec: {{ selector: {{ app: payments }}, ports: [{{ {port} }}] }}\n"
    );
    assert_eq!(count(Code::ConflictingPorts, &text), expected);
}

#[test_case("80", 1; "the port of the Service")]
#[test_case("8080", 0; "the port of the pod")]
#[test_case("81", 0; "a port of nobody")]
fn service_port_in_peer_policy(port: &str, expected: usize) {
    let spec = format!(
        "{{ selector: {{ matchLabels: {{ app: payments }} }}, portLevelMtls: {{ {port}: {{ mode: DISABLE }} }} }}"
    );
    let text = "apiVersion: v1\nkind: Service\nmetadata: { name: ledger, namespace: shop }\n\
         spec: { selector: { app: payments }, ports: [{ name: http, port: 80, targetPort: 8080 }] }\n---\n"
        .to_owned()
        + &peer("shop", "p", &spec);
    assert_eq!(count(Code::ServicePortInPolicy, &text), expected);
}

const CANARY: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio-canary, namespace: istio-system }\ndata: { mesh: '' }\n---\n";

#[test_case("istio.io/rev: stable", "", "", 1; "taken to be installed")]
#[test_case("istio.io/rev: stable", "", CANARY, 1; "others are shown")]
#[test_case("istio.io/rev: canary", "", CANARY, 0; "shown")]
#[test_case("istio.io/rev: default", "", "", 0; "the default one")]
#[test_case("istio.io/rev: stable, istio-injection: enabled", "", "", 0; "overruled")]
#[test_case("istio.io/rev: stable", "sidecar.istio.io/inject: 'false'", "", 0; "opted out")]
#[test_case("", "istio.io/rev: stable", "", 1; "asked by the pod")]
fn unlisted_revision(namespace: &str, pod: &str, more: &str, expected: usize) {
    let text = format!(
        "{more}apiVersion: v1\nkind: Namespace\nmetadata: {{ name: lab, labels: {{ {namespace} }} }}\n---\n\
         apiVersion: v1\nkind: Pod\nmetadata: {{ name: probe, namespace: lab, labels: {{ {pod} }} }}\n\
         spec: {{ containers: [{{ name: app, image: lab/probe }}] }}\n"
    );
    assert_eq!(count(Code::UnlistedRevision, &text), expected);
}

#[test_case("enabled", "grpc-agent", 1)]
#[test_case("enabled", "grpc-simple", 1; "the simple one")]
#[test_case("enabled", "sidecar", 0; "a sidecar")]
#[test_case("enabled", "gateway", 0; "a gateway")]
#[test_case("disabled", "grpc-agent", 0; "nobody injects")]
fn proxyless_grpc(injection: &str, template: &str, expected: usize) {
    let text = format!(
        "apiVersion: v1\nkind: Namespace\nmetadata: {{ name: lab, labels: {{ istio-injection: {injection} }} }}\n---\n\
         apiVersion: v1\nkind: Pod\n\
         metadata: {{ name: probe, namespace: lab, annotations: {{ inject.istio.io/templates: {template} }} }}\n\
         spec: {{ containers: [{{ name: app, image: lab/probe }}] }}\n"
    );
    assert_eq!(count(Code::ProxylessGrpc, &text), expected);
}

fn policy(spec: &str) -> String {
    format!(
        "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n\
         metadata: {{ name: p, namespace: shop }}\nspec: {spec}\n"
    )
}

#[test_case("{ rules: [{ to: [{ operation: { paths: ['/a/*/b', '/a/*'] } }] }] }", 1; "inside a path")]
#[test_case("{ rules: [{ to: [{ operation: { notPaths: ['*admin*'] } }] }] }", 1; "at both ends")]
#[test_case("{ rules: [{ when: [{ key: 'request.headers[x]', values: ['a*b'] }] }] }", 1; "in a condition")]
#[test_case("{ rules: [{ to: [{ operation: { paths: ['/a/{*}/b', '/a/{**}'] } }] }] }", 0; "templates")]
#[test_case("{ rules: [{ to: [{ operation: { hosts: ['*.example.com', 'example.com:*', '*'] } }] }] }", 0; "at one end")]
#[test_case("{ selector: { matchLabels: { app: 'a*b' } } }", 0; "a label")]
fn literal_star(spec: &str, expected: usize) {
    assert_eq!(count(Code::LiteralStar, &policy(spec)), expected);
}

#[test_case("prefix: /api/*", 1; "a prefix")]
#[test_case("exact: /api/*/items", 1; "a whole path")]
#[test_case("regex: /api/.*", 0; "a regular expression")]
#[test_case("prefix: /api/", 0; "a prefix without a star")]
fn literal_star_of_a_route(uri: &str, expected: usize) {
    let text = format!(
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: r, namespace: shop }}\n\
         spec:\n  hosts: [payments]\n  http:\n  - match: [{{ uri: {{ {uri} }} }}]\n    \
         route: [{{ destination: {{ host: payments }} }}]\n"
    );
    assert_eq!(count(Code::LiteralStar, &text), expected);
}

#[test_case("http-a", "https", 1; "two protocols")]
#[test_case("http-a", "http-b", 0; "the same one twice")]
fn two_ports_of_one_service(first: &str, second: &str, expected: usize) {
    let ports = format!(
        "[{{ name: {first}, port: 80, targetPort: 9999 }}, {{ name: {second}, port: 443, targetPort: 9999 }}]"
    );
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{ name: twice, namespace: shop }}\n\
         spec: {{ selector: {{ app: payments }}, ports: {ports} }}\n---\n\
         apiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\n\
         spec: {{ from: shop/frontend, to: 'twice.shop:443', protocol: tls }}\n"
    );
    assert_eq!(count(Code::ConflictingPorts, &text), expected);
}

#[test_case("name: https, port: 443", "443", 1; "declared by its name")]
#[test_case("name: web, appProtocol: https, port: 443", "443", 1; "declared by its protocol")]
#[test_case("name: http, port: 443", "443", 0; "for HTTP")]
#[test_case("name: web, port: 443", "443", 0; "not declared")]
#[test_case("name: https, port: 443 }, { name: http, port: 80", "80", 0; "the other port")]
fn requests_to_tls_port(ports: &str, routed: &str, expected: usize) {
    let text = format!(
        "apiVersion: v1\nkind: Service\nmetadata: {{ name: console, namespace: shop }}\n\
         spec: {{ selector: {{ app: cache }}, ports: [{{ {ports} }}] }}\n---\n\
         apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{ name: r, namespace: shop }}\n\
         spec:\n  hosts: [payments]\n  http:\n  - route: [{{ destination: {{ host: console, port: {{ number: {routed} }} }} }}]\n"
    );
    assert_eq!(count(Code::RequestsToTlsPort, &text), expected);
}

const CERTIFICATE: &str = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: c, namespace: shop }\nspec: { secretName: tls }\n";
const SECRET: &str = "apiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: shop }\n";
const SECRET_THERE: &str = "apiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: istio-system }\n";

#[test_case(&[SECRET], "credentialName: tls", 1; "elsewhere")]
#[test_case(&[CERTIFICATE], "credentialName: tls", 1; "made elsewhere")]
#[test_case(&[SECRET, SECRET_THERE], "credentialName: tls", 0; "a copy where it is read")]
#[test_case(&[SECRET_THERE], "credentialName: tls", 0; "where it is read")]
#[test_case(&[SECRET], "credentialName: other", 0; "not in the text at all")]
#[test_case(&[SECRET], "serverCertificate: /tls, privateKey: /key", 0; "a file")]
fn unread_secret(secrets: &[&str], tls: &str, expected: usize) {
    let gateway = format!(
        "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {{ name: edge, namespace: shop }}\n\
         spec: {{ selector: {{ istio: ingressgateway }}, servers: [{{ port: {{ number: 443, name: https, protocol: HTTPS }}, \
         hosts: ['*'], tls: {{ mode: SIMPLE, {tls} }} }}] }}\n"
    );
    assert_eq!(count(Code::UnreadSecret, &[secrets.join("---\n"), gateway].join("---\n")), expected);
}

/// In each of the places of a mesh config.
#[test_case("enableAutoMTLS: false", 1; "capitals")]
#[test_case("rootNamespaces: istio-system", 1; "a letter too many")]
#[test_case("enableAutoMtls: false", 0; "as it is")]
#[test_case("enable_auto_mtls: false", 0; "with underscores")]
#[test_case("inboundTrafficPolicy: { mode: PASSTHROUGH }", 0; "another field, not far")]
#[test_case("defaultProviders: { tracing: [] }", 0; "another field, far")]
fn unknown_field_of_the_mesh_config(config: &str, expected: usize) {
    let places = [
        format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: istio, namespace: istio-system }}\ndata:\n  mesh: |-\n    accessLogFile: /dev/stdout\n    {config}\n"
        ),
        format!(
            "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  meshConfig:\n    {config}\n"
        ),
        format!(
            "apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {{ name: default }}\nspec:\n  namespace: istio-system\n  values:\n    meshConfig:\n      {config}\n"
        ),
        format!("meshConfig:\n  {config}\n"),
    ];
    assert_eq!(places.map(|text| count(Code::UnknownField, &text)), [expected; 4]);
}

#[test]
fn a_misspelt_setting_is_told_where_its_name_stands() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata:\n  mesh: |-\n    enableAutoMTLS: false\n";
    let analysis = analyse([SourceFile::new("a.yaml", text)]);
    let finding = analysis.findings.iter().find(|finding| finding.rule.code == Code::UnknownField).unwrap();
    assert_eq!(finding.labels[0].location.span.slice(text), "enableAutoMTLS");
}
