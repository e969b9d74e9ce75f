//! Texts that somebody made to do harm are answered, in time.

#![allow(clippy::disallowed_methods, reason = "tests have a clock, and this one is about time")]

mod kinds;

use mtls_playground::analyse;
use mtls_playground::text::SourceFile;
use mtls_playground::verdict::Because;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// The largest text that is read.
const LIMIT: usize = 8 * 1024 * 1024;

/// `part`, as often as it fits into `size` bytes.
fn fill(size: usize, part: &str) -> String {
    part.repeat(size / part.len())
}

/// What `line` makes of 0, 1, 2 …, up to `size` bytes.
fn number(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for n in 0.. {
        let next = line(n);
        if text.len() + next.len() > size {
            break;
        }
        text.push_str(&next);
    }
    text
}

/// A ConfigMap that a pod reads, with this as its file.
fn file(content: &str) -> String {
    let mut text = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, envFrom: [{ configMapRef: { name: f } }] }] }\n\
                    ---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: f }\ndata:\n  f: |\n"
        .to_owned();
    for line in content.lines() {
        let _ = writeln!(text, "    {line}");
    }
    text
}

/// A pod with these annotations.
fn annotations(written: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{ name: p, annotations: {{{written}}} }}\n")
}

/// Texts of about `size` bytes, each of which asks too much in its own way.
fn texts(size: usize) -> Vec<(&'static str, String)> {
    let repeated = [
        ("dashes", "- "),
        ("braces", "{"),
        ("brackets", "["),
        ("colons in brackets", "[a: "),
        ("templates", "{{"),
        ("tabs", "\t"),
        ("tabs before keys", "\ta: b\n"),
        ("one line", "a"),
        ("quotes", "'"),
        ("double quotes", "\""),
        ("escapes in an open string", "\"\\"),
        ("anchors", "&a "),
        ("aliases", "- *a\n"),
        ("tags", "!a "),
        ("question marks", "? "),
        ("colons", ": "),
        ("comments", "# a\n"),
        ("blank lines", "\n"),
        ("carriage returns", "\r"),
        ("block scalars", "- |\n"),
        ("folded scalars", "a: >\n b\n"),
        ("separators", "---\n"),
        ("ends", "...\n"),
        ("directives", "%YAML 1.1\n"),
        ("byte order marks", "\u{feff}"),
        ("percent signs", "%"),
        ("wide characters", "한"),
        ("one key", "a: b\n"),
        ("documents without a kind", "---\na: b\n"),
    ];
    let repeated = repeated.into_iter().map(|(name, part)| (name, fill(size, part)));
    repeated.chain(structures(size)).chain(resources(size)).chain(lists(size)).chain(crowds(size)).collect()
}

/// All texts, one after another.
fn all(size: usize) -> impl Iterator<Item = (&'static str, String)> {
    let kinds = kinds::ALL.iter().flat_map(move |kind| kind(size));
    texts(size).into_iter().chain(squares(size)).chain(kinds)
}

/// Texts whose structure is large.
fn structures(size: usize) -> Vec<(&'static str, String)> {
    vec![
        ("keys", number(size, |n| format!("k{n}: v\n"))),
        ("anchors in brackets", format!("[{}]", number(size, |n| format!("&a{n} a,")))),
        ("JSON objects on one line", fill(size, "{\"a\":[1,2,3,4,5,6,7,8,9]}")),
        ("pairs in brackets", format!("[{}]", fill(size, "a: ,"))),
        ("dashes in dashes", format!("{}- &a b", fill(size, &format!("{}\n", "- ".repeat(90))))),
        (
            "brackets in brackets",
            format!("[{}]", fill(size, &format!("{}{},", "[".repeat(90), "]".repeat(90)))),
        ),
        ("lists in many documents", fill(size, &format!("---\n[{}]\n", fill(500, "[],")))),
        ("keys in JSON", format!("{{{}}}", number(size, |n| format!("\"{n}\":1, ")))),
        ("numbers", format!("[{}]", fill(size, "1e9,"))),
        ("annotations", annotations(&number(size, |n| format!("k{n}: v, ")))),
        ("keys in braces", format!("{{{}}}", number(size, |n| format!("k{n}: v, ")))),
        ("items", format!("[{}]", fill(size, "a, "))),
        ("anchors with names", number(size, |n| format!("- &a{n} x\n"))),
        ("aliases of one list", format!("- &a [{}]\n{}", fill(size / 2, "x,"), fill(size / 2, "- *a\n"))),
        ("merges", format!("a: &a {{ b: c }}\n{}", number(size, |n| format!("d{n}: {{ <<: *a }}\n")))),
        ("a staircase", number(size.min(400_000), |n| format!("{}a:\n", " ".repeat(n)))),
        ("lists in lists", number(size.min(400_000), |n| format!("{}- \n", " ".repeat(n)))),
        ("unclosed string over lines", format!("a: \"{}", fill(size, "b\n"))),
        ("one long key", format!("{}: b", fill(size, "a"))),
        ("one long flow key", format!("{{{}: b}}", fill(size, "a"))),
        ("a file of nginx", file(&fill(size / 2, "location { proxy_pass http://a:1; }\n"))),
        ("braces in a file of nginx", file(&format!("proxy_pass {}", fill(size, "{")))),
        ("addresses", file(&fill(size, "http://a:1 "))),
        ("addresses in one word", file(&fill(size, "a:1/"))),
        (
            "mesh config",
            file(&fill(size / 2, "a: [b]\n"))
                .replace("name: f", "name: istio, namespace: istio-system")
                .replace("  f: |", "  mesh: |"),
        ),
    ]
}

/// Texts with many resources that have to do with one another.
fn resources(size: usize) -> Vec<(&'static str, String)> {
    let namespaces = |n| format!("---\napiVersion: v1\nkind: Namespace\nmetadata: {{ name: n{n} }}\n");
    let policies = |n| {
        format!(
            "---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{ name: p{n} }}\nspec: {{ mtls: {{ mode: X{n} }} }}\n"
        )
    };
    let pod = |n: usize| {
        format!("---\napiVersion: v1\nkind: Pod\nmetadata: {{ name: p{n}, labels: {{ a: b }} }}\n")
    };
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { selector: { a: b }, ports: [{ port: 80 }] }\n";
    let istio = |kind: &str, name: usize, spec: String| {
        format!(
            "---\napiVersion: networking.istio.io/v1\nkind: {kind}\nmetadata: {{ name: r{name} }}\nspec: {spec}\n"
        )
    };
    let rules = |n| {
        istio("DestinationRule", n, format!("{{ host: s, subsets: [{{ name: v{n} }}], exportTo: [n{n}] }}"))
    };
    let half_shared = |n| istio("DestinationRule", n, format!("{{ host: s, exportTo: [a, n{n}] }}"));
    let selecting_each = |n| {
        let selector = format!("workloadSelector: {{ matchLabels: {{ a: b{n} }} }}");
        istio("DestinationRule", n, format!("{{ host: s, {selector} }}"))
    };
    let routes = |n| {
        let rule = format!("{{ match: [{{ uri: {{ exact: /{n} }} }}], directResponse: {{ status: 200 }} }}");
        istio("VirtualService", n, format!("{{ hosts: ['*'], gateways: [r0], http: [{rule}] }}"))
    };
    let gateways = |n| {
        let server = "{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['*'] }";
        istio("Gateway", n, format!("{{ selector: {{ a: b }}, servers: [{server}] }}"))
    };
    let proxy = "spec: { containers: [{ name: istio-proxy, args: [proxy, router] }] }\n";
    let gateway = format!("{}{proxy}{service}", pod(0));
    let selecting = |n| {
        format!(
            "---\napiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{ name: a{n} }}\n\
             spec: {{ selector: {{ matchLabels: {{ a: b }} }}, rules: [{{}}] }}\n{}",
            pod(n)
        )
    };
    let ingresses = |n| {
        format!(
            "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{ name: i{n} }}\n\
             spec: {{ defaultBackend: {{ service: {{ name: s, port: {{ number: 80 }} }} }} }}\n"
        )
    };
    let unknown = |n| {
        format!("---\napiVersion: v1\nkind: Service\nmetadata: {{ name: s }}\nspec: {{ seletor{n}: a }}\n")
    };
    vec![
        ("namespaces", number(size, namespaces)),
        ("refused policies", number(size, policies)),
        ("the same service with unknown fields", number(size, unknown)),
        ("rules for one host", number(size, rules)),
        ("rules for one host that share a namespace", number(size, half_shared)),
        ("rules for one host and other pods", number(size, selecting_each)),
        ("routes for every host", format!("{gateway}{}{}", gateways(0), number(size, routes))),
        ("gateways on one port", format!("{gateway}{}", number(size, gateways))),
        ("policies that select every pod", number(size, selecting)),
        ("ingresses", format!("{}{service}{}", pod(0), number(size, ingresses))),
    ]
}

const NETWORKING: &str = "networking.istio.io/v1";

/// A resource with the label that all selectors here ask for.
fn resource(group: &str, kind: &str, name: &str, spec: &str) -> String {
    format!(
        "---\napiVersion: {group}\nkind: {kind}\nmetadata: {{ name: {name}, labels: {{ a: b }} }}\nspec: {spec}\n"
    )
}

fn service(n: usize) -> String {
    resource("v1", "Service", &format!("s{n}"), "{ selector: { a: b }, ports: [{ port: 80 }] }")
}

/// A pod with a sidecar, and a service in front of it.
fn meshed() -> String {
    let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: default, labels: { istio-injection: enabled } }\n";
    format!("{namespace}{}{}", service(0), resource("v1", "Pod", "p", "{ containers: [{ name: a }] }"))
}

/// Texts with one resource that holds thousands of something.
fn lists(size: usize) -> Vec<(&'static str, String)> {
    let list = |part: &dyn Fn(usize) -> String| number(size, part);
    let half = |part: &dyn Fn(usize) -> String| number(size / 2, part);
    let one = |group: &str, kind: &str, spec: &str| meshed() + &resource(group, kind, "x", spec);
    let entry = |spec: &str| one(NETWORKING, "ServiceEntry", spec);
    let address = |n: usize| format!("1.{}.{}.{}", n / 65_536 % 256, n / 256 % 256, n % 256);
    let hosts = half(&|n| format!("a{n}.example, "));
    let addresses = half(&|n| format!("{}, ", address(n)));
    let ports = half(&|n| format!("{{ number: {}, name: h{n}, protocol: HTTP }}, ", n % 65_535 + 1));
    let endpoints = list(&|n| format!("{{ address: {} }}, ", address(n)));
    let imported = half(&|n| format!("./s{n}x.default.svc.cluster.local, "));
    let unknown = list(&|n| format!("trafficPolic{n}: v, "));
    let refused = list(&|n| format!("{}: {{ mode: STRICT }}, ", 65_536 + n));
    let declared = list(&|n| format!("{{ name: p{n}, port: {} }}, ", n % 65_535 + 1));
    let paths = list(&|n| format!("{{ name: U{n}, value: 'http://s0/{n}' }}, "));
    let port = "{ number: 80, name: h, protocol: TCP }";
    let sidecar = one(NETWORKING, "Sidecar", &format!("{{ egress: [{{ hosts: [{imported}] }}] }}"));
    let policy = format!("{{ selector: {{ matchLabels: {{ a: b }} }}, portLevelMtls: {{ {refused} }} }}");
    let static_ports = format!("hosts: [a.example], resolution: STATIC, ports: [{port}]");
    vec![
        (
            "hosts and addresses of one entry",
            entry(&format!("{{ ports: [{port}], addresses: [{addresses}], hosts: [{hosts}] }}")),
        ),
        (
            "hosts and ports of one entry",
            entry(&format!("{{ resolution: DNS, ports: [{ports}], hosts: [{hosts}] }}")),
        ),
        ("endpoints of one entry", entry(&format!("{{ {static_ports}, endpoints: [{endpoints}] }}"))),
        ("names that one Sidecar imports", sidecar + &half(&|n| service(n + 1))),
        (
            "unknown fields of one rule",
            one(NETWORKING, "DestinationRule", &format!("{{ host: a, {unknown} }}")),
        ),
        ("refused ports of one policy", one("security.istio.io/v1", "PeerAuthentication", &policy)),
        ("labels without values", annotations(&list(&|n| format!("k{n}: , ")))),
        (
            "ports of one service",
            one("v1", "Service", &format!("{{ selector: {{ a: b }}, ports: [{declared}] }}")),
        ),
        (
            "paths of one host",
            one("v1", "Pod", &format!("{{ containers: [{{ name: a, env: [{paths}] }}] }}")),
        ),
    ]
}

/// Texts with resources of which each concerns many others.
fn crowds(size: usize) -> Vec<(&'static str, String)> {
    let list = |part: &dyn Fn(usize) -> String| number(size, part);
    let many = |part: &dyn Fn(usize) -> String| meshed() + &number(size, part);
    let of_a_pod = |n: usize| {
        let ports = "ports: [{ number: 80, name: h, protocol: HTTP }], endpoints: [{ address: 10.0.0.1 }]";
        let spec = format!("{{ hosts: [a{n}.example], resolution: STATIC, {ports} }}");
        resource(NETWORKING, "ServiceEntry", &format!("e{n}"), &spec)
    };
    let api = "gateway.networking.k8s.io/v1";
    let gateway = |n: usize| {
        let spec = "{ gatewayClassName: istio, listeners: [{ name: h, port: 80, protocol: HTTP }] }";
        resource(api, "Gateway", &format!("g{n}"), spec)
    };
    let route = |n: usize| {
        let rules = "rules: [{ backendRefs: [{ name: s0, port: 80 }] }]";
        let spec = format!("{{ parentRefs: [{{ name: g{n} }}], {rules} }}");
        gateway(n) + &resource(api, "HTTPRoute", &format!("r{n}"), &spec)
    };
    let answering = |name: &str, host: &str| {
        let answer = "gateways: [r], http: [{ directResponse: { status: 200 } }]";
        resource(NETWORKING, "VirtualService", name, &format!("{{ hosts: ['{host}'], {answer} }}"))
    };
    let beside =
        |n: usize| answering(&format!("v{n}"), &format!("h{n}.example")) + &answering(&format!("w{n}"), "*");
    let server = "{ port: { number: 80, name: h, protocol: HTTP }, hosts: ['*'] }";
    let servers = format!("{{ selector: {{ a: b }}, servers: [{server}] }}");
    let router = "{ containers: [{ name: istio-proxy, args: [proxy, router] }] }";
    let router = resource("v1", "Pod", "edge", router) + &service(0);
    let edge = format!("{router}{}", resource(NETWORKING, "Gateway", "r", &servers));
    let ingress = |n: usize| {
        let path = "{ path: /, pathType: Prefix, backend: { service: { name: s0, port: { number: 80 } } } }";
        let rule = format!("{{ host: h{n}.example, http: {{ paths: [{path}] }} }}");
        let spec = format!("{{ ingressClassName: istio, rules: [{rule}] }}");
        resource("networking.k8s.io/v1", "Ingress", &format!("i{n}"), &spec)
    };
    vec![
        ("entries for one pod", many(&of_a_pod)),
        ("Gateways of the Gateway API", many(&gateway)),
        ("routes of as many Gateways", many(&route)),
        ("routes for hosts of their own and for every host", edge + &list(&beside)),
        ("Ingresses of Istio", router + &list(&ingress)),
    ]
}

/// Texts whose resources all select each other, so that what they say grows with the square of their size.
fn squares(size: usize) -> Vec<(&'static str, String)> {
    let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: default, labels: { istio-injection: enabled } }\n";
    let resource = |group: &str, kind: &str, name: String, spec: &str| {
        format!(
            "---\napiVersion: {group}\nkind: {kind}\nmetadata: {{ name: {name}, labels: {{ a: b }} }}\nspec: {spec}\n"
        )
    };
    let (networking, security) = ("networking.istio.io/v1", "security.istio.io/v1");
    let pod = |n: usize| resource("v1", "Pod", format!("p{n}"), "{ containers: [{ name: a }] }");
    let caller = |n: usize| {
        let spec = "{ containers: [{ name: a, env: [{ name: U, value: 'http://s0' }] }] }";
        resource("v1", "Pod", format!("p{n}"), spec)
    };
    let service = |n: usize| {
        resource("v1", "Service", format!("s{n}"), "{ selector: { a: b }, ports: [{ port: 80 }] }")
    };
    let selecting = |group: &'static str, kind: &'static str, spec: &'static str| {
        move |n: usize| pod(n) + &resource(group, kind, format!("r{n}"), spec)
    };
    let one = format!("{namespace}{}", service(0));
    let many = |first: &str, next: &dyn Fn(usize) -> String| format!("{first}{}", number(size, next));
    let strict = "{ selector: { matchLabels: { a: b } }, mtls: { mode: STRICT }, portLevelMtls: { 81: { mode: PERMISSIVE } } }";
    let nobody = "{ selector: { matchLabels: { a: c } }, mtls: { mode: STRICT } }";
    let named =
        "{ selector: { matchLabels: { a: b } }, rules: [{ from: [{ source: { principals: [x/y] } }] }] }";
    let ports = "{ action: DENY, selector: { matchLabels: { a: b } }, rules: [{ to: [{ operation: { ports: ['81'] } }] }] }";
    let sidecar = "{ workloadSelector: { labels: { a: b } }, egress: [{ hosts: [./*] }] }";
    let rule = "{ host: s0, workloadSelector: { matchLabels: { a: b } }, trafficPolicy: { tls: { mode: DISABLE } } }";
    let route = "{ parentRefs: [{ kind: Service, group: '', name: s0 }], rules: [{ backendRefs: [{ name: s0, port: 80 }] }] }";
    let entry = "{ hosts: [a.example], ports: [{ number: 80, name: h, protocol: HTTP }], resolution: DNS }";
    let subset = |n: usize| {
        let spec = format!("{{ host: s0, subsets: [{{ name: v{n}, labels: {{ v: x }} }}] }}");
        pod(n) + &resource(networking, "DestinationRule", format!("r{n}"), &spec)
    };
    vec![
        ("pods behind one service", many(&one, &pod)),
        ("pods that call the service that they are behind", many(&one, &caller)),
        ("services before all pods", many(namespace, &|n| pod(n) + &service(n))),
        ("PeerAuthentications for all pods", many(&one, &selecting(security, "PeerAuthentication", strict))),
        ("PeerAuthentications for no pod", many(&one, &selecting(security, "PeerAuthentication", nobody))),
        (
            "AuthorizationPolicies for all pods",
            many(&one, &selecting(security, "AuthorizationPolicy", named)),
        ),
        ("ports denied for all pods", many(&one, &selecting(security, "AuthorizationPolicy", ports))),
        ("Sidecars for all pods", many(&one, &selecting(networking, "Sidecar", sidecar))),
        ("rules for all pods", many(&one, &selecting(networking, "DestinationRule", rule))),
        ("subsets of one host", many(&one, &subset)),
        ("entries of one host", many(&one, &selecting(networking, "ServiceEntry", entry))),
        ("routes of one service", many(&one, &selecting("gateway.networking.k8s.io/v1", "HTTPRoute", route))),
    ]
}

/// Small ones, in `make test`: however many pods there are behind a service, so many rows are told and no more; how
/// many calls that leaves out is said.
#[test]
fn what_grows_with_the_square_is_bounded() {
    for (name, text) in squares(64 * 1024) {
        let analysis = analyse([SourceFile::new("hostile.yaml", text)]);
        let endpoints: usize =
            analysis.connections.iter().map(|connection| connection.verdict.endpoints.len()).sum();
        assert!(endpoints < 60_000, "{name}: {endpoints} endpoints");
        let all = analysis.mesh.pair_count();
        assert!(analysis.connections.len() + analysis.pairs_left_out >= all, "{name}");
    }
}

/// Of thirty policies one decides and twenty are named as younger ones.
#[test]
fn what_is_not_named_is_counted() {
    let policy =
        |n: usize| resource("security.istio.io/v1", "PeerAuthentication", &format!("r{n}"), "{ mtls: {} }");
    let text = meshed() + &(0..30).map(policy).collect::<String>();
    let analysis = analyse([SourceFile::new("hostile.yaml", text)]);
    let steps = analysis.connections.iter().flat_map(|connection| connection.verdict.steps());
    let reasons = steps.flat_map(|step| &step.ignored).map(|ignored| &ignored.because);
    let counted = reasons.filter(|because| matches!(because, Because::AndMore(_)));
    assert_eq!(counted.collect::<Vec<_>>(), [&Because::AndMore(9)]);
}

/// How long this thread computed: others may keep the machine busy. Where the system does not tell, the time that went
/// by.
fn clock(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let computed = told.and_then(|line| line.split(' ').next()?.parse().ok());
    computed.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    let before = clock(start);
    let analysis = analyse([SourceFile::new("hostile.yaml", text)]);
    let time = clock(start).saturating_sub(before);
    drop(analysis);
    time
}

/// Small ones, in `make test`: four times the text must not take much more than four times as long.
#[test]
fn time_grows_with_the_text() {
    for ((name, small), (_, large)) in texts(32 * 1024).into_iter().zip(texts(128 * 1024)) {
        let (first, second) = (time(&small), time(&large));
        let allowed = first * 9 + Duration::from_millis(400);
        assert!(second <= allowed, "{name}: {first:?}, and {second:?} for four times as much");
    }
}

/// Those that are not there yet: told, and held to twelve seconds, so that they get no slower.
const SLOWER: [&str; 16] = [
    "TLSRoutes of one Gateway",
    "HTTPRoutes of one Gateway",
    "a policy for each label of a pod",
    "a selector of many labels",
    "certificates in other namespaces",
    "checks that meet proxies",
    "files of one ConfigMap",
    "hosts and endpoints of one entry",
    "hosts of one VirtualService that overlap",
    "labels of one pod",
    "listeners and routes",
    "namespaces that one entry is exported to",
    "namespaces that one VirtualService is exported to",
    "namespaces that one rule is exported to",
    "one ConfigMap that all pods read",
    "patterns of one VirtualService",
];

/// The largest, in `make fuzz`: within a second each, natively and optimised, but for those that are not
/// there yet.
#[test]
#[ignore = "it means something only with --release"]
fn the_largest_texts_take_less_than_a_second() {
    let mut late = Vec::new();
    for (name, text) in all(LIMIT - 4096) {
        let time = time(&text);
        println!("{:>9.3} s  {:>5} KiB  {name}", time.as_secs_f64(), text.len() / 1024);
        let allowed = Duration::from_secs(if SLOWER.contains(&name) { 12 } else { 1 });
        if time > allowed {
            late.push((name, time));
        }
    }
    assert!(late.is_empty(), "{late:?}");
}
