//! Names that are nearly those of something else: somebody looks for what was meant.

use super::{SECURITY, Texts, of, router, service, shares, together};
use crate::hostile::{NETWORKING, resource};

pub(super) fn texts(size: usize) -> Texts {
    let near = |n: usize| {
        resource("v1", "Pod", &format!("p{n}"), "{ containers: [{ name: a }] }")
            .replace("a: b }", &format!("app: shop{n}, k{n}: v }}"))
    };
    let selector = |n: usize| {
        resource(
            "v1",
            "Service",
            &format!("s{n}"),
            &format!("{{ selector: {{ app: shpo{n} }}, ports: [{{ port: 80 }}] }}"),
        )
    };
    let policy = |n: usize| {
        resource(
            SECURITY,
            "PeerAuthentication",
            &format!("s{n}"),
            &format!("{{ selector: {{ matchLabels: {{ app: shpo{n} }} }}, mtls: {{ mode: STRICT }} }}"),
        )
    };
    let authorization = |n: usize| {
        resource(
            SECURITY,
            "AuthorizationPolicy",
            &format!("s{n}"),
            &format!("{{ selector: {{ matchLabels: {{ apps: shpo{n} }} }}, rules: [{{}}] }}"),
        )
    };
    let account = |n: usize| {
        resource(
            "v1",
            "Pod",
            &format!("p{n}"),
            &format!("{{ serviceAccountName: shop{n}, containers: [{{ name: a }}] }}"),
        )
    };
    let principal = |n: usize| {
        resource(
            SECURITY,
            "AuthorizationPolicy",
            &format!("s{n}"),
            &format!(
                "{{ rules: [{{ from: [{{ source: {{ principals: [cluster.local/ns/default/sa/shpo{n}] }} }}] }}] }}"
            ),
        )
    };
    let dialling = |n: usize| {
        resource(
            "v1",
            "Pod",
            &format!("p{n}"),
            &format!(
                "{{ containers: [{{ name: a, env: [{{ name: U, value: 'http://sx{n}.default' }}] }}] }}"
            ),
        )
    };
    vec![
        ("services that mean other pods", shares(size, &[&near, &selector])),
        ("PeerAuthentications that mean other pods", together(size, &[&near, &policy])),
        ("AuthorizationPolicies that mean other pods", together(size, &[&near, &authorization])),
        ("policies that mean other accounts", together(size, &[&account, &principal])),
        ("pods that mean other services", together(size, &[&dialling, &service])),
        (
            "DestinationRules that mean other services",
            together(
                size,
                &[
                    &service,
                    &of(
                        NETWORKING,
                        "DestinationRule",
                        "{ host: sx#.default.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } } }",
                    ),
                ],
            ),
        ),
        (
            "Gateways that mean other pods",
            together(
                size,
                &[
                    &router,
                    &of(
                        NETWORKING,
                        "Gateway",
                        "{ selector: { a: c# }, servers: [{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['*'] }] }",
                    ),
                ],
            ),
        ),
        (
            "Sidecars that mean other pods",
            together(
                size,
                &[
                    &near,
                    &of(
                        NETWORKING,
                        "Sidecar",
                        "{ workloadSelector: { labels: { app: shpo# } }, egress: [{ hosts: [./*] }] }",
                    ),
                ],
            ),
        ),
        (
            "entries that mean other pods",
            together(
                size,
                &[
                    &near,
                    &of(
                        NETWORKING,
                        "ServiceEntry",
                        "{ hosts: [h#.example], ports: [{ number: 80, name: h, protocol: HTTP }], resolution: STATIC, workloadSelector: { labels: { app: shpo# } } }",
                    ),
                ],
            ),
        ),
    ]
}
