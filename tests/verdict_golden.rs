//! The one-liners of appendix B and the situations of section 10 of the semantics: what is sent, enforced and got, the
//! field that a row of the table shows, and what people see.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a case that cannot be read is a failed test")]

use crate::common::brief::yaml;
use crate::common::{self, Expected};
use mtls_playground::mesh::{Call, Mesh};
use mtls_playground::resource::Inventory;
use mtls_playground::verdict::{Endpoint, Verdict, evaluate, symptom};
use test_case::test_case;

/// Two injected namespaces and one outside, a client in each, a server in each but `bar`. The Service port is 8000, the
/// pod port 80.
const BASE: &str = "
Namespace /foo istio-injection: enabled
Namespace /bar istio-injection: enabled
Namespace /legacy
Deployment foo/sleep
Deployment bar/sleep
Deployment legacy/sleep
Deployment foo/httpbin
Deployment legacy/httpbin
Service foo/httpbin {selector: {app: httpbin}, ports: [{name: http, port: 8000, targetPort: 80}]}
Service legacy/httpbin {selector: {app: httpbin}, ports: [{name: http, port: 8000, targetPort: 80}]}
";

const MESH_STRICT: &str = "PeerAuthentication istio-system/default {mtls: {mode: STRICT}}";

#[test_case(
    "",
    "foo/sleep httpbin:8000 http" => "istio-mtls PERMISSIVE mtls ← Namespace /foo metadata.labels.istio-injection"; "b1 no policy, both sidecars"
)]
#[test_case(
    "",
    "legacy/sleep httpbin.foo:8000 http" => "plaintext PERMISSIVE plaintext ← Namespace /legacy metadata.labels"; "b2 no policy, plain client"
)]
#[test_case(
    MESH_STRICT,
    "legacy/sleep httpbin.foo:8000 http" => "plaintext STRICT refused ← PeerAuthentication istio-system/default spec.mtls.mode"; "b3 mesh STRICT, plain client"
)]
#[test_case(
    MESH_STRICT,
    "foo/sleep httpbin.legacy:8000 http" => "plaintext none plaintext ← Namespace /legacy metadata.labels"; "b4 mesh STRICT, plain server"
)]
#[test_case(
    "DestinationRule istio-system/all {host: '*.local', trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}",
    "foo/sleep httpbin.legacy:8000 http" => "istio-mtls none garbled ← DestinationRule istio-system/all spec.trafficPolicy.tls.mode"; "b5 ISTIO_MUTUAL for everything, plain server"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: DISABLE}}\n\
     PeerAuthentication foo/httpbin {selector: {matchLabels: {app: httpbin}}, mtls: {mode: STRICT}}",
    "foo/sleep httpbin:8000 http" => "plaintext STRICT refused ← PeerAuthentication foo/default spec.mtls.mode"; "b6 namespace DISABLE, workload STRICT"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}\n\
     PeerAuthentication foo/httpbin {selector: {matchLabels: {app: httpbin}}, mtls: {mode: DISABLE}}",
    "foo/sleep httpbin:8000 http" => "plaintext DISABLE plaintext ← PeerAuthentication foo/httpbin spec.mtls.mode"; "b7 namespace STRICT, workload DISABLE"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}\n\
     PeerAuthentication foo/httpbin {selector: {matchLabels: {app: httpbin}}, mtls: {mode: DISABLE}}\n\
     Service foo/pods {clusterIP: None, selector: {app: httpbin}, ports: [{name: http, port: 80}]}",
    "foo/sleep pods:80 http" => "istio-mtls DISABLE protocol-error ← PeerAuthentication foo/httpbin spec.mtls.mode"; "b7 the same, headless"
)]
#[test_case(
    "PeerAuthentication foo/httpbin {selector: {matchLabels: {app: httpbin}}, mtls: {mode: STRICT}, portLevelMtls: {80: {mode: DISABLE}}}",
    "foo/sleep httpbin:8000 http" => "plaintext DISABLE plaintext ← PeerAuthentication foo/httpbin spec.portLevelMtls.80.mode"; "b8 port DISABLE by the pod port"
)]
#[test_case(
    "PeerAuthentication foo/httpbin {selector: {matchLabels: {app: httpbin}}, mtls: {mode: STRICT}, portLevelMtls: {8000: {mode: DISABLE}}}",
    "legacy/sleep httpbin.foo:8000 http" => "plaintext STRICT refused ← PeerAuthentication foo/httpbin spec.mtls.mode"; "b8 by the service port: no effect"
)]
#[test_case(
    "PeerAuthentication istio-system/a {selector: {matchLabels: {app: httpbin}}, mtls: {mode: DISABLE}}",
    "foo/sleep httpbin:8000 http" => "istio-mtls PERMISSIVE mtls ← Namespace /foo metadata.labels.istio-injection"; "b10 root namespace with selector"
)]
#[test_case(
    "PeerAuthentication foo/a {selector: {matchLabels: {app: httpbin}}, mtls: {mode: PERMISSIVE}}\n\
     PeerAuthentication foo/b {selector: {matchLabels: {app: httpbin}}, portLevelMtls: {80: {mode: STRICT}}}",
    "legacy/sleep httpbin.foo:8000 http" => "plaintext PERMISSIVE plaintext ← PeerAuthentication foo/a spec.mtls.mode"; "b11 the younger policy has the port"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}\n\
     DestinationRule bar/all {host: '*.local', trafficPolicy: {tls: {mode: DISABLE}}}\n\
     DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}",
    "bar/sleep httpbin.foo:8000 http" => "plaintext STRICT refused ← DestinationRule bar/all spec.trafficPolicy.tls.mode"; "b12 client namespace shadows"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin.foo, trafficPolicy: {tls: {mode: DISABLE}}}",
    "foo/sleep httpbin:8000 http" => "istio-mtls PERMISSIVE mtls ← Namespace /foo metadata.labels.istio-injection"; "b13 dotted short host"
)]
#[test_case(
    "DestinationRule legacy/httpbin {host: httpbin.foo.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}",
    "bar/sleep httpbin.foo:8000 http" => "istio-mtls PERMISSIVE mtls ← Namespace /foo metadata.labels.istio-injection"; "b14 third namespace"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, portLevelSettings: [{port: {number: 8000}, connectionPool: {}}]}}",
    "foo/sleep httpbin:8000 http" => "istio-mtls PERMISSIVE mtls ← DestinationRule foo/httpbin spec.trafficPolicy.portLevelSettings[0]"; "b15 port entry drops ISTIO_MUTUAL"
)]
#[test_case(
    "DestinationRule legacy/httpbin {host: httpbin, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}, portLevelSettings: [{port: {number: 8000}, connectionPool: {}}]}}",
    "foo/sleep httpbin.legacy:8000 http" => "plaintext none plaintext ← Namespace /legacy metadata.labels"; "b15 to a plain server"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: DISABLE}, portLevelSettings: [{port: {number: 8000}, loadBalancer: {simple: RANDOM}}]}}",
    "foo/sleep httpbin:8000 http" => "plaintext PERMISSIVE plaintext ← DestinationRule foo/httpbin spec.trafficPolicy.portLevelSettings[0]"; "b16 port entry drops DISABLE"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {}}}",
    "foo/sleep httpbin:8000 http" => "plaintext PERMISSIVE plaintext ← DestinationRule foo/httpbin spec.trafficPolicy.tls.mode"; "b17 tls without mode"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: SIMPLE, credentialName: s}}}",
    "foo/sleep httpbin:8000 http" => "plaintext PERMISSIVE plaintext ← DestinationRule foo/httpbin spec.trafficPolicy.tls.credentialName"; "b18 SIMPLE with a secret"
)]
#[test_case(
    "Deployment foo/web | traffic.sidecar.istio.io/excludeInboundPorts: '8080'\n\
     Service foo/web {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}",
    "foo/sleep web:80 http" => "istio-mtls none garbled ← Deployment foo/web spec.template.metadata.annotations.traffic.sidecar.istio.io/excludeInboundPorts"; "b19 excluded inbound port"
)]
#[test_case(
    "",
    "legacy/sleep httpbin.foo:8000 tls" => "app-tls PERMISSIVE refused ← Service foo/httpbin spec.ports[0].name"; "b20 https to an HTTP port"
)]
#[test_case(
    "Deployment foo/web\n\
     Service foo/web {selector: {app: web}, ports: [{name: https, port: 443}]}",
    "legacy/sleep web.foo:443 tls" => "app-tls PERMISSIVE tls ← Namespace /legacy metadata.labels"; "b21 https to a port named https"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}",
    "foo/sleep pod:foo/httpbin:80 http" => "plaintext STRICT refused ← PeerAuthentication foo/default spec.mtls.mode"; "b22 pod address"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}\n\
     Service foo/pods {clusterIP: None, selector: {app: httpbin}, ports: [{name: http, port: 80}]}",
    "foo/sleep pods:80 http" => "istio-mtls STRICT mtls ← PeerAuthentication foo/default spec.mtls.mode"; "b23 headless name"
)]
#[test_case(
    "Namespace /odd istio-injection: 'true'\n\
     Deployment odd/web\n\
     Service odd/web {selector: {app: web}, ports: [{name: http, port: 80}]}",
    "foo/sleep web.odd:80 http" => "plaintext none plaintext ← Namespace /odd metadata.labels.istio-injection"; "b24 namespace label true"
)]
#[test_case(
    "Deployment foo/web sidecar.istio.io/inject: 'false' | sidecar.istio.io/inject: 'true'\n\
     Service foo/web {selector: {app: web}, ports: [{name: http, port: 80}]}",
    "foo/sleep web:80 http" => "plaintext none plaintext ← Deployment foo/web spec.template.metadata.labels.sidecar.istio.io/inject"; "b26 pod label false"
)]
#[test_case(
    "Deployment foo/web\n\
     Service foo/web {selector: {app: web}, ports: [{name: http-web, appProtocol: '', port: 80}]}\n\
     PeerAuthentication foo/default {mtls: {mode: PERMISSIVE}}",
    "legacy/sleep web.foo:80 tls" => "app-tls PERMISSIVE tls ← PeerAuthentication foo/default spec.mtls.mode"; "b35 empty appProtocol"
)]
#[test_case(
    "ConfigMap istio-system/istio enableAutoMtls: false\n\
     PeerAuthentication foo/default {mtls: {mode: STRICT}}",
    "foo/sleep httpbin:8000 http" => "plaintext STRICT refused ← ConfigMap istio-system/istio data.mesh"; "auto mTLS off"
)]
#[test_case(
    "PeerAuthentication istio-system/default {mtls: {mode: STRICT}}\n\
     DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: DISABLE}}}",
    "foo/sleep httpbin:8000 http" => "plaintext STRICT refused ← DestinationRule foo/httpbin spec.trafficPolicy.tls.mode"; "dISABLE to STRICT"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: SIMPLE}}}",
    "foo/sleep httpbin:8000 http" => "tls PERMISSIVE refused ← DestinationRule foo/httpbin spec.trafficPolicy.tls.mode"; "sIMPLE to PERMISSIVE"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}\n\
     DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: SIMPLE}}}",
    "foo/sleep httpbin:8000 http" => "tls STRICT refused ← DestinationRule foo/httpbin spec.trafficPolicy.tls.mode"; "sIMPLE to STRICT"
)]
#[test_case(
    "Deployment foo/db\n\
     Service foo/db {selector: {app: db}, ports: [{name: db, port: 5432}]}",
    "foo/sleep db:5432 server-first" => "istio-mtls PERMISSIVE hangs ← Service foo/db spec.ports[0].name"; "server first, undeclared"
)]
#[test_case(
    "Deployment foo/db\n\
     Service foo/db {selector: {app: db}, ports: [{name: mysql, port: 3306}]}",
    "foo/sleep db:3306 server-first" => "istio-mtls PERMISSIVE mtls ← Namespace /foo metadata.labels.istio-injection"; "server first, tcp, mTLS"
)]
#[test_case(
    "Deployment foo/db\n\
     Service foo/db {selector: {app: db}, ports: [{name: mysql, port: 3306}]}",
    "legacy/sleep db.foo:3306 server-first" => "plaintext PERMISSIVE hangs ← Service foo/db spec.ports[0].name"; "server first, tcp, plain client"
)]
#[test_case(
    "Service foo/web {selector: {app: web}, ports: [{name: http, port: 80}]}",
    "foo/sleep web:80 http" => "no-endpoint ← Service foo/web spec.selector"; "no pods"
)]
#[test_case(
    "Service foo/web {selector: {app: web}, ports: [{name: http, port: 80}]}",
    "legacy/sleep web.foo:80 http" => "no-endpoint ← Service foo/web spec.selector"; "no pods, plain client"
)]
#[test_case(
    "",
    "foo/sleep nowhere:80 http" => "unreachable ← nothing"; "no such name"
)]
#[test_case(
    "",
    "foo/sleep httpbin:9999 http" => "unreachable ← Service foo/httpbin spec.ports"; "undeclared port"
)]
#[test_case(
    "",
    "legacy/sleep httpbin.foo:9999 http" => "unreachable ← Service foo/httpbin spec.ports"; "undeclared port, plain"
)]
#[test_case(
    "ConfigMap istio-system/istio outboundTrafficPolicy: {mode: REGISTRY_ONLY}",
    "foo/sleep api.example.com:443 tls" => "blackhole ← ConfigMap istio-system/istio data.mesh"; "outside, registry only"
)]
#[test_case(
    "",
    "foo/sleep api.example.com:443 tls" => "app-tls none tls ← nothing"; "outside"
)]
#[test_case(
    "Deployment foo/web | traffic.sidecar.istio.io/excludeOutboundPorts: '8000'\n\
     PeerAuthentication foo/default {mtls: {mode: STRICT}}",
    "foo/web httpbin:8000 http" => "plaintext STRICT refused ← Deployment foo/web spec.template.metadata.annotations.traffic.sidecar.istio.io/excludeOutboundPorts"; "excluded outbound port"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}",
    "foo/httpbin pod:foo/httpbin:80 http" => "plaintext none plaintext ← nothing"; "own address"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}",
    "foo/httpbin httpbin:8000 http" => "istio-mtls STRICT mtls ← PeerAuthentication foo/default spec.mtls.mode"; "own service"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: STRICT}}\n\
     Service foo/pods {clusterIP: None, selector: {app: httpbin}, ports: [{name: http, port: 80}]}",
    "bar/sleep httpbin-0.pods.foo:80 http" => "istio-mtls STRICT mtls ← PeerAuthentication foo/default spec.mtls.mode"; "one headless pod by name"
)]
fn golden(lines: &str, call: &str) -> String {
    Scene::new(lines, call).rows(|scene, endpoint| {
        let head = match endpoint {
            Some(Endpoint { sent, mode, outcome, .. }) => {
                format!("{} {} {}", sent.as_str(), mode.as_str(), outcome.as_str())
            }
            None => scene.verdict.outcome.unwrap().as_str().to_owned(),
        };
        format!("{head} ← {}", scene.decider(endpoint))
    })
}

#[test_case(
    MESH_STRICT,
    "legacy/sleep httpbin.foo:8000 http" => "curl: (56) Recv failure: Connection reset by peer | - | 0 NR filter_chain_not_found"; "plaintext to STRICT, without a proxy"
)]
#[test_case(
    "PeerAuthentication istio-system/default {mtls: {mode: STRICT}}\n\
     DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: DISABLE}}}",
    "foo/sleep httpbin:8000 http" => "503 upstream connect error or disconnect/reset before headers. reset reason: connection termination | 503 UC upstream_reset_before_response_started{connection_termination} | 0 NR filter_chain_not_found"; "plaintext to STRICT, with a proxy"
)]
#[test_case(
    MESH_STRICT,
    "foo/sleep pod:foo/httpbin:80 http" => "may read: Connection reset by peer | 0 - | 0 NR filter_chain_not_found"; "plaintext to STRICT, past the routes"
)]
#[test_case(
    "DestinationRule foo/all {host: '*.local', trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}",
    "foo/sleep httpbin.legacy:8000 http" => "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end | 503 UF,URX | -"; "istio mTLS to a plain server"
)]
#[test_case(
    "PeerAuthentication foo/default {mtls: {mode: DISABLE}}\n\
     DestinationRule foo/all {host: '*.local', trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}",
    "foo/sleep httpbin:8000 http" => "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: TLS_error:|268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end | 503 UF,URX | 400 DPE http1.codec_error"; "istio mTLS to DISABLE"
)]
#[test_case(
    "DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: SIMPLE}}}",
    "foo/sleep httpbin:8000 http" => "may read: 503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: Connection reset by peer | 503 UF,URX | 0 NR filter_chain_not_found"; "sIMPLE to PERMISSIVE"
)]
#[test_case(
    "PeerAuthentication istio-system/default {mtls: {mode: STRICT}}\n\
     DestinationRule foo/httpbin {host: httpbin, trafficPolicy: {tls: {mode: SIMPLE}}}",
    "foo/sleep httpbin:8000 http" => "503 upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure, transport failure reason: TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end | 503 UF,URX | -"; "sIMPLE to STRICT"
)]
#[test_case(
    "",
    "legacy/sleep httpbin.foo:8000 tls" => "curl: (35) OpenSSL SSL_connect: Connection reset by peer | - | 0 NR filter_chain_not_found"; "https to an HTTP port"
)]
#[test_case(
    MESH_STRICT,
    "legacy/sleep httpbin.foo:8000 tls" => "curl: (60) SSL certificate problem | - | -"; "https to STRICT"
)]
#[test_case(
    "",
    "legacy/sleep httpbin.foo:8000 tcp" => "HTTP/1.1 400 Bad Request | - | 400 DPE http1.codec_error"; "bytes to an HTTP port"
)]
#[test_case(
    "Deployment foo/db\n\
     Service foo/db {selector: {app: db}, ports: [{name: db, port: 5432}]}",
    "foo/sleep db:5432 server-first" => "Operation timed out | - | -"; "both wait"
)]
#[test_case(
    "Service foo/web {selector: {app: web}, ports: [{name: http, port: 80}]}",
    "foo/sleep web:80 http" => "503 no healthy upstream | 503 UH | -"; "no pods"
)]
#[test_case(
    "Service foo/web {selector: {app: web}, ports: [{name: http, port: 80}]}",
    "legacy/sleep web.foo:80 http" => "curl: (7) Failed to connect: Connection refused | - | -"; "no pods, without a proxy"
)]
#[test_case(
    "",
    "foo/sleep nowhere:80 http" => "curl: (6) Could not resolve host | - | -"; "no such name"
)]
#[test_case(
    "",
    "legacy/sleep httpbin.foo:9999 http" => "curl: (28) Connection timed out | - | -"; "undeclared port"
)]
#[test_case(
    "ConfigMap istio-system/istio outboundTrafficPolicy: {mode: REGISTRY_ONLY}",
    "foo/sleep api.example.com:443 tls" => "curl: (52) Empty reply from server | 0 UH BlackHoleCluster | -"; "rEGISTRY_ONLY"
)]
#[test_case(
    "",
    "foo/sleep httpbin:8000 http" => "nothing"; "all is well"
)]
fn symptoms(lines: &str, call: &str) -> String {
    Scene::new(lines, call).rows(|scene, endpoint| match symptom(&scene.call, &scene.verdict, endpoint) {
        Some(seen) => {
            format!(
                "{}{} | {} | {}",
                if seen.certain { "" } else { "may read: " },
                seen.client,
                seen.client_log.unwrap_or("-"),
                seen.server_log.as_deref().unwrap_or("-")
            )
        }
        None => "nothing".into(),
    })
}

/// A text, a call and what comes of it.
struct Scene {
    inventory: Inventory,
    call: Call,
    verdict: Verdict,
}

impl Scene {
    /// `call` is `from host:port protocol`.
    fn new(lines: &str, call: &str) -> Self {
        let text = yaml(&format!("{BASE}\n{lines}"));
        let inventory = common::inventory(&text);
        let mesh = Mesh::build(&inventory);
        let [from, to, protocol] = call.split(' ').collect::<Vec<_>>()[..] else { panic!("{call}") };
        let (host, port) = to.rsplit_once(':').unwrap();
        let port = port.parse().unwrap();
        let (from, host, protocol) = (from.into(), host.into(), protocol.into());
        let call = Expected { from, host, port, protocol, ..Expected::default() }.call(&mesh);
        let verdict = evaluate(&mesh, &call);
        Self { inventory, call, verdict }
    }

    /// One text for the call itself, if it ends early, and one for each endpoint.
    fn rows(&self, text: impl Fn(&Self, Option<&Endpoint>) -> String) -> String {
        let call = self.verdict.outcome.map(|_| text(self, None));
        let endpoints = self.verdict.endpoints.iter().map(|endpoint| text(self, Some(endpoint)));
        call.into_iter().chain(endpoints).collect::<Vec<_>>().join(" / ")
    }

    fn decider(&self, endpoint: Option<&Endpoint>) -> String {
        let by = self.verdict.decisive(endpoint).and_then(|step| step.decided_by.as_ref());
        by.map_or("nothing".into(), |by| {
            let meta = &self.inventory.get(by.resource).unwrap().meta;
            format!("{} {}/{} {}", meta.kind, meta.namespace, meta.name, by.path)
        })
    }
}
