//! What happens on a connection: client → wire → server, with every decision and what it beat.

mod answer;
mod codes;
mod model;
mod path;
mod words;

pub use answer::{Answer, Because, Question};
pub use model::{
    CallOutcome, Connection, Endpoint, Ignored, Mode, Outcome, Sent, Server, Step, Verdict, Weight,
};
pub use words::Overall;
