//! PeerAuthentications, AuthorizationPolicies and RequestAuthentications.

use super::{PICKED, SECURITY, Texts, apart, each, many, namespace, of, one, pod, shares, together};
use crate::hostile::{meshed, number, resource};

pub(super) fn texts(size: usize) -> Texts {
    [peer_authentications(size), authorization_policies(size), request_authentications(size)].concat()
}

fn peer_authentications(size: usize) -> Texts {
    let each_with = |spec: &'static str| together(size, &[&pod, &of(SECURITY, "PeerAuthentication", spec)]);
    vec![
        (
            "PeerAuthentications of one namespace",
            many(size, of(SECURITY, "PeerAuthentication", "{ mtls: { mode: STRICT } }")),
        ),
        (
            "PeerAuthentications and pods",
            each_with("{ selector: { matchLabels: { a: b } }, mtls: { mode: STRICT } }"),
        ),
        (
            "PeerAuthentications for ports and pods",
            each_with("{ selector: { matchLabels: { a: b } }, portLevelMtls: { 80: { mode: STRICT } } }"),
        ),
        (
            "ports of one PeerAuthentication",
            one(
                size,
                SECURITY,
                "PeerAuthentication",
                "{ selector: { matchLabels: { a: b } }, portLevelMtls: {…} }",
                each("%: { mode: DISABLE }"),
            ),
        ),
        (
            "PeerAuthentications of many namespaces",
            number(size, |n| {
                namespace(n)
                    + &apart(SECURITY, "PeerAuthentication", n, "{ mtls: { mode: STRICT } }")
                    + &apart("v1", "Pod", n, "{ containers: [{ name: a }] }")
            }),
        ),
        (
            "PeerAuthentications that almost select a pod",
            together(
                size,
                &[&pod, &|n| {
                    resource(
                        SECURITY,
                        "PeerAuthentication",
                        &format!("r{n}"),
                        &format!(
                            "{{ selector: {{ matchLabels: {{ a: b{n} }} }}, mtls: {{ mode: STRICT }} }}"
                        ),
                    )
                }],
            ),
        ),
    ]
}

fn authorization_policies(size: usize) -> Texts {
    let list = |spec: &str, item| {
        one(size, SECURITY, "AuthorizationPolicy", &spec.replace("PICKED", PICKED), each(item))
    };
    let source = |field: &str, item| {
        list(&format!("{{ PICKED, rules: [{{ from: [{{ source: {{ {field}: […] }} }}] }}] }}"), item)
    };
    let operation = |field: &str, item| {
        list(&format!("{{ PICKED, rules: [{{ to: [{{ operation: {{ {field}: […] }} }}] }}] }}"), item)
    };
    vec![
        (
            "AuthorizationPolicies and pods",
            together(
                size,
                &[
                    &pod,
                    &of(
                        SECURITY,
                        "AuthorizationPolicy",
                        "{ selector: { matchLabels: { a: b } }, rules: [{}] }",
                    ),
                ],
            ),
        ),
        (
            "AuthorizationPolicies that deny",
            many(
                size,
                of(
                    SECURITY,
                    "AuthorizationPolicy",
                    "{ action: DENY, rules: [{ to: [{ operation: { paths: [/a#] } }] }] }",
                ),
            ),
        ),
        (
            "AuthorizationPolicies for unknown principals",
            many(
                size,
                of(
                    SECURITY,
                    "AuthorizationPolicy",
                    "{ rules: [{ from: [{ source: { principals: [cluster.local/ns/default/sa/x#] } }] }] }",
                ),
            ),
        ),
        (
            "rules of one AuthorizationPolicy",
            list("{ PICKED, rules: […] }", "{ to: [{ operation: { paths: [/a#] } }] }"),
        ),
        (
            "sources of one rule",
            list("{ PICKED, rules: [{ from: […] }] }", "{ source: { namespaces: [n#] } }"),
        ),
        ("principals of one source", source("principals", "cluster.local/ns/default/sa/x#")),
        ("principals that nobody has", source("notPrincipals", "cluster.local/ns/default/sa/x#")),
        ("namespaces of one source", source("namespaces", "n#")),
        ("service accounts of one source", source("serviceAccounts", "n/x#")),
        ("addresses of one source", source("ipBlocks", "10.#.#")),
        ("remote addresses of one source", source("remoteIpBlocks", "10.#.#")),
        ("request principals of one source", source("requestPrincipals", "i/x#")),
        (
            "operations of one rule",
            list("{ PICKED, rules: [{ to: […] }] }", "{ operation: { paths: [/a#] } }"),
        ),
        ("paths of one operation", operation("paths", "/a#")),
        ("hosts of one operation", operation("hosts", "h#.example")),
        ("ports of one operation", operation("ports", "'%'")),
        ("methods of one operation", operation("methods", "M#")),
        (
            "conditions of one rule",
            list("{ PICKED, rules: [{ when: […] }] }", "{ key: 'request.headers[x#]', values: [a] }"),
        ),
        (
            "unknown conditions of one rule",
            list("{ PICKED, rules: [{ when: […] }] }", "{ key: x#, values: [a] }"),
        ),
        (
            "values of one condition",
            list("{ PICKED, rules: [{ when: [{ key: source.ip, values: […] }] }] }", "10.#.#"),
        ),
        (
            "targets of one policy",
            list("{ targetRefs: […], rules: [{}] }", "{ kind: Service, group: '', name: s# }"),
        ),
        (
            "policies for one service and its pods",
            together(
                size,
                &[
                    &pod,
                    &of(
                        SECURITY,
                        "AuthorizationPolicy",
                        "{ targetRefs: [{ kind: Service, group: '', name: s0 }], rules: [{}] }",
                    ),
                ],
            ),
        ),
        (
            "policies of the root namespace",
            shares(
                size,
                &[&|n| apart("v1", "Pod", n, "{ containers: [{ name: a }] }"), &|n| {
                    format!(
                        "---\napiVersion: {SECURITY}\nkind: AuthorizationPolicy\nmetadata: {{ name: a{n}, namespace: istio-system }}\nspec: {{ rules: [{{}}] }}\n"
                    )
                }],
            ) + &meshed(),
        ),
        (
            "policies that name ports of services",
            together(
                size,
                &[
                    &of("v1", "Service", "{ selector: { a: b }, ports: [{ port: 80, targetPort: 8080 }] }"),
                    &of(
                        SECURITY,
                        "AuthorizationPolicy",
                        "{ rules: [{ to: [{ operation: { ports: ['80'] } }] }] }",
                    ),
                ],
            ),
        ),
        (
            "principals and accounts",
            shares(
                size,
                &[
                    &|n| {
                        format!(
                            "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {{ name: account{n} }}\n"
                        )
                    },
                    &of(
                        SECURITY,
                        "AuthorizationPolicy",
                        "{ rules: [{ from: [{ source: { principals: [cluster.local/ns/default/sa/acount#] } }] }] }",
                    ),
                ],
            ) + &meshed(),
        ),
        (
            "providers",
            together(
                size,
                &[&of(
                    SECURITY,
                    "AuthorizationPolicy",
                    "{ action: CUSTOM, provider: { name: x# }, rules: [{}] }",
                )],
            ),
        ),
    ]
}

fn request_authentications(size: usize) -> Texts {
    let list = |spec: &str, item| {
        one(size, SECURITY, "RequestAuthentication", &spec.replace("PICKED", PICKED), each(item))
    };
    vec![
        (
            "RequestAuthentications and pods",
            together(
                size,
                &[
                    &pod,
                    &of(
                        SECURITY,
                        "RequestAuthentication",
                        "{ selector: { matchLabels: { a: b } }, jwtRules: [{ issuer: i# }] }",
                    ),
                ],
            ),
        ),
        ("issuers of one policy", list("{ PICKED, jwtRules: […] }", "{ issuer: i# }")),
        ("audiences of one issuer", list("{ PICKED, jwtRules: [{ issuer: i, audiences: […] }] }", "a#")),
        (
            "headers of one issuer",
            list("{ PICKED, jwtRules: [{ issuer: i, fromHeaders: […] }] }", "{ name: x# }"),
        ),
        ("parameters of one issuer", list("{ PICKED, jwtRules: [{ issuer: i, fromParams: […] }] }", "x#")),
        (
            "claims of one issuer",
            list(
                "{ PICKED, jwtRules: [{ issuer: i, outputClaimToHeaders: […] }] }",
                "{ header: x#, claim: c# }",
            ),
        ),
    ]
}
