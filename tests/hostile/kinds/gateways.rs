//! Gateways and Ingresses.

use super::{INGRESS, PORT, TO, Texts, each, edge, filled, of, pod, router, service, shares, together};
use crate::hostile::service as first_service;
use crate::hostile::{NETWORKING, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    [gateways(size), ingresses(size)].concat()
}

fn gateways(size: usize) -> Texts {
    let list = |spec: &str, item| {
        edge()
            + &resource(
                NETWORKING,
                "Gateway",
                "x",
                &spec.replace("PORT", PORT).replace('…', &number(size, each(item))),
            )
    };
    let plain = of(
        NETWORKING,
        "Gateway",
        "{ selector: { a: b }, servers: [{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['*'] }] }",
    );
    let tls = of(
        NETWORKING,
        "Gateway",
        "{ selector: { a: b }, servers: [{ port: { number: 443, name: h#, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: c }, hosts: [h#.example] }] }",
    );
    let other_ports = |n: usize| {
        resource(
            NETWORKING,
            "Gateway",
            &format!("r{n}"),
            &format!(
                "{{ selector: {{ a: b }}, servers: [{{ port: {{ number: {}, name: h, protocol: HTTP }}, hosts: ['*'] }}] }}",
                n % 65_535 + 1
            ),
        )
    };
    let passthrough = of(
        NETWORKING,
        "Gateway",
        "{ selector: { a: b }, servers: [{ port: { number: 443, name: h#, protocol: TLS }, tls: { mode: PASSTHROUGH }, hosts: [h#.example] }] }",
    );
    let stream = of(
        NETWORKING,
        "Gateway",
        "{ selector: { a: b }, servers: [{ port: { number: 80, name: h#, protocol: TCP }, hosts: ['*'] }] }",
    );
    let mesh_on = of(
        NETWORKING,
        "Gateway",
        "{ selector: { a: b }, servers: [{ port: { number: 443, name: h#, protocol: TLS }, tls: { mode: AUTO_PASSTHROUGH }, hosts: [h#.example] }] }",
    );
    let bound = of(
        NETWORKING,
        "VirtualService",
        "{ hosts: [h#.example], gateways: [r#], http: [{ route: [{ destination: { host: s0 } }] }] }",
    );
    let bound_to_one = of(
        NETWORKING,
        "VirtualService",
        "{ hosts: [h#.example], gateways: [r0], http: [{ route: [{ destination: { host: s0 } }] }] }",
    );
    let sni_to_one = of(
        NETWORKING,
        "VirtualService",
        "{ hosts: [h#.example], gateways: [r0], tls: [{ match: [{ sniHosts: [h#.example] }], route: [{ destination: { host: s0 } }] }] }",
    );
    vec![
        ("Gateways and gateway pods", first_service(0) + &shares(size, &[&router, &plain])),
        (
            "Gateways and gateway pods on other ports",
            first_service(0) + &shares(size, &[&router, &other_ports]),
        ),
        ("Gateways with TLS and gateway pods", first_service(0) + &shares(size, &[&router, &tls])),
        ("gateway pods of one Gateway", first_service(0) + &plain(0) + &number(size, router)),
        (
            "gateway pods of one Gateway with routes",
            first_service(0) + &plain(0) + &shares(size, &[&router, &bound_to_one]),
        ),
        ("Gateways with TLS", edge() + &number(size, tls)),
        ("Gateways that pass TLS on", edge() + &number(size, passthrough)),
        ("Gateways for streams", edge() + &number(size, stream)),
        ("Gateways for the mesh", edge() + &shares(size, &[&service, &mesh_on])),
        ("Gateways with routes of their own", edge() + &shares(size, &[&plain, &bound])),
        ("routes of one Gateway", edge() + &plain(0) + &number(size, bound_to_one)),
        (
            "SNI routes of one Gateway",
            edge() + &passthrough(0).replace("h0.example", "'*'") + &number(size, sni_to_one),
        ),
        ("services before a gateway", edge() + &plain(0) + &number(size, service)),
        ("services and Gateways before a gateway", edge() + &shares(size, &[&plain, &service])),
        (
            "servers of one Gateway",
            list(
                "{ selector: { a: b }, servers: […] }",
                "{ port: { number: %, name: h#, protocol: HTTP }, hosts: ['*'] }",
            ),
        ),
        (
            "servers of one Gateway on one port",
            list(
                "{ selector: { a: b }, servers: […] }",
                "{ port: { number: 443, name: h#, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: c }, hosts: [h#.example] }",
            ),
        ),
        (
            "hosts of one server",
            list("{ selector: { a: b }, servers: [{ port: PORT, hosts: […] }] }", "h#.example"),
        ),
        (
            "hosts of one server and of one route",
            edge()
                + &resource(
                    NETWORKING,
                    "Gateway",
                    "x",
                    &format!(
                        "{{ selector: {{ a: b }}, servers: [{{ port: {PORT}, hosts: [{}] }}] }}",
                        number(size / 2, each("h#.example"))
                    ),
                )
                + &resource(
                    NETWORKING,
                    "VirtualService",
                    "x",
                    &format!(
                        "{{ gateways: [x], hosts: [{}], http: [{{ {TO} }}] }}",
                        number(size / 2, each("k#.example"))
                    ),
                ),
        ),
        (
            "hosts of one server and routes",
            edge()
                + &resource(
                    NETWORKING,
                    "Gateway",
                    "r0",
                    &format!(
                        "{{ selector: {{ a: b }}, servers: [{{ port: {PORT}, hosts: [{}] }}] }}",
                        number(size / 2, each("h#.example"))
                    ),
                )
                + &number(size / 2, bound_to_one),
        ),
        (
            "hosts of one server for streams and routes",
            edge()
                + &filled(
                    NETWORKING,
                    "Gateway",
                    "r0",
                    "{ selector: { a: b }, servers: [{ port: { number: 443, name: h, protocol: TLS }, tls: { mode: PASSTHROUGH }, hosts: […] }] }",
                    &[number(size / 2, each("h#.example"))],
                )
                + &number(size / 2, sni_to_one),
        ),
        (
            "credentials of one server",
            list(
                "{ selector: { a: b }, servers: [{ port: { number: 443, name: h, protocol: HTTPS }, hosts: ['*'], tls: { mode: SIMPLE, credentialNames: […] } }] }",
                "c#",
            ),
        ),
        (
            "names of one server",
            list(
                "{ selector: { a: b }, servers: [{ port: { number: 443, name: h, protocol: HTTPS }, hosts: ['*'], tls: { mode: MUTUAL, credentialName: c, subjectAltNames: […] } }] }",
                "n#",
            ),
        ),
        (
            "VirtualServices for unknown Gateways",
            edge()
                + &shares(
                    size,
                    &[
                        &plain,
                        &of(
                            NETWORKING,
                            "VirtualService",
                            "{ hosts: [h#.example], gateways: [x#], http: [{ route: [{ destination: { host: s0 } }] }] }",
                        ),
                    ],
                ),
        ),
    ]
}

fn ingresses(size: usize) -> Texts {
    let list = |spec: &str, item| {
        edge() + &resource(INGRESS, "Ingress", "x", &spec.replace('…', &number(size, each(item))))
    };
    let foreign =
        |spec: &str, item| list(spec, item).replace("ingressClassName: istio", "ingressClassName: nginx");
    let rules = "{ ingressClassName: istio, rules: […] }";
    let rule = "{ host: h#.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: s0, port: { number: 80 } } } }] } }";
    let paths = "{ ingressClassName: istio, rules: [{ http: { paths: […] } }] }";
    let path = "{ path: /a#, pathType: Prefix, backend: { service: { name: s0, port: { number: 80 } } } }";
    let named = "{ path: /a#, pathType: Prefix, backend: { service: { name: sx#, port: { name: x } } } }";
    vec![
        ("rules of one Ingress", list(rules, rule)),
        ("rules of one Ingress of nginx", foreign(rules, rule)),
        ("paths of one Ingress", list(paths, path)),
        ("paths of one Ingress of nginx", foreign(paths, path)),
        ("paths to named ports", list(paths, named) + &number(size / 4, service)),
        (
            "certificates of one Ingress",
            list("{ ingressClassName: istio, tls: […] }", "{ secretName: c#, hosts: [h#.example] }"),
        ),
        (
            "Ingresses and gateway pods",
            first_service(0)
                + &shares(
                    size,
                    &[
                        &|n| {
                            resource(
                                "v1",
                                "Pod",
                                &format!("e{n}"),
                                "{ containers: [{ name: istio-proxy, args: [proxy, router] }] }",
                            )
                            .replace("a: b", "a: b, istio: ingressgateway")
                        },
                        &of(
                            INGRESS,
                            "Ingress",
                            "{ ingressClassName: istio, rules: [{ host: h#.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: s0, port: { number: 80 } } } }] } }] }",
                        ),
                    ],
                ),
        ),
        (
            "Ingresses of nginx and pods",
            together(
                size,
                &[
                    &pod,
                    &of(
                        INGRESS,
                        "Ingress",
                        "{ ingressClassName: nginx, rules: [{ host: h#.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: s0, port: { number: 80 } } } }] } }] }",
                    ),
                ],
            ),
        ),
    ]
}
