//! English texts about the readiness for STRICT.

use super::En;
use crate::i18n::text::{ReadinessPart, ReadinessText};
use crate::readiness::{Cost, Fate, Scope, Status, Untried};

impl ReadinessText for En {
    fn view_readiness(&self) -> &'static str {
        "Readiness"
    }

    fn strict_for(&self) -> &'static str {
        "What if STRICT were on for"
    }

    fn strict_is_tried(&self) -> &'static str {
        "STRICT is being tried."
    }

    fn in_mesh(&self, in_mesh: usize, workloads: usize) -> String {
        format!("{in_mesh}/{workloads} in mesh")
    }

    fn breaks(&self, connections: usize) -> String {
        match connections {
            1 => "1 breaks".into(),
            n => format!("{n} break"),
        }
    }

    fn readiness_scope(&self, scope: &Scope) -> String {
        match scope {
            Scope::Mesh => "the whole mesh".into(),
            Scope::Namespace(name) => format!("namespace {name}"),
            Scope::Workload(namespace, name) => format!("workload {namespace}/{name}"),
        }
    }

    fn strict_breaks(&self, scope: &Scope, breaks: usize) -> String {
        let scope = self.readiness_scope(scope);
        match breaks {
            0 => format!("STRICT for {scope} breaks no connection of this text."),
            1 => format!("STRICT for {scope} would break 1 connection."),
            n => format!("STRICT for {scope} would break {n} connections."),
        }
    }

    fn strict_by(&self, policy: Option<&str>) -> String {
        match policy {
            Some(policy) => format!("It is turned on in PeerAuthentication {policy}."),
            None => "It takes a new PeerAuthentication.".into(),
        }
    }

    fn fate(&self, fate: Fate) -> &'static str {
        match fate {
            Fate::Breaks => "would break",
            Fate::StaysOpen => "stays unprotected",
            Fate::Safe => "safe",
            Fate::Mended => "would work again",
            Fate::FailsAnyway => "fails either way",
        }
    }

    fn migration_status(&self, status: Status) -> &'static str {
        match status {
            Status::Done => "STRICT already",
            Status::Ready => "ready",
            Status::Blocked => "blocked",
            Status::Outside => "no proxy",
        }
    }

    fn readiness_part(&self, part: ReadinessPart) -> &'static str {
        match part {
            ReadinessPart::Obstacles => "To be done before",
            ReadinessPart::Steps => "Order of migration",
            ReadinessPart::Policies => "Policies",
        }
    }

    fn cost(&self, cost: &Cost) -> String {
        let memory = |sidecars| {
            let (from, to) = Cost::memory(sidecars);
            format!("{from}–{to} MB")
        };
        let pods = |count| if count == 1 { "1 pod".to_owned() } else { format!("{count} pods") };
        let now = format!(
            "Sidecars of {}: about {} of memory, and a few milliseconds per hop.",
            pods(cost.sidecars),
            memory(cost.sidecars)
        );
        let more = match cost.missing {
            0 => String::new(),
            missing => format!(" {} without a proxy would add {}.", pods(missing), memory(missing)),
        };
        format!(
            "{now}{more} An estimate: 50–100 MB for each sidecar, more in a large mesh; ztunnels run on nodes and are not counted."
        )
    }

    fn untried(&self, why: Untried) -> &'static str {
        match why {
            Untried::Unknown => "no such namespace or workload is here",
            Untried::NotSelectable => {
                "no policy can be for this workload alone: it has no labels, or it is in the root namespace"
            }
        }
    }
}
