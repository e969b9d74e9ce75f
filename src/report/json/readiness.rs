//! The key `readiness`: what STRICT would do.

use super::{Decider, Location, Writer};
use crate::lint;
use crate::mesh::Coverage;
use crate::order;
use crate::readiness::{self, Cost, Fate};
use serde::Serialize;
use std::collections::BTreeMap;

/// What STRICT would do.
#[derive(Debug, Serialize)]
pub(super) struct Readiness<'a> {
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<Decider<'a>>,
    connections: BTreeMap<&'static str, Vec<usize>>,
    obstacles: Vec<Obstacle<'a>>,
    steps: Vec<Step<'a>>,
    coverage: Covered,
    cost: Costs,
    policies: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Serialize)]
struct Obstacle<'a> {
    code: &'static str,
    name: &'static str,
    message: String,
    locations: Vec<Location>,
    connections: &'a [usize],
}

#[derive(Debug, Serialize)]
struct Step<'a> {
    scope: String,
    status: &'static str,
    coverage: Covered,
    breaks: &'a [usize],
    obstacles: &'a [usize],
}

#[derive(Debug, Serialize)]
struct Covered {
    workloads: usize,
    in_mesh: usize,
    percent: usize,
}

#[derive(Debug, Serialize)]
struct Costs {
    sidecars: usize,
    missing: usize,
    memory_mb: [usize; 2],
    assumptions: String,
}

impl<'a> Writer<'a> {
    pub(super) fn readiness(&self, found: &'a readiness::Readiness) -> Readiness<'a> {
        let step = |step: &'a readiness::Step| Step {
            scope: step.unit.to_string(),
            status: step.status.as_str(),
            coverage: covered(step.coverage),
            breaks: &step.breaks,
            obstacles: &step.obstacles,
        };
        let memory = Cost::memory(found.cost.sidecars);
        Readiness {
            scope: found.scope.to_string(),
            policy: found.policy.as_ref().and_then(|by| self.decider(by)),
            connections: order::map(Fate::ALL.map(|fate| (fate.as_str(), found.with(fate).collect()))),
            obstacles: found.obstacles.iter().map(|finding| self.obstacle(finding)).collect(),
            steps: found.steps.iter().map(step).collect(),
            coverage: covered(found.coverage),
            cost: Costs {
                sidecars: found.cost.sidecars,
                missing: found.cost.missing,
                memory_mb: [memory.0, memory.1],
                assumptions: self.texts.cost(&found.cost),
            },
            policies: order::map(found.policies.iter().map(|policy| (policy.kind, policy.count))),
        }
    }

    fn obstacle(&self, finding: &'a lint::Finding) -> Obstacle<'a> {
        let labels = finding.labels.iter();
        Obstacle {
            code: finding.rule.code.as_str(),
            name: finding.rule.code.name(),
            message: self.texts.message(&finding.message),
            locations: labels.map(|label| self.location(label.location, label.primary)).collect(),
            connections: &finding.connections,
        }
    }
}

fn covered(coverage: Coverage) -> Covered {
    Covered { workloads: coverage.workloads, in_mesh: coverage.in_mesh, percent: coverage.percent() }
}
