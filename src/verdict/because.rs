//! Why a resource that could have decided something did not: codes and arguments, never prose.

/// Why a resource that could have decided did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Its selector picks other pods.
    SelectsOthers,
    /// A policy of the root namespace that has a selector counts for no pod (PA-9).
    RootWithSelector,
    /// It is in the usual root namespace, but the mesh config names another one.
    NotRoot,
    /// The mesh config, which names this root namespace.
    MovesRoot(String),
    /// An older policy of the same level is there (PA-12, PA-13).
    Younger {
        /// `namespace/name` of the older one.
        than: String,
        /// Whether only the name tells which is older (PA-14).
        tied: bool,
    },
    /// So many more are set aside as those before it are, and it stands for all of them.
    AndMore(usize),
    /// An earlier port of the same Service leads to the same port of the pod (IN-3).
    LaterPort,
    /// Its mode is UNSET: it leaves the decision to the level above.
    Unset,
    /// A policy of a more specific level says something else.
    LessSpecific,
    /// It speaks about other ports.
    OtherPorts(Vec<u16>),
    /// It speaks about the number of the service port; what counts is the pod port (PA-17).
    ServicePort {
        /// The number that it names.
        service: u16,
        /// The number that counts.
        pod: u16,
    },
    /// Its host has a dot, so it is taken as it stands, and is the name of nothing (DR-2).
    DottedHost(String),
    /// Its short host means a service of its own namespace (DR-3).
    OwnNamespaceHost(String),
    /// It is in a namespace that is neither the client's nor the service's nor the root (DR-8).
    ThirdNamespace,
    /// It is not exported to the client's namespace (DR-6).
    NotExported,
    /// It says nothing about `exportTo`, and the mesh config keeps such rules in their namespace (DR-9).
    PrivateByDefault,
    /// A rule for a more specific host is there (DR-18).
    LessSpecificHost {
        /// `namespace/name` of the more specific one.
        than: String,
    },
    /// A rule in a namespace that is asked first is there (DR-5 … DR-7).
    LaterNamespace {
        /// `namespace/name` of that rule.
        than: String,
    },
    /// An older rule for the same host has a trafficPolicy; those are not merged (DR-13).
    MergedAway {
        /// `namespace/name` of the older one.
        into: String,
    },
    /// A younger rule for the same host that cannot be merged with it wins (DR-15).
    Older {
        /// `namespace/name` of the younger one.
        than: String,
    },
    /// A rule with a selector that picks the client replaces it (DR-17).
    NotForThisClient {
        /// `namespace/name` of the rule with the selector.
        than: String,
    },
    /// Its entry for the port replaces this part of it (DR-20).
    ReplacedForPort(u16),
    /// The chosen subset replaces this part (DR-21).
    ReplacedForSubset,
    /// No route chose this subset (DR-22).
    SubsetNotChosen,
    /// It is in a namespace that is neither the waypoint's nor the service's (WP-7).
    ForeignToWaypoint,
    /// It makes the waypoint.
    MakesWaypoint,
    /// It sends gateways through the waypoint (WP-2).
    SendsGateways,
    /// It makes ambient part of the installation, so that injected sidecars take the tunnel (INJ-15).
    InstallsAmbient,
    /// It is for gateways, not for sidecars (VS-2).
    ForGateways,
    /// The client's Sidecar does not import it (RT-13).
    NotImported,
    /// It imports what is needed here (RT-13).
    Imports,
    /// It does not import what is called (RT-13).
    ImportsLess,
    /// It has no rule for this client and port (VS-4, VS-11).
    NoRuleLeft,
    /// None of its rules takes the request (VS-14).
    NoRuleTakesIt,
    /// Its rules are for other SNIs (VS-10).
    OtherSni,
    /// The routes of another VirtualService count (VS-4).
    OtherRoutes {
        /// `namespace/name` of that one.
        of: String,
    },
    /// It leaves the decision to this rule (VS-12).
    Delegates,
    /// It says what happens to calls that the proxy does not know (RT-11).
    LeavesUnknown,
    /// It is for other hosts.
    OtherNames,
    /// None of its rules that count takes this request.
    OtherRequests,
    /// A host of this server is one of an older Gateway's TLS server on the same port (GW-14).
    SharesHost {
        /// `namespace/name` of that Gateway.
        with: String,
    },
    /// An older Gateway's server on the same port speaks another protocol (GW-14).
    PortTaken {
        /// `namespace/name` of that Gateway.
        by: String,
    },
    /// It is bound to an address of its own.
    BoundElsewhere,
    /// An earlier rule has its SNI (GW-16).
    LaterSni,
    /// It says where the server sends bytes, without which nothing would listen (GW-15).
    GivesChain,
    /// It makes the cluster that the route leads to.
    MakesCluster,
    /// It permits what another resource refers to.
    Permits,
    /// It lets mTLS in.
    AllowsMtls,
    /// Something that counts more says otherwise.
    Overruled,
    /// It says nothing about this.
    SaysNothing,
    /// It has a selector without labels, which picks no pod in ambient (AMB-20).
    EmptySelector,
    /// Its action is CUSTOM, which a ztunnel does not know (AMB-20).
    NoProviders,
    /// It is a dry run (AZ-10).
    DryRun,
    /// Its action is AUDIT, which refuses nothing (AZ-9).
    OnlyAudits,
    /// It is attached to a gateway, a waypoint or a Service behind one; sidecars do not look at it (AZ-4).
    NotForSidecars,
    /// It has no rules, and so matches nothing (AZ-11).
    NoRules,
    /// Its rules speak about requests, and the filter chain reads bytes: they are not there (AZ-29).
    NeedsRequest,
    /// None of its rules matches.
    NoRuleMatches,
    /// Another ALLOW policy matches, and one is enough.
    AlreadyAllowed,
    /// It refuses this as well.
    RefusesAsWell,
    /// The CUSTOM policies of a workload share one provider.
    SharesProvider,
    /// The mesh config, which names this provider.
    NamesProvider(String),
    /// The mesh config, which names this trust domain or its aliases.
    NamesTrustDomain(String),
    /// The mesh config, which says how paths are normalized.
    NormalizesPaths,
    /// The mesh config, which limits how long proxies wait for first bytes.
    LimitsDetection,
    /// There is no token that it could check.
    NoToken,
    /// It looks for tokens somewhere else.
    LooksElsewhere,
    /// It is about other tokens.
    OtherTokens,
}
