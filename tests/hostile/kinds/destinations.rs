//! DestinationRules, Sidecars, ServiceEntries and WorkloadEntries.

use super::{
    PORT, STREAM, Texts, apart, each, filled, many, octets, of, one, pod, service, shares, together,
};
use crate::hostile::{NETWORKING, meshed, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    [destination_rules(size), sidecars(size), service_entries(size)].concat()
}

fn destination_rules(size: usize) -> Texts {
    let list = |spec: &str, item| one(size, NETWORKING, "DestinationRule", spec, each(item));
    let policy = |inner: &str, item| list(&format!("{{ host: s0, trafficPolicy: {{ {inner} }} }}"), item);
    let plain = of(NETWORKING, "DestinationRule", "{ host: s0, trafficPolicy: { tls: { mode: DISABLE } } }");
    let selecting = |n: usize| {
        resource(
            NETWORKING,
            "DestinationRule",
            &format!("w{n}"),
            &format!("{{ host: s0, workloadSelector: {{ matchLabels: {{ a: b{n} }} }} }}"),
        )
    };
    let home =
        |n: usize| resource(NETWORKING, "DestinationRule", &format!("r{n}"), "{ host: s0, exportTo: [.] }");
    vec![
        ("rules with a selector and then rules without", together(size, &[&selecting, &home])),
        (
            "rules with subsets",
            many(
                size,
                of(NETWORKING, "DestinationRule", "{ host: s0, subsets: [{ name: v#, labels: { v: x } }] }"),
            ),
        ),
        ("rules for one host without more", many(size, plain)),
        ("rules for one host and its pods", together(size, &[&pod, &plain])),
        (
            "rules for patterns",
            many(size, of(NETWORKING, "DestinationRule", "{ host: '*.default.svc.cluster.local' }")),
        ),
        (
            "rules for longer and longer patterns",
            many(size, |n| {
                resource(
                    NETWORKING,
                    "DestinationRule",
                    &format!("r{n}"),
                    &format!(
                        "{{ host: '*{}' }}",
                        "s0.default.svc.cluster.local".get(n % 27..).unwrap_or_default()
                    ),
                )
            }),
        ),
        (
            "rules for hosts of nothing",
            together(size, &[&service, &of(NETWORKING, "DestinationRule", "{ host: sx# }")]),
        ),
        (
            "rules for all services",
            together(
                size,
                &[
                    &service,
                    &of(
                        NETWORKING,
                        "DestinationRule",
                        "{ host: s#, trafficPolicy: { tls: { mode: DISABLE } } }",
                    ),
                ],
            ),
        ),
        (
            "rules of many namespaces for one host",
            meshed()
                + &number(size, |n| {
                    apart(NETWORKING, "DestinationRule", n, "{ host: s0.default.svc.cluster.local }")
                }),
        ),
        ("subsets of one rule", list("{ host: s0, subsets: […] }", "{ name: v#, labels: { v: x } }")),
        (
            "subsets of one rule and pods",
            meshed()
                + &shares(size / 2, &[&pod])
                + &filled(
                    NETWORKING,
                    "DestinationRule",
                    "x",
                    "{ host: s0, subsets: […] }",
                    &[number(size / 2, each("{ name: v#, labels: { a: c } }"))],
                ),
        ),
        ("the same subset of one rule", list("{ host: s0, subsets: […] }", "{ name: v, labels: { v: x } }")),
        ("labels of one subset", list("{ host: s0, subsets: [{ name: v, labels: {…} }] }", "k#: v")),
        (
            "ports of one rule",
            policy("portLevelSettings: […]", "{ port: { number: % }, tls: { mode: DISABLE } }"),
        ),
        (
            "ports of each subset",
            list(
                "{ host: s0, subsets: […] }",
                "{ name: v#, trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: DISABLE } }] } }",
            ),
        ),
        ("namespaces that one rule is exported to", list("{ host: s0, exportTo: […] }", "n#")),
        ("names of one rule", policy("tls: { mode: SIMPLE, subjectAltNames: […] }", "n#")),
        (
            "localities of one rule",
            policy(
                "loadBalancer: { localityLbSetting: { enabled: true, distribute: […] } }",
                "{ from: r#/*, to: { 'a/*': 100 } }",
            ),
        ),
        (
            "places of one locality",
            policy(
                "loadBalancer: { localityLbSetting: { enabled: true, distribute: [{ from: a/*, to: {…} }] } }",
                "'r#/*': 1",
            ),
        ),
        (
            "failovers of one rule",
            policy(
                "loadBalancer: { localityLbSetting: { enabled: true, failover: […] } }",
                "{ from: r#, to: a }",
            ),
        ),
        (
            "priorities of one rule",
            policy("loadBalancer: { localityLbSetting: { enabled: true, failoverPriority: […] } }", "k#"),
        ),
    ]
}

fn sidecars(size: usize) -> Texts {
    let list = |spec: &str, item| one(size, NETWORKING, "Sidecar", spec, each(item));
    vec![
        (
            "Sidecars and pods",
            together(
                size,
                &[
                    &pod,
                    &of(
                        NETWORKING,
                        "Sidecar",
                        "{ workloadSelector: { labels: { a: b } }, egress: [{ hosts: [./*] }] }",
                    ),
                ],
            ),
        ),
        (
            "Sidecars that select no pod",
            together(
                size,
                &[
                    &pod,
                    &of(
                        NETWORKING,
                        "Sidecar",
                        "{ workloadSelector: { labels: { a: c } }, egress: [{ hosts: [./*] }] }",
                    ),
                ],
            ),
        ),
        ("hosts of one Sidecar", list("{ egress: [{ hosts: […] }] }", "n#/*")),
        ("hosts of one Sidecar in one namespace", list("{ egress: [{ hosts: […] }] }", "./h#.example")),
        (
            "hosts of one Sidecar and services",
            meshed()
                + &number(size / 2, service)
                + &filled(
                    NETWORKING,
                    "Sidecar",
                    "x",
                    "{ egress: [{ hosts: […] }] }",
                    &[number(size / 2, each("'*/s#.default.svc.cluster.local'"))],
                ),
        ),
        (
            "patterns of one Sidecar and services",
            meshed()
                + &number(size / 2, service)
                + &filled(
                    NETWORKING,
                    "Sidecar",
                    "x",
                    "{ egress: [{ hosts: […] }] }",
                    &[number(size / 2, each("'*/*.h#.example'"))],
                ),
        ),
        (
            "listeners of one Sidecar",
            list("{ egress: […] }", "{ port: { number: %, protocol: HTTP, name: p# }, hosts: [./*] }"),
        ),
        ("listeners of one Sidecar for the same port", list("{ egress: […] }", "{ hosts: [./*] }")),
        (
            "ingress listeners of one Sidecar",
            list(
                "{ workloadSelector: { labels: { a: b } }, ingress: […] }",
                "{ port: { number: %, protocol: HTTP, name: p# }, defaultEndpoint: '127.0.0.1:80' }",
            ),
        ),
        (
            "listeners at addresses of one Sidecar",
            list(
                "{ egress: […] }",
                "{ bind: 10.#.#, port: { number: 80, protocol: HTTP, name: p# }, hosts: [./*] }",
            ),
        ),
    ]
}

fn service_entries(size: usize) -> Texts {
    let list = |spec: &str, item| {
        one(
            size,
            NETWORKING,
            "ServiceEntry",
            &spec.replace("PORT", PORT).replace("STREAM", STREAM),
            each(item),
        )
    };
    let half = |spec: &str, item: &dyn Fn(usize) -> String| spec.replace('…', &number(size / 2, item));
    let machine = |n: usize| {
        resource(
            NETWORKING,
            "WorkloadEntry",
            &format!("w{n}"),
            &format!("{{ address: 10.{}, labels: {{ a: b }} }}", octets(n)),
        )
    };
    let selecting = of(
        NETWORKING,
        "ServiceEntry",
        "{ hosts: [h#.example], ports: [{ number: 80, name: h, protocol: HTTP }], resolution: STATIC, workloadSelector: { labels: { a: b } } }",
    );
    vec![
        (
            "hosts of one entry and pods",
            meshed()
                + &shares(size / 2, &[&pod])
                + &resource(
                    NETWORKING,
                    "ServiceEntry",
                    "x",
                    &half(
                        "{ hosts: […], ports: [{ number: 80, name: h, protocol: HTTP }], resolution: STATIC, workloadSelector: { labels: { a: b } } }",
                        &each("h#.example"),
                    ),
                ),
        ),
        ("entries and pods", together(size, &[&pod, &selecting])),
        ("machines of one entry", meshed() + &selecting(0) + &number(size, machine)),
        ("machines of all entries", together(size, &[&selecting, &machine])),
        ("machines of all services", together(size, &[&service, &machine])),
        (
            "entries of one host",
            many(
                size,
                of(
                    NETWORKING,
                    "ServiceEntry",
                    "{ hosts: [a.example], ports: [{ number: 80, name: h, protocol: HTTP }], resolution: DNS }",
                ),
            ),
        ),
        (
            "entries of one address",
            many(
                size,
                of(
                    NETWORKING,
                    "ServiceEntry",
                    "{ hosts: [h#.example], addresses: [1.1.1.1], ports: [{ number: 80, name: h, protocol: TCP }], resolution: DNS }",
                ),
            ),
        ),
        (
            "entries of one range",
            many(
                size,
                of(
                    NETWORKING,
                    "ServiceEntry",
                    "{ hosts: [h#.example], addresses: [1.1.0.0/16], ports: [{ number: 80, name: h, protocol: TCP }] }",
                ),
            ),
        ),
        (
            "entries without addresses",
            many(
                size,
                of(
                    NETWORKING,
                    "ServiceEntry",
                    "{ hosts: [h#.example], ports: [{ number: 80, name: h, protocol: TCP }] }",
                ),
            ),
        ),
        (
            "entries for patterns",
            many(
                size,
                of(
                    NETWORKING,
                    "ServiceEntry",
                    "{ hosts: ['*.h#.example'], ports: [{ number: 80, name: h, protocol: HTTP }] }",
                ),
            ),
        ),
        ("hosts of one entry", list("{ hosts: […], ports: [PORT], resolution: DNS }", "h#.example")),
        (
            "hosts and endpoints of one entry",
            meshed()
                + &resource(
                    NETWORKING,
                    "ServiceEntry",
                    "x",
                    &format!(
                        "{{ hosts: [{}], ports: [{PORT}], resolution: STATIC, endpoints: [{}] }}",
                        number(size / 2, each("h#.example")),
                        number(size / 2, each("{ address: 1.#.# }"))
                    ),
                ),
        ),
        (
            "endpoints and ports of one entry",
            meshed()
                + &filled(
                    NETWORKING,
                    "ServiceEntry",
                    "x",
                    "{ hosts: [a.example], ports: […], resolution: STATIC, endpoints: […] }",
                    &[
                        number(size / 2, each("{ number: %, name: h#, protocol: HTTP }")),
                        number(size / 2, each("{ address: 1.#.# }")),
                    ],
                ),
        ),
        (
            "ports of one endpoint",
            list(
                "{ hosts: [a.example], ports: [PORT], resolution: STATIC, endpoints: [{ address: 1.1.1.1, ports: {…} }] }",
                "p#: %",
            ),
        ),
        ("ranges of one entry", list("{ hosts: [a.example], ports: [STREAM], addresses: […] }", "10.#.#/32")),
        (
            "names of one entry",
            list("{ hosts: [a.example], ports: [PORT], resolution: DNS, subjectAltNames: […] }", "n#"),
        ),
        (
            "namespaces that one entry is exported to",
            list("{ hosts: [a.example], ports: [PORT], resolution: DNS, exportTo: […] }", "n#"),
        ),
        (
            "the same port of one entry",
            list(
                "{ hosts: [a.example], resolution: DNS, ports: […] }",
                "{ number: 80, name: h, protocol: HTTP }",
            ),
        ),
        (
            "endpoints that are pods",
            meshed()
                + &shares(size / 2, &[&pod])
                + &resource(
                    NETWORKING,
                    "ServiceEntry",
                    "x",
                    &half(
                        "{ hosts: [a.example], ports: [{ number: 80, name: h, protocol: HTTP }], resolution: STATIC, location: MESH_INTERNAL, endpoints: […] }",
                        &|n| format!("{{ address: 10.0.{}.{} }}, ", n / 200 % 256, n % 200 + 1),
                    ),
                ),
        ),
    ]
}
