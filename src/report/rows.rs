//! The table of connections, for people: one row per call and endpoint, the worst first.

use crate::Analysis;
use crate::i18n::Handbook;
use crate::i18n::text::Column;
use crate::mesh::Workload;
use crate::resource::short_name;
use crate::verdict::{CallOutcome, Connection, Endpoint, Outcome, Step};
use std::borrow::Cow;
use std::fmt::{Display, Write};

/// The columns, from left to right.
pub(super) const COLUMNS: [Column; 5] =
    [Column::Outcome, Column::Call, Column::Server, Column::Wire, Column::DecidedBy];

/// What one row is about: an endpoint, or the call itself where (part of) it gets to none.
pub(super) struct Row<'a> {
    connection: &'a Connection,
    /// How it ends.
    pub(super) end: End<'a>,
}

/// How a row ends.
pub(super) enum End<'a> {
    /// At an endpoint.
    Endpoint(&'a Endpoint),
    /// On the way.
    Call(CallOutcome),
}

/// All rows, the worst first, otherwise in the order of the connections.
pub(super) fn rows(analysis: &Analysis) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = analysis.connections.iter().flat_map(rows_of).collect();
    rows.sort_by_key(Row::rank);
    rows
}

fn rows_of(connection: &Connection) -> impl Iterator<Item = Row<'_>> {
    let call = connection.verdict.outcome.map(End::Call);
    let endpoints = connection.verdict.endpoints.iter().map(End::Endpoint);
    call.into_iter().chain(endpoints).map(move |end| Row { connection, end })
}

impl<'a> Row<'a> {
    /// Whether the bytes reach an app in a form that it can read.
    pub(super) fn works(&self) -> bool {
        matches!(self.end, End::Endpoint(endpoint) if endpoint.outcome.works())
    }

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

    /// The texts of the columns.
    pub(super) fn cells(
        &self,
        analysis: &'a Analysis,
        texts: &dyn Handbook,
    ) -> [Cow<'a, str>; COLUMNS.len()] {
        let call = &self.connection.call;
        let from = analysis.mesh.workload(call.from).map(Workload::key).unwrap_or_default();
        let mut dialled = with_number(from, &[" → ", &call.host], call.port);
        dialled.push_str(call.own_path().unwrap_or_default());
        let (outcome, server, wire) = match &self.end {
            End::Call(outcome) => (texts.call_outcome(*outcome), Cow::default(), Cow::default()),
            End::Endpoint(endpoint) => (
                texts.outcome(endpoint.outcome),
                with_number(endpoint.server.name(&analysis.mesh), &[], endpoint.port).into(),
                [endpoint.sent.as_str(), " → ", endpoint.mode.as_str()].concat().into(),
            ),
        };
        let decided_by = self.decisive().and_then(|step| decided_by(analysis, step)).unwrap_or_default();
        [outcome.into(), dialled.into(), server, wire, decided_by.into()]
    }

    fn decisive(&self) -> Option<&'a Step> {
        match self.end {
            End::Endpoint(endpoint) => self.connection.verdict.decisive(Some(endpoint)),
            End::Call(_) => self.connection.verdict.decisive(None),
        }
    }
}

/// `dr/payments policy.yaml:21`.
fn decided_by(analysis: &Analysis, step: &Step) -> Option<String> {
    let by = step.decided_by.as_ref()?;
    let meta = &analysis.inventory.get(by.resource)?.meta;
    let (file, line) = analysis.sources.line_number(analysis.inventory.location(by)?)?;
    Some(with_number(short_name(&meta.kind), &["/", &meta.name, " ", file], line))
}

/// The texts one behind the other, a colon, and a number. A report has three of these in each row.
fn with_number(mut text: String, rest: &[&str], number: impl Display) -> String {
    text.extend(rest.iter().copied());
    // Writing to a String cannot fail.
    let _ = write!(text, ":{number}");
    text
}
