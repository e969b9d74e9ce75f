//! The verdicts of many calls: clients that nothing tells apart share theirs.
//!
//! ```text
//!              dialled:  cart:80   pay:8080   …
//! class of clients ┬────────────────────────────
//!   a  (30 pods)   │      ●          ●               a cell is evaluated when the first of its calls is asked for,
//!   b  (1 pod)     │                 ●               and tells all of them, each of which names its own client
//! ```

mod asked;
mod class;

use super::{Connection, Verdict, follow};
use crate::mesh::{Call, Footprint, Mesh};
use class::{ClassId, Classes};
use std::collections::HashMap;
use std::net::IpAddr;
use std::rc::Rc;

/// Evaluates call after call and remembers what it found.
pub struct Evaluator<'m> {
    mesh: &'m Mesh,
    classes: Classes,
    /// By the host that was dialled; among those of a host the newest last.
    cells: HashMap<String, Vec<Cell>>,
}

/// What one class of clients gets that makes a call.
struct Cell {
    class: ClassId,
    /// The first call of its kind.
    call: Call,
    /// The addresses that it dials. Whoever has one of them calls itself, and goes a way of its own.
    dialled: Vec<IpAddr>,
    evaluated: (Rc<Verdict>, Footprint),
}

impl<'m> Evaluator<'m> {
    /// One that has seen no call yet.
    pub fn new(mesh: &'m Mesh) -> Self {
        Self { mesh, classes: Classes::new(mesh), cells: HashMap::new() }
    }

    /// The call with what comes of it.
    pub fn connection(&mut self, call: impl Into<Rc<Call>>) -> Connection {
        let call = call.into();
        Connection { verdict: self.verdict(&call), call }
    }

    /// The same as [`evaluate`](super::evaluate), but found sooner where another client of the class has made the same call.
    pub fn verdict(&mut self, call: &Call) -> Rc<Verdict> {
        self.evaluated(call).0
    }

    /// Where the evaluation of the call looks.
    pub fn footprint(&mut self, call: &Call) -> Footprint {
        self.evaluated(call).1.with(call.from)
    }

    fn evaluated(&mut self, call: &Call) -> (Rc<Verdict>, Footprint) {
        let client = self.mesh.workload(call.from);
        let Some((client, class)) = client.and_then(|client| Some((client, self.classes.of(client)?))) else {
            return followed(self.mesh, call).0;
        };
        // Clients of a class mostly follow each other.
        let cells = self.cells.get(&call.host);
        let known = cells.and_then(|cells| cells.iter().rfind(|cell| cell.is_for(class, call)));
        if let Some(cell) = known.filter(|cell| !cell.dialled.contains(&client.ip)) {
            return cell.evaluated.clone();
        }
        let is_new = known.is_none();
        let (evaluated, dialled) = followed(self.mesh, call);
        if is_new && !dialled.contains(&client.ip) {
            let new = Cell { class, call: call.clone(), dialled, evaluated: evaluated.clone() };
            self.cells.entry(call.host.clone()).or_default().push(new);
        }
        evaluated
    }
}

/// The verdict of a call and where it looked, and the addresses that it dials.
fn followed(mesh: &Mesh, call: &Call) -> ((Rc<Verdict>, Footprint), Vec<IpAddr>) {
    // Whatever others looked at before.
    mesh.footprint();
    let (verdict, dialled) = follow(mesh, call);
    ((Rc::new(verdict), mesh.footprint()), dialled)
}

impl Cell {
    /// Whether a client of this class makes the same call.
    fn is_for(&self, class: ClassId, call: &Call) -> bool {
        // Where a call comes from and what its author expects of it does not matter to what comes of it.
        let Call { from: _, host, port, payload, sni, path, method, headers, token, origin: _, expect: _ } =
            &self.call;
        self.class == class
            && (*port, *payload) == (call.port, call.payload)
            && *host == call.host
            && *sni == call.sni
            && *path == call.path
            && *method == call.method
            && *headers == call.headers
            && *token == call.token
    }
}
