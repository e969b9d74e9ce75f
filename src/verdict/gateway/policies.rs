//! The policies of a gateway: they are asked behind its handshake and before its routes.

use super::Admission;
use super::chain::{Accepted, Onward};
use crate::mesh::{GATEWAY_NAME, Mesh, Workload};
use crate::resource::{GATEWAY_API, PolicyTarget};
use crate::verdict::Codec;
use crate::verdict::authz::{Access, Attached, Identity, Reader, Ruling, authorize};
use crate::verdict::request::Request;
use std::net::IpAddr;

/// Who calls a gateway, as its policies see it.
#[derive(Clone, Copy)]
pub(super) struct Caller<'a> {
    /// The address.
    pub(super) source: IpAddr,
    /// Who it is, if it is a workload of the mesh; only mTLS that the gateway ends proves it.
    pub(super) identity: Option<Identity<'a>>,
    /// The SNI of its TLS.
    pub(super) sni: Option<&'a str>,
    /// The request.
    pub(super) request: &'a Request,
}

/// What the policies of a gateway make of a connection that a server took on this pod port. `None` where they are not
/// asked: mTLS that is passed on by the name of a service (GW-20).
pub(super) fn ask(
    mesh: &Mesh,
    pod: &Workload,
    port: u16,
    accepted: &Accepted,
    caller: Caller,
) -> Option<Ruling> {
    if matches!(accepted.onward, Onward::Named(..)) {
        return None;
    }
    let reads =
        matches!(accepted.admission, Admission::Plain(Codec::Http) | Admission::Terminated(Codec::Http));
    let proven = accepted.server.is_for_the_mesh() && matches!(accepted.admission, Admission::Terminated(_));
    let access = Access {
        reader: Reader::Gateway,
        identity: caller.identity.filter(|_| proven),
        source: caller.source,
        destination: pod.ip,
        port,
        sni: caller.sni,
        request: reads.then_some(caller.request),
    };
    Some(authorize(mesh, &attached(mesh, pod), &access, caller.identity))
}

/// The policies in force at a gateway: those for its pod, and those that refer to its Gateway (AZ-4).
fn attached<'m>(mesh: &'m Mesh, pod: &'m Workload) -> Attached<'m> {
    let mut attached = Attached::of_workload(mesh, pod);
    let Some(name) = pod.labels.get(GATEWAY_NAME) else { return attached };
    let refers = |target: &PolicyTarget| match target {
        PolicyTarget::References(references) => references.iter().any(|reference| {
            reference.group == GATEWAY_API && reference.kind == "Gateway" && reference.name == *name
        }),
        PolicyTarget::Everything | PolicyTarget::Selector(_) => false,
    };
    for policy in mesh.authorization_policies.referring(pod.namespace()) {
        if refers(&policy.value.target) {
            attached.ignored.retain(|ignored| ignored.by.resource != policy.id);
            attached.add(policy);
        }
    }
    let tokens = mesh.request_authentications.referring(pod.namespace());
    attached.tokens.extend(tokens.filter(|policy| refers(&policy.value.target)));
    attached
}
