//! The commands that show on a cluster what is said here of a connection or a finding, with its own names filled in.

mod connection;
mod finding;
mod shell;

pub use connection::{of_connection, of_endpoint};
pub use finding::of_finding;
