//! The table of connections: one row per call and endpoint, the worst first.

use super::style;
use super::table::{Cell, align};
use crate::Analysis;
use crate::i18n::Handbook;
use crate::i18n::text::Column;
use crate::mesh::Workload;
use crate::resource::short_name;
use crate::verdict::{CallOutcome, Connection, Endpoint, Outcome, Step};
use anstyle::Style;

const COLUMNS: [Column; 5] = [Column::Outcome, Column::Call, Column::Server, Column::Wire, Column::DecidedBy];

/// The table, or a sentence where there is nothing to show.
pub(super) fn table(analysis: &Analysis, texts: &dyn Handbook) -> String {
    if analysis.connections.is_empty() {
        return format!("{}\n", texts.no_connections());
    }
    let mut rows: Vec<Row> = analysis.connections.iter().flat_map(rows_of).collect();
    rows.sort_by_key(Row::rank);
    let head = COLUMNS.map(|column| Cell::new(texts.column(column), style::FAINT));
    let body = rows.iter().map(|row| row.cells(analysis, texts));
    align(&std::iter::once(head).chain(body).collect::<Vec<_>>())
}

/// What one row is about: an endpoint, or the call itself where (part of) it gets to none.
struct Row<'a> {
    connection: &'a Connection,
    end: End<'a>,
}

enum End<'a> {
    Endpoint(&'a Endpoint),
    Call(CallOutcome),
}

fn rows_of(connection: &Connection) -> impl Iterator<Item = Row<'_>> {
    let call = connection.verdict.outcome.map(End::Call);
    let endpoints = connection.verdict.endpoints.iter().map(End::Endpoint);
    call.into_iter().chain(endpoints).map(move |end| Row { connection, end })
}

impl Row<'_> {
    /// Worst first: what fails, what a policy answers, what is exposed, what is protected.
    fn rank(&self) -> u8 {
        match &self.end {
            End::Endpoint(endpoint) => match endpoint.outcome {
                Outcome::Refused => 0,
                Outcome::Garbled => 1,
                Outcome::ProtocolError => 2,
                Outcome::Hangs => 3,
                Outcome::Denied => 5,
                Outcome::Plaintext => 7,
                Outcome::Tls => 8,
                Outcome::Mtls => 9,
            },
            End::Call(CallOutcome::Denied) => 5,
            End::Call(CallOutcome::Redirect | CallOutcome::DirectResponse) => 6,
            End::Call(_) => 4,
        }
    }

    fn cells(&self, analysis: &Analysis, texts: &dyn Handbook) -> [Cell; COLUMNS.len()] {
        let plain = Style::new();
        let call = &self.connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
        let dialled = format!("{from} → {}:{}", call.host, call.port);
        let (outcome, server, wire) = match &self.end {
            End::Call(outcome) => {
                (Cell::new(texts.call_outcome(*outcome), style::call(*outcome)), String::new(), String::new())
            }
            End::Endpoint(endpoint) => (
                Cell::new(texts.outcome(endpoint.outcome), style::outcome(endpoint.outcome)),
                format!("{}:{}", endpoint.server.name(&analysis.mesh), endpoint.port),
                format!("{} → {}", endpoint.sent.as_str(), endpoint.mode.as_str()),
            ),
        };
        let decided_by = self.decisive().map(|step| decided_by(analysis, step)).unwrap_or_default();
        let [dialled, server, wire] = [dialled, server, wire].map(|text| Cell::new(&text, plain));
        [outcome, dialled, server, wire, Cell::new(&decided_by, style::FAINT)]
    }

    fn decisive(&self) -> Option<&Step> {
        match self.end {
            End::Endpoint(endpoint) => self.connection.verdict.decisive(Some(endpoint)),
            End::Call(_) => self.connection.verdict.decisive(None),
        }
    }
}

/// `dr/payments policy.yaml:21`.
fn decided_by(analysis: &Analysis, step: &Step) -> String {
    let at = || {
        let by = step.decided_by.as_ref()?;
        let meta = &analysis.inventory.get(by.resource)?.meta;
        let range = analysis.sources.range(analysis.inventory.location(by)?);
        Some(format!("{}/{} {}:{}", short_name(&meta.kind), meta.name, range.file, range.start.line))
    };
    at().unwrap_or_default()
}
