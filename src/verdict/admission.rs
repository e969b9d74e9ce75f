//! The vocabulary of explanations, continued: what token checks and policies say.

/// What RequestAuthentication makes of the token of a request (AZ-32 … AZ-36).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenAnswer {
    /// There is none: the request passes without a principal.
    Missing,
    /// It is not where the rules look for tokens: the request passes without a principal.
    NotSought,
    /// A CORS preflight is not asked for a token.
    Preflight,
    /// It is valid.
    Accepted {
        /// `iss`.
        issuer: String,
        /// `sub`.
        subject: Option<String>,
    },
    /// It is not, and the request is refused.
    Rejected(TokenFlaw),
}

/// What is wrong with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenFlaw {
    /// No rule that looks at it is for its issuer.
    UnknownIssuer(Option<String>),
    /// It is expired.
    Expired,
    /// It is for none of the audiences.
    WrongAudience,
    /// It is malformed, or its signature does not fit.
    Unverified,
}

/// What the AuthorizationPolicies of a server say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorizationAnswer {
    /// None is in force.
    NoPolicy,
    /// There is no ALLOW policy, and no other refuses it.
    NotRefused,
    /// An ALLOW policy matches.
    Allowed {
        /// `namespace/name`.
        policy: String,
        /// The position of the rule.
        rule: usize,
    },
    /// A DENY policy matches.
    Refused {
        /// `namespace/name`.
        policy: String,
        /// The position of the rule.
        rule: usize,
        /// What it comes from.
        refusal: Refusal,
    },
    /// There are ALLOW policies, and none of them matches.
    NotAllowed {
        /// `namespace/name` of the first one.
        policy: String,
        /// How many more there are.
        others: usize,
        /// What it comes from.
        refusal: Refusal,
    },
    /// A CUSTOM policy matches: its provider decides.
    Asked {
        /// `namespace/name`.
        policy: String,
        /// `provider.name`.
        provider: String,
    },
    /// A CUSTOM policy matches, and the mesh config knows no such authorizer (AZ-10a).
    NoProvider {
        /// `namespace/name`.
        policy: String,
        /// `provider.name`.
        provider: String,
    },
    /// A CUSTOM policy matches, and another one of the workload has another provider (AZ-10a).
    SeveralProviders {
        /// `namespace/name`.
        policy: String,
    },
}

/// What a refusal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// The policy means it.
    Plain,
    /// With the identity that the client has, but could not prove on this connection, it would be let in (AZ-26).
    IdentityLost,
    /// The policy speaks about requests, and the filter chain reads bytes (AZ-29, AZ-30).
    RequestUnseen,
}

impl AuthorizationAnswer {
    /// What the refusal comes from, if it is one of DENY or ALLOW.
    pub const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused { refusal, .. } | Self::NotAllowed { refusal, .. } => Some(*refusal),
            Self::NoPolicy
            | Self::NotRefused
            | Self::Allowed { .. }
            | Self::Asked { .. }
            | Self::NoProvider { .. }
            | Self::SeveralProviders { .. } => None,
        }
    }
}
