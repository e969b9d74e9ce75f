//! The vocabulary of explanations: codes and arguments, never prose. `i18n` turns them into sentences.

use super::{Mode, Sent};

/// What a step asks. The code of the question is part of the contract (`question` in JSON).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// Does the client have a proxy, and does the call enter it?
    ClientProxy,
    /// Which service does the dialled host and port mean?
    Destination,
    /// Which DestinationRule applies?
    DestinationRule,
    /// What is sent?
    Sent,
    /// Does the server have a proxy, and does it see the connection?
    ServerProxy,
    /// What does the server enforce on this port?
    PeerAuthentication,
    /// Which filter chain takes the connection?
    FilterChain,
}

/// The answer of a step. Each variant belongs to one [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What is sent.
    Sent(Sent),
    /// What the server enforces.
    Mode(Mode),
}

/// Why a resource that could have decided did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Its selector picks other pods.
    SelectsOthers,
}
