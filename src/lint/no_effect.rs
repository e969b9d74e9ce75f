//! What is said of resources and labels that change nothing.

/// Why something has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoEffect {
    /// Another resource of the same kind takes its place.
    Shadowed {
        /// Its kind.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// What the other one is.
        by: Shadow,
        /// `namespace/name` of the other one.
        than: String,
    },
    /// A PeerAuthentication of the root namespace has a selector (PA-9).
    SelectorInRoot {
        /// Its `namespace/name`.
        policy: String,
    },
    /// The host of a DestinationRule is the name of nothing.
    HostOfNothing {
        /// Its kind.
        kind: String,
        /// Its `namespace/name`.
        rule: String,
        /// As written.
        host: String,
        /// The full name that was meant, if a service has it.
        meant: Option<String>,
    },
    /// A DestinationRule is where nobody looks for it (DR-8).
    UnconsultedRule {
        /// Its `namespace/name`.
        rule: String,
    },
    /// A rule, route or entry is not exported to those who would need it.
    HiddenRule {
        /// Its kind.
        kind: String,
        /// Its `namespace/name`.
        rule: String,
        /// Whether the mesh config says so, not the rule itself.
        by_default: bool,
    },
    /// A VirtualService is for a Gateway that is not there.
    UnknownGateway {
        /// Its `namespace/name`.
        route: String,
        /// The Gateway that it names: `namespace/name`.
        gateway: String,
        /// The Gateway of this name in another namespace.
        meant: Option<String>,
    },
    /// A label asks for a waypoint that does not take what it should.
    MissingWaypoint {
        /// `namespace/name`.
        waypoint: String,
        /// Whether the waypoint is there, and only lets nobody of this namespace in.
        exists: bool,
    },
    /// A label about injection has a value that means nothing (INJ-2, INJ-7).
    MeaninglessInjection {
        /// The label.
        key: &'static str,
        /// Its value.
        value: String,
        /// The values that mean something.
        known: [&'static str; 2],
    },
    /// A label or annotation about injection stands where nobody looks (INJ-3, INJ-16).
    MisplacedInjection {
        /// Its key.
        key: &'static str,
        /// Where it must stand instead.
        place: InjectionPlace,
    },
    /// An annotation or label of Istio that nobody reads.
    IgnoredAnnotation {
        /// As written.
        key: String,
        /// Why.
        flaw: AnnotationFlaw,
    },
    /// A certificate of a Gateway is where its pods do not read (GW-4a).
    UnreadSecret {
        /// `namespace/name` of the Secret.
        secret: String,
        /// `namespace/name` of the Gateway.
        gateway: String,
        /// The namespace of the pods.
        namespace: String,
    },
    /// A `*` stands for nothing but itself where it is (AZ-15, VS-11a).
    LiteralStar {
        /// The kind of the resource.
        kind: String,
        /// Its `namespace/name`.
        resource: String,
        /// The field.
        field: String,
        /// What it says.
        written: String,
        /// What says what that was probably to say, where something does.
        meant: Option<String>,
    },
}

/// Why nobody reads an annotation or label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotationFlaw {
    /// There is none of this name; this one was probably meant.
    Unknown(String),
    /// It must stand in the pod template.
    Template,
    /// It must be a label.
    Label,
    /// It must be an annotation.
    Annotation,
}

/// How one resource takes the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shadow {
    /// It is older (PA-12, PA-13).
    Older,
    /// No creation time tells them apart, and its name comes first (PA-14).
    EarlierName,
    /// It is younger, and the two cannot be merged (DR-15).
    Younger,
    /// It is older, and of two traffic policies only one counts (DR-13).
    OlderPolicy,
    /// It is older and has the same host on the same port (GW-14).
    SameHost,
    /// It is older and speaks another protocol on the same port (GW-14).
    SamePort,
    /// It has the same host, and its routes come first (VS-4).
    EarlierRoutes,
    /// Clients ask its namespace first (DR-5 … DR-7).
    EarlierNamespace,
}

/// Where a label about injection counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InjectionPlace {
    /// Among the labels of the pod template, not those of the controller.
    Template,
    /// Among the labels of the pod: an annotation alone never reaches the webhook.
    PodLabel,
    /// Among the labels of the Namespace.
    NamespaceLabel,
}
