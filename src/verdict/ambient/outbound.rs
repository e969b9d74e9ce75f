//! Who sends through the tunnel, and to whom (§11.3).

use crate::mesh::{Mesh, TUNNEL, TunnelEnd, Workload};
use crate::resource::Ref;
use crate::verdict::capture::place;
use crate::verdict::{Answer, Because, Ignored, Sent, SentBecause, Step};

/// What a ztunnel sends: the tunnel where somebody at the server ends it, and `untouched` to all others.
/// DestinationRules mean nothing to it (AMB-14). A waypoint does the same with its own services (WP-5).
pub(in crate::verdict) fn by_ztunnel(
    mesh: &Mesh,
    untouched: Sent,
    server: Option<&Workload>,
) -> (Sent, Step) {
    if let Some(tunnel) = server.and_then(|server| tunnel(mesh, server)) {
        return tunnel;
    }
    let by = server.and_then(|server| label(server).or_else(|| place(mesh, server)));
    (untouched, Step::new(Answer::Sent(untouched, SentBecause::NoTunnel)).by(by))
}

/// The tunnel, if a sidecar or gateway sends through it to a pod whose address it looked up: where somebody there ends
/// it, unless the pod takes Istio mTLS, which comes first (AMB-6, AMB-10).
pub(in crate::verdict) fn by_proxy(mesh: &Mesh, server: &Workload) -> Option<(Sent, Step)> {
    if server.tls_mode() == "istio" { None } else { tunnel(mesh, server) }
}

fn tunnel(mesh: &Mesh, server: &Workload) -> Option<(Sent, Step)> {
    let end = server.tunnel_end()?;
    let by = match end {
        TunnelEnd::Ztunnel => place(mesh, server),
        TunnelEnd::Proxy => label(server).or_else(|| place(mesh, server)),
    };
    // A label that nobody wrote is there because the installation has ambient.
    let install = mesh.ambient_install.clone().filter(|_| end == TunnelEnd::Proxy && label(server).is_none());
    let ignored = install.map(|by| Ignored { by, because: Because::InstallsAmbient });
    let step = Step::new(Answer::Sent(Sent::Hbone, SentBecause::Tunnel(end))).by(by);
    Some((Sent::Hbone, step.beating(ignored.into_iter().collect())))
}

/// The label of the template that says whether the pod's own proxy takes the tunnel.
fn label(server: &Workload) -> Option<Ref> {
    let template = &server.resource.value;
    let written = template.labels.contains_key(TUNNEL);
    written.then(|| server.resource.at(template.route("metadata.labels").key(TUNNEL)))
}
