//! The commands that show on a cluster what a row says about it, with its own names filled in.

use super::Row;
use crate::Analysis;
use crate::mesh::{Call, Payload, ProxyKind, Service, Workload};
use crate::resource::short_name;
use crate::verdict::{Answer, RouteAnswer, Server, Step};

/// The kinds that `istioctl` and `kubectl exec` take by their own name.
const ATTACHABLE: [&str; 6] =
    ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"];

/// Commands that check a row, the most telling first: what the client's proxy makes of the call, what the server's
/// proxy accepts, and the call itself.
pub fn verify(analysis: &Analysis, row: &Row) -> Vec<String> {
    commands(analysis, row.connection, row.endpoint)
}

/// The same for a connection and the index of one of its endpoints, if it gets to one.
pub(super) fn commands(analysis: &Analysis, connection: usize, endpoint: Option<usize>) -> Vec<String> {
    let Some(connection) = analysis.connections.get(connection) else { return Vec::new() };
    let mesh = &analysis.mesh;
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
    let described = service.map(described);
    let request = request(client, &connection.call).filter(|_| !mesh.is_outside(client));
    [sends, accepts, described, request].into_iter().flatten().collect()
}

/// The TLS that the client's proxy speaks to the cluster is its `transportSocket`, or the matches of it.
fn cluster(client: &Workload, step: &Step) -> Option<String> {
    let Answer::Route(answer) = &step.answer else { return None };
    let (host, port, subset) = match answer {
        RouteAnswer::Cluster { host, port, subset, .. } => (host, Some(*port), subset.as_deref()),
        RouteAnswer::NoEndpoint { host, subset } => (host, None, subset.as_deref()),
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

pub(super) fn described(service: &Service) -> String {
    let meta = &service.resource.meta;
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

/// `deploy/cart -n shop`.
pub(super) fn at(workload: &Workload) -> String {
    let meta = &workload.resource.meta;
    let name = word(&meta.name);
    let pod = match meta.kind.as_str() {
        kind if ATTACHABLE.contains(&kind) => format!("{}/{name}", short_name(kind)),
        "Pod" => name,
        // Only the cluster knows the names of its pods; they begin with its own.
        _ => format!(
            "$(kubectl get pods -n {} -o name | grep -m1 {})",
            word(&meta.namespace),
            word(&format!("/{}-", meta.name))
        ),
    };
    format!("{pod} -n {}", word(&meta.namespace))
}

/// A word for a shell. Names of a cluster need no quotes; those of a text that somebody sent may be commands.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
    if !text.is_empty() && text.chars().all(is_plain) && !text.starts_with('-') {
        return text.to_owned();
    }
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse;
    use crate::text::SourceFile;
    use crate::view::rows;
    use test_case::test_case;

    const MESH: &str = include_str!("verify.yaml");

    fn commands(text: &str, client: &str) -> Vec<String> {
        let analysis = analyse([SourceFile::new("mesh.yaml", text)]);
        let rows = rows(&analysis);
        let row = rows.iter().find(|row| row.from == client).unwrap();
        verify(&analysis, row)
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
    fn a_call_to_the_outside_asks_for_its_route() {
        let commands =
            commands(&MESH.replace("cart.shop:80\", path: /health", "api.example:8443\""), "shop/web");
        assert_eq!(commands[0], "istioctl proxy-config routes deploy/web -n shop --name 8443 -o yaml");
    }

    #[test_case("cart" => "cart")]
    #[test_case("outbound|80||a.b" => "'outbound|80||a.b'"; "a pipe is none")]
    #[test_case("x; rm -rf ~" => "'x; rm -rf ~'")]
    #[test_case("$(id)" => "'$(id)'")]
    #[test_case("it's" => "'it'\\''s'")]
    #[test_case("-o" => "'-o'"; "no option")]
    #[test_case("a\nb" => "'ab'"; "no second command")]
    #[test_case("" => "''")]
    fn words_are_no_commands(text: &str) -> String {
        word(text)
    }
}
