//! Who runs where and what calls what, read out of manifests.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a manifest that reads otherwise is a failed test"
)]

use crate::common::mesh;
use mtls_playground::mesh::{Origin, OutboundMode, Payload, PortProtocol, ProxyKind, Service};
use mtls_playground::resource::ProviderKind;
use test_case::test_case;

const SHOP: &str = "
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: web
      containers:
      - name: web
        ports: [{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec: { template: { metadata: { labels: { app: db } } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: shop }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: web } } } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: old, namespace: shop }
spec: { replicas: 0, template: { metadata: { labels: { app: web } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, creationTimestamp: '2026-01-02T00:00:00Z' }
spec:
  selector: { app: web }
  ports:
  - { name: http, port: 80, targetPort: http }
  - { name: tls, port: 443, targetPort: 8443 }
  - { name: dns, port: 53, protocol: UDP }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop, creationTimestamp: '2026-01-01T00:00:00Z' }
spec: { clusterIP: None, selector: { app: db }, ports: [{ port: 3306 }] }
---
apiVersion: v1
kind: Service
metadata: { name: alias, namespace: shop }
spec: { type: ExternalName, externalName: db.shop.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: manual, namespace: shop }
spec: { ports: [{ port: 80 }] }
";

#[test]
fn workloads_have_addresses_identities_and_services() {
    let mesh = mesh(SHOP);
    let ips: Vec<_> = mesh.workloads.iter().map(|w| (w.key(), w.ip.to_string())).collect();
    let expected = [("shop/web", "10.0.0.1"), ("shop/db", "10.0.0.2"), ("shop/report", "10.0.0.3")];
    assert_eq!(ips[..3], expected.map(|(key, ip)| (key.to_owned(), ip.to_owned())));
    let web = mesh.workload_named("shop", "web").unwrap();
    assert_eq!(web.identity("cluster.local"), "cluster.local/ns/shop/sa/web");
    assert_eq!(mesh.workload_named("shop", "db").unwrap().service_account, "default");
    assert_eq!(mesh.services_of(web.id).map(Service::key).collect::<Vec<_>>(), ["shop/web"]);
}

#[test]
fn services_are_sorted_by_age_and_select_what_serves() {
    let mesh = mesh(SHOP);
    let names: Vec<_> = mesh.services.iter().map(|service| service.resource.meta.name.as_str()).collect();
    assert_eq!(names, ["db", "web", "alias", "manual"], "without a timestamp counts as youngest (D-3)");
    let selected = |host: &str| -> Vec<_> {
        let service = mesh.service_with_host(host).unwrap();
        service.workloads.iter().map(|id| mesh.workload(*id).unwrap().key()).collect()
    };
    assert_eq!(selected("web.shop.svc.cluster.local"), ["shop/web"], "no Job, nothing scaled to 0 (INJ-18)");
    assert_eq!(selected("manual.shop.svc.cluster.local"), [""; 0], "no selector selects nothing");
}

#[test]
fn service_addresses_count_those_that_have_one() {
    let mesh = mesh(SHOP);
    let vip = |host: &str| mesh.service_with_host(host).unwrap().vip.map(|vip| vip.to_string());
    assert_eq!(vip("web.shop.svc.cluster.local").as_deref(), Some("10.96.0.1"));
    assert_eq!(vip("db.shop.svc.cluster.local"), None);
    assert_eq!(vip("alias.shop.svc.cluster.local"), None);
    assert_eq!(vip("manual.shop.svc.cluster.local").as_deref(), Some("10.96.0.2"));
    assert_eq!(mesh.service_at("10.96.0.2".parse().unwrap()).unwrap().resource.meta.name, "manual");
}

#[test]
fn target_ports_are_found_pod_by_pod() {
    let mesh = mesh(SHOP);
    let web = mesh.workload_named("shop", "web").unwrap();
    let service = mesh.service_with_host("web.shop.svc.cluster.local").unwrap();
    let targets: Vec<_> = service.ports.iter().map(|port| port.target_on(web)).collect();
    assert_eq!(targets, [Some(8080), Some(8443), Some(53)]);
    assert_eq!(service.ports[2].protocol, PortProtocol::Udp);
}

#[test_case("shop", "web", Some("web"); "short name")]
#[test_case("other", "web", None; "short name elsewhere")]
#[test_case("other", "web.shop", Some("web"))]
#[test_case("other", "web.shop.svc", Some("web"))]
#[test_case("other", "web.shop.svc.cluster.local", Some("web"))]
#[test_case("other", "web.shop.svc.cluster.local.", Some("web"); "absolute")]
#[test_case("shop", "web.", None; "absolute short name")]
#[test_case("other", "WEB.Shop", Some("web"); "names do not care for case")]
#[test_case("other", "10.96.0.1", Some("web"); "address")]
#[test_case("other", "example.com", None)]
fn dialled_names(namespace: &str, host: &str, expected: Option<&str>) {
    let mesh = mesh(SHOP);
    let found = mesh.service_dialled(namespace, host).map(|service| service.resource.meta.name.as_str());
    assert_eq!(found, expected);
}

#[test_case("web.shop:80", Payload::Http)]
#[test_case("web.shop:443", Payload::Tls)]
#[test_case("db.shop:3306", Payload::Tcp; "well-known port")]
#[test_case("manual.shop:80", Payload::Http; "not declared")]
#[test_case("example.com:443", Payload::Http; "unknown")]
#[test_case("pod/shop/web:8443", Payload::Tls; "what the service in front declares")]
#[test_case("pod/shop/db:5555", Payload::Http; "undeclared pod port")]
fn default_payloads(to: &str, expected: Payload) {
    let text = format!(
        "{SHOP}---\n{{apiVersion: mtls-playground/v1, kind: Traffic, metadata: {{name: t}}, \
         spec: {{from: shop/web, to: '{to}'}}}}\n"
    );
    let calls = mesh(&text).calls;
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].payload, expected);
    assert!(matches!(calls[0].origin, Origin::Declared(_)));
}

#[test]
fn calls_of_unknown_clients_are_set_aside() {
    let text = format!(
        "{SHOP}---\n{{apiVersion: mtls-playground/v1, kind: Traffic, metadata: {{name: t}}, \
         spec: {{from: shop/webb, to: 'db:3306'}}}}\n"
    );
    let mesh = mesh(&text);
    assert_eq!(*mesh.calls, []);
    assert_eq!(mesh.lost_calls.len(), 1);
    assert_eq!(mesh.lost_calls[0].path.to_string(), "spec.from");
}

/// A client whose container has these fields, and what it can mean: `web`, `db` and a ConfigMap `files`.
fn told(container: &str) -> String {
    let text = format!(
        "{SHOP}---\n{{apiVersion: v1, kind: ConfigMap, metadata: {{name: files, namespace: shop}}, \
         data: {{nginx.conf: \"location / {{\\n  # proxy_pass http://db:3306;\\n  proxy_pass http://web:80/x;\\n}}\"}}}}\n\
         ---\n{{apiVersion: v1, kind: Pod, metadata: {{name: teller, namespace: shop}}, \
         spec: {{containers: [{{name: a, {container}}}]}}}}\n"
    );
    let mesh = mesh(&text);
    let told = mesh.calls.iter().map(|call| {
        let at = match &call.origin {
            Origin::Inferred(at) => at.path.to_string(),
            Origin::Declared(_) | Origin::Pair => "nowhere".to_owned(),
        };
        format!("{}:{} {} {} by {at}", call.host, call.port, call.payload.as_str(), call.path)
    });
    told.collect::<Vec<_>>().join(", ")
}

#[test_case("env: [{name: A, value: 'http://web/x'}]", "web:80 http /x by spec.containers[0].env[0].value"; "a URL")]
#[test_case("env: [{name: A, value: 'db.shop:3306'}]", "db.shop:3306 tcp / by spec.containers[0].env[0].value"; "host and port")]
#[test_case("env: [{name: DB_HOST, value: db}, {name: DB_PORT, value: '3306'}]", "db:3306 tcp / by spec.containers[0].env[0].value"; "two variables")]
#[test_case("args: ['--db=jdbc:mysql://db/shop']", "db:3306 server-first / by spec.containers[0].args[0]"; "an argument")]
#[test_case("command: [a, 'https://web']", "web:443 tls / by spec.containers[0].command[1]"; "a command")]
#[test_case("envFrom: [{configMapRef: {name: files}}]", "web:80 http /x by data.nginx.conf[57..72]"; "a file, without its comments")]
#[test_case("env: [{name: A, value: 'http://web:8888'}]", "web:8888 http / by spec.containers[0].env[0].value"; "a URL with a port that the service lacks")]
#[test_case("env: [{name: A, value: 'http://web/x'}, {name: B, value: 'http://web/x'}]", "web:80 http /x by spec.containers[0].env[0].value"; "told twice")]
#[test_case("env: [{name: A, value: 'http://example.com/'}]", ""; "nobody in the text")]
#[test_case("env: [{name: A, value: web}]", ""; "a name alone")]
#[test_case("env: [{name: A, value: 'web:17'}]", ""; "a number that is no port of it, a tag perhaps")]
#[test_case("env: [{name: DB_HOST, value: db}]", "db:3306 tcp / by spec.containers[0].env[0].value"; "one variable of two, and one port")]
#[test_case("env: [{name: DB_NAME, value: db}]", ""; "a name of something else")]
#[test_case("image: 'web:80'", ""; "an image")]
fn calls_that_manifests_tell(container: &str, expected: &str) {
    assert_eq!(told(container), expected);
}

#[test]
fn declared_calls_leave_nothing_to_infer() {
    let text = format!(
        "{SHOP}---\n{{apiVersion: v1, kind: Pod, metadata: {{name: teller, namespace: shop}}, \
         spec: {{containers: [{{name: a, args: ['http://web']}}]}}}}\n\
         ---\n{{apiVersion: mtls-playground/v1, kind: Traffic, metadata: {{name: t}}, \
         spec: {{from: shop/web, to: 'db:3306'}}}}\n"
    );
    let mesh = mesh(&text);
    assert!(mesh.declares_calls());
    assert_eq!(mesh.calls.len(), 1);
}

#[test]
fn pairs_beside_the_calls_that_manifests_tell() {
    let text = format!(
        "{SHOP}---\n{{apiVersion: v1, kind: Pod, metadata: {{name: teller, namespace: shop}}, \
         spec: {{containers: [{{name: a, args: ['http://web', 'http://web:8888']}}]}}}}\n"
    );
    let mesh = mesh(&text);
    let (count, pairs) = mesh.other_pairs();
    assert_eq!((mesh.calls.len(), count), (2, mesh.pair_count() - 1));
    assert_eq!(pairs.count(), count);
}

#[test]
fn pairs_are_every_client_with_every_port() {
    let mesh = mesh(SHOP);
    let pairs: Vec<_> = mesh.pairs().collect();
    // web, db and the CronJob; not what is scaled to 0. web:80, web:443, db:3306 and manual:80; not UDP.
    assert_eq!((pairs.len(), mesh.pair_count()), (3 * 4, 3 * 4));
    assert!(pairs.iter().all(|call| call.origin == Origin::Pair));
    assert_eq!((pairs[0].host.as_str(), pairs[0].port, pairs[0].payload), ("db.shop", 3306, Payload::Tcp));
}

/// A Deployment, its ReplicaSets and its Pod as `kubectl get all -o yaml` shows them.
const DUMP: &str = "
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata:
    name: web-7d9f-abcde
    namespace: shop
    labels: { app: web, pod-template-hash: 7d9f, security.istio.io/tlsMode: istio }
    ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web-7d9f, controller: true }]
  spec: { containers: [{ name: web }, { name: istio-proxy }] }
  status: { podIP: 10.1.2.3 }
- apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web, namespace: shop }
  spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web }] } } }
- apiVersion: apps/v1
  kind: ReplicaSet
  metadata:
    name: web-7d9f
    namespace: shop
    ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, controller: true }]
  spec: { replicas: 1, template: { metadata: { labels: { app: web } } } }
";

#[test]
fn a_dump_shows_each_workload_once() {
    let without_replica_set = DUMP.split("- apiVersion: apps/v1\n  kind: ReplicaSet").next().unwrap();
    for text in [DUMP, without_replica_set] {
        let mesh = mesh(text);
        assert_eq!(mesh.workloads.len(), 1, "{text}");
        let web = &mesh.workloads[0];
        assert_eq!((web.key().as_str(), web.resource.meta.kind.as_str()), ("shop/web", "Deployment"));
        assert_eq!(web.proxy, ProxyKind::Sidecar, "the running pod has one");
        assert_eq!((web.tls_mode(), web.ip.to_string().as_str()), ("istio", "10.1.2.3"));
    }
}

#[test]
fn pods_of_absent_controllers_stand_for_themselves() {
    let pod = DUMP.split("- apiVersion: apps/v1").next().unwrap();
    assert_eq!(mesh(pod).workloads[0].key(), "shop/web-7d9f-abcde");
}

fn config(namespace: &str, name: &str, text: &str) -> String {
    let indented = text.replace('\n', "\n    ");
    format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name}, namespace: {namespace} }}\n\
         data:\n  mesh: |\n    {indented}\n"
    )
}

#[test]
fn mesh_config_overrides_the_defaults() {
    let text = "enableAutoMtls: false\ntrustDomain: td\noutboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n\
                defaultDestinationRuleExportTo: ['.']\nextensionProviders: [{ name: opa, envoyExtAuthzGrpc: { port: 9191 } }]";
    let settings = mesh(&config("istio-system", "istio", text)).settings;
    assert!(!settings.auto_mtls);
    assert_eq!((settings.trust_domain.as_str(), settings.outbound), ("td", OutboundMode::RegistryOnly));
    assert_eq!(settings.default_destination_rule_export_to, ["."]);
    let providers: Vec<_> =
        settings.extension_providers.iter().map(|it| (it.name.as_str(), it.kind)).collect();
    assert_eq!(providers, [("opa", ProviderKind::GrpcAuthorizer)]);
    assert!(settings.source.is_some());
}

#[test_case("istio-system", "istio", "enableAutoMtls: false" => false)]
#[test_case("mesh", "istio", "rootNamespace: mesh\nenableAutoMtls: false" => false; "another root namespace")]
#[test_case("shop", "istio", "enableAutoMtls: false" => true; "not in the root namespace")]
#[test_case("istio-system", "other", "enableAutoMtls: false" => true; "another name")]
#[test_case("istio-system", "istio-canary", "enableAutoMtls: false" => false; "of a revision")]
#[test_case("istio-system", "istio", "enableAutoMtls: 'false'" => true; "not readable, the defaults stay")]
fn mesh_config_counts_in_the_root_namespace(namespace: &str, name: &str, text: &str) -> bool {
    mesh(&config(namespace, name, text)).settings.auto_mtls
}
