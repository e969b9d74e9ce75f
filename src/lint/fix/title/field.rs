//! Steps about fields that say something else than is meant.

/// A change of a field, or of where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldStep {
    /// A field says what is meant.
    Correct {
        /// Kind of the resource.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// As written.
        written: String,
        /// As meant.
        meant: String,
    },
    /// A label or annotation goes to another list.
    MoveKey {
        /// Kind of the resource.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// The key.
        key: String,
        /// Route of the list.
        to: String,
    },
    /// A resource goes to another namespace.
    MoveResource {
        /// Its kind.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// The namespace.
        namespace: String,
    },
    /// A PeerAuthentication makes no exception from STRICT any more.
    Strict {
        /// Its `namespace/name`.
        policy: String,
    },
    /// A rule with a negative condition asks for an identity as well.
    AskIdentity {
        /// `namespace/name` of the AuthorizationPolicy.
        policy: String,
    },
    /// A port of a ServiceEntry leads to another one.
    TargetPort {
        /// `namespace/name` of the ServiceEntry.
        entry: String,
        /// The port that is dialled.
        port: u16,
        /// The port where it arrives.
        target: u16,
    },
    /// Proxies speak TLS to a host.
    Originate {
        /// The host.
        host: String,
        /// Its port.
        port: u16,
    },
    /// A new waypoint.
    AddWaypoint {
        /// Its `namespace/name`.
        waypoint: String,
    },
}

impl FieldStep {
    pub(super) const fn slug(&self) -> &'static str {
        match self {
            Self::Correct { .. } => "correct",
            Self::MoveKey { .. } => "move-key",
            Self::MoveResource { .. } => "move",
            Self::Strict { .. } => "strict",
            Self::AskIdentity { .. } => "ask-identity",
            Self::TargetPort { .. } => "target-port",
            Self::Originate { .. } => "originate-tls",
            Self::AddWaypoint { .. } => "add-waypoint",
        }
    }
}
