//! What the readiness report says, whatever it is written in.

use crate::Analysis;
use crate::i18n::Handbook;
use crate::i18n::text::ReadinessPart;
use crate::lint::Finding;
use crate::mesh::Workload;
use crate::readiness::{Fate, Readiness, Step};

/// Whether STRICT breaks anything, and by which policy it would be turned on.
pub(super) fn answer(found: &Readiness, analysis: &Analysis, texts: &dyn Handbook) -> String {
    let breaks = texts.strict_breaks(&found.scope, found.with(Fate::Breaks).count());
    let policy = found.policy.as_ref().and_then(|by| analysis.inventory.get(by.resource));
    let name = policy.map(|policy| policy.meta.key());
    format!("{breaks} {}", texts.strict_by(name.as_deref()))
}

/// `client → host:port` of a connection.
pub(super) fn call(analysis: &Analysis, index: usize) -> String {
    let call = analysis.connections.get(index).map(|connection| &connection.call);
    let name = call.map(|call| {
        let client = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
        format!("{client} → {}:{}", call.host, call.port)
    });
    name.unwrap_or_default()
}

/// How many connections have which fate, in one line.
pub(super) fn fates(found: &Readiness, texts: &dyn Handbook) -> String {
    let counts = Fate::ALL.map(|fate| (found.with(fate).count(), texts.fate(fate)));
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, fate)| format!("{fate}: {count}")).collect::<Vec<_>>().join(" · ")
}

/// `file:line` of each place of a finding.
pub(super) fn places(finding: &Finding, analysis: &Analysis) -> impl Iterator<Item = String> {
    finding.labels.iter().map(|label| {
        let range = analysis.sources.range(label.location);
        format!("{}:{}", range.file, range.start.line)
    })
}

/// A part of a migration: what, whether it can be done, how much of it has a proxy, how much would break.
pub(super) fn step(step: &Step, texts: &dyn Handbook) -> [String; 4] {
    let breaks = match step.breaks.len() {
        0 => String::new(),
        count => format!("{}: {}", texts.fate(Fate::Breaks), texts.explains(count)),
    };
    [
        texts.readiness_scope(&step.unit),
        texts.migration_status(step.status).to_owned(),
        format!("{}/{}", step.coverage.in_mesh, step.coverage.workloads),
        breaks,
    ]
}

/// Coverage and policies in one line.
pub(super) fn numbers(found: &Readiness, texts: &dyn Handbook) -> String {
    let covered = &found.coverage;
    let coverage = texts.coverage(covered.in_mesh, covered.workloads, covered.percent());
    let policies = found.policies.iter().map(|policy| format!("{} {}", policy.kind, policy.count));
    let policies = policies.collect::<Vec<_>>().join(", ");
    format!("{coverage} · {}: {policies}", texts.readiness_part(ReadinessPart::Policies))
}
