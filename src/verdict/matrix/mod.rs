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

use super::{Connection, Followed, Verdict};
use crate::mesh::{Call, Mesh};
use crate::text::hash;
use class::{ClassId, Classes};
use std::collections::HashMap;
use std::rc::Rc;

/// Evaluates call after call and remembers what it found.
pub struct Evaluator<'m> {
    mesh: &'m Mesh,
    classes: Classes<'m>,
    /// By a hash of the host and the class of the path that are asked for, since a pod may ask one host for thousands of
    /// paths; among those the newest last.
    cells: HashMap<u64, Vec<Cell>>,
}

/// What one class of clients gets that makes a call.
struct Cell {
    class: ClassId,
    /// The first call of its kind.
    call: Call,
    /// Whoever has one of the addresses that it dials calls itself, and goes a way of its own.
    followed: Followed,
}

impl<'m> Evaluator<'m> {
    /// One that has seen no call yet.
    pub fn new(mesh: &'m Mesh) -> Self {
        Self { mesh, classes: Classes::new(mesh), cells: HashMap::new() }
    }

    /// The same as [`Connection::of`], but found sooner where another client of the class has made the same call.
    pub fn connection(&mut self, call: impl Into<Rc<Call>>) -> Connection {
        let call = call.into();
        self.followed(&call).connection(call)
    }

    /// The verdict of that.
    pub fn verdict(&mut self, call: &Call) -> Rc<Verdict> {
        self.followed(call).verdict
    }

    fn followed(&mut self, call: &Call) -> Followed {
        let client = self.mesh.workload(call.from);
        let Some((client, class)) = client.and_then(|client| Some((client, self.classes.of(client)?))) else {
            return Followed::new(self.mesh, call);
        };
        // Clients of a class mostly follow each other.
        let path = self.classes.path(&call.path);
        let asked = hash((&call.host, path));
        let cells = self.cells.get(&asked);
        let is_known = |cell: &&Cell| cell.is_for(class, call) && self.classes.path(&cell.call.path) == path;
        let known = cells.and_then(|cells| cells.iter().rfind(is_known));
        if let Some(cell) = known.filter(|cell| !cell.followed.dialled.contains(&client.ip)) {
            return cell.followed.clone();
        }
        let is_new = known.is_none();
        let followed = Followed::new(self.mesh, call);
        if is_new && !followed.dialled.contains(&client.ip) {
            let new = Cell { class, call: call.clone(), followed: followed.clone() };
            self.cells.entry(asked).or_default().push(new);
        }
        followed
    }
}

impl Cell {
    /// Whether a client of this class makes the same call, whatever its path.
    fn is_for(&self, class: ClassId, call: &Call) -> bool {
        // Where a call comes from and what its author expects of it does not matter to what comes of it.
        let Call { from: _, host, port, payload, sni, path: _, method, headers, token, origin: _, expect: _ } =
            &self.call;
        self.class == class
            && (*port, *payload) == (call.port, call.payload)
            && *host == call.host
            && *sni == call.sni
            && *method == call.method
            && *headers == call.headers
            && *token == call.token
    }
}
