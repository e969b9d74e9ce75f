//! What calls are read out of, and Traffic.

use super::{Texts, each, filled, many, pod, service, shares, together};
use crate::hostile::{meshed, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    let container = |spec: &str, item| {
        meshed()
            + &resource(
                "v1",
                "Pod",
                "c",
                &format!(
                    "{{ containers: [{{ name: a, {} }}] }}",
                    spec.replace('…', &number(size, each(item)))
                ),
            )
    };
    let map = |n: usize| {
        format!(
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: m{n} }}\ndata: {{ U: 'http://s0/{n}' }}\n"
        )
    };
    let reading = |n: usize| {
        resource(
            "v1",
            "Pod",
            &format!("c{n}"),
            "{ containers: [{ name: a, envFrom: [{ configMapRef: { name: m0 } }] }] }",
        )
    };
    let traffic = |n: usize| {
        format!(
            "---\napiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t{n} }}\nspec: {{ from: default/p, to: 's0:80', path: /{n} }}\n"
        )
    };
    let each_dials = |n: usize| {
        resource(
            "v1",
            "Pod",
            &format!("p{n}"),
            &format!("{{ containers: [{{ name: a, env: [{{ name: U, value: 'http://s{n}' }}] }}] }}"),
        )
    };
    let big = |items: String| {
        format!("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: m0 }}\ndata: {{ {items} }}\n")
    };
    vec![
        ("addresses in the environment", container("env: […]", "{ name: U#, value: 'http://s#' }")),
        (
            "hosts and ports in the environment",
            container("env: […]", "{ name: A#_HOST, value: s0 }, { name: A#_PORT, value: '80' }"),
        ),
        ("addresses in arguments", container("args: […]", "'--u=http://s0/#'")),
        ("variables that name each other", container("env: […]", "{ name: U#, value: 'http://$(U0)/#' }")),
        ("files of one ConfigMap", meshed() + &big(number(size, each("f#: 'http://s0/#'"))) + &reading(0)),
        (
            "one ConfigMap that all pods read",
            meshed() + &big(number(size / 2, each("f#: 'http://s0/#'"))) + &number(size / 2, reading),
        ),
        (
            "ConfigMaps of one pod",
            meshed()
                + &number(size / 2, map)
                + &filled(
                    "v1",
                    "Pod",
                    "c",
                    "{ containers: [{ name: a, envFrom: […] }] }",
                    &[number(size / 2, each("{ configMapRef: { name: m# } }"))],
                ),
        ),
        (
            "one ConfigMap, again and again",
            meshed()
                + &big(number(size / 2, each("f#: 'http://s0/#'")))
                + &filled(
                    "v1",
                    "Pod",
                    "c",
                    "{ containers: [{ name: a, envFrom: […] }] }",
                    &[number(size / 2, each("{ configMapRef: { name: m0 } }"))],
                ),
        ),
        ("Traffic of one client", many(size, traffic)),
        (
            "Traffic to everybody",
            shares(
                size,
                &[&pod, &service, &|n| {
                    format!(
                        "---\napiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t{n} }}\nspec: {{ from: default/p{n}, to: 's{n}:80' }}\n"
                    )
                }],
            ),
        ),
        (
            "headers of one call",
            meshed()
                + &format!(
                    "---\napiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\nspec: {{ from: default/p, to: 's0:80', headers: {{ {} }} }}\n",
                    number(size, each("x#: a"))
                ),
        ),
        (
            "claims of one call",
            meshed()
                + &format!(
                    "---\napiVersion: mtls-playground/v1\nkind: Traffic\nmetadata: {{ name: t }}\nspec: {{ from: default/p, to: 's0:80', token: valid, claims: {{ {} }} }}\n",
                    number(size, each("x#: a"))
                ),
        ),
        ("pods that each call another service", together(size, &[&each_dials, &service])),
        (
            "webhooks",
            meshed()
                + &format!(
                    "---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {{ name: w }}\nwebhooks: [{}]\n",
                    number(
                        size,
                        each("{ name: w#, clientConfig: { service: { name: s0, namespace: default } } }")
                    )
                ),
        ),
    ]
}
