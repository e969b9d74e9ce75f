//! English texts about results.

use super::En;
use crate::i18n::text::ResultsText;
use crate::lint::Severity;

impl ResultsText for En {
    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    fn no_connections(&self) -> &'static str {
        "No connections: the text has no Service with a port, or no workload that could call it."
    }

    fn no_findings(&self) -> &'static str {
        "No findings."
    }

    fn explains(&self, connections: usize) -> String {
        match connections {
            1 => "1 connection".into(),
            n => format!("{n} connections"),
        }
    }

    fn coverage(&self, in_mesh: usize, workloads: usize, percent: usize) -> String {
        format!("mesh coverage {in_mesh} of {workloads} workloads ({percent} %)")
    }
}
