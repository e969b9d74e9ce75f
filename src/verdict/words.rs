//! The words of the contract (section 2): how sent, mode and outcome are written in JSON, in `Traffic.expect` and in
//! the attributes of the page.

use super::{CallOutcome, Mode, Outcome, Sent, Server, Verdict};
use crate::mesh::{Mesh, Workload};

/// What comes of a whole call: the one thing that all its parts have in common, or that they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Overall {
    /// Every endpoint has this outcome.
    Endpoints(Outcome),
    /// The call never gets to any endpoint.
    Call(CallOutcome),
    /// Endpoints differ, or a part of the call never gets to one.
    Mixed,
}

impl Sent {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plaintext => "plaintext",
            Self::IstioMtls => "istio-mtls",
            Self::Tls => "tls",
            Self::MutualTls => "mutual-tls",
            Self::AppTls => "app-tls",
            Self::Hbone => "hbone",
        }
    }
}

impl Mode {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "STRICT",
            Self::Permissive => "PERMISSIVE",
            Self::Disable => "DISABLE",
            Self::None => "none",
        }
    }
}

impl Outcome {
    /// Every outcome, the working ones first.
    pub const ALL: [Self; 8] = [
        Self::Mtls,
        Self::Tls,
        Self::Plaintext,
        Self::Refused,
        Self::Garbled,
        Self::ProtocolError,
        Self::Denied,
        Self::Hangs,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mtls => "mtls",
            Self::Plaintext => "plaintext",
            Self::Tls => "tls",
            Self::Refused => "refused",
            Self::Garbled => "garbled",
            Self::ProtocolError => "protocol-error",
            Self::Denied => "denied",
            Self::Hangs => "hangs",
        }
    }

    /// Whether the bytes reach the app in a form that it can read.
    pub const fn works(self) -> bool {
        match self {
            Self::Mtls | Self::Plaintext | Self::Tls => true,
            Self::Refused | Self::Garbled | Self::ProtocolError | Self::Denied | Self::Hangs => false,
        }
    }
}

impl CallOutcome {
    /// Every outcome of a call itself.
    pub const ALL: [Self; 12] = [
        Self::NoEndpoint,
        Self::NoCluster,
        Self::NoRoute,
        Self::Unreachable,
        Self::NoFilterChain,
        Self::Blackhole,
        Self::Redirect,
        Self::DirectResponse,
        Self::ProtocolError,
        Self::NoListener,
        Self::Refused,
        Self::Denied,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoEndpoint => "no-endpoint",
            Self::NoCluster => "no-cluster",
            Self::NoRoute => "no-route",
            Self::Unreachable => "unreachable",
            Self::NoFilterChain => "no-filter-chain",
            Self::Blackhole => "blackhole",
            Self::Redirect => "redirect",
            Self::DirectResponse => "direct-response",
            Self::ProtocolError => "protocol-error",
            Self::NoListener => "no-listener",
            Self::Refused => "refused",
            Self::Denied => "denied",
        }
    }
}

impl Server {
    /// `namespace/name` of the workload, or `external`.
    pub fn name(self, mesh: &Mesh) -> String {
        match self {
            Self::Workload(id) => mesh.workload(id).map(Workload::key).unwrap_or_default(),
            Self::External => "external".into(),
        }
    }
}

impl Overall {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Endpoints(outcome) => outcome.as_str(),
            Self::Call(outcome) => outcome.as_str(),
            Self::Mixed => "mixed",
        }
    }
}

impl Verdict {
    /// What comes of the call as a whole.
    pub fn overall(&self) -> Overall {
        let mut outcomes = self.endpoints.iter().map(|endpoint| endpoint.outcome);
        match (self.outcome, outcomes.next()) {
            (Some(outcome), None) => Overall::Call(outcome),
            (None, Some(first)) if outcomes.all(|outcome| outcome == first) => Overall::Endpoints(first),
            // A verdict has an outcome or an endpoint; with neither nothing was reached.
            (None, None) => Overall::Call(CallOutcome::NoEndpoint),
            (Some(_) | None, Some(_)) => Overall::Mixed,
        }
    }

    /// Whether every part of the call reaches an app in a form that it can read.
    pub fn works(&self) -> bool {
        self.outcome.is_none() && self.endpoints.iter().all(|endpoint| endpoint.outcome.works())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Endpoint, Server};
    use test_case::test_case;

    fn endpoint(outcome: Outcome) -> Endpoint {
        let (sent, mode) = (Sent::Plaintext, Mode::Permissive);
        Endpoint { server: Server::External, port: 80, sent, mode, outcome, peer: None, why: Vec::new() }
    }

    #[test_case(None, &[Outcome::Mtls, Outcome::Mtls], "mtls", true)]
    #[test_case(None, &[Outcome::Mtls, Outcome::Plaintext], "mixed", true; "both work, but not alike")]
    #[test_case(None, &[Outcome::Mtls, Outcome::Refused], "mixed", false)]
    #[test_case(Some(CallOutcome::NoCluster), &[], "no-cluster", false)]
    #[test_case(Some(CallOutcome::NoRoute), &[Outcome::Mtls], "mixed", false; "a branch is lost")]
    fn overall(call: Option<CallOutcome>, outcomes: &[Outcome], word: &str, works: bool) {
        let endpoints = outcomes.iter().copied().map(endpoint).collect();
        let verdict = Verdict { outcome: call, why: Vec::new(), stopped: Vec::new(), endpoints };
        assert_eq!((verdict.overall().as_str(), verdict.works()), (word, works));
    }

    #[test]
    fn no_two_outcomes_share_a_word() {
        let words: std::collections::BTreeSet<_> = Outcome::ALL.iter().map(|o| o.as_str()).collect();
        assert_eq!(words.len(), Outcome::ALL.len());
        let words: std::collections::BTreeSet<_> = CallOutcome::ALL.iter().map(|o| o.as_str()).collect();
        assert_eq!(words.len(), CallOutcome::ALL.len());
    }
}
