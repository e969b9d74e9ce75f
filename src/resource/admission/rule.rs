//! What can be wrong with a resource. Codes and arguments only; the sentences live in `i18n`.

use super::Format;
use crate::yaml::Path;

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Objection {
    /// The field; where it is missing, the route that it would have.
    pub path: Path,
    /// What is wrong with it.
    pub rule: Rule,
}

/// What is wrong with a field. "This field" is always the one that [`Objection::path`] names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    // What the schema of the kind says.
    /// The API server does not serve this version of the kind.
    UnservedVersion {
        /// The versions that it serves.
        served: &'static [&'static str],
    },
    /// The value has another type.
    WrongType {
        /// The type that the field has.
        expected: JsonType,
        /// The type of the value.
        found: JsonType,
    },
    /// The word is none of those that the field knows; case matters.
    UnknownValue {
        /// The word as written.
        value: String,
        /// The words that it knows.
        allowed: &'static [&'static str],
    },
    /// The kind has no such field. `kubectl` refuses it; without strict validation it would be dropped silently.
    UnknownField {
        /// What may have been meant: a field of the same block, or a route further down.
        suggestion: Option<String>,
    },
    /// The field is required.
    Missing,
    /// The field needs at least one character, item or key.
    Empty,
    /// The number is too small or too large.
    OutOfRange {
        /// The number as written.
        value: String,
        /// The smallest that is allowed.
        min: i64,
        /// The largest that is allowed.
        max: i64,
    },
    /// The number must be greater than 0.
    NotPositive,
    /// A percentage above 0 and below 0.0001.
    PercentTooSmall,
    /// The text is too long.
    TooLong {
        /// The largest number of characters.
        max: usize,
    },
    /// Too many items or keys.
    TooMany {
        /// The largest number.
        max: usize,
    },
    /// The text is not written as it must be.
    Malformed {
        /// How it must be written.
        format: Format,
        /// The text as written.
        value: String,
    },

    // What several fields say together.
    /// The same value stands there twice.
    Duplicate {
        /// The value.
        value: String,
    },
    /// More than one of these fields of the block is set.
    OnlyOneOf {
        /// The fields.
        fields: &'static [&'static str],
    },
    /// None of these fields of the block is set.
    AtLeastOneOf {
        /// The fields.
        fields: &'static [&'static str],
    },
    /// The field is set, but not the other one, without which it means nothing.
    Needs {
        /// The other field.
        field: &'static str,
    },
    /// The field is set beside another one that excludes it.
    NotWith {
        /// The other field.
        field: &'static str,
    },
    /// The field is set, but another field has a value with which it cannot be used.
    NotWithValue {
        /// The other field.
        field: &'static str,
        /// Its value.
        value: String,
    },
    /// Another field has a value that requires this one.
    MissingForValue {
        /// The other field.
        field: &'static str,
        /// Its value.
        value: String,
    },
    /// The field exists, but Istio does not support it (here) yet.
    Unsupported,

    // Metadata.
    /// The annotation is for Istio's own use.
    ReservedAnnotation,
    /// `istio.io/dry-run` on anything but an AuthorizationPolicy.
    DryRunNotAuthorization,

    // Selectors and targets (PAV-4, PAV-5, AZ-4).
    /// The selector has no labels, so it selects everything (a warning).
    SelectorWithoutLabels,
    /// A policy cannot be attached to this kind.
    UnknownTarget {
        /// `group` as written.
        group: String,
        /// `kind` as written.
        kind: String,
    },
    /// A policy cannot be attached across namespaces.
    CrossNamespaceTarget,

    // exportTo (DRV-4).
    /// `*` beside other entries.
    PublicAndMore,
    /// `~` beside other entries.
    NobodyAndMore,
    /// A DestinationRule with a workloadSelector is exported beyond its own namespace.
    SelectorExported,

    // AuthorizationPolicy.
    /// DENY or CUSTOM without `rules` never matches (AZ-11).
    NeverTriggers {
        /// The action.
        action: String,
    },
    /// The field or key cannot be used with the action CUSTOM.
    NotWithCustom,
    /// The key of `when` is not an attribute that Istio knows (AZ-23).
    UnknownAttribute {
        /// The key as written.
        key: String,
    },
    /// A DENY rule with only HTTP attributes denies every TCP connection in its scope (AZ-30; a warning).
    DeniesAllTcp,

    // VirtualService.
    /// A VirtualService without hosts is a delegate and cannot have this field (VS-12).
    NotInDelegate,
    /// `*` as host of a VirtualService that is bound to sidecars.
    WildcardHostOnMesh,
    /// Two hosts of the VirtualService cover each other.
    OverlappingHosts {
        /// The earlier host.
        earlier: String,
        /// The later host.
        later: String,
    },
    /// The SNI host is not covered by any host of the VirtualService.
    SniOutsideHosts {
        /// The SNI host.
        sni: String,
    },
    /// Routing by a JWT claim works at gateways only.
    ClaimOutsideGateway,
    /// All weights of a route are 0.
    NoWeight,
    /// The authority is set twice.
    AuthorityTwice,
    /// `prefixRewrite` needs every `uri` match to be a prefix.
    PrefixRewriteNeedsPrefix,
    /// Settings for retries that are switched off by `attempts: 0`.
    RetriesOff,
    /// The rule is never reached, because an earlier one takes everything (a warning).
    Unreachable,
    /// The same match stands in an earlier rule (a warning).
    MatchedBefore,

    // DestinationRule.
    /// The weights of a locality do not add up to 100.
    LocalityWeights {
        /// What they add up to.
        total: i64,
    },
    /// The locality overlaps with an earlier one.
    LocalityOverlap {
        /// The locality.
        locality: String,
    },
    /// A failover from a region to itself.
    FailoverToItself,
    /// The table size of a Maglev hash is not a prime number.
    NotPrime {
        /// The size.
        value: String,
    },

    // ServiceEntry and WorkloadEntry.
    /// Address ranges work only with resolution NONE or STATIC.
    RangeNeedsNoneOrStatic,
    /// Resolution by DNS without endpoints needs hosts that can be looked up.
    HostNotResolvable {
        /// The host.
        host: String,
    },
    /// The endpoint names a port that the ServiceEntry does not have.
    UndeclaredPort {
        /// The name.
        name: String,
    },
    /// A socket address needs exactly one service port.
    SocketNeedsOnePort,
    /// Several hosts on a port where nothing tells them apart: neither HTTP nor TLS.
    HostsIndistinct,
    /// This resolution needs hosts with a wildcard.
    HostNotWildcard,
    /// An endpoint that is a socket has no ports.
    SocketWithPorts,

    // Gateway and Sidecar.
    /// The protocol is HTTPS or TLS, but there are no `tls` settings.
    TlsRequired,
    /// TLS settings on a port whose protocol is not HTTPS or TLS.
    TlsOnPlainPort,
    /// The field has no effect on this kind.
    NoEffect,
    /// Only the last egress listener may have no port.
    CatchAllNotLast,
    /// `subjectAltNames`, certificates … that the mode does not read (a warning).
    Ignored {
        /// The mode.
        mode: String,
    },
}

/// The type of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are JSON's own")]
pub enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    List,
    Object,
}
