//! VirtualServices.

use super::{TO, Texts, each, filled, many, of, one, service, together};
use crate::hostile::{NETWORKING, meshed, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    let list =
        |spec: &str, item| one(size, NETWORKING, "VirtualService", &spec.replace("TO", TO), each(item));
    let root = of(NETWORKING, "VirtualService", "{ hosts: [s0], http: [{ delegate: { name: leaf } }] }");
    let roots = |n: usize| {
        resource(
            NETWORKING,
            "VirtualService",
            &format!("r{n}"),
            &format!(
                "{{ hosts: [s0], http: [{{ match: [{{ uri: {{ prefix: /{n} }} }}], delegate: {{ name: leaf }} }}] }}"
            ),
        )
    };
    let leaf =
        |items: String| resource(NETWORKING, "VirtualService", "leaf", &format!("{{ http: [{items}] }}"));
    let rule = "{ match: [{ uri: { prefix: /a# } }], route: [{ destination: { host: s0 } }] }";
    let bare = "{ match: [{ headers: { x#: { exact: a } } }], route: [{ destination: { host: s0 } }] }";
    vec![
        (
            "VirtualServices of one host",
            many(
                size,
                of(
                    NETWORKING,
                    "VirtualService",
                    "{ hosts: [s0], http: [{ match: [{ uri: { prefix: /a# } }], route: [{ destination: { host: s0 } }] }] }",
                ),
            ),
        ),
        (
            "VirtualServices for everything",
            many(
                size,
                of(
                    NETWORKING,
                    "VirtualService",
                    "{ hosts: [s0], http: [{ route: [{ destination: { host: s0 } }] }] }",
                ),
            ),
        ),
        (
            "VirtualServices for streams",
            many(
                size,
                of(
                    NETWORKING,
                    "VirtualService",
                    "{ hosts: [s0], tcp: [{ route: [{ destination: { host: s0 } }] }] }",
                ),
            ),
        ),
        (
            "VirtualServices for patterns",
            many(
                size,
                of(
                    NETWORKING,
                    "VirtualService",
                    "{ hosts: ['*.h#.example'], http: [{ route: [{ destination: { host: s0 } }] }] }",
                ),
            ),
        ),
        (
            "VirtualServices for other hosts",
            together(
                size,
                &[
                    &service,
                    &of(
                        NETWORKING,
                        "VirtualService",
                        "{ hosts: [s#], http: [{ route: [{ destination: { host: s0 } }] }] }",
                    ),
                ],
            ),
        ),
        (
            "VirtualServices to all subsets",
            together(
                size,
                &[
                    &of(
                        NETWORKING,
                        "DestinationRule",
                        "{ host: s0, subsets: [{ name: v#, labels: { v: x } }] }",
                    ),
                    &of(
                        NETWORKING,
                        "VirtualService",
                        "{ hosts: [s0], http: [{ route: [{ destination: { host: s0, subset: v# } }] }] }",
                    ),
                ],
            ),
        ),
        (
            "VirtualServices to unknown hosts",
            together(
                size,
                &[
                    &service,
                    &of(
                        NETWORKING,
                        "VirtualService",
                        "{ hosts: [s0], http: [{ match: [{ uri: { prefix: /a# } }], route: [{ destination: { host: sx# } }] }] }",
                    ),
                ],
            ),
        ),
        (
            "roots of one delegate",
            meshed() + &leaf("{ route: [{ destination: { host: s0 } }] }".to_owned()) + &number(size, root),
        ),
        (
            "roots of one delegate with rules",
            meshed() + &leaf(number(size / 2, each(rule))) + &number(size / 2, roots),
        ),
        (
            "roots of one delegate that match headers",
            meshed() + &leaf(number(size / 2, each(bare))) + &number(size / 2, roots),
        ),
        (
            "delegates of one root",
            meshed()
                + &number(
                    size / 2,
                    of(
                        NETWORKING,
                        "VirtualService",
                        "{ http: [{ route: [{ destination: { host: s0 } }] }] }",
                    ),
                )
                + &filled(
                    NETWORKING,
                    "VirtualService",
                    "root",
                    "{ hosts: [s0], http: […] }",
                    &[number(
                        size / 2,
                        each("{ match: [{ uri: { prefix: /a# } }], delegate: { name: r# } }"),
                    )],
                ),
        ),
        (
            "one delegate of one root, again and again",
            meshed()
                + &leaf(number(size / 2, each(bare)))
                + &filled(
                    NETWORKING,
                    "VirtualService",
                    "root",
                    "{ hosts: [s0], http: […] }",
                    &[number(
                        size / 2,
                        each("{ match: [{ uri: { prefix: /a# } }], delegate: { name: leaf } }"),
                    )],
                ),
        ),
        (
            "matches of a root and its delegate",
            meshed()
                + &leaf(format!(
                    "{{ match: [{}], {TO} }}",
                    number(size / 2, each("{ headers: { x#: { exact: a } } }"))
                ))
                + &filled(
                    NETWORKING,
                    "VirtualService",
                    "root",
                    "{ hosts: [s0], http: [{ match: […], delegate: { name: leaf } }] }",
                    &[number(size / 2, each("{ uri: { prefix: /a# } }"))],
                ),
        ),
        ("hosts of one VirtualService", list("{ hosts: […], http: [{ TO }] }", "h#.example")),
        (
            "hosts of one VirtualService that overlap",
            list("{ hosts: [… '*.example'], http: [{ TO }] }", "h#.example"),
        ),
        ("patterns of one VirtualService", list("{ hosts: […], http: [{ TO }] }", "'*.h#.example'")),
        ("gateways of one VirtualService", list("{ hosts: [s0], gateways: […], http: [{ TO }] }", "g#")),
        (
            "gateways of each VirtualService",
            many(size, |n| {
                resource(
                    NETWORKING,
                    "VirtualService",
                    &format!("r{n}"),
                    &format!("{{ hosts: [s0], gateways: [g{n}, mesh], http: [{{ {TO} }}] }}"),
                )
            }),
        ),
        ("rules of one VirtualService", list("{ hosts: [s0], http: […] }", rule)),
        (
            "rules of one VirtualService that nothing reaches",
            list("{ hosts: [s0], http: […] }", "{ route: [{ destination: { host: s0 } }] }"),
        ),
        (
            "matches of one rule",
            list("{ hosts: [s0], http: [{ match: […], TO }] }", "{ uri: { prefix: /a# } }"),
        ),
        (
            "the same match of one rule",
            list("{ hosts: [s0], http: [{ match: […], TO }] }", "{ uri: { prefix: /a } }"),
        ),
        (
            "headers of one match",
            list("{ hosts: [s0], http: [{ match: [{ headers: {…} }], TO }] }", "x#: { exact: a }"),
        ),
        ("gateways of one match", list("{ hosts: [s0], http: [{ match: [{ gateways: […] }], TO }] }", "g#")),
        (
            "destinations of one rule",
            list("{ hosts: [s0], http: [{ route: […] }] }", "{ destination: { host: s0 }, weight: 1 }"),
        ),
        (
            "destinations of one rule that differ",
            list("{ hosts: [s0], http: [{ route: […] }] }", "{ destination: { host: s# }, weight: 1 }"),
        ),
        (
            "subsets that one rule leads to",
            list(
                "{ hosts: [s0], http: [{ route: […] }] }",
                "{ destination: { host: s0, subset: v# }, weight: 1 }",
            ),
        ),
        (
            "subsets of a rule that one route leads to",
            meshed()
                + &filled(
                    NETWORKING,
                    "DestinationRule",
                    "x",
                    "{ host: s0, subsets: […] }",
                    &[number(size / 2, each("{ name: v#, labels: { a: b } }"))],
                )
                + &filled(
                    NETWORKING,
                    "VirtualService",
                    "x",
                    "{ hosts: [s0], http: [{ route: […] }] }",
                    &[number(size / 2, each("{ destination: { host: s0, subset: v# }, weight: 1 }"))],
                ),
        ),
        (
            "mirrors of one rule",
            list("{ hosts: [s0], http: [{ mirrors: […], TO }] }", "{ destination: { host: s# } }"),
        ),
        (
            "headers that one rule sets",
            list("{ hosts: [s0], http: [{ headers: { request: { set: {…} } }, TO }] }", "x#: a"),
        ),
        (
            "rules for TLS",
            list(
                "{ hosts: ['*.example'], tls: […] }",
                "{ match: [{ sniHosts: [h#.example] }], route: [{ destination: { host: s0 } }] }",
            ),
        ),
        (
            "SNI of one rule",
            list("{ hosts: ['*.example'], tls: [{ match: [{ sniHosts: […] }], TO }] }", "h#.example"),
        ),
        (
            "SNI and hosts",
            meshed()
                + &resource(
                    NETWORKING,
                    "VirtualService",
                    "x",
                    &format!(
                        "{{ hosts: [{}], tls: [{{ match: [{{ sniHosts: [{}] }}], {TO} }}] }}",
                        number(size / 2, each("h#.example")),
                        number(size / 2, each("x#.other"))
                    ),
                ),
        ),
        (
            "rules for streams",
            list(
                "{ hosts: [s0], tcp: […] }",
                "{ match: [{ port: % }], route: [{ destination: { host: s0 } }] }",
            ),
        ),
        (
            "ranges of one rule",
            list("{ hosts: [s0], tcp: [{ match: [{ destinationSubnets: […] }], TO }] }", "10.#.#/32"),
        ),
        (
            "namespaces that one VirtualService is exported to",
            list("{ hosts: [s0], exportTo: […], http: [{ TO }] }", "n#"),
        ),
        (
            "labels of clients",
            list("{ hosts: [s0], http: [{ match: [{ sourceLabels: {…} }], TO }] }", "k#: v"),
        ),
    ]
}
