//! Steps about where routes lead.

/// A change of a route, or of what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteStep {
    /// A route leads to a host that exists.
    UseHost {
        /// The host as written.
        written: String,
        /// The one that exists.
        meant: String,
    },
    /// A route leads to a port that the host has.
    UsePort {
        /// The host.
        host: String,
        /// The port as written, or as it follows from what was dialled.
        written: u16,
        /// The one that exists.
        meant: u16,
    },
    /// A route does without what leads to a host that does not exist.
    DropDestination {
        /// The host.
        host: String,
    },
    /// The namespace of a backend lets a route refer to it.
    GrantBackend {
        /// `namespace/name` of the route.
        route: String,
        /// `namespace/name` of the backend.
        backend: String,
    },
    /// A DestinationRule defines a subset.
    DefineSubset {
        /// `namespace/name` of the rule.
        rule: String,
        /// The subset.
        subset: String,
    },
    /// A route names a subset that exists.
    UseSubset {
        /// The subset as written.
        written: String,
        /// The one that exists.
        meant: String,
    },
    /// A Sidecar imports a namespace.
    ImportNamespace {
        /// `namespace/name` of the Sidecar.
        sidecar: String,
        /// The namespace.
        namespace: String,
    },
    /// A resource is exported to a namespace.
    ExportTo {
        /// Its kind.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// The namespace.
        namespace: String,
    },
    /// What tells a call names a Service.
    CallService {
        /// Kind of what tells it.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// As written.
        written: String,
        /// `host:port` of the Service.
        meant: String,
    },
    /// A second Service, without an address of its own, makes the addresses of pods known.
    AddHeadless {
        /// `namespace/name` of their workload.
        workload: String,
        /// The pod port.
        port: u16,
    },
    /// A route goes to the whole host.
    DropSubset {
        /// The subset as written.
        subset: String,
    },
}

impl RouteStep {
    pub(super) const fn slug(&self) -> &'static str {
        match self {
            Self::UseHost { .. } => "use-host",
            Self::UsePort { .. } => "use-port",
            Self::DropDestination { .. } => "drop-destination",
            Self::GrantBackend { .. } => "grant-backend",
            Self::DefineSubset { .. } => "define-subset",
            Self::UseSubset { .. } => "use-subset",
            Self::DropSubset { .. } => "drop-subset",
            Self::ImportNamespace { .. } => "import",
            Self::ExportTo { .. } => "export",
            Self::CallService { .. } => "call-service",
            Self::AddHeadless { .. } => "headless-service",
        }
    }
}
