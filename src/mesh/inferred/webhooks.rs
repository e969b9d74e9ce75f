//! Calls of the API server: webhooks of admission and conversion, and aggregated APIs (GW-12). The API server has no
//! proxy, and speaks TLS of its own.

use super::call;
use crate::mesh::{Call, Mesh, Payload, Workload, WorkloadId};
use crate::resource::{Inventory, KindName, Loaded, Resource};
use crate::yaml::{Node, Path, Value};

/// The port where none is written.
const HTTPS: u16 = 443;

/// Adds the calls to services that are in the text, as calls from outside.
pub(super) fn infer(mesh: &mut Mesh, inventory: &Inventory) {
    let outside = WorkloadId(mesh.workloads.len());
    for resource in inventory.of_kind(KindName::Unused) {
        let found = services(resource).into_iter();
        let calls: Vec<Call> = found.filter_map(|path| to_service(mesh, resource, path, outside)).collect();
        if !calls.is_empty() {
            mesh.outside.get_or_insert_with(|| Workload::outside(outside, resource));
            mesh.take_over(calls);
        }
    }
}

/// Where a document names services that the API server calls.
fn services(resource: &Loaded<Resource>) -> Vec<Path> {
    match resource.meta.kind.as_str() {
        "ValidatingWebhookConfiguration" | "MutatingWebhookConfiguration" => {
            let hooks = resource.root.get("webhooks").map_or(0, |hooks| hooks.items().len());
            let hook = |index| Path::of("webhooks").index(index).key("clientConfig").key("service");
            (0..hooks).map(hook).collect()
        }
        "APIService" => vec![Path::of("spec.service")],
        "CustomResourceDefinition" => vec![Path::of("spec.conversion.webhook.clientConfig.service")],
        _ => Vec::new(),
    }
}

fn to_service(mesh: &Mesh, resource: &Loaded<Resource>, at: Path, from: WorkloadId) -> Option<Call> {
    let service = resource.root.at(&at)?;
    let text = |key| service.get(key).and_then(Node::as_str);
    let host = [text("name")?, ".", text("namespace")?, ".svc"].concat();
    let port = match service.get("port").map(|port| &port.value) {
        Some(Value::Int(port)) => u16::try_from(*port).ok()?,
        Some(_) => return None,
        None => HTTPS,
    };
    mesh.service_dialled("", &host)?.port(port)?;
    Some(call(from, (host, port), (Payload::Tls, "/"), resource.at(at)))
}
