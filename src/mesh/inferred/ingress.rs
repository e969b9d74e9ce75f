//! Calls of ingress controllers that know nothing of the mesh: what an Ingress makes them dial (GW-9, GW-10).

use super::call;
use crate::mesh::room::Room;
use crate::mesh::{Call, Mesh, Payload, ProxyKind, Service, ServicePort, Workload, WorkloadId, dial};
use crate::resource::{Ingress, IngressBackend, Inventory, Loaded, PathType, Ref, TargetPort};
use crate::yaml::Path;
use std::collections::{BTreeMap, BTreeSet};

/// Controllers, by a word that their images, labels and classes share.
const PRODUCTS: [&str; 8] =
    ["nginx", "traefik", "haproxy", "kong", "contour", "ambassador", "apisix", "skipper"];

/// The Host header of a client that may name anything. No service can have this name.
const ANY_HOST: &str = "_";

/// The calls that all Ingresses make, in document order. What Istio's own gateways serve is none of them. The client is
/// the workload of the controller, where the text has it, and else the one outside.
pub(super) fn calls(mesh: &mut Mesh, inventory: &Inventory, room: &Room) -> Vec<Call> {
    let foreign: Vec<_> =
        inventory.all::<Ingress>().filter(|ingress| !ingress.value.is_for_istio()).collect();
    let outside = WorkloadId(mesh.workloads.len());
    let mut calls = Vec::new();
    let mut known = BTreeSet::new();
    let products = products(mesh);
    for ingress in &foreign {
        if !room.admits(products.len(), || ingress.whole()) {
            break;
        }
        let controllers = controllers(&products, ingress);
        let clients = if controllers.is_empty() { vec![outside] } else { controllers };
        for (backend, hop) in hops(ingress) {
            let pods = mesh.backend(&ingress.meta.namespace, backend).map_or(0, |(it, _)| it.workloads.len());
            if !room.admits(pods.max(1).saturating_mul(clients.len()), || hop.at.clone()) {
                break;
            }
            let sent = mesh.sent_to(ingress, backend, &hop);
            for (&client, call) in
                clients.iter().flat_map(|client| sent.iter().map(move |call| (client, call)))
            {
                let told = (client, call.host.clone(), call.port, call.headers.clone(), call.path.clone());
                if known.insert(told) {
                    calls.push(Call { from: client, ..call.clone() });
                }
            }
        }
    }
    let told = foreign.first().filter(|_| calls.iter().any(|call| call.from == outside));
    mesh.outside = told.map(|ingress| Workload::outside(outside, ingress));
    calls
}

/// The workloads that may serve an Ingress: those of its class, or all where its class tells nothing.
fn controllers(all: &[(&'static str, WorkloadId)], ingress: &Loaded<Ingress>) -> Vec<WorkloadId> {
    let class = ingress.value.class.as_deref().unwrap_or_default();
    let named = PRODUCTS.into_iter().find(|product| class.contains(product));
    let served = all.iter().filter(|(product, _)| named.is_none_or(|named| named == *product));
    served.map(|(_, id)| *id).collect()
}

/// The workloads that are controllers, with which.
fn products(mesh: &Mesh) -> Vec<(&'static str, WorkloadId)> {
    let all = mesh.workloads.iter().filter(|workload| workload.runs());
    all.filter_map(|workload| Some((product(workload)?, workload.id))).collect()
}

/// Which controller a workload is: a known image whose name says that it is one, or the label that charts give it.
fn product(workload: &Workload) -> Option<&'static str> {
    if workload.proxy == ProxyKind::Gateway || workload.machine.is_some() {
        return None;
    }
    let label = workload.labels.get("app.kubernetes.io/name").map(String::as_str).unwrap_or_default();
    PRODUCTS.into_iter().find(|product| {
        let names_it = |text: &str| text.contains(product) && text.contains("ingress");
        let containers = workload.resource.value.containers.iter();
        let mut images = containers.map(|container| repository(&container.image));
        // Some are nothing but ingress controllers, and say so by their own name alone.
        let is_one = |image: &str| *product != "nginx" && image.rsplit('/').next() == Some(product);
        names_it(label) || images.any(|image| names_it(image) || is_one(image))
    })
}

/// An image without its tag and digest.
fn repository(image: &str) -> &str {
    let image = image.split('@').next().unwrap_or(image);
    match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name,
        _ => image,
    }
}

/// What an Ingress says about the requests to one backend.
struct Hop<'i> {
    /// The Host header that clients send.
    host: Option<&'i str>,
    /// The path that they ask for.
    path: String,
    /// Where it stands.
    at: Ref,
}

/// The backends of an Ingress, in the order of its rules, the default one last.
fn hops(ingress: &Loaded<Ingress>) -> Vec<(&IngressBackend, Hop<'_>)> {
    let spec = &*ingress.value;
    let mut hops = Vec::new();
    for (position, rule) in spec.rules.iter().enumerate() {
        for (index, path) in rule.paths.iter().enumerate() {
            let Some(backend) = &path.backend else { continue };
            let at = Path::of("spec.rules").index(position).key("http").key("paths").index(index);
            let at = ingress.at(at.key("backend"));
            let path = match path.path_type {
                PathType::Exact | PathType::Prefix => path.path.clone(),
                PathType::ImplementationSpecific => literal(&path.path),
            };
            hops.push((backend, Hop { host: rule.host.as_deref(), path, at }));
        }
    }
    if let Some(backend) = &spec.default_backend {
        let at = ingress.at(Path::of("spec.defaultBackend"));
        hops.push((backend, Hop { host: None, path: String::new(), at }));
    }
    hops
}

/// The beginning of a path that may be a regular expression.
fn literal(path: &str) -> String {
    path.split(['(', '[', '*', '?', '$', '^', '\\', '|', '{', '.']).next().unwrap_or_default().to_owned()
}

impl Mesh {
    /// What a controller sends to a backend: to each of its pods, or to the address of its Service. The Host header is
    /// the client's unless the Ingress says another one.
    fn sent_to(&self, ingress: &Loaded<Ingress>, backend: &IngressBackend, hop: &Hop) -> Vec<Call> {
        let nginx = &ingress.value.nginx;
        let Some((service, port)) = self.backend(&ingress.meta.namespace, backend) else { return Vec::new() };
        let payload = if nginx.tls { Payload::Tls } else { Payload::Http };
        let host = nginx.upstream_vhost.clone().unwrap_or_else(|| {
            // Of the names that a pattern takes, one that nobody else has.
            hop.host.map_or_else(|| ANY_HOST.to_owned(), |host| host.replace('*', ANY_HOST))
        });
        let target = nginx.rewrite_target.as_deref().and_then(|target| target.split('$').next());
        let path = target.unwrap_or(&hop.path);
        let path = if path.starts_with('/') { path.to_owned() } else { "/".to_owned() };
        let call = |dialled: String, port: u16| Call {
            headers: BTreeMap::from([("host".to_owned(), host.clone())]),
            ..call(WorkloadId(0), (dialled, port), (payload, &path), hop.at.clone())
        };
        let pods = service.workloads.iter().filter_map(|&id| self.workload(id));
        let pods = pods.filter(|pod| pod.machine.is_none());
        let at_pods: Vec<_> = pods
            .filter_map(|pod| Some(call(dial::pod(pod.namespace(), pod.name()), port.target_on(pod)?)))
            .collect();
        // Without pods there is nothing but the name to tell of; a headless Service has no address of its own.
        let by_name = nginx.service_upstream && !service.resource.value.is_headless();
        if by_name || at_pods.is_empty() { vec![call(service.dialled_name(), port.number)] } else { at_pods }
    }

    /// The Service and port that a backend names. Without a port it must be the only one.
    fn backend(&self, namespace: &str, backend: &IngressBackend) -> Option<(&Service, &ServicePort)> {
        let service = self.kubernetes_dialled(namespace, &backend.service)?;
        let port = match &backend.port {
            Some(TargetPort::Number(number)) => service.port(*number).map(|(_, port)| port),
            Some(TargetPort::Named(name)) => service.ports.iter().find(|port| port.name == *name),
            None => service.ports.first().filter(|_| service.ports.len() == 1),
        };
        Some((service, port?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use test_case::test_case;

    #[test_case("registry.k8s.io/ingress-nginx/controller:v1.11.1@sha256:e6" => "registry.k8s.io/ingress-nginx/controller")]
    #[test_case("localhost:5000/nginx" => "localhost:5000/nginx"; "a port is no tag")]
    #[test_case("traefik" => "traefik")]
    fn repositories(image: &str) -> &str {
        repository(image)
    }

    #[test_case("/api" => "/api")]
    #[test_case("/api(/|$)(.*)" => "/api")]
    #[test_case("/.*" => "/")]
    #[test_case("" => "")]
    fn beginnings(path: &str) -> String {
        literal(path)
    }
}
