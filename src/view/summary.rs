//! The numbers of the status line.

use crate::Analysis;
use crate::mesh::Coverage;

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Resources of all kinds.
    pub resources: usize,
    /// Calls.
    pub connections: usize,
    /// Pairs of client and service port that were left out because there are too many.
    pub pairs_left_out: usize,
    /// Workloads with a proxy, of all.
    pub coverage: Coverage,
}

impl Summary {
    /// Counts.
    pub fn new(analysis: &Analysis) -> Self {
        Self {
            resources: analysis.inventory.resources.len(),
            connections: analysis.connections.len(),
            pairs_left_out: analysis.pairs_left_out,
            coverage: analysis.mesh.coverage(),
        }
    }
}
