//! The numbers of the status line.

use crate::Analysis;
use crate::mesh::ProxyKind;

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Resources of all kinds.
    pub resources: usize,
    /// Calls.
    pub connections: usize,
    /// Workloads with a proxy of any kind.
    pub in_mesh: usize,
    /// All workloads.
    pub workloads: usize,
}

impl Summary {
    /// Counts.
    pub fn new(analysis: &Analysis) -> Self {
        let workloads = &analysis.mesh.workloads;
        Self {
            resources: analysis.inventory.resources.len(),
            connections: analysis.connections.len(),
            in_mesh: workloads.iter().filter(|workload| workload.proxy != ProxyKind::None).count(),
            workloads: workloads.len(),
        }
    }
}
