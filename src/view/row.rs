//! The rows of the Connections view: one for each call and endpoint, worst first.

use super::Place;
use crate::Analysis;
use crate::mesh::Call;
use crate::order;
use crate::resource::short_name;
use crate::verdict::{CallOutcome, Endpoint, Mode, Outcome, Sent, Verdict};
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
    pub from: Rc<str>,
    /// The host as dialled.
    pub host: Rc<str>,
    /// The port as dialled.
    pub port: u16,
    /// The path, where it is more than the default.
    pub path: Option<Rc<str>>,
    /// Who answers: `namespace/name`, `external`, or empty where nobody does.
    pub server: Rc<str>,
    /// What comes of it.
    pub outcome: RowOutcome,
    /// What is sent and what the server enforces; `None` where no endpoint is reached.
    pub sent: Option<(Sent, Mode)>,
    /// What decided it, if a resource did.
    pub decided: Option<Rc<Decided>>,
}

impl Row {
    /// What is called: `host:port`, and the path.
    pub fn dialled(&self) -> String {
        format!("{}:{}{}", self.host, self.port, self.path.as_deref().unwrap_or_default())
    }
}

/// The server of a row that leads out of the scenario, as the contract has it.
pub const EXTERNAL: &str = "external";

/// The rows of an analysis, worst first, otherwise in the order of the connections.
pub fn rows(analysis: &Analysis) -> Vec<Rc<Row>> {
    let clients = analysis.mesh.workloads.iter().map(|workload| Rc::from(workload.key())).collect();
    let mut writer = Writer { analysis, clients, ends: HashMap::new(), seen: HashMap::new() };
    let mut rows = Vec::new();
    for (index, connection) in analysis.connections.iter().enumerate() {
        for end in writer.ends(&connection.verdict).iter() {
            rows.push(Rc::new(writer.row(index, &connection.call, end)));
        }
    }
    order::sort_by_key(&mut rows, |row| row.outcome.rank());
    rows
}

/// The part of a row that all clients of a verdict share: most of them do, and there are many after each key.
struct End {
    endpoint: Option<usize>,
    server: Rc<str>,
    outcome: RowOutcome,
    sent: Option<(Sent, Mode)>,
    decided: Option<Rc<Decided>>,
}

/// Writes rows.
struct Writer<'a> {
    analysis: &'a Analysis,
    /// The names of the workloads, by their position.
    clients: Vec<Rc<str>>,
    /// By the address of the verdict.
    ends: HashMap<*const Verdict, Rc<[End]>>,
    /// How often there was each.
    seen: HashMap<Looks, usize>,
}

/// Client, host, port and server: what a row is known by.
type Looks = (Rc<str>, Rc<str>, u16, Rc<str>);

impl Writer<'_> {
    fn row(&mut self, connection: usize, call: &Call, end: &End) -> Row {
        // The only client that is no workload of the text is the one outside.
        let from = self.clients.get(call.from.0).cloned().unwrap_or_else(|| Rc::from(EXTERNAL));
        let (host, port, server) = (Rc::from(call.host.as_str()), call.port, end.server.clone());
        // Two calls may look alike (another path or method); the second one gets a number.
        let count = self.seen.entry((from.clone(), Rc::clone(&host), port, server.clone())).or_insert(0);
        *count += 1;
        Row {
            key: Rc::from(format!("{from} {host}:{port} {server} {count}")),
            connection,
            endpoint: end.endpoint,
            from,
            host,
            port,
            path: call.own_path().map(Rc::from),
            server,
            outcome: end.outcome,
            sent: end.sent,
            decided: end.decided.clone(),
        }
    }

    fn ends(&mut self, verdict: &Rc<Verdict>) -> Rc<[End]> {
        if let Some(ends) = self.ends.get(&Rc::as_ptr(verdict)) {
            return ends.clone();
        }
        let mut ends = Vec::new();
        if let Some(outcome) = verdict.outcome {
            ends.push(End {
                endpoint: None,
                server: Rc::from(""),
                outcome: RowOutcome::Call(outcome),
                sent: None,
                decided: self.decided(verdict, None),
            });
        }
        for (at, endpoint) in verdict.endpoints.iter().enumerate() {
            ends.push(End {
                endpoint: Some(at),
                server: Rc::from(endpoint.server.name(&self.analysis.mesh)),
                outcome: RowOutcome::Endpoint(endpoint.outcome),
                sent: Some((endpoint.sent, endpoint.mode)),
                decided: self.decided(verdict, Some(endpoint)),
            });
        }
        let ends = Rc::from(ends);
        self.ends.insert(Rc::as_ptr(verdict), Rc::clone(&ends));
        ends
    }

    fn decided(&self, verdict: &Verdict, endpoint: Option<&Endpoint>) -> Option<Rc<Decided>> {
        let by = verdict.decisive(endpoint)?.decided_by.as_ref()?;
        let meta = &self.analysis.inventory.get(by.resource)?.meta;
        let name = format!("{}/{}", short_name(&meta.kind), meta.name);
        Some(Rc::new(Decided { name, place: Place::of(self.analysis, by)? }))
    }
}
