//! Outcomes that change.

use crate::mesh::{Mesh, Workload};
use crate::verdict::{Connection, Endpoint, Outcome, Overall, Server};
use std::collections::BTreeMap;

/// An outcome that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// Index of the connection.
    pub connection: usize,
    /// `namespace/name` of the server, or `host:port` as dialled where no endpoint is reached.
    pub server: String,
    /// The outcome before, and whether it works.
    pub before: (Overall, bool),
    /// The outcome after, and whether it works.
    pub after: (Overall, bool),
}

impl Flip {
    /// Whether something worked before and does not any more.
    pub const fn breaks(&self) -> bool {
        self.before.1 && !self.after.1
    }

    /// Whether something was protected by mutual TLS before and is not any more.
    pub fn exposes(&self) -> bool {
        let protected = Overall::Endpoints(Outcome::Mtls);
        self.before.0 == protected && self.after.0 != protected
    }

    /// Whether something works now that did not.
    pub const fn mends(&self) -> bool {
        !self.before.1 && self.after.1
    }
}

/// The differences of one call between two meshes.
pub(super) fn flips(
    connection: usize,
    (old, before): (&Connection, &Mesh),
    (new, after): (&Connection, &Mesh),
) -> Vec<Flip> {
    // Nearly all calls go as they went, and that is told without writing any names.
    if is_same((old, before), (new, after)) {
        return Vec::new();
    }
    differences(connection, &ends(old, before), &ends(new, after))
}

/// Whether a call ends where it did, and as it did, in the same order.
fn is_same((old, before): (&Connection, &Mesh), (new, after): (&Connection, &Mesh)) -> bool {
    let same_end = |(old, new): (&Endpoint, &Endpoint)| {
        (old.outcome, old.port) == (new.outcome, new.port)
            && match (old.server, new.server) {
                (Server::Workload(old), Server::Workload(new)) => {
                    before.workload(old).map(key) == after.workload(new).map(key)
                }
                (old, new) => old == new,
            }
    };
    let (old, new) = (&old.verdict, &new.verdict);
    old.outcome == new.outcome
        && old.endpoints.len() == new.endpoints.len()
        && old.endpoints.iter().zip(&new.endpoints).all(same_end)
}

fn key(workload: &Workload) -> (&str, &str) {
    (workload.namespace(), workload.name())
}

/// Where a call ends, and how: by server and pod port, and by what was dialled where no endpoint is reached.
struct Ends {
    endpoints: BTreeMap<(String, u16), (Overall, bool)>,
    call: Option<(Overall, bool)>,
    dialled: String,
    overall: (Overall, bool),
}

/// Where a call ends.
fn ends(connection: &Connection, mesh: &Mesh) -> Ends {
    let Connection { call, verdict, .. } = connection;
    let mut endpoints = BTreeMap::new();
    for endpoint in &verdict.endpoints {
        let end = (Overall::Endpoints(endpoint.outcome), endpoint.outcome.works());
        let known = endpoints.entry((endpoint.server.name(mesh), endpoint.port)).or_insert(end);
        // Where two branches lead to one endpoint, the worse one is told.
        if known.1 && !end.1 {
            *known = end;
        }
    }
    Ends {
        endpoints,
        call: verdict.outcome.map(|outcome| (Overall::Call(outcome), false)),
        dialled: format!("{}:{}", call.host, call.port),
        overall: (verdict.overall(), verdict.works()),
    }
}

/// The differences. An endpoint that is new was, before, what the whole call was; one that is gone is what
/// the whole call is now.
fn differences(connection: usize, old: &Ends, new: &Ends) -> Vec<Flip> {
    let mut flips = Vec::new();
    let mut flip = |server: &str, before: (Overall, bool), after: (Overall, bool)| {
        // A refusal is the same to people wherever it happens.
        if (before.0.as_str(), before.1) != (after.0.as_str(), after.1) {
            flips.push(Flip { connection, server: server.to_owned(), before, after });
        }
    };
    for (key, &before) in &old.endpoints {
        flip(&key.0, before, new.endpoints.get(key).copied().unwrap_or(new.overall));
    }
    for (key, &after) in new.endpoints.iter().filter(|(key, _)| !old.endpoints.contains_key(key)) {
        flip(&key.0, old.overall, after);
    }
    match (old.call, new.call) {
        // An endpoint that the lost part now reaches tells it already.
        (Some(before), None) if new.endpoints.keys().all(|key| old.endpoints.contains_key(key)) => {
            flip(&old.dialled, before, new.overall);
        }
        (Some(before), Some(after)) => flip(&new.dialled, before, after),
        (None, Some(after)) if !new.endpoints.is_empty() => flip(&new.dialled, old.overall, after),
        // Where no endpoint is left, each one that was there tells it.
        (Some(_) | None, None) | (None, Some(_)) => {}
    }
    flips
}
