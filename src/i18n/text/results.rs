//! What the page and the reports of the command line both say about results.

use crate::lint::Severity;

/// Texts about results.
pub trait ResultsText {
    /// The word for a severity.
    fn severity(&self, severity: Severity) -> &'static str;
    /// What stands in place of the table where there is no connection.
    fn no_connections(&self) -> &'static str;
    /// What stands in place of the findings where there are none.
    fn no_findings(&self) -> &'static str;
    /// How many connections a finding explains.
    fn explains(&self, connections: usize) -> String;
    /// Coverage of the mesh: workloads with a proxy, of all.
    fn coverage(&self, in_mesh: usize, workloads: usize, percent: usize) -> String;
}
