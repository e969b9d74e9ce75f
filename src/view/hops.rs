//! The hop strip: who hands the bytes to whom, and how far they get.

use super::{Row, RowOutcome};
use crate::Analysis;
use crate::mesh::{Payload, ProxyKind};
use crate::verdict::{Mode, Outcome};

/// A station of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The wire that leads to it; `None` for the first one.
    pub wire: Option<Wire>,
    /// Who it is.
    pub name: HopName,
}

/// Who a station is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HopName {
    /// An application: name of a workload, or the host that was dialled.
    App(String),
    /// The client's proxy.
    ClientProxy,
    /// The server's proxy, with what it enforces.
    ServerProxy(Mode),
}

/// How a stretch of the path is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The pattern: the symbol `w-…` of the sprite.
    pub pattern: &'static str,
    /// The class of its colour.
    pub tone: &'static str,
}

impl Wire {
    /// The stretch on which the outcome is settled.
    fn of(outcome: RowOutcome) -> Self {
        Self { pattern: outcome.class(), tone: outcome.class() }
    }

    /// A stretch inside a pod, which the mesh does not protect and need not.
    fn inside(pattern: &'static str) -> Self {
        Self { pattern, tone: "note" }
    }
}

/// The stations of a row of this analysis.
pub fn hops(analysis: &Analysis, row: &Row) -> Vec<Hop> {
    let Some(connection) = analysis.connections.get(row.connection) else { return Vec::new() };
    let client = analysis.mesh.workload(connection.call.from);
    let app_speaks = match connection.call.payload {
        Payload::Tls | Payload::Mtls => Outcome::Tls.as_str(),
        Payload::Http | Payload::Tcp | Payload::ServerFirst => Outcome::Plaintext.as_str(),
    };
    let mut hops = vec![Hop { wire: None, name: HopName::App(last_part(&row.from)) }];
    if client.is_some_and(|client| client.proxy != ProxyKind::None) {
        hops.push(Hop { wire: Some(Wire::inside(app_speaks)), name: HopName::ClientProxy });
    }
    let mut wire = Wire::of(row.outcome);
    if let Some((_, mode @ (Mode::Strict | Mode::Permissive | Mode::Disable))) = row.sent {
        hops.push(Hop { wire: Some(wire), name: HopName::ServerProxy(mode) });
        wire = behind_server_proxy(row.outcome, app_speaks);
    }
    let server = if row.server.is_empty() { row.host.to_string() } else { last_part(&row.server) };
    hops.push(Hop { wire: Some(wire), name: HopName::App(server) });
    hops
}

/// What goes on behind the server's proxy: the app's own bytes, the unreadable ones, or nothing.
fn behind_server_proxy(outcome: RowOutcome, app_speaks: &'static str) -> Wire {
    match outcome {
        RowOutcome::Endpoint(Outcome::Mtls | Outcome::Plaintext | Outcome::Tls) => Wire::inside(app_speaks),
        RowOutcome::Endpoint(Outcome::Garbled) => Wire::of(outcome),
        RowOutcome::Endpoint(
            Outcome::Refused | Outcome::Denied | Outcome::ProtocolError | Outcome::Hangs,
        )
        | RowOutcome::Call(_) => Wire::inside("unknown"),
    }
}

fn last_part(name: &str) -> String {
    name.rsplit('/').next().unwrap_or_default().to_owned()
}
