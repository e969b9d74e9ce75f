//! Pods, Services, Endpoints and namespaces.

use super::{SECURITY, Texts, apart, each, many, namespace, octets, of, one, pod, service, shares, together};
use crate::hostile::service as first_service;
use crate::hostile::{annotations, meshed, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    [pods(size), selectors(size)].concat()
}

fn pods(size: usize) -> Texts {
    let list = |spec: &str, item| one(size, "v1", "Pod", spec, each(item));
    let annotated = |key: &str, item| {
        first_service(0)
            + &annotations(&format!("sidecar.istio.io/inject: 'true', {key}: '{}'", number(size, each(item))))
    };
    let probed = |n: usize| {
        format!(
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{ name: p{n}, labels: {{ a: b }}, annotations: {{ sidecar.istio.io/rewriteAppHTTPProbers: 'false' }} }}\n\
             spec: {{ containers: [{{ name: a, livenessProbe: {{ httpGet: {{ path: /, port: 80 }} }} }}] }}\n"
        )
    };
    let owned = |n: usize| {
        format!(
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{ name: p{n}, labels: {{ a: b }}, ownerReferences: [{{ apiVersion: apps/v1, kind: ReplicaSet, name: p, controller: true }}] }}\n\
             spec: {{ containers: [{{ name: a }}] }}\n"
        )
    };
    let replicas = "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: { name: p }\nspec: { template: { spec: { containers: [{ name: a }] } } }\n---\n";
    let headless = |n| {
        resource(
            "v1",
            "Service",
            &format!("h{n}"),
            "{ clusterIP: None, selector: { a: b }, ports: [{ port: 80 }] }",
        )
    };
    vec![
        ("containers of one pod", list("{ containers: [… { name: z }] }", "{ name: c# }")),
        (
            "ports of one pod",
            list("{ containers: [{ name: a, ports: […] }] }", "{ containerPort: %, name: p# }"),
        ),
        ("labels of one pod", {
            let labels = number(size / 2, |n| format!("k{n}: v, "));
            meshed()
                + &format!(
                    "---\napiVersion: v1\nkind: Pod\nmetadata: {{ name: q, labels: {{ {labels} }} }}\n"
                )
                + &resource(
                    "v1",
                    "Service",
                    "t",
                    &format!("{{ selector: {{ {labels} }}, ports: [{{ port: 80 }}] }}"),
                )
        }),
        ("inbound ports of one pod", annotated("traffic.sidecar.istio.io/includeInboundPorts", "%")),
        ("excluded inbound ports of one pod", annotated("traffic.sidecar.istio.io/excludeInboundPorts", "%")),
        (
            "excluded outbound ports of one pod",
            annotated("traffic.sidecar.istio.io/excludeOutboundPorts", "%"),
        ),
        (
            "excluded ranges of one pod",
            annotated("traffic.sidecar.istio.io/excludeOutboundIPRanges", "10.#.#/32"),
        ),
        (
            "included ranges of one pod",
            annotated("traffic.sidecar.istio.io/includeOutboundIPRanges", "10.#.#/32"),
        ),
        ("checks that meet proxies", many(size, probed)),
        ("pods of one controller", replicas.to_owned() + &many(size, owned)),
        ("pods, and then services before them", together(size, &[&pod, &service])),
        ("headless services of all pods", together(size, &[&pod, &headless])),
        (
            "services with ports before pods",
            together(
                size,
                &[
                    &pod,
                    &of(
                        "v1",
                        "Service",
                        "{ selector: { a: b }, ports: [{ port: 80, name: a }, { port: 81, name: b }, { port: 82, name: c }, { port: 83, name: d }] }",
                    ),
                ],
            ),
        ),
        (
            "services with other ports",
            together(
                size,
                &[&pod, &|n| {
                    resource(
                        "v1",
                        "Service",
                        &format!("o{n}"),
                        &format!("{{ selector: {{ a: b }}, ports: [{{ port: {} }}] }}", n % 65_535 + 1),
                    )
                }],
            ),
        ),
        (
            "selectors that differ",
            shares(
                size,
                &[
                    &|n| {
                        resource("v1", "Pod", &format!("p{n}"), "{ containers: [{ name: a }] }")
                            .replace("a: b }", &format!("a: b, k{n}: v, l: m }}"))
                    },
                    &|n| {
                        resource(
                            "v1",
                            "Service",
                            &format!("s{n}"),
                            &format!("{{ selector: {{ a: b, k{n}: v }}, ports: [{{ port: 80 }}] }}"),
                        )
                    },
                ],
            ),
        ),
        (
            "selectors that all miss",
            shares(
                size,
                &[&pod, &|n| {
                    resource(
                        "v1",
                        "Service",
                        &format!("s{n}"),
                        &format!("{{ selector: {{ a: b, c: d{n} }}, ports: [{{ port: 80 }}] }}"),
                    )
                }],
            ),
        ),
        (
            "endpoints of one service",
            meshed()
                + &resource("v1", "Service", "x", "{ ports: [{ port: 80 }] }")
                + &format!(
                    "---\napiVersion: v1\nkind: Endpoints\nmetadata: {{ name: x }}\nsubsets: [{{ ports: [{{ port: 80 }}], addresses: [{}] }}]\n",
                    number(size, each("{ ip: 1.#.# }"))
                ),
        ),
        (
            "slices of one service",
            meshed()
                + &resource("v1", "Service", "x", "{ ports: [{ port: 80 }] }")
                + &number(size, |n| {
                    format!(
                        "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {{ name: x{n}, labels: {{ kubernetes.io/service-name: x }} }}\naddressType: IPv4\nports: [{{ port: 80 }}]\nendpoints: [{{ addresses: [1.{}] }}]\n",
                        octets(n)
                    )
                }),
        ),
        (
            "namespaces with pods",
            number(size, |n| namespace(n) + &apart("v1", "Pod", n, "{ containers: [{ name: a }] }")),
        ),
        (
            "namespaces with services",
            number(size, |n| {
                namespace(n)
                    + &apart("v1", "Service", n, "{ selector: { a: b }, ports: [{ port: 80 }] }")
                    + &apart("v1", "Pod", n, "{ containers: [{ name: a }] }")
            }),
        ),
        (
            "aliases of each other",
            many(size, |n| {
                resource(
                    "v1",
                    "Service",
                    &format!("s{}", n + 1),
                    &format!(
                        "{{ type: ExternalName, externalName: s{n}.default.svc.cluster.local, ports: [{{ port: 80 }}] }}"
                    ),
                )
            }),
        ),
        (
            "revisions",
            shares(
                size,
                &[
                    &|n| {
                        format!(
                            "---\napiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {{ name: w{n}, labels: {{ istio.io/rev: r{n}, istio.io/tag: t{n} }} }}\nwebhooks: []\n"
                        )
                    },
                    &|n| {
                        format!(
                            "---\napiVersion: v1\nkind: Pod\nmetadata: {{ name: p{n}, labels: {{ istio.io/rev: t{n} }} }}\nspec: {{ containers: [{{ name: a }}] }}\n"
                        )
                    },
                ],
            ),
        ),
    ]
}

fn selectors(size: usize) -> Texts {
    let labels = number(size / 4, |n| format!("k{n}: v, "));
    let policies = shares(
        size / 2,
        &[
            &of(
                SECURITY,
                "PeerAuthentication",
                "{ selector: { matchLabels: { k#: v } }, mtls: { mode: STRICT } }",
            ),
            &pod,
        ],
    );
    let pod =
        format!("---\napiVersion: v1\nkind: Pod\nmetadata: {{ name: q, labels: {{ a: b, {labels} }} }}\n");
    vec![
        ("a policy for each label of a pod", meshed() + &pod + &policies),
        (
            "a selector of many labels",
            meshed()
                + &pod
                + &resource(
                    SECURITY,
                    "PeerAuthentication",
                    "x",
                    &format!("{{ selector: {{ matchLabels: {{ {labels} }} }}, mtls: {{ mode: STRICT }} }}"),
                ),
        ),
    ]
}
