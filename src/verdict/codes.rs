//! The codes of explanations in JSON (`question`, `because`). They are part of the contract: never reused.

use super::{Answer, Because, Question};

impl Question {
    /// Every question, in the order in which a call meets them.
    pub const ALL: [Self; 13] = [
        Self::ClientProxy,
        Self::Destination,
        Self::GatewayServer,
        Self::Route,
        Self::Waypoint,
        Self::DestinationRule,
        Self::Sent,
        Self::ServerProxy,
        Self::PeerAuthentication,
        Self::Tunnel,
        Self::FilterChain,
        Self::RequestAuthentication,
        Self::Authorization,
    ];

    /// The code of the question.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientProxy => "client-proxy",
            Self::Destination => "destination",
            Self::GatewayServer => "gateway-server",
            Self::Route => "route",
            Self::Waypoint => "waypoint",
            Self::DestinationRule => "destination-rule",
            Self::Sent => "sent",
            Self::ServerProxy => "server-proxy",
            Self::PeerAuthentication => "peer-authentication",
            Self::Tunnel => "tunnel",
            Self::FilterChain => "filter-chain",
            Self::RequestAuthentication => "request-authentication",
            Self::Authorization => "authorization",
        }
    }
}

impl Answer {
    /// What was asked.
    pub const fn question(&self) -> Question {
        match self {
            Self::ClientProxy(_) => Question::ClientProxy,
            Self::Destination(_) => Question::Destination,
            Self::GatewayServer(_) => Question::GatewayServer,
            Self::Route(_) => Question::Route,
            Self::DestinationRule(_) => Question::DestinationRule,
            Self::Sent(..) => Question::Sent,
            Self::ServerProxy(_) => Question::ServerProxy,
            Self::PeerAuthentication(..) | Self::Oddity(..) => Question::PeerAuthentication,
            Self::Waypoint(_) => Question::Waypoint,
            Self::Tunnel(_) => Question::Tunnel,
            Self::FilterChain { .. } => Question::FilterChain,
            Self::RequestAuthentication(_) => Question::RequestAuthentication,
            Self::Authorization(_) => Question::Authorization,
            Self::NotReached(question) => *question,
        }
    }
}

impl Because {
    /// The code of the reason.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::SelectsOthers => "selects-others",
            Self::RootWithSelector => "root-with-selector",
            Self::NotRoot => "not-root",
            Self::MovesRoot(_) => "moves-root",
            Self::Younger { .. } => "younger",
            Self::AndMore(_) => "and-more",
            Self::LaterPort => "later-port",
            Self::Unset => "unset",
            Self::LessSpecific => "less-specific",
            Self::OtherPorts(_) => "other-ports",
            Self::ServicePort { .. } => "service-port",
            Self::DottedHost(_) => "dotted-host",
            Self::OwnNamespaceHost(_) => "own-namespace-host",
            Self::ThirdNamespace => "third-namespace",
            Self::NotExported => "not-exported",
            Self::PrivateByDefault => "private-by-default",
            Self::LessSpecificHost { .. } => "less-specific-host",
            Self::LaterNamespace { .. } => "later-namespace",
            Self::MergedAway { .. } => "merged-away",
            Self::Older { .. } => "older",
            Self::NotForThisClient { .. } => "not-for-this-client",
            Self::ReplacedForPort(_) => "replaced-for-port",
            Self::ReplacedForSubset => "replaced-for-subset",
            Self::SubsetNotChosen => "subset-not-chosen",
            Self::ForeignToWaypoint => "foreign-to-waypoint",
            Self::MakesWaypoint => "makes-waypoint",
            Self::SendsGateways => "sends-gateways",
            Self::InstallsAmbient => "installs-ambient",
            Self::ForGateways => "for-gateways",
            Self::NotImported => "not-imported",
            Self::Imports => "imports",
            Self::ImportsLess => "imports-less",
            Self::NoRuleLeft => "no-rule-left",
            Self::NoRuleTakesIt => "no-rule-takes-it",
            Self::OtherSni => "other-sni",
            Self::OtherRoutes { .. } => "other-routes",
            Self::Delegates => "delegates",
            Self::LeavesUnknown => "leaves-unknown",
            Self::OtherNames => "other-names",
            Self::OtherRequests => "other-requests",
            Self::SharesHost { .. } => "shares-host",
            Self::PortTaken { .. } => "port-taken",
            Self::BoundElsewhere => "bound-elsewhere",
            Self::LaterSni => "later-sni",
            Self::GivesChain => "gives-chain",
            Self::MakesCluster => "makes-cluster",
            Self::Permits => "permits",
            Self::AllowsMtls => "allows-mtls",
            Self::Overruled => "overruled",
            Self::SaysNothing => "says-nothing",
            Self::EmptySelector => "empty-selector",
            Self::NoProviders => "no-providers",
            Self::DryRun => "dry-run",
            Self::OnlyAudits => "only-audits",
            Self::NotForSidecars => "not-for-sidecars",
            Self::NoRules => "no-rules",
            Self::NeedsRequest => "needs-request",
            Self::NoRuleMatches => "no-rule-matches",
            Self::AlreadyAllowed => "already-allowed",
            Self::RefusesAsWell => "refuses-as-well",
            Self::SharesProvider => "shares-provider",
            Self::NamesProvider(_) => "names-provider",
            Self::NamesTrustDomain(_) => "names-trust-domain",
            Self::NormalizesPaths => "normalizes-paths",
            Self::LimitsDetection => "limits-detection",
            Self::NoToken => "no-token",
            Self::LooksElsewhere => "looks-elsewhere",
            Self::OtherTokens => "other-tokens",
        }
    }
}
