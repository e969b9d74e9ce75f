//! The commands that show on a cluster what becomes of a call.

use super::shell::{at, word};
use crate::lint::Context;
use crate::mesh::{Call, Payload, ProxyKind, Service, Workload};
use crate::resource::Metadata;
use crate::verdict::{Answer, Connection, RouteAnswer, Server, Step};

/// Commands that check a connection where it is worst: at its first end that fails, else on the way if it fails there,
/// else at its first end.
pub fn of_connection(context: &Context, connection: &Connection) -> Vec<String> {
    let verdict = &connection.verdict;
    let failing = verdict.endpoints.iter().position(|end| !end.outcome.works());
    let working = || verdict.outcome.is_none().then_some(0);
    of_endpoint(context, connection, failing.or_else(working))
}

/// Commands that check what becomes of a connection at one of its endpoints, or on the way, the most telling first: what
/// the client's proxy makes of the call, what the server's proxy accepts, and the call itself.
pub fn of_endpoint(context: &Context, connection: &Connection, endpoint: Option<usize>) -> Vec<String> {
    let mesh = context.mesh;
    let Some(client) = mesh.workload(connection.call.from) else { return Vec::new() };
    let endpoint = endpoint.and_then(|at| connection.verdict.endpoints.get(at));
    let server = endpoint.and_then(|endpoint| match endpoint.server {
        Server::Workload(id) => Some((mesh.workload(id)?, endpoint.port)),
        Server::External => None,
    });
    let service = mesh.service_dialled(client.namespace(), &connection.call.host);
    let sends = match client.proxy {
        _ if mesh.is_outside(client) => None,
        ProxyKind::Sidecar | ProxyKind::Gateway => {
            let mut steps = connection.verdict.path(endpoint);
            Some(
                steps
                    .find_map(|step| cluster(client, step))
                    .unwrap_or_else(|| routes(client, &connection.call)),
            )
        }
        ProxyKind::Ambient => Some(ztunnel(client)),
        // Nothing of the mesh is in the way: whether that is so is the thing to see.
        ProxyKind::Waypoint | ProxyKind::None => Some(containers(client)),
    };
    let accepts = server.map(|(server, port)| match server.proxy {
        ProxyKind::Sidecar | ProxyKind::Gateway | ProxyKind::Waypoint => listener(server, port),
        ProxyKind::Ambient => ztunnel(server),
        ProxyKind::None => containers(server),
    });
    // Of two pods of one namespace, one command may show both.
    let accepts = accepts.filter(|accepts| sends.as_ref() != Some(accepts));
    let described = service.and_then(described);
    let request = request(client, &connection.call).filter(|_| !mesh.is_outside(client));
    [sends, accepts, described, request].into_iter().flatten().collect()
}

/// The TLS that the client's proxy speaks to the cluster is its `transportSocket`, or the matches of it.
fn cluster(client: &Workload, step: &Step) -> Option<String> {
    let Answer::Route(answer) = &step.answer else { return None };
    let (host, port, subset) = match answer {
        RouteAnswer::Cluster { host, port, subset, .. } => (host, Some(*port), subset.as_deref()),
        RouteAnswer::NoEndpoint { host, subset } => (host, None, subset.as_deref()),
        RouteAnswer::NoPort { host, .. } => (host, None, None),
        RouteAnswer::MissingSubset { host, subset } => (host, None, Some(subset.as_str())),
        RouteAnswer::MissingCluster { host, port } => (host, Some(*port), None),
        RouteAnswer::Passthrough(_)
        | RouteAnswer::BlackHole(_)
        | RouteAnswer::NoHost { .. }
        | RouteAnswer::HttpsRedirect
        | RouteAnswer::NotGranted { .. }
        | RouteAnswer::NoAnswer
        | RouteAnswer::NoRoute { .. }
        | RouteAnswer::Redirect { .. }
        | RouteAnswer::DirectResponse { .. }
        | RouteAnswer::Fault { .. } => return None,
    };
    let port = port.map(|port| format!(" --port {port}")).unwrap_or_default();
    let subset = subset.map(|subset| format!(" --subset {}", word(subset))).unwrap_or_default();
    Some(format!("istioctl proxy-config cluster {} --fqdn {}{port}{subset} -o yaml", at(client), word(host)))
}

/// What the client's proxy does on the port, where it knows no cluster for the call.
fn routes(client: &Workload, call: &Call) -> String {
    match call.payload {
        Payload::Http => format!("istioctl proxy-config routes {} --name {} -o yaml", at(client), call.port),
        Payload::Tls | Payload::Mtls | Payload::Tcp | Payload::ServerFirst => {
            format!("istioctl proxy-config listener {} --port {} -o yaml", at(client), call.port)
        }
    }
}

/// All inbound ports share one listener; its filter chains say what they accept.
fn listener(server: &Workload, port: u16) -> String {
    format!(
        "istioctl proxy-config listener {} --port 15006 -o yaml | grep -n -A20 'destinationPort: {port}'",
        at(server)
    )
}

fn ztunnel(workload: &Workload) -> String {
    format!("istioctl ztunnel-config workload --workload-namespace {}", word(workload.namespace()))
}

/// Which containers run beside the app: a sidecar is one of them.
pub(super) fn containers(workload: &Workload) -> String {
    format!(
        "kubectl get pods -n {} -o custom-columns=POD:.metadata.name,CONTAINERS:.spec.containers[*].name,INIT:.spec.initContainers[*].name",
        word(workload.namespace())
    )
}

/// Only a Service of Kubernetes can be described.
fn described(service: &Service) -> Option<String> {
    service.resource.value.spec().map(|_| describe_service(&service.resource.meta))
}

/// What Istio has to say about a Service.
pub(super) fn describe_service(meta: &Metadata) -> String {
    format!("istioctl experimental describe service {} -n {}", word(&meta.name), word(&meta.namespace))
}

/// The call, as the app of the client would make it. Other protocols than HTTP have no client that every image holds.
fn request(client: &Workload, call: &Call) -> Option<String> {
    let scheme = match call.payload {
        Payload::Http => "http",
        Payload::Tls => "https",
        Payload::Mtls | Payload::Tcp | Payload::ServerFirst => return None,
    };
    if call.host.starts_with("pod:") {
        return None;
    }
    let method = if call.method == "GET" { String::new() } else { format!(" -X {}", word(&call.method)) };
    let url = word(&format!("{scheme}://{}:{}{}", call.host, call.port, call.path));
    Some(format!("kubectl exec {} -- curl -sv{method} {url}", at(client)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse;
    use crate::text::SourceFile;

    const MESH: &str = include_str!("connection.yaml");

    fn commands(text: &str, client: &str) -> Vec<String> {
        let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
        let from = analysis.mesh.workloads.iter().find(|workload| workload.key() == client).unwrap().id;
        let connection = analysis.connections.iter().find(|connection| connection.call.from == from);
        of_connection(&analysis.context(), connection.unwrap())
    }

    #[test]
    fn both_proxies_and_the_call() {
        assert_eq!(
            commands(MESH, "shop/web"),
            [
                "istioctl proxy-config cluster deploy/web -n shop --fqdn cart.shop.svc.cluster.local --port 80 -o yaml",
                "istioctl proxy-config listener cart-0 -n shop --port 15006 -o yaml | grep -n -A20 'destinationPort: 8080'",
                "istioctl experimental describe service cart -n shop",
                "kubectl exec deploy/web -n shop -- curl -sv http://cart.shop:80/health",
            ]
        );
    }

    #[test]
    fn without_a_proxy_the_containers() {
        let commands = commands(MESH, "old/nightly");
        assert!(commands[0].starts_with("kubectl get pods -n old -o custom-columns="), "{commands:?}");
        let pod = "$(kubectl get pods -n old -o name | grep -m1 /nightly-) -n old";
        assert_eq!(commands[3], format!("kubectl exec {pod} -- curl -sv http://cart.shop:80/"));
    }

    #[test]
    fn what_shows_both_ends_is_told_once() {
        let outside = MESH.replace("istio-injection: enabled", "a: b");
        let commands = commands(&outside, "shop/web");
        let containers = commands.iter().filter(|command| command.contains("custom-columns"));
        assert_eq!(containers.count(), 1, "{commands:#?}");
    }

    #[test]
    fn of_two_ends_the_one_that_fails() {
        let strict = "---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-new, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template: { metadata: { labels: { app: cart, version: new } } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: new, namespace: shop }
spec: { selector: { matchLabels: { version: new } }, mtls: { mode: STRICT } }
";
        let listener = |text: &str| commands(text, "old/nightly").swap_remove(1);
        assert!(listener(MESH).contains("listener cart-0 -n shop"));
        assert!(listener(&format!("{MESH}{strict}")).contains("listener deploy/cart-new -n shop"));
    }

    #[test]
    fn a_service_entry_cannot_be_described() {
        let entry = "---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api, namespace: shop }
spec: { hosts: [api.example], ports: [{ number: 8443, name: https, protocol: TLS }], resolution: DNS }
";
        let call = MESH.replace("cart.shop:80\", path: /health", "api.example:8443\", protocol: tls");
        let commands = commands(&format!("{call}{entry}"), "shop/web");
        assert!(commands[0].contains("--fqdn api.example --port 8443"), "{commands:#?}");
        assert!(!commands.iter().any(|command| command.contains("describe")), "{commands:#?}");
    }

    #[test]
    fn a_call_to_the_outside_asks_for_its_route() {
        let commands =
            commands(&MESH.replace("cart.shop:80\", path: /health", "api.example:8443\""), "shop/web");
        assert_eq!(commands[0], "istioctl proxy-config routes deploy/web -n shop --name 8443 -o yaml");
    }
}
