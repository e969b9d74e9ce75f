//! `portLevelMtls` speaks of pod ports, not of Service ports (PA-17).

use super::case::Case;
use super::{Proposal, Safety, Title, one};
use crate::yaml::Path;
use crate::yaml::patch::Change;

/// An exception for the Service port becomes one for the pod port behind it.
pub(super) fn pod_port(case: &Case) -> Vec<Proposal> {
    let (Some((server, meant)), Some((service, written))) = (case.server(), case.service()) else {
        return Vec::new();
    };
    let leads_there = service.port(written).is_some_and(|(_, port)| port.target_on(server) == Some(meant));
    if written == meant || !leads_there {
        return Vec::new();
    }
    let policies = &case.context.mesh.peer_authentications;
    let picking = policies.picking(server.namespace(), &server.labels);
    let misnamed = picking.iter().filter(|policy| {
        policy.value.ports.contains_key(&written) && !policy.value.ports.contains_key(&meant)
    });
    let rename = |policy: &&crate::resource::Loaded<crate::resource::PeerAuthentication>| {
        let path = Path::of("spec.portLevelMtls").key(written.to_string());
        let title = Title::UsePodPort { policy: policy.meta.key(), written, meant };
        let change = Change::Rename(path, meant.to_string());
        one(title, Safety::Safe, case.change(policy.id, &change))
    };
    misnamed.flat_map(rename).collect()
}
