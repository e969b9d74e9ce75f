//! Texts about the readiness for STRICT.

use crate::readiness::{Cost, Fate, Scope, Status, Untried};

/// The parts of a report about readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadinessPart {
    /// What stands in the way.
    Obstacles,
    /// The order of a migration.
    Steps,
    /// How many policies there are.
    Policies,
}

/// Texts about the readiness for STRICT.
pub trait ReadinessText {
    /// Name of the view in the page.
    fn view_readiness(&self) -> &'static str;
    /// Before the choice of what STRICT is tried on.
    fn strict_for(&self) -> &'static str;
    /// The answer is not there yet.
    fn strict_is_tried(&self) -> &'static str;
    /// How many workloads of a part of a migration have a proxy.
    fn in_mesh(&self, in_mesh: usize, workloads: usize) -> String;
    /// How many connections a part of a migration would break.
    fn breaks(&self, connections: usize) -> String;
    /// What STRICT is tried on, within a sentence.
    fn readiness_scope(&self, scope: &Scope) -> String;
    /// What STRICT would come to: how many connections would break.
    fn strict_breaks(&self, scope: &Scope, breaks: usize) -> String;
    /// How STRICT would be turned on: by changing this policy (`namespace/name`), or by a new one.
    fn strict_by(&self, policy: Option<&str>) -> String;
    /// What becomes of a connection, in a few words.
    fn fate(&self, fate: Fate) -> &'static str;
    /// Whether a part of a migration can be done, in a word or two.
    fn migration_status(&self, status: Status) -> &'static str;
    /// The heading of a part.
    fn readiness_part(&self, part: ReadinessPart) -> &'static str;
    /// What the proxies cost, and what that rests on.
    fn cost(&self, cost: &Cost) -> String;
    /// Why STRICT cannot be tried.
    fn untried(&self, why: Untried) -> &'static str;
}
