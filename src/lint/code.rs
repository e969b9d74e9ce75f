//! Codes and names of rules. They are part of the contract: never reused, never changed.

/// A rule's identity. 1xx broken, 2xx exposed, 3xx no effect, 4xx rejected, 5xx text, 6xx expectation not met, 7xx
/// not considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`Code::name` is what each one is called, its texts say what it means")]
pub enum Code {
    PlaintextToStrict,
    MtlsToPlaintext,
    RejectedHandshake,
    TlsInTls,
    ForeignBytesOnHttp,
    ServerFirstHang,
    MissingEndpoints,
    UnreachableAddress,
    UnregisteredDestination,
    MissingCluster,
    UnroutedRequest,
    ProxyAnswer,
    DeniedWithoutIdentity,
    HttpPolicyOnTcp,
    DeniedByPolicy,
    ClosedByGateway,
    OriginationOnPlainPort,
    ConflictingPorts,
    NegativeMatchAdmitsPlaintext,
    LeftoverPermissive,
    PlaintextEgress,
    SelectorWithoutPods,
    UnknownClient,
    UnknownPrincipal,
    ServicePortInPolicy,
    ShadowedPolicy,
    SelectorInRoot,
    HostOfNothing,
    UnconsultedRule,
    HiddenRule,
    UnknownGateway,
    MissingWaypoint,
    MeaninglessInjection,
    MisplacedInjection,
    IncompleteDocument,
    UnknownApiVersion,
    UnknownField,
    InvalidValue,
    RejectedResource,
    QuestionableResource,
    BrokenYaml,
    UnrenderedTemplate,
    BadSeparator,
    DuplicateDocument,
    UnquotedWord,
    OversizedText,
    UnexpectedOutcome,
    UnknownExpectation,
    UnusedKind,
    UnevaluatedKind,
}

impl Code {
    /// `MP` and three digits.
    pub const fn as_str(self) -> &'static str {
        self.words().0
    }

    /// A name that reads well after "allow".
    pub const fn name(self) -> &'static str {
        self.words().1
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::PlaintextToStrict => ("MP101", "plaintext-to-strict"),
            Self::MtlsToPlaintext => ("MP102", "mtls-to-plaintext"),
            Self::RejectedHandshake => ("MP103", "rejected-handshake"),
            Self::TlsInTls => ("MP104", "tls-in-tls"),
            Self::ForeignBytesOnHttp => ("MP105", "foreign-bytes-on-http"),
            Self::ServerFirstHang => ("MP106", "server-first-hang"),
            Self::MissingEndpoints => ("MP107", "missing-endpoints"),
            Self::UnreachableAddress => ("MP108", "unreachable-address"),
            Self::UnregisteredDestination => ("MP109", "unregistered-destination"),
            Self::MissingCluster => ("MP110", "missing-cluster"),
            Self::UnroutedRequest => ("MP111", "unrouted-request"),
            Self::ProxyAnswer => ("MP112", "proxy-answer"),
            Self::DeniedWithoutIdentity => ("MP113", "denied-without-identity"),
            Self::HttpPolicyOnTcp => ("MP114", "http-policy-on-tcp"),
            Self::DeniedByPolicy => ("MP115", "denied-by-policy"),
            Self::ClosedByGateway => ("MP116", "closed-by-gateway"),
            Self::OriginationOnPlainPort => ("MP117", "origination-on-plain-port"),
            Self::ConflictingPorts => ("MP118", "conflicting-ports"),
            Self::NegativeMatchAdmitsPlaintext => ("MP201", "negative-match-admits-plaintext"),
            Self::LeftoverPermissive => ("MP202", "leftover-permissive"),
            Self::PlaintextEgress => ("MP203", "plaintext-egress"),
            Self::SelectorWithoutPods => ("MP301", "selector-without-pods"),
            Self::UnknownClient => ("MP302", "unknown-client"),
            Self::UnknownPrincipal => ("MP303", "unknown-principal"),
            Self::ServicePortInPolicy => ("MP304", "service-port-in-policy"),
            Self::ShadowedPolicy => ("MP305", "shadowed-policy"),
            Self::SelectorInRoot => ("MP306", "selector-in-root"),
            Self::HostOfNothing => ("MP307", "host-of-nothing"),
            Self::UnconsultedRule => ("MP308", "unconsulted-rule"),
            Self::HiddenRule => ("MP309", "hidden-rule"),
            Self::UnknownGateway => ("MP310", "unknown-gateway"),
            Self::MissingWaypoint => ("MP311", "missing-waypoint"),
            Self::MeaninglessInjection => ("MP312", "meaningless-injection"),
            Self::MisplacedInjection => ("MP313", "misplaced-injection"),
            Self::IncompleteDocument => ("MP401", "incomplete-document"),
            Self::UnknownApiVersion => ("MP402", "unknown-api-version"),
            Self::UnknownField => ("MP403", "unknown-field"),
            Self::InvalidValue => ("MP404", "invalid-value"),
            Self::RejectedResource => ("MP405", "rejected-resource"),
            Self::QuestionableResource => ("MP406", "questionable-resource"),
            Self::BrokenYaml => ("MP501", "broken-yaml"),
            Self::UnrenderedTemplate => ("MP502", "unrendered-template"),
            Self::BadSeparator => ("MP503", "bad-separator"),
            Self::DuplicateDocument => ("MP504", "duplicate-document"),
            Self::UnquotedWord => ("MP505", "unquoted-word"),
            Self::OversizedText => ("MP506", "oversized-text"),
            Self::UnexpectedOutcome => ("MP601", "unexpected-outcome"),
            Self::UnknownExpectation => ("MP602", "unknown-expectation"),
            Self::UnusedKind => ("MP701", "unused-kind"),
            Self::UnevaluatedKind => ("MP702", "unevaluated-kind"),
        }
    }
}
