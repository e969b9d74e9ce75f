//! What happens on a connection: client → wire → server, with every decision and what it beat.

mod answer;
mod model;

pub use answer::{Answer, Because, Question};
pub use model::{
    CallOutcome, Connection, Endpoint, Ignored, Mode, Outcome, Sent, Server, Step, Verdict, Weight,
};
