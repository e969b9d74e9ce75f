//! Where routes lead: the cluster or end that a call comes to, the field that sends it there, and what did not count.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be read is a failed test")]

use crate::common::brief::yaml;
use crate::common::{self, Expected};
use mtls_playground::i18n::Language;
use mtls_playground::mesh::Mesh;
use mtls_playground::resource::Ref;
use mtls_playground::verdict::{Question, Step, evaluate};
use test_case::test_case;

/// Two injected namespaces with a client and a server each; `web` of `foo` has two versions.
const BASE: &str = "
Namespace /foo istio-injection: enabled
Namespace /bar istio-injection: enabled
Deployment foo/sleep team: red
Deployment bar/sleep team: blue
Deployment foo/web version: v1
Deployment bar/other
Service foo/web {selector: {app: web}, ports: [{name: http, port: 80}, {name: tcp, port: 9000}, {name: https, port: 443}]}
Service bar/other {selector: {app: other}, ports: [{name: http, port: 80}, {name: tcp, port: 9000}, {name: https, port: 443}]}
";

/// What words in the cases stand for.
const SHORT: [(&str, &str); 3] = [
    ("TO_OTHER", "route: [{destination: {host: other.bar.svc.cluster.local}}]"),
    ("TO_WEB", "route: [{destination: {host: web}}]"),
    ("REGISTRY_ONLY;", "ConfigMap istio-system/istio outboundTrafficPolicy: {mode: REGISTRY_ONLY}"),
];

// VS-1, VS-2, VS-3: whose VirtualService counts.
#[test_case(
    "",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local"; "no VirtualService"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{TO_OTHER}]}",
    "bar/sleep web.foo:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "a short host"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web.foo], http: [{TO_OTHER}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, VirtualService foo/web: dotted-host"; "a dotted short host is another host"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web.foo], http: [{TO_OTHER}]}",
    "foo/sleep web.foo:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "which is a virtual host of its own on port 80"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], gateways: [edge], http: [{TO_OTHER}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, VirtualService foo/web: for-gateways"; "for gateways only"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], exportTo: [.], http: [{TO_OTHER}]}",
    "bar/sleep web.foo:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, VirtualService foo/web: not-exported"; "private to its namespace"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{TO_OTHER}]}\n\
     ConfigMap istio-system/istio defaultVirtualServiceExportTo: [.]",
    "bar/sleep web.foo:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, ConfigMap istio-system/istio: private-by-default, VirtualService foo/web: private-by-default"; "private by default"
)]
#[test_case(
    "VirtualService foo/a {hosts: [web], http: [{TO_WEB}]}\n\
     VirtualService foo/b {hosts: [web], exportTo: [.], http: [{TO_OTHER}]}",
    "foo/sleep web:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/b spec.http[0].route[0], VirtualService foo/a: other-routes"; "private goes before public"
)]
#[test_case(
    "VirtualService foo/a {hosts: ['*.foo.svc.cluster.local'], http: [{TO_OTHER}]}\n\
     VirtualService foo/b {hosts: [web], http: [{match: [{port: 81}], TO_OTHER}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, VirtualService foo/b: no-rule-left"; "an exact host without a rule left hides a pattern"
)]
#[test_case(
    "VirtualService foo/a {hosts: ['*.local'], http: [{TO_WEB}]}\n\
     VirtualService foo/b {hosts: ['*.foo.svc.cluster.local'], http: [{TO_OTHER}]}",
    "foo/sleep web:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/b spec.http[0].route[0], VirtualService foo/a: less-specific-host"; "the longest pattern"
)]
// VS-6 … VS-9: destinations.
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{route: [{destination: {host: other.bar}}]}]}",
    "foo/sleep web:80/ http" => "no-cluster | there is no other.bar:80 ← VirtualService foo/web spec.http[0].route[0]"; "no such host"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{route: [{destination: {host: web, port: {number: 81}}}]}]}",
    "foo/sleep web:80/ http" => "no-cluster | there is no web.foo.svc.cluster.local:81 ← VirtualService foo/web spec.http[0].route[0]"; "no such port"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{route: [{destination: {host: web, subset: v1}}]}]}",
    "foo/sleep web:80/ http" => "no-cluster | no DestinationRule in force defines subset v1 of web.foo.svc.cluster.local"; "no such subset"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{route: [{destination: {host: web, subset: v2}}]}]}\n\
     DestinationRule foo/web {host: web, subsets: [{name: v2, labels: {version: v2}}]}",
    "foo/sleep web:80/ http" => "no-endpoint | subset v2 of web.foo.svc.cluster.local has no pod ← DestinationRule foo/web spec.subsets[0].labels"; "an empty subset"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{route: [{destination: {host: web}, weight: 90}, {destination: {host: ghost}, weight: 10}]}]}",
    "foo/sleep web:80/ http" => "no-cluster | there is no ghost.foo.svc.cluster.local:80 ← VirtualService foo/web spec.http[0].route[1] / foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "a part is lost"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{route: [{destination: {host: web}, weight: 100}, {destination: {host: ghost}, weight: 0}]}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "without weight nothing gets there"
)]
// VS-11 … VS-16: rules.
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{uri: {prefix: /api}}], TO_OTHER}, {TO_WEB}]}",
    "foo/sleep web:80/apiary http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "a prefix is textual"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{uri: {prefix: /api}}], TO_OTHER}]}",
    "foo/sleep web:80/ http" => "no-route | no rule of foo/web takes this request: 404 ← VirtualService foo/web spec.http"; "no rule takes it"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{sourceLabels: {team: blue}}], TO_OTHER}, {TO_WEB}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local ← VirtualService foo/web spec.http[1].route[0]"; "for other clients"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{gateways: [mesh], sourceLabels: {team: blue}}], TO_OTHER}]}",
    "foo/sleep web:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "with gateways labels do not count"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{redirect: {uri: /x, redirectCode: 308}}]}",
    "foo/sleep web:80/ http" => "redirect | the proxy answers with a redirect, 308 ← VirtualService foo/web spec.http[0].redirect"; "redirect"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{directResponse: {status: 418}}]}",
    "foo/sleep web:80/ http" => "direct-response | the proxy answers itself, 418 ← VirtualService foo/web spec.http[0].directResponse"; "direct response"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{fault: {abort: {httpStatus: 500, percentage: {value: 100}}}, TO_WEB}]}",
    "foo/sleep web:80/ http" => "direct-response | the proxy aborts every request with 500 ← VirtualService foo/web spec.http[0].fault"; "fault"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{fault: {abort: {httpStatus: 500, percentage: {value: 50}}}, TO_WEB}]}",
    "foo/sleep web:80/ http" => "direct-response | the proxy aborts some requests with 500 ← VirtualService foo/web spec.http[0].fault / foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "fault for some requests"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{fault: {abort: {httpStatus: 500, percentage: {value: 0}}}, TO_WEB}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "fault for none"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{fault: {abort: {httpStatus: 500}}, TO_WEB}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0]"; "fault without a percentage"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{uri: {prefix: /a}}], delegate: {name: sub, namespace: bar}}]}\n\
     VirtualService bar/sub {http: [{match: [{uri: {prefix: /a/b}}], route: [{destination: {host: other}}]}]}",
    "foo/sleep web:80/a/b http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService bar/sub spec.http[0].route[0], VirtualService foo/web: delegates"; "delegate"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{uri: {prefix: /a}}], delegate: {name: sub, namespace: bar}}]}\n\
     VirtualService bar/sub {http: [{match: [{uri: {prefix: /a/b}}], route: [{destination: {host: other}}]}]}",
    "foo/sleep web:80/a/c http" => "no-route | no rule of foo/web takes this request: 404 ← VirtualService foo/web spec.http, VirtualService bar/sub: no-rule-takes-it"; "delegate that does not take it"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{match: [{uri: {exact: /a}}], delegate: {name: sub, namespace: bar}}]}\n\
     VirtualService bar/sub {http: [{match: [{uri: {prefix: /a}}], route: [{destination: {host: other}}]}]}",
    "foo/sleep web:80/a http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, VirtualService foo/web: no-rule-left"; "delegate that contradicts the root"
)]
// VS-10: tcp and tls.
#[test_case(
    "VirtualService foo/web {hosts: [web], tcp: [{match: [{port: 9000}], TO_OTHER}]}",
    "foo/sleep web:9000/ tcp" => "bar/other:9000 istio-mtls | outbound|9000||other.bar.svc.cluster.local ← VirtualService foo/web spec.tcp[0].route[0]"; "tcp"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], http: [{TO_OTHER}]}",
    "foo/sleep web:9000/ tcp" => "foo/web:9000 istio-mtls | outbound|9000||web.foo.svc.cluster.local"; "http rules are not for tcp"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], tls: [{match: [{sniHosts: [web.foo.svc.cluster.local]}], TO_OTHER}]}",
    "foo/sleep web.foo.svc.cluster.local:443/ tls" => "bar/other:443 istio-mtls | outbound|443||other.bar.svc.cluster.local ← VirtualService foo/web spec.tls[0].route[0]"; "tls by SNI"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], tls: [{match: [{sniHosts: [web.foo.svc.cluster.local]}], TO_OTHER}]}",
    "foo/sleep web:443/ tls" => "foo/web:443 app-tls | PassthroughCluster: no route of the port is for SNI web, VirtualService foo/web: other-sni"; "a short name is another SNI"
)]
#[test_case(
    "VirtualService foo/web {hosts: [web], tcp: [{match: [{destinationSubnets: [10.96.0.0/16]}], TO_OTHER}, {TO_WEB}]}",
    "foo/sleep web:9000/ tcp" => "bar/other:9000 istio-mtls | outbound|9000||other.bar.svc.cluster.local ← VirtualService foo/web spec.tcp[0].route[0]"; "a range before everything"
)]
// RT-11 … RT-14: what the client knows.
#[test_case(
    "Sidecar foo/s {egress: [{hosts: [./*]}]}",
    "foo/sleep other.bar:80/ http" => "bar/other:80 plaintext | PassthroughCluster: the client's Sidecar does not import bar/other ← Sidecar foo/s spec.egress"; "not imported"
)]
#[test_case(
    "Sidecar foo/s {egress: [{hosts: [./*]}]}",
    "foo/sleep web:80/ http" => "foo/web:80 istio-mtls | outbound|80||web.foo.svc.cluster.local, Sidecar foo/s: imports"; "imported"
)]
#[test_case(
    "Sidecar foo/s {egress: [{hosts: [./*]}]}\n\
     Sidecar foo/t {workloadSelector: {labels: {team: red}}, egress: [{hosts: ['*/*', '~bar/*']}]}",
    "foo/sleep other.bar:80/ http" => "bar/other:80 plaintext | PassthroughCluster: the client's Sidecar does not import bar/other ← Sidecar foo/t spec.egress"; "excluded by the Sidecar of the pod"
)]
#[test_case(
    "Sidecar foo/s {outboundTrafficPolicy: {mode: ALLOW_ANY}, egress: [{hosts: [./*]}]}\n\
     ConfigMap istio-system/istio outboundTrafficPolicy: {mode: REGISTRY_ONLY}",
    "foo/sleep other.bar:80/ http" => "bar/other:80 plaintext | PassthroughCluster: the client's Sidecar does not import bar/other ← Sidecar foo/s spec.egress, Sidecar foo/s: leaves-unknown"; "the Sidecar lets it out"
)]
#[test_case(
    "REGISTRY_ONLY;\n\
     Sidecar foo/s {egress: [{hosts: [./*]}]}",
    "foo/sleep other.bar:80/ http" => "blackhole | BlackHoleCluster, by REGISTRY_ONLY: the client's Sidecar does not import bar/other ← ConfigMap istio-system/istio data.mesh, Sidecar foo/s: imports-less"; "nothing lets it out"
)]
#[test_case(
    "Sidecar foo/s {egress: [{port: {number: 80, protocol: HTTP, name: http}, hosts: [./*]}]}",
    "foo/sleep web:9000/ tcp" => "foo/web:9000 plaintext | PassthroughCluster: the client's Sidecar does not import foo/web ← Sidecar foo/s spec.egress"; "a port that no entry owns"
)]
#[test_case(
    "Sidecar foo/s {egress: [{hosts: [./*]}]}\n\
     VirtualService foo/web {hosts: [web], http: [{TO_OTHER}]}",
    "foo/sleep web:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/web spec.http[0].route[0], Sidecar foo/s: imports"; "a destination is imported with its route"
)]
#[test_case(
    "ConfigMap istio-system/istio defaultServiceExportTo: [.]",
    "foo/sleep other.bar:80/ http" => "bar/other:80 plaintext | PassthroughCluster: bar/other is not exported to the client's namespace ← ConfigMap istio-system/istio data.mesh, Service bar/other: private-by-default"; "not exported"
)]
// RT-3 … RT-6, RT-15, RT-16: which virtual host or filter chain.
#[test_case(
    "",
    "foo/sleep web:80/ http other.bar" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local"; "the Host header decides, not the address"
)]
#[test_case(
    "",
    "foo/sleep web:80/ http api.example.com" => "foo/web:80 plaintext | PassthroughCluster: no service on this port has the name api.example.com"; "an unknown Host header"
)]
#[test_case(
    "VirtualService foo/v {hosts: ['*.example.com'], http: [{TO_OTHER}]}",
    "foo/sleep web:80/ http api.example.com" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/v spec.http[0].route[0]"; "a pattern of a VirtualService's own"
)]
#[test_case(
    "VirtualService foo/v {hosts: ['*.example.com'], http: [{TO_OTHER}]}\n\
     ServiceEntry foo/api {hosts: ['*.api.example.com'], ports: [{number: 80, name: http, protocol: HTTP}], resolution: DNS}",
    "foo/sleep web:80/ http v1.api.example.com" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/v spec.http[0].route[0]"; "a pattern is for services with narrower ones too"
)]
#[test_case(
    "Service foo/alias {type: ExternalName, externalName: web.foo.svc.cluster.local, ports: [{name: http, port: 80}]}\n\
     VirtualService foo/v {hosts: [alias], http: [{TO_OTHER}]}",
    "foo/sleep alias:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/v spec.http[0].route[0]"; "a VirtualService for an alias"
)]
#[test_case(
    "Service foo/alias {type: ExternalName, externalName: web.foo.svc.cluster.local, ports: [{name: http, port: 80}]}\n\
     VirtualService foo/v {hosts: [web], http: [{TO_OTHER}]}",
    "foo/sleep alias:80/ http" => "bar/other:80 istio-mtls | outbound|80||other.bar.svc.cluster.local ← VirtualService foo/v spec.http[0].route[0]"; "an alias has the routes of what it stands for"
)]
#[test_case(
    "ServiceEntry foo/a {hosts: [a.example.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}\n\
     ServiceEntry foo/b {hosts: ['*.example.com'], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}",
    "foo/sleep b.example.com:443/ tls" => "external:443 app-tls | outbound|443||*.example.com ← ServiceEntry foo/b spec.hosts"; "services without addresses are told apart by SNI"
)]
#[test_case(
    "ServiceEntry foo/a {hosts: [a.example.com], ports: [{number: 80, name: db, protocol: MySQL}], resolution: DNS}",
    "foo/sleep web:80/ http" => "external:80 plaintext | outbound|80||a.example.com ← ServiceEntry foo/a spec.hosts"; "an older MySQL service without an address takes the port from HTTP"
)]
// ServiceEntries.
#[test_case(
    "REGISTRY_ONLY;\n\
     ServiceEntry foo/api {hosts: [api.example.com], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}",
    "foo/sleep api.example.com:443/ tls" => "external:443 app-tls | outbound|443||api.example.com ← ServiceEntry foo/api spec.hosts"; "registered"
)]
#[test_case(
    "REGISTRY_ONLY;\n\
     ServiceEntry foo/api {hosts: [api.example.com], exportTo: [.], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}",
    "bar/sleep api.example.com:443/ tls" => "blackhole | BlackHoleCluster, by REGISTRY_ONLY: foo/api is not exported to the client's namespace ← ConfigMap istio-system/istio data.mesh, ServiceEntry foo/api: not-exported"; "registered for others"
)]
#[test_case(
    "ServiceEntry foo/api {hosts: ['*.example.com'], ports: [{number: 80, name: http, protocol: HTTP}]}",
    "foo/sleep api.example.com:80/ http" => "external:80 plaintext | outbound|80||*.example.com ← ServiceEntry foo/api spec.hosts"; "by pattern"
)]
#[test_case(
    "ServiceEntry foo/db {hosts: [db.example.com], addresses: [198.51.100.0/24], ports: [{number: 5432, name: tcp, protocol: TCP}], resolution: STATIC, endpoints: [{address: 203.0.113.7}]}",
    "foo/sleep 198.51.100.9:5432/ tcp" => "external:5432 plaintext | outbound|5432||db.example.com ← ServiceEntry foo/db spec.hosts"; "by a range of addresses"
)]
#[test_case(
    "ServiceEntry foo/db {hosts: [db.example.com], location: MESH_INTERNAL, ports: [{number: 5432, name: tcp, protocol: TCP}], resolution: STATIC, endpoints: [{address: 203.0.113.7, serviceAccount: db}]}",
    "foo/sleep db.example.com:5432/ tcp" => "external:5432 istio-mtls | outbound|5432||db.example.com ← ServiceEntry foo/db spec.hosts"; "a machine of the mesh"
)]
#[test_case(
    "ServiceEntry foo/db {hosts: [db.example.com], ports: [{number: 5432, name: tcp, protocol: TCP}], resolution: STATIC}",
    "foo/sleep db.example.com:5432/ tcp" => "no-endpoint | db.example.com has no pod ← ServiceEntry foo/db spec.endpoints"; "without endpoints"
)]
fn routes(lines: &str, call: &str) -> String {
    let lines = SHORT.iter().fold(lines.to_owned(), |lines, (word, long)| lines.replace(word, long));
    let text = yaml(&format!("{BASE}\n{lines}"));
    let inventory = common::inventory(&text);
    let mesh = Mesh::build(&inventory);
    let words: Vec<_> = call.split(' ').collect();
    let ([from, to, protocol] | [from, to, protocol, _]) = words[..] else { panic!("{call}") };
    let (authority, path) = to.split_once('/').unwrap();
    let (host, port) = authority.rsplit_once(':').unwrap();
    let expected = Expected {
        from: from.into(),
        host: host.into(),
        port: port.parse().unwrap(),
        protocol: protocol.into(),
        path: Some(format!("/{path}")),
        headers: words.get(3).map(|host| ("host".to_owned(), (*host).to_owned())).into_iter().collect(),
        ..Expected::default()
    };
    let verdict = evaluate(&mesh, &expected.call(&mesh));

    let name = |by: &Ref| {
        let meta = &inventory.get(by.resource).unwrap().meta;
        format!("{} {}/{}", meta.kind, meta.namespace, meta.name)
    };
    let told = |step: &Step| {
        let by = step.decided_by.as_ref().map(|by| format!(" ← {} {}", name(by), by.path));
        let ignored = step.ignored.iter().map(|one| format!(", {}: {}", name(&one.by), one.because.as_str()));
        let answer = Language::English.catalog().answer(&step.answer);
        format!("{answer}{}{}", by.unwrap_or_default(), ignored.collect::<String>())
    };
    let endpoints = verdict.endpoints.iter().map(|endpoint| {
        let row = format!("{}:{} {}", endpoint.server.name(&mesh), endpoint.port, endpoint.sent.as_str());
        (row, verdict.path(Some(endpoint)).collect::<Vec<_>>())
    });
    let ended = verdict.outcome.map(|outcome| (outcome.as_str().to_owned(), verdict.path(None).collect()));
    let rows = ended.into_iter().chain(endpoints).map(|(row, steps)| {
        let route = steps.iter().rfind(|step| step.answer.question() == Question::Route).unwrap();
        format!("{row} | {}", told(route))
    });
    rows.collect::<Vec<_>>().join(" / ")
}
