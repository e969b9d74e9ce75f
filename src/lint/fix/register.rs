//! Hosts outside of the mesh.

use super::super::failures::End;
use super::case::{Case, resource};
use super::{Proposal, Safety, Title, one};
use crate::mesh::Payload;
use crate::verdict::CallOutcome;
use crate::yaml::patch::Fragment;

/// A ServiceEntry for a host that a mesh with `REGISTRY_ONLY` does not let calls out to.
pub(super) fn entry(case: &Case) -> Vec<Proposal> {
    let call = &case.failure.connection.call;
    let is_blackhole = matches!(case.failure.end, End::Call(CallOutcome::Blackhole));
    let Some(client) = case.client().filter(|_| is_blackhole && call.host.contains('.')) else {
        return Vec::new();
    };
    let protocol = match call.payload {
        Payload::Http => "HTTP",
        Payload::Tls => "TLS",
        Payload::Tcp | Payload::ServerFirst | Payload::Mtls => "TCP",
    };
    let port = Fragment::mapping([
        ("number", Fragment::Int(i64::from(call.port))),
        ("name", Fragment::text(format!("{}-{}", protocol.to_lowercase(), call.port))),
        ("protocol", Fragment::text(protocol)),
    ]);
    let spec = Fragment::mapping([
        ("hosts", Fragment::Sequence(vec![Fragment::text(call.host.as_str())])),
        ("location", Fragment::text("MESH_EXTERNAL")),
        ("ports", Fragment::Sequence(vec![port])),
        ("resolution", Fragment::text("DNS")),
    ]);
    let name = call.host.replace('.', "-");
    let document = resource("networking.istio.io/v1", "ServiceEntry", client.namespace(), &name, spec);
    let title = Title::Register { host: call.host.clone() };
    one(title, Safety::ChangesBehaviour, case.document(client.resource.file, &document))
}
