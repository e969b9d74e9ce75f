//! In which order to turn STRICT on: namespace by namespace, and in a namespace workload by workload.

use super::Trial;
use super::scope::{Scope, Target};
use crate::lint::{Context, Finding};
use crate::mesh::{Coverage, Mesh, ProxyKind, Workload};
use crate::order;
use crate::verdict::{Mode, Server, enforced};
use std::collections::BTreeMap;

/// One part of a migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// A namespace of the mesh, or a workload of the namespace.
    pub unit: Scope,
    /// Whether it can be done now.
    pub status: Status,
    /// How much of it has a proxy.
    pub coverage: Coverage,
    /// The connections to it that would break, ascending.
    pub breaks: Vec<usize>,
    /// Why: indexes of the obstacles, ascending.
    pub obstacles: Vec<usize>,
}

/// Whether STRICT can be turned on. The order is the order of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Only mutual TLS is accepted already.
    Done,
    /// Nothing would break.
    Ready,
    /// Something would break; what stands in the way comes first.
    Blocked,
    /// Nothing here has a proxy, so STRICT would mean nothing.
    Outside,
}

impl Status {
    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ready => "ready",
            Self::Blocked => "blocked",
            Self::Outside => "outside",
        }
    }
}

/// The steps of a migration of the target; among those of one kind the one that breaks least comes first.
pub(super) fn steps(context: &Context, target: &Target, trial: &Trial, obstacles: &[Finding]) -> Vec<Step> {
    let mut units: BTreeMap<Scope, Vec<&Workload>> = BTreeMap::new();
    let is_part = |workload: &&Workload| target.covers(workload) && is_subject(workload);
    for workload in context.mesh.workloads.iter().filter(is_part) {
        units.entry(unit(target, workload)).or_default().push(workload);
    }
    let mut breaks: BTreeMap<Scope, Vec<usize>> = BTreeMap::new();
    for index in trial.broken(context) {
        let ends =
            trial.connections.get(index).into_iter().flat_map(|connection| &connection.verdict.endpoints);
        let failing = ends.filter(|end| !end.outcome.works());
        let servers = failing.filter_map(|end| match end.server {
            Server::Workload(id) => trial.mesh.workload(id),
            Server::External => None,
        });
        for unit in order::set(servers.map(|server| unit(target, server))) {
            breaks.entry(unit).or_default().push(index);
        }
    }
    let step = |(unit, workloads): (Scope, Vec<&Workload>)| {
        let breaks = breaks.remove(&unit).unwrap_or_default();
        let explains = |finding: &Finding| breaks.iter().any(|index| finding.connections.contains(index));
        let causes = obstacles.iter().enumerate().filter(|(_, finding)| explains(finding));
        Step {
            status: status(context.mesh, &workloads, &breaks),
            coverage: Coverage::of(workloads.into_iter()),
            obstacles: causes.map(|(index, _)| index).collect(),
            unit,
            breaks,
        }
    };
    let mut steps: Vec<Step> = units.into_iter().map(step).collect();
    order::sort_by_key(&mut steps, |step| (step.status, step.breaks.len()));
    steps
}

/// The part of a migration that a workload belongs to.
fn unit(target: &Target, workload: &Workload) -> Scope {
    match target.scope {
        Scope::Mesh => Scope::Namespace(workload.namespace().to_owned()),
        Scope::Namespace(_) | Scope::Workload(..) => {
            Scope::Workload(workload.namespace().to_owned(), workload.name().to_owned())
        }
    }
}

/// Whether a workload has anything that STRICT could be about: gateways and waypoints have listeners of their own.
fn is_subject(workload: &Workload) -> bool {
    workload.serves() && !matches!(workload.proxy, ProxyKind::Gateway | ProxyKind::Waypoint)
}

fn status(mesh: &Mesh, workloads: &[&Workload], breaks: &[usize]) -> Status {
    let guarded: Vec<_> = workloads.iter().filter(|workload| workload.proxy != ProxyKind::None).collect();
    if !breaks.is_empty() {
        Status::Blocked
    } else if guarded.is_empty() {
        Status::Outside
    } else if guarded.iter().all(|workload| is_strict(mesh, workload)) {
        Status::Done
    } else {
        Status::Ready
    }
}

/// Whether every port that a service leads to accepts only mutual TLS.
fn is_strict(mesh: &Mesh, workload: &Workload) -> bool {
    let ports = mesh.services_of(workload.id).flat_map(|service| &service.ports);
    let ports: Vec<u16> = ports.filter_map(|port| port.target_on(workload)).collect();
    // Without a service nobody knows the ports; what is said of a port that no policy names holds for all the others.
    let ports = if ports.is_empty() { vec![0] } else { ports };
    ports.into_iter().all(|port| enforced(mesh, workload, port) == Mode::Strict)
}
