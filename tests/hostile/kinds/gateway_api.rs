//! The Gateway API.

use super::{API, OLD_API, Texts, apart, each, filled, many, namespace, of, service, shares, together};
use crate::hostile::{meshed, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    [api_gateways(size), api_routes(size)].concat()
}

fn api_gateways(size: usize) -> Texts {
    let managed = of(
        API,
        "Gateway",
        "{ gatewayClassName: istio, listeners: [{ name: h, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }] }",
    );
    let list = |item| {
        meshed()
            + &filled(
                API,
                "Gateway",
                "g",
                "{ gatewayClassName: istio, listeners: […] }",
                &[number(size, each(item))],
            )
    };
    let routed = |item| {
        list(item)
            + &resource(
                API,
                "HTTPRoute",
                "r",
                "{ parentRefs: [{ name: g }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }",
            )
    };
    let waypoint = of(
        API,
        "Gateway",
        "{ gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }",
    );
    let selecting = of(
        API,
        "Gateway",
        "{ gatewayClassName: istio, listeners: [{ name: h, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { a: b } } } } }] }",
    );
    vec![
        ("listeners of one Gateway", routed("{ name: l#, port: %, protocol: HTTP }")),
        (
            "listeners of one Gateway on one port",
            routed("{ name: l#, port: 80, protocol: HTTP, hostname: h#.example }"),
        ),
        (
            "listeners of one Gateway with TLS",
            routed(
                "{ name: l#, port: 443, protocol: HTTPS, hostname: h#.example, tls: { certificateRefs: [{ name: c }] } }",
            ),
        ),
        (
            "certificates in other namespaces",
            together(
                size,
                &[
                    &of(
                        API,
                        "Gateway",
                        "{ gatewayClassName: istio, listeners: [{ name: h, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: c#, namespace: other }] } }] }",
                    ),
                    &|n| {
                        format!(
                            "---\napiVersion: {OLD_API}\nkind: ReferenceGrant\nmetadata: {{ name: g{n}, namespace: other }}\nspec: {{ from: [{{ group: gateway.networking.k8s.io, kind: Gateway, namespace: n{n} }}], to: [{{ group: '', kind: Secret }}] }}\n"
                        )
                    },
                ],
            ),
        ),
        (
            "Gateways that select namespaces",
            number(size / 3, namespace)
                + &meshed()
                + &shares(
                    size * 2 / 3,
                    &[&selecting, &|n| {
                        apart(
                            API,
                            "HTTPRoute",
                            n,
                            "{ parentRefs: [{ name: r0, namespace: default }], rules: [{ backendRefs: [{ name: s, port: 80 }] }] }",
                        )
                    }],
                ),
        ),
        (
            "routes to all Gateways",
            meshed()
                + &number(size / 2, managed)
                + &filled(
                    API,
                    "HTTPRoute",
                    "r",
                    "{ parentRefs: […], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }",
                    &[number(size / 2, each("{ name: r# }"))],
                ),
        ),
        ("waypoints", many(size, waypoint)),
        (
            "waypoints and services",
            together(
                size,
                &[&waypoint, &|n| {
                    format!(
                        "---\napiVersion: v1\nkind: Service\nmetadata: {{ name: t{n}, labels: {{ istio.io/use-waypoint: r{n} }} }}\nspec: {{ selector: {{ a: b }}, ports: [{{ port: 80 }}] }}\n"
                    )
                }],
            ),
        ),
    ]
}

fn api_routes(size: usize) -> Texts {
    let gateway = || {
        meshed()
            + &resource(
                API,
                "Gateway",
                "g",
                "{ gatewayClassName: istio, listeners: [{ name: h, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }] }",
            )
    };
    let list = |kind: &str, spec: &str, item| {
        let spec = spec
            .replace("PARENT", "parentRefs: [{ name: g }]")
            .replace("BACKEND", "backendRefs: [{ name: s0, port: 80 }]");
        gateway() + &resource(API, kind, "x", &spec.replace('…', &number(size, each(item))))
    };
    let http = |spec: &str, item| list("HTTPRoute", spec, item);
    let many = |kind: &'static str, spec: &'static str| gateway() + &number(size, of(API, kind, spec));
    let grant = |spec: &'static str| {
        move |n: usize| {
            format!(
                "---\napiVersion: {OLD_API}\nkind: ReferenceGrant\nmetadata: {{ name: g{n}, namespace: other }}\nspec: {}\n",
                spec.replace('#', &n.to_string())
            )
        }
    };
    let abroad = of(
        API,
        "HTTPRoute",
        "{ parentRefs: [{ name: g }], hostnames: [h#.example], rules: [{ backendRefs: [{ name: s0, namespace: other, port: 80 }] }] }",
    );
    let away = |n: usize| {
        apart(
            API,
            "HTTPRoute",
            n,
            "{ parentRefs: [{ name: g, namespace: default }], rules: [{ backendRefs: [{ name: s0, namespace: other, port: 80 }] }] }",
        )
    };
    vec![
        ("HTTPRoutes of one Gateway", many("HTTPRoute", "{ parentRefs: [{ name: g }], rules: [{ matches: [{ path: { value: /a# } }], backendRefs: [{ name: s0, port: 80 }] }] }")),
        ("HTTPRoutes with hosts of their own", many("HTTPRoute", "{ parentRefs: [{ name: g }], hostnames: [h#.example], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }")),
        ("HTTPRoutes of services", gateway() + &shares(size, &[&service, &of(API, "HTTPRoute", "{ parentRefs: [{ kind: Service, group: '', name: s# }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }")])),
        ("HTTPRoutes of one service", many("HTTPRoute", "{ parentRefs: [{ kind: Service, group: '', name: s0 }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }")),
        ("GRPCRoutes of one Gateway", many("GRPCRoute", "{ parentRefs: [{ name: g }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }")),
        ("TLSRoutes of one Gateway", many("TLSRoute", "{ parentRefs: [{ name: g }], hostnames: [h#.example], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }").replace("protocol: HTTP,", "protocol: TLS, tls: { mode: Passthrough },").replace("gateway.networking.k8s.io/v1\nkind: TLSRoute", "gateway.networking.k8s.io/v1alpha2\nkind: TLSRoute")),
        ("TCPRoutes of one Gateway", many("TCPRoute", "{ parentRefs: [{ name: g }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }").replace("protocol: HTTP,", "protocol: TCP,").replace("gateway.networking.k8s.io/v1\nkind: TCPRoute", "gateway.networking.k8s.io/v1alpha2\nkind: TCPRoute")),
        ("rules of one HTTPRoute", http("{ PARENT, rules: […] }", "{ matches: [{ path: { value: /a# } }], backendRefs: [{ name: s0, port: 80 }] }")),
        ("matches of one HTTPRoute", http("{ PARENT, rules: [{ matches: […], BACKEND }] }", "{ path: { value: /a# } }")),
        ("headers of one HTTPRoute", http("{ PARENT, rules: [{ matches: [{ headers: […] }], BACKEND }] }", "{ name: x#, value: a }")),
        ("backends of one HTTPRoute", http("{ PARENT, rules: [{ backendRefs: […] }] }", "{ name: s0, port: 80 }")),
        ("backends of one HTTPRoute in another namespace", http("{ PARENT, rules: [{ backendRefs: […] }] }", "{ name: s#, namespace: other, port: 80 }")),
        ("filters of one HTTPRoute", http("{ PARENT, rules: [{ filters: […], BACKEND }] }", "{ type: RequestMirror, requestMirror: { backendRef: { name: s#, port: 80 } } }")),
        ("hosts of one HTTPRoute", http("{ PARENT, hostnames: […], rules: [{ BACKEND }] }", "h#.example")),
        ("hosts and rules of one HTTPRoute", gateway() + &filled(API, "HTTPRoute", "x", "{ parentRefs: [{ name: g }], hostnames: […], rules: […] }", &[number(size / 2, each("h#.example")), number(size / 2, each("{ matches: [{ path: { value: /a# } }], backendRefs: [{ name: s0, port: 80 }] }"))])),
        ("hosts and listeners", meshed() + &filled(API, "Gateway", "g", "{ gatewayClassName: istio, listeners: […] }", &[number(size / 2, each("{ name: l#, port: 80, protocol: HTTP, hostname: '*.h#.example' }"))]) + &filled(API, "HTTPRoute", "x", "{ parentRefs: [{ name: g }], hostnames: […], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }", &[number(size / 2, each("k#.example"))])),
        ("listeners and routes", meshed() + &filled(API, "Gateway", "g", "{ gatewayClassName: istio, listeners: […] }", &[number(size / 2, each("{ name: l#, port: 80, protocol: HTTP, hostname: h#.example }"))]) + &number(size / 2, of(API, "HTTPRoute", "{ parentRefs: [{ name: g }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }"))),
        ("parents of one HTTPRoute", list("HTTPRoute", "{ parentRefs: […], rules: [{ BACKEND }] }", "{ name: g, sectionName: h }")),
        ("services of one HTTPRoute", list("HTTPRoute", "{ parentRefs: […], rules: [{ BACKEND }] }", "{ kind: Service, group: '', name: s0, port: % }")),
        ("services and rules of one HTTPRoute", gateway() + &filled(API, "HTTPRoute", "x", "{ parentRefs: […], rules: […] }", &[number(size / 2, each("{ kind: Service, group: '', name: s0, port: % }")), number(size / 2, each("{ matches: [{ path: { value: /a# } }], backendRefs: [{ name: s0, port: 80 }] }"))])),
        ("grants and routes", gateway() + &shares(size, &[&grant("{ from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: n# }], to: [{ group: '', kind: Service }] }"), &abroad])),
        ("grants for names, and routes", gateway() + &shares(size, &[&grant("{ from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default }], to: [{ group: '', kind: Service, name: x# }] }"), &abroad])),
        ("grants and routes of many namespaces", gateway() + &shares(size, &[&grant("{ from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: x# }], to: [{ group: '', kind: Service }] }"), &away])),
        ("sources of one grant", gateway() + &grant("{ from: [FROM], to: [{ group: '', kind: Service }] }")(0).replace("FROM", &number(size / 2, each("{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: n# }"))) + &number(size / 2, abroad)),
        ("the other namespace asked again and again", http("{ PARENT, rules: [{ backendRefs: […] }] }", "{ name: s0, namespace: other, port: % }")),
    ]
}
