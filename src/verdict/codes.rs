//! The codes of explanations in JSON (`question`, `because`). They are part of the contract: never reused.

use super::{Answer, Because, Question};

impl Question {
    /// The code of the question.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientProxy => "client-proxy",
            Self::Destination => "destination",
            Self::DestinationRule => "destination-rule",
            Self::Sent => "sent",
            Self::ServerProxy => "server-proxy",
            Self::PeerAuthentication => "peer-authentication",
            Self::FilterChain => "filter-chain",
        }
    }
}

impl Answer {
    /// What was asked.
    pub const fn question(&self) -> Question {
        match self {
            Self::Sent(_) => Question::Sent,
            Self::Mode(_) => Question::PeerAuthentication,
        }
    }
}

impl Because {
    /// The code of the reason.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::SelectsOthers => "selects-others",
        }
    }
}
