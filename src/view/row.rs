//! The rows of the Connections view: one for each call and endpoint, worst first.

use super::Place;
use crate::Analysis;
use crate::order;
use crate::resource::short_name;
use crate::verdict::{CallOutcome, Connection, Endpoint, Mode, Outcome, Sent, Server, Step};
use std::collections::HashMap;
use std::rc::Rc;

/// What comes of a row: at an endpoint, or of a call that never gets to one.
///
/// The order of the variants and of [`RowOutcome::rank`] is the order of the page: worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowOutcome {
    /// At an endpoint.
    Endpoint(Outcome),
    /// Of the call itself.
    Call(CallOutcome),
}

impl RowOutcome {
    /// The word of the contract, as in `data-outcome`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Endpoint(outcome) => outcome.as_str(),
            Self::Call(outcome) => outcome.as_str(),
        }
    }

    /// Name of the icon, of the wire (`w-…`) and of the colour; one of the classes of the design language.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Endpoint(outcome) => outcome.as_str(),
            Self::Call(CallOutcome::ProtocolError) => Outcome::ProtocolError.as_str(),
            Self::Call(CallOutcome::Refused | CallOutcome::NoFilterChain) => Outcome::Refused.as_str(),
            Self::Call(CallOutcome::Denied) => Outcome::Denied.as_str(),
            Self::Call(
                CallOutcome::NoEndpoint
                | CallOutcome::NoCluster
                | CallOutcome::NoRoute
                | CallOutcome::Unreachable
                | CallOutcome::Blackhole
                | CallOutcome::Redirect
                | CallOutcome::DirectResponse
                | CallOutcome::NoListener,
            ) => "unroutable",
        }
    }

    /// Position in the list: failures before what works, the unprotected before the protected.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Endpoint(Outcome::Refused) => 0,
            Self::Endpoint(Outcome::Garbled) => 1,
            Self::Endpoint(Outcome::Denied) => 2,
            Self::Endpoint(Outcome::ProtocolError) => 3,
            Self::Endpoint(Outcome::Hangs) => 4,
            Self::Call(_) => 5,
            Self::Endpoint(Outcome::Plaintext) => 6,
            Self::Endpoint(Outcome::Tls) => 7,
            Self::Endpoint(Outcome::Mtls) => 8,
        }
    }

    /// Whether the bytes reach an app.
    pub const fn works(self) -> bool {
        match self {
            Self::Endpoint(outcome) => outcome.works(),
            Self::Call(_) => false,
        }
    }
}

/// The resource that decided a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Short name as `kubectl` writes it: `dr/payments`.
    pub name: String,
    /// Where.
    pub place: Place,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Stays the same while the text is edited, so that the selection survives.
    pub key: Rc<str>,
    /// Index in [`Analysis::connections`].
    pub connection: usize,
    /// Index in the endpoints of its verdict; `None` for a call that never gets to one.
    pub endpoint: Option<usize>,
    /// The client, `namespace/name`.
    pub from: String,
    /// The host as dialled.
    pub host: String,
    /// The port as dialled.
    pub port: u16,
    /// Who answers: `namespace/name`, `external`, or empty where nobody does.
    pub server: String,
    /// What comes of it.
    pub outcome: RowOutcome,
    /// What is sent and what the server enforces; `None` where no endpoint is reached.
    pub sent: Option<(Sent, Mode)>,
    /// What decided it, if a resource did.
    pub decided: Option<Decided>,
}

/// The server of a row that leads out of the scenario, as the contract has it.
pub const EXTERNAL: &str = "external";

/// The rows of an analysis, worst first, otherwise in the order of the connections.
pub fn rows(analysis: &Analysis) -> Vec<Rc<Row>> {
    let mut seen = HashMap::new();
    let mut rows: Vec<Rc<Row>> = analysis
        .connections
        .iter()
        .enumerate()
        .flat_map(|(index, connection)| connection_rows(analysis, index, connection))
        .map(|row| Rc::new(with_unique_key(row, &mut seen)))
        .collect();
    order::sort_by_key(&mut rows, |row| row.outcome.rank());
    rows
}

fn connection_rows(analysis: &Analysis, index: usize, connection: &Connection) -> Vec<Row> {
    let verdict = &connection.verdict;
    let call = verdict.outcome.map(|outcome| Row {
        outcome: RowOutcome::Call(outcome),
        decided: verdict.decisive(None).and_then(|step| decided(analysis, step)),
        ..base(analysis, index, connection)
    });
    let endpoints = verdict.endpoints.iter().enumerate().map(|(at, endpoint)| Row {
        endpoint: Some(at),
        server: server_name(analysis, endpoint),
        outcome: RowOutcome::Endpoint(endpoint.outcome),
        sent: Some((endpoint.sent, endpoint.mode)),
        decided: verdict.decisive(Some(endpoint)).and_then(|step| decided(analysis, step)),
        ..base(analysis, index, connection)
    });
    call.into_iter().chain(endpoints).collect()
}

/// A row of the connection with nothing filled in that depends on the endpoint.
fn base(analysis: &Analysis, index: usize, connection: &Connection) -> Row {
    let call = &connection.call;
    let from = analysis.mesh.workload(call.from).map(crate::mesh::Workload::key).unwrap_or_default();
    Row {
        key: Rc::from(""),
        connection: index,
        endpoint: None,
        from,
        host: call.host.clone(),
        port: call.port,
        server: String::new(),
        outcome: RowOutcome::Call(CallOutcome::Unreachable),
        sent: None,
        decided: None,
    }
}

/// Two calls may look alike (another path or method); the second one gets a number.
fn with_unique_key(row: Row, seen: &mut HashMap<String, usize>) -> Row {
    let key = format!("{} {}:{} {}", row.from, row.host, row.port, row.server);
    let count = seen.entry(key.clone()).or_insert(0);
    *count += 1;
    Row { key: Rc::from(format!("{key} {count}")), ..row }
}

/// `namespace/name` of the server, or the word of the contract for the outside.
fn server_name(analysis: &Analysis, endpoint: &Endpoint) -> String {
    match endpoint.server {
        Server::Workload(id) => {
            analysis.mesh.workloads.get(id.0).map(crate::mesh::Workload::key).unwrap_or_default()
        }
        Server::External => EXTERNAL.to_owned(),
    }
}

fn decided(analysis: &Analysis, step: &Step) -> Option<Decided> {
    let by = step.decided_by.as_ref()?;
    let meta = &analysis.inventory.get(by.resource)?.meta;
    Some(Decided {
        name: format!("{}/{}", short_name(&meta.kind), meta.name),
        place: Place::of(analysis, by)?,
    })
}
